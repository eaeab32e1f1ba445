//! Which rights a licence change needs, and what it may not do to some people.

use reseat_authz::{Action, Caller, Granted, Scopes, authorize};
use reseat_model::command::LicenseEdit;

use crate::call::Call;
use crate::error::AppError;
use crate::writer::{Limits, assigns, unassigns};

/// Permission for a licence change: to assign, to unassign, or both (ASG-1, ROL-1).
///
/// # Errors
/// [`AppError::Forbidden`] with the roles and scopes that would do.
pub fn grant_edit(call: &Call, edit: &LicenseEdit) -> Result<(Granted, Limits), AppError> {
    let unassign = if unassigns(edit) { Some(call.grant(Action::LicenseUnassign)?) } else { None };
    let assign = if assigns(edit) { Some(call.grant(Action::LicenseAssign)?) } else { None };
    // An edit that does neither, such as two empty lists, still needs the right to try.
    let granted = match assign.or(unassign) {
        Some(granted) => granted,
        None => call.grant(Action::LicenseUnassign)?,
    };
    Ok((granted, Limits { no_guests: guest_limit(call) }))
}

/// The roles that could license guests, if the caller's cannot (rules.md 3.2 note 6).
pub(crate) fn guest_limit(call: &Call) -> Option<Vec<reseat_model::RoleId>> {
    call.grant(Action::LicenseAssignGuest).err().map(|error| match error {
        AppError::Forbidden(refusal) => refusal.roles_that_would,
        _ => Vec::new(),
    })
}

/// The roles that may license guests.
pub(crate) fn guest_roles() -> Vec<reseat_model::RoleId> {
    let nobody = Caller::user(reseat_model::UserId::NIL, [], Scopes::All);
    authorize(&nobody, Action::LicenseAssignGuest, None).err().map(|r| r.roles_that_would).unwrap_or_default()
}
