//! What an application may hand on to another one.

use std::collections::BTreeSet;

use reseat_authz::permissions::Permission;
use reseat_authz::{Action, CallerKind, Grant, Refusal, RefusalReason, Scopes};
use reseat_model::application::Application;

use crate::call::Call;
use crate::error::AppError;

/// Permission to write `application` as it shall be. What an application requires is granted at once, and so is a secret
/// the power of the application: a person needs to be a Global Administrator, and an application in its own name can hand
/// on only what it has itself. What people may do to themselves needs no such care.
///
/// # Errors
/// [`AppError::Forbidden`] with the permissions that the caller lacks.
pub(super) fn may_write(call: &Call, application: &Application) -> Result<(), AppError> {
    call.grant(Action::ApplicationWrite)?;
    let (CallerKind::App(_), Scopes::Listed(held)) = (&call.caller.kind, &call.caller.scopes) else {
        return Ok(());
    };
    let wanted: BTreeSet<&String> = application.app_roles.union(&application.delegated_scopes).collect();
    let missing: Vec<&'static str> = wanted
        .into_iter()
        .filter(|name| !held.iter().any(|own| own.eq_ignore_ascii_case(name)))
        .filter_map(|name| Permission::by_name(name))
        .filter(|permission| permission.id(Grant::Application).is_some())
        .map(|permission| permission.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let refusal = Refusal {
        action: Action::ApplicationWrite,
        reason: RefusalReason::MissingScope,
        roles_that_would: Vec::new(),
        scopes_that_would: missing,
    };
    Err(refusal.into())
}
