//! Deleting a person: softly, with the seats free at once (DEL-1, DEL-2), and for good.

use reseat_authz::{Action, Target};
use reseat_model::UserId;
use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::outcome::Outcome;
use reseat_model::user::User;

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::Submission;

/// Soft-deletes a person.
///
/// # Errors
/// When nobody has the id, the caller may not delete this person, or writing fails.
pub fn delete(app: &App, call: &Call, id: UserId) -> Result<Outcome, AppError> {
    let user = super::find(app, call.tenant, &id.to_string())?;
    grant(app, call, Action::UserDelete, &user)?;
    submit(app, call, Kind::DeleteUser, Command::DeleteUser { user: id })
}

/// Deletes a soft-deleted person for good.
///
/// # Errors
/// As [`delete`].
pub fn purge(app: &App, call: &Call, id: UserId) -> Result<Outcome, AppError> {
    let user = super::find_deleted(app, call.tenant, id)?;
    grant(app, call, Action::UserPurge, &user)?;
    submit(app, call, Kind::PurgeUser, Command::PurgeUser { user: id })
}

pub(super) fn grant(app: &App, call: &Call, action: Action, user: &User) -> Result<(), AppError> {
    let state = app.tenant(call.tenant)?;
    let target = Target { id: user.id, roles: state.roles.of(user.id), guest: user.guest };
    call.grant_on(action, Some(&target)).map(drop)
}

pub(super) fn submit(app: &App, call: &Call, kind: Kind, command: Command) -> Result<Outcome, AppError> {
    let user = command.subject().unwrap_or(UserId::NIL);
    let mut submission = Submission::new(call.tenant, call.meta(app, kind, None), vec![command]);
    submission.append = call.join.is_some();
    let commit = app.writer.submit(submission)?;
    Ok(commit.outcomes.into_iter().next().unwrap_or_else(|| Outcome::unchanged(user, Vec::new())))
}
