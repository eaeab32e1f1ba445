//! Carrying a licence change out: for one person, for some at once, or as a job.

use reseat_model::change_set::Kind;
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::job::{Job, JobWork};
use reseat_model::outcome::Outcome;
use reseat_model::{ChangeSetId, UserId, limits};

use super::replay::{IdempotencyKey, Replayed};
use super::rights::grant_edit;
use super::selection::{Selection, resolve};
use super::token::decode_token;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::{Commit, Limits, Submission};
use crate::{App, jobs};

/// A licence change for people.
#[derive(Debug, Clone)]
pub struct ChangeRequest {
    /// Whom.
    pub selection: Selection,
    /// What.
    pub edit: LicenseEdit,
    /// If anyone is refused, nobody changes.
    pub all_or_nothing: bool,
    /// Why.
    pub reason: Option<String>,
    /// The preview that was agreed to.
    pub preview_token: Option<String>,
    /// Run as a job even when few people are selected.
    pub as_job: bool,
}

impl ChangeRequest {
    /// All-or-nothing is one transaction, so it has a limit (25.12).
    pub(super) fn check_atomic(&self, people: usize) -> Result<(), AppError> {
        if self.all_or_nothing && self.as_job {
            return Err(AppError::invalid(
                "an all-or-nothing change is one transaction, done at once; leave asJob or allOrNothing off",
            ));
        }
        if self.all_or_nothing && people > limits::ATOMIC_USERS_MAX {
            return Err(AppError::invalid(format!(
                "an all-or-nothing change takes at most {} people, not {people}; leave allOrNothing off, or send fewer",
                limits::ATOMIC_USERS_MAX
            )));
        }
        Ok(())
    }
}

/// What a change did.
#[derive(Debug)]
pub struct ChangeResult {
    /// The change set, when anything changed.
    pub change_set: Option<ChangeSetId>,
    /// One outcome per person.
    pub outcomes: Vec<Outcome>,
    /// Sign-in names that nobody has.
    pub unknown: Vec<String>,
}

/// The answer to a change.
#[derive(Debug)]
pub enum ChangeAnswer {
    /// Done.
    Done(Box<ChangeResult>),
    /// Too many people for one answer: a job does it.
    Job(Box<Job>),
}

/// Changes the licences of people.
///
/// # Errors
/// When the caller may not, the request is bad, an idempotency key was used for another request, or writing fails.
pub fn change(
    app: &App,
    call: &Call,
    request: &ChangeRequest,
    key: Option<&IdempotencyKey>,
) -> Result<ChangeAnswer, AppError> {
    let (_granted, rights) = grant_edit(call, &request.edit)?;
    once(app, call, key, || change_now(app, call, request, rights, key))
}

fn change_now(
    app: &App,
    call: &Call,
    request: &ChangeRequest,
    rights: Limits,
    key: Option<&IdempotencyKey>,
) -> Result<ChangeAnswer, AppError> {
    let selected = resolve(app.store.as_ref(), call.tenant, &request.selection)?;
    request.check_atomic(selected.users.len())?;
    let kind = kind_of(&request.edit);
    let many = selected.users.len() > limits::ATOMIC_USERS_MAX;
    if request.as_job || many {
        let work = JobWork::Licenses(request.edit.clone());
        let token = request.preview_token.as_deref();
        let job = jobs::start(app, call, kind, work, &selected, token, key, request.reason.clone())?;
        return Ok(ChangeAnswer::Job(Box::new(job)));
    }
    let guard = request.preview_token.as_deref().map(decode_token).transpose()?;
    let commands = commands_for(&selected.users, &request.edit);
    let mut submission = Submission::new(call.tenant, call.meta(app, kind, request.reason.clone()), commands);
    submission.all_or_nothing = request.all_or_nothing;
    submission.append = call.join.is_some();
    submission.limits = rights;
    submission.guard = guard;
    send(app, call, submission, selected.unknown, key)
}

/// Hands a change in, with the rows that remember its answer.
pub(super) fn send(
    app: &App,
    call: &Call,
    mut submission: Submission,
    unknown: Vec<String>,
    key: Option<&IdempotencyKey>,
) -> Result<ChangeAnswer, AppError> {
    if let Some(key) = key {
        key.remember(app, call, &mut submission, &unknown)?;
        submission.keep_refused = true;
    }
    let Commit { change_set, outcomes, .. } = app.writer.submit(submission)?;
    Ok(ChangeAnswer::Done(Box::new(ChangeResult { change_set, outcomes, unknown })))
}

/// Does `work` once per key: what was answered before is answered again, also when two requests with one key race.
///
/// # Errors
/// As `work`, or [`AppError::Conflict`] when the key was used for another request.
pub(super) fn once(
    app: &App,
    call: &Call,
    key: Option<&IdempotencyKey>,
    work: impl FnOnce() -> Result<ChangeAnswer, AppError>,
) -> Result<ChangeAnswer, AppError> {
    let Some(key) = key else { return work() };
    if let Some(replayed) = key.find(app, call)? {
        return answer_again(app, call, replayed);
    }
    // The slower of two fails on the other's row: that one's answer is the answer.
    work().or_else(|error| match key.find(app, call)? {
        Some(replayed) => answer_again(app, call, replayed),
        None => Err(error),
    })
}

/// The answer that was given to a repeated request, read back from what was written.
fn answer_again(app: &App, call: &Call, replayed: Replayed) -> Result<ChangeAnswer, AppError> {
    match replayed {
        Replayed::Job(id) => Ok(ChangeAnswer::Job(Box::new(jobs::load(app, call.tenant, id)?))),
        Replayed::ChangeSet(part, unknown) => {
            let outcomes = part.outcomes(app, call)?;
            let result = ChangeResult { change_set: Some(part.set), outcomes, unknown };
            Ok(ChangeAnswer::Done(Box::new(result)))
        }
    }
}

/// Changes one person's licences, without blocking: the hot path of Graph's assignLicense.
///
/// # Errors
/// When the caller may not or writing fails.
pub async fn change_one(app: &App, call: &Call, user: UserId, edit: LicenseEdit) -> Result<Commit, AppError> {
    let (_granted, rights) = grant_edit(call, &edit)?;
    let meta = call.meta(app, kind_of(&edit), None);
    let mut submission = Submission::new(call.tenant, meta, vec![Command::ChangeLicenses { user, edit }]);
    submission.append = call.join.is_some();
    submission.limits = rights;
    submission.answer_with_user = true;
    let answer = app.writer.enqueue(submission)?;
    Ok(answer.await.map_err(|_| crate::writer::WriteError::Closed)??)
}

/// The same edit for everyone.
pub(crate) fn commands_for(users: &[UserId], edit: &LicenseEdit) -> Vec<Command> {
    users.iter().map(|user| Command::ChangeLicenses { user: *user, edit: edit.clone() }).collect()
}

/// The kind of change set that an edit makes.
pub(crate) fn kind_of(edit: &LicenseEdit) -> Kind {
    match edit {
        LicenseEdit::Graph { assign, .. } | LicenseEdit::Update { assign, .. } if assign.is_empty() => {
            Kind::Unassign
        }
        LicenseEdit::Graph { .. } | LicenseEdit::Update { .. } => Kind::Assign,
        LicenseEdit::UnassignAll => Kind::UnassignAll,
        LicenseEdit::Replace { .. } => Kind::Replace,
        LicenseEdit::Move { .. } => Kind::Move,
        LicenseEdit::Revert { .. } => Kind::Revert,
    }
}
