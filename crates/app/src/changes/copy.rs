//! Copying one person's licences to others (ASG-15).

use reseat_authz::{Action, Target};
use reseat_model::PoolId;
use reseat_model::assignment::Path;
use reseat_model::command::{LicenseEdit, ProductChoice};

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::{people, query};

/// The change that gives others what `from` (object id or sign-in name) holds directly from the organisation, with the same
/// apps switched off. What others hold already gets these apps switched off, too (API-4). Inherited licences come with their
/// group and self-service ones belong to their purchaser, so neither is copied.
///
/// # Errors
/// When the caller may not read that person, nobody has the id, or they hold nothing that can be copied.
pub fn copy_edit(app: &App, call: &Call, from: &str) -> Result<LicenseEdit, AppError> {
    let user = people::find(app, call.tenant, from)?;
    let state = app.tenant(call.tenant)?;
    let target = Target { id: user.id, roles: state.roles.of(user.id), guest: user.guest };
    call.grant_on(Action::UserRead, Some(&target))?;
    let held = query::licenses_of(app.store.as_ref(), call.tenant, &[user.id])?;
    let assign: Vec<ProductChoice> = held
        .into_iter()
        .flatten()
        .filter(|own| own.key.path == Path::Direct && own.key.pool == PoolId::ORGANIZATION)
        .map(|own| ProductChoice { sku: own.key.sku, disabled: own.disabled })
        .collect();
    if assign.is_empty() {
        let name = user.upn;
        return Err(AppError::invalid(format!(
            "{name} holds no licence that can be copied: only licences assigned directly by the organisation are"
        )));
    }
    Ok(LicenseEdit::Update { assign, unassign: Vec::new() })
}
