//! Changing a person's properties.

use reseat_authz::{Action, Target};
use reseat_model::UserId;
use reseat_model::audit::{Activity, AuditEntry, Target as About};
use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::log::ObjectKind;
use reseat_model::outcome::Outcome;
use reseat_model::system::Credential;
use reseat_model::user::User;
use reseat_store::{Batch, Change, Record};

use super::create::{NewPassword, credential};
use super::validate::{FieldError, validate_user};
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::Submission;

/// Changes the properties that `edit` changes. Licence administrators may change the usage location only (ROL-2).
///
/// # Errors
/// When the caller may not, nobody has the id, or writing fails.
pub fn update(
    app: &App,
    call: &Call,
    id: UserId,
    edit: impl FnOnce(&mut User),
    password: Option<NewPassword>,
) -> Result<Result<Outcome, Vec<FieldError>>, AppError> {
    let before = super::find(app, call.tenant, &id.to_string())?;
    let mut after = before.clone();
    edit(&mut after);
    grant(app, call, &before, &after, password.is_some())?;
    let problems = validate_user(&after);
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let meta = call.meta(app, Kind::UpdateUser, None);
    let now = meta.recorded_at;
    let reset = password.as_ref().map(|_| password_reset(&before));
    let mut submission =
        Submission::new(call.tenant, meta, vec![Command::UpdateUser { user: Box::new(after) }]);
    submission.bases.insert(id, before);
    submission.audit.extend(reset.map(|entry| (ObjectKind::User, entry)));
    submission.append = call.join.is_some();
    if let Some(password) = password {
        let row = credential(app, id, &password, now)?.to_row(call.tenant);
        submission.rows =
            Batch { preconditions: Vec::new(), changes: vec![Change::Put(Credential::TABLE, row)] };
        // A refused change must not set the password all the same.
        submission.all_or_nothing = true;
        submission.keep_always = true;
    }
    let commit = app.writer.submit(submission)?;
    Ok(Ok(commit.outcomes.into_iter().next().unwrap_or_else(|| Outcome::unchanged(id, Vec::new()))))
}

/// The record of a password that somebody else set; the password is in no record.
pub(crate) fn password_reset(user: &User) -> AuditEntry {
    let target = About::User { id: user.id, upn: user.upn.clone(), name: user.display_name.clone() };
    AuditEntry { activity: Activity::ResetUserPassword, target, modified: Vec::new() }
}

/// Each kind of property has its own right (rules.md 3.2 notes 7 and 9).
fn grant(app: &App, call: &Call, before: &User, after: &User, password: bool) -> Result<(), AppError> {
    let state = app.tenant(call.tenant)?;
    let target = Target { id: before.id, roles: state.roles.of(before.id), guest: before.guest };
    if password {
        call.grant_on(Action::UserResetPassword, Some(&target))?;
    }
    let sensitive = before.account_enabled != after.account_enabled
        || before.upn != after.upn
        || before.mobile_phone != after.mobile_phone
        || before.business_phone != after.business_phone;
    if sensitive {
        call.grant_on(Action::UserUpdateSensitive, Some(&target))?;
    }
    let location = before.usage_location != after.usage_location;
    if location {
        call.grant_on(Action::UserUsageLocation, Some(&target))?;
    }
    let rest = User {
        account_enabled: before.account_enabled,
        upn: before.upn.clone(),
        mobile_phone: before.mobile_phone.clone(),
        business_phone: before.business_phone.clone(),
        usage_location: before.usage_location.clone(),
        ..after.clone()
    };
    if rest != *before || !(sensitive || location || password) {
        call.grant_on(Action::UserUpdate, Some(&target))?;
    }
    Ok(())
}
