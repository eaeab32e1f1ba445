//! Granting a role and taking it.

use reseat_authz::{Action, roles};
use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::outcome::Outcome;
use reseat_model::{RoleId, UserId};

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::Submission;

/// Gives a person one of the roles that [`roles::NAMED`] has: others mean nothing to Reseat.
///
/// # Errors
/// When the caller may not grant roles, the role is none of those, or writing fails.
pub fn grant(app: &App, call: &Call, user: UserId, role: RoleId) -> Result<Outcome, AppError> {
    call.grant(Action::RoleGrant)?;
    if !roles::NAMED.contains(&role) {
        return Err(AppError::not_found("role", role));
    }
    submit(app, call, Command::GrantRole { user, role }, user)
}

/// Takes a role from a person; the last enabled Global Administrator keeps theirs (25.25).
///
/// # Errors
/// When the caller may not grant roles, or writing fails.
pub fn revoke(app: &App, call: &Call, user: UserId, role: RoleId) -> Result<Outcome, AppError> {
    call.grant(Action::RoleGrant)?;
    submit(app, call, Command::RevokeRole { user, role }, user)
}

fn submit(app: &App, call: &Call, command: Command, user: UserId) -> Result<Outcome, AppError> {
    let meta = call.meta(app, Kind::Administration, None);
    let mut submission = Submission::new(call.tenant, meta, vec![command]);
    submission.append = call.join.is_some();
    let commit = app.writer.submit(submission)?;
    Ok(commit.outcomes.into_iter().next().unwrap_or_else(|| Outcome::unchanged(user, Vec::new())))
}
