//! Creating a person, with the password of their account in the same transaction.

use reseat_authz::Action;
use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::outcome::Outcome;
use reseat_model::system::Credential;
use reseat_model::user::User;
use reseat_model::{Timestamp, UserId};
use reseat_store::{Batch, Change, Record};

use super::validate::{FieldError, validate_user};
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::identity;
use crate::writer::Submission;

/// The password of a new account.
#[derive(Debug, Clone)]
pub struct NewPassword {
    /// In clear; hashed before it is kept.
    pub password: String,
    /// Whether it must be changed at the next sign-in.
    pub must_change: bool,
}

/// Creates a person and answers who they are now, or why not.
///
/// # Errors
/// When the caller may not create people or writing fails.
pub fn create(
    app: &App,
    call: &Call,
    mut user: User,
    password: Option<NewPassword>,
) -> Result<Result<(User, Outcome), Vec<FieldError>>, AppError> {
    call.grant(Action::UserCreate)?;
    let problems = validate_user(&user);
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let meta = call.meta(app, Kind::CreateUser, None);
    user.id = UserId(app.entropy.uuid());
    user.created_at = meta.now;
    user.deleted_at = None;
    let mut submission = Submission::new(call.tenant, meta, Vec::new());
    if let Some(password) = password {
        let credential = credential(app, user.id, &password, submission.meta.recorded_at)?;
        let change = Change::Put(Credential::TABLE, credential.to_row(call.tenant));
        submission.rows_for.insert(user.id, Batch { preconditions: Vec::new(), changes: vec![change] });
    }
    submission.append = call.join.is_some();
    submission.commands.push(Command::CreateUser { user: Box::new(user.clone()) });
    let commit = app.writer.submit(submission)?;
    let outcome =
        commit.outcomes.into_iter().next().unwrap_or_else(|| Outcome::unchanged(user.id, Vec::new()));
    user.created_at = commit.at;
    Ok(Ok((user, outcome)))
}

/// The stored form of a password. Hashing is slow on purpose; call it on a blocking thread.
pub(crate) fn credential(
    app: &App,
    user: UserId,
    password: &NewPassword,
    now: Timestamp,
) -> Result<Credential, AppError> {
    let hash = identity::password::hash(&password.password, app.entropy.as_ref())
        .map_err(|error| AppError::Failed(Box::new(error)))?;
    Ok(Credential { user, password: hash, must_change: password.must_change, valid_from: now })
}
