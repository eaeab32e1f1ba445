//! Changing the same properties of several people: one change set, one result per person (25.23). Properties and
//! sign-outs are one transaction; beyond 1,000 people a job does it chunk by chunk.

use std::collections::{BTreeSet, HashSet};

use reseat_authz::{Action, Caller, CallerKind, Scopes, Target, may_somewhere};
use reseat_model::audit::Actor;
use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::job::{Job, JobWork, PeopleWork};
use reseat_model::outcome::{Outcome, Status};
use reseat_model::reason::Reason;
use reseat_model::user::User;
use reseat_model::{ChangeSetId, TenantId, UserId, limits};
use reseat_store::Stored;

use super::validate::bad_location;
use crate::call::Call;
use crate::changes::{IdempotencyKey, Replayed, Selected};
use crate::error::AppError;
use crate::sign_out::sign_out_rows;
use crate::writer::{Meta, Submission};
use crate::{App, jobs};

/// What shall change for everyone named; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct PeopleEdit {
    /// The usage location, ISO 3166 in two upper-case letters.
    pub usage_location: Option<String>,
    /// False blocks sign-in.
    pub account_enabled: Option<bool>,
    /// Signs them out everywhere.
    pub revoke_sessions: bool,
    /// Why.
    pub reason: Option<String>,
}

/// What became of it.
#[derive(Debug)]
pub struct PeopleUpdated {
    /// The change set, when anything changed.
    pub change_set: Option<ChangeSetId>,
    /// One outcome per person, in the order asked.
    pub outcomes: Vec<Outcome>,
    /// Who was signed out everywhere.
    pub signed_out: Vec<UserId>,
}

/// The answer to a change of people.
#[derive(Debug)]
pub enum PeopleAnswer {
    /// Done.
    Done(Box<PeopleUpdated>),
    /// Too many people for one answer: a job does it.
    Job(Box<Job>),
}

/// How often signing out is tried again when a password is changed at the same moment.
const TRIES_MAX: usize = 3;

/// Changes people: at once up to 1,000, beyond it as a job. Each is decided alone: one who is refused does not keep the
/// others from changing. It is done once per idempotency key.
///
/// # Errors
/// When the caller may do it to nobody, nobody or too many are named, the location is no country, a key was used for
/// another request, or writing fails.
pub fn update_many(
    app: &App,
    call: &Call,
    ids: &[UserId],
    edit: &PeopleEdit,
    key: Option<&IdempotencyKey>,
) -> Result<PeopleAnswer, AppError> {
    let work = edit.work(&call.caller.roles);
    for action in rights(&work) {
        may_somewhere(&call.caller, action)?;
    }
    check(&work, ids)?;
    let again = || Ok::<_, AppError>(key.map(|key| answered(app, call, &work, key)).transpose()?.flatten());
    if let Some(answer) = again()? {
        return Ok(answer);
    }
    let mut seen = HashSet::with_capacity(ids.len());
    let users: Vec<UserId> = ids.iter().copied().filter(|id| seen.insert(*id)).collect();
    let answer = if users.len() <= limits::ATOMIC_USERS_MAX {
        at_once(app, call, &users, &work, edit.reason.clone(), key)
    } else {
        let selected = Selected { users, unknown: Vec::new() };
        let (kind, job) = (Kind::UpdateUser, JobWork::People(work.clone()));
        let job = jobs::start(app, call, kind, job, &selected, None, key, edit.reason.clone());
        job.map(|job| PeopleAnswer::Job(Box::new(job)))
    };
    // The slower of two requests with one key fails on the other's row: that one's answer is the answer.
    answer.or_else(|error| again()?.ok_or(error))
}

/// What was answered to a request with the same key.
fn answered(
    app: &App,
    call: &Call,
    work: &PeopleWork,
    key: &IdempotencyKey,
) -> Result<Option<PeopleAnswer>, AppError> {
    Ok(match key.find(app, call)? {
        None => None,
        Some(Replayed::Job(id)) => Some(PeopleAnswer::Job(Box::new(jobs::load(app, call.tenant, id)?))),
        Some(Replayed::ChangeSet(part, _)) => Some(done(work, Some(part.set), part.outcomes(app, call)?)),
    })
}

fn done(work: &PeopleWork, change_set: Option<ChangeSetId>, outcomes: Vec<Outcome>) -> PeopleAnswer {
    let reached = |outcome: &&Outcome| work.revoke_sessions && outcome.status != Status::Refused;
    let signed_out = outcomes.iter().filter(reached).map(|outcome| outcome.user).collect();
    PeopleAnswer::Done(Box::new(PeopleUpdated { change_set, outcomes, signed_out }))
}

impl PeopleEdit {
    fn work(&self, roles: &BTreeSet<reseat_model::RoleId>) -> PeopleWork {
        PeopleWork {
            usage_location: self.usage_location.clone(),
            account_enabled: self.account_enabled,
            revoke_sessions: self.revoke_sessions,
            roles: roles.clone(),
        }
    }
}

/// What the caller must be allowed to do to a person (rules.md 3.2 notes 7 and 9).
fn rights(work: &PeopleWork) -> Vec<Action> {
    let location = work.usage_location.is_some().then_some(Action::UserUsageLocation);
    let sign_in = work.account_enabled.is_some().then_some(Action::UserUpdateSensitive);
    let sessions = work.revoke_sessions.then_some(Action::UserRevokeSessions);
    [location, sign_in, sessions].into_iter().flatten().collect()
}

fn check(work: &PeopleWork, ids: &[UserId]) -> Result<(), AppError> {
    let most = limits::JOB_USERS_MAX;
    if ids.is_empty() || ids.len() > most {
        return Err(AppError::invalid(format!("people.ids must name 1 to {most} people, not {}", ids.len())));
    }
    if rights(work).is_empty() {
        return Err(AppError::invalid("set names nothing to change, and revokeSessions is not asked for"));
    }
    match work.usage_location.as_deref().and_then(bad_location) {
        Some(message) => Err(AppError::invalid(message)),
        None => Ok(()),
    }
}

/// Changes people in one transaction, with the rows that remember the answer.
fn at_once(
    app: &App,
    call: &Call,
    users: &[UserId],
    work: &PeopleWork,
    reason: Option<String>,
    key: Option<&IdempotencyKey>,
) -> Result<PeopleAnswer, AppError> {
    let meta = call.meta(app, Kind::UpdateUser, reason);
    let mut tries = 0;
    let commit = loop {
        tries += 1;
        let mut submission = edit_of(app, call.tenant, meta.clone(), work, users)?;
        submission.append = call.join.is_some();
        if let Some(key) = key {
            key.remember(app, call, &mut submission, &[])?;
        }
        match app.writer.submit(submission).map_err(AppError::from) {
            Err(AppError::Conflict(_)) if tries < TRIES_MAX => {}
            other => break other?,
        }
    };
    Ok(done(work, commit.change_set, commit.outcomes))
}

/// What the writer has to decide for these people: one command each, with the rows that sign them out. A password that is
/// changed at the same moment makes the whole fail with a conflict.
///
/// # Errors
/// When the store fails.
pub(crate) fn edit_of(
    app: &App,
    tenant: TenantId,
    meta: Meta,
    work: &PeopleWork,
    ids: &[UserId],
) -> Result<Submission, AppError> {
    let (caller, rights) = (asker(&meta.actor, work), rights(work));
    let state = app.tenant(tenant)?;
    let users = User::load_many(app.store.as_ref(), tenant, ids)?;
    let mut submission = Submission::new(tenant, meta, Vec::with_capacity(ids.len()));
    for (id, user) in ids.iter().zip(users) {
        let user = user.filter(|user| user.deleted_at.is_none());
        let refused = match &user {
            None => Some(Reason::UserNotFound),
            Some(user) => {
                refusal(&caller, &rights, &Target { id: *id, roles: state.roles.of(*id), guest: user.guest })
            }
        };
        submission.bases.extend(user.clone().map(|user| (*id, user)));
        let mut user = Box::new(user.unwrap_or_else(|| User { id: *id, ..User::default() }));
        if let Some(reason) = refused {
            submission.refused.insert(*id, reason);
        } else if work.revoke_sessions {
            let (rows, entry) = sign_out_rows(app, tenant, &user, submission.meta.recorded_at)?;
            submission.rows_for.insert(*id, rows);
            submission.audit_for.insert(*id, entry);
        }
        if work.usage_location.is_some() {
            user.usage_location.clone_from(&work.usage_location);
        }
        user.account_enabled = work.account_enabled.unwrap_or(user.account_enabled);
        submission.commands.push(Command::UpdateUser { user });
    }
    Ok(submission)
}

/// Who asked, with the roles of that time.
fn asker(actor: &Actor, work: &PeopleWork) -> Caller {
    let kind = match actor {
        Actor::User { id, .. } => CallerKind::User(*id),
        Actor::App { client_id, .. } => CallerKind::App(*client_id),
        Actor::System { .. } => CallerKind::System,
    };
    Caller { kind, roles: work.roles.clone(), scopes: Scopes::All }
}

/// Why the caller may not do all of it to a person.
fn refusal(caller: &Caller, rights: &[Action], target: &Target<'_>) -> Option<Reason> {
    let refused = rights.iter().find_map(|right| reseat_authz::authorize(caller, *right, Some(target)).err());
    refused.map(|refusal| refusal.to_reason())
}
