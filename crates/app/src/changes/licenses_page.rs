//! The Licenses page's operation: one product, at most so many people at once (UNA-10, UNA-12, 25.17).

use reseat_model::command::LicenseEdit;
use reseat_model::{SkuId, UserId};

use super::change::{ChangeAnswer, ChangeRequest, change};
use super::preview::{PreviewAnswer, preview};
use super::replay::IdempotencyKey;
use super::selection::Selection;
use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Takes exactly one product from the chosen people.
///
/// # Errors
/// More people than the tenant's limit are refused with the limit in the message; else as [`change`].
pub fn unassign_on_licenses_page(
    app: &App,
    call: &Call,
    sku: SkuId,
    users: &[UserId],
    reason: Option<String>,
    preview_token: Option<String>,
    key: Option<&IdempotencyKey>,
) -> Result<ChangeAnswer, AppError> {
    let mut request = request(app, call, sku, users)?;
    request.reason = reason;
    request.preview_token = preview_token;
    change(app, call, &request, key)
}

/// What that would do.
///
/// # Errors
/// As [`unassign_on_licenses_page`].
pub fn preview_on_licenses_page(
    app: &App,
    call: &Call,
    sku: SkuId,
    users: &[UserId],
) -> Result<PreviewAnswer, AppError> {
    preview(app, call, &request(app, call, sku, users)?)
}

fn request(app: &App, call: &Call, sku: SkuId, users: &[UserId]) -> Result<ChangeRequest, AppError> {
    let limit = app.tenant(call.tenant)?.tenant.settings.licenses_page_users;
    if users.len() > limit as usize {
        return Err(AppError::invalid(format!(
            "at most {limit} users can be unassigned at once on the Licenses page, not {}; send fewer, or run the \
             same change as a bulk job with POST /reseat/v1/changes",
            users.len()
        )));
    }
    if users.is_empty() {
        return Err(AppError::invalid("select at least one user"));
    }
    Ok(ChangeRequest {
        selection: Selection::Ids(users.to_vec()),
        edit: LicenseEdit::Update { assign: Vec::new(), unassign: vec![sku] },
        all_or_nothing: false,
        reason: None,
        preview_token: None,
        as_job: false,
    })
}
