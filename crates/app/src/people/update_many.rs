//! Changing the same properties of several people: one change set, one result per person (25.23).

use std::collections::HashSet;

use reseat_authz::{Action, Target, may_somewhere};
use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::log::ObjectKind;
use reseat_model::outcome::{Outcome, Status};
use reseat_model::reason::Reason;
use reseat_model::user::User;
use reseat_model::{ChangeSetId, UserId, limits};
use reseat_store::Stored;

use super::validate::bad_location;
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::sign_out::sign_out_rows;
use crate::writer::{Meta, Submission};

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

/// How often signing out is tried again when a password is changed at the same moment.
const TRIES_MAX: usize = 3;

/// Changes people. Each is decided alone: one who is refused does not keep the others from changing.
///
/// # Errors
/// When the caller may do it to nobody, nobody or too many are named, the location is no country, or writing fails.
pub fn update_many(
    app: &App,
    call: &Call,
    ids: &[UserId],
    edit: &PeopleEdit,
) -> Result<PeopleUpdated, AppError> {
    let rights = rights(edit);
    for action in &rights {
        may_somewhere(&call.caller, *action)?;
    }
    check(edit, ids)?;
    let mut seen = HashSet::with_capacity(ids.len());
    let ids: Vec<UserId> = ids.iter().copied().filter(|id| seen.insert(*id)).collect();
    let users = User::load_many(app.store.as_ref(), call.tenant, &ids)?;
    let mut outcomes = Vec::with_capacity(ids.len());
    let mut people = Vec::new();
    for (id, user) in ids.iter().zip(users) {
        let allowed = admit(app, call, *id, user, &rights)?;
        outcomes.push(allowed.as_ref().err().cloned().unwrap_or_else(|| Outcome::unchanged(*id, Vec::new())));
        people.extend(allowed.ok());
    }
    let meta = call.meta(app, Kind::UpdateUser, edit.reason.clone());
    let mut done = PeopleUpdated { change_set: None, outcomes, signed_out: Vec::new() };
    put_properties(app, call, &meta, edit, &people, &mut done)?;
    if edit.revoke_sessions {
        sign_everyone_out(app, call, &meta, &people, &mut done)?;
    }
    Ok(done)
}

/// What the caller must be allowed to do to a person (rules.md 3.2 notes 7 and 9).
fn rights(edit: &PeopleEdit) -> Vec<Action> {
    let location = edit.usage_location.is_some().then_some(Action::UserUsageLocation);
    let sign_in = edit.account_enabled.is_some().then_some(Action::UserUpdateSensitive);
    let sessions = edit.revoke_sessions.then_some(Action::UserRevokeSessions);
    [location, sign_in, sessions].into_iter().flatten().collect()
}

fn check(edit: &PeopleEdit, ids: &[UserId]) -> Result<(), AppError> {
    let most = limits::ATOMIC_USERS_MAX;
    if ids.is_empty() || ids.len() > most {
        return Err(AppError::invalid(format!("people.ids must name 1 to {most} people, not {}", ids.len())));
    }
    if rights(edit).is_empty() {
        return Err(AppError::invalid("set names nothing to change, and revokeSessions is not asked for"));
    }
    match edit.usage_location.as_deref().and_then(bad_location) {
        Some(message) => Err(AppError::invalid(message)),
        None => Ok(()),
    }
}

/// The person if they are there and the caller may do all of it to them.
fn admit(
    app: &App,
    call: &Call,
    id: UserId,
    user: Option<User>,
    rights: &[Action],
) -> Result<Result<User, Outcome>, AppError> {
    let Some(user) = user.filter(|user| user.deleted_at.is_none()) else {
        return Ok(Err(Outcome::refused(id, Reason::UserNotFound)));
    };
    let state = app.tenant(call.tenant)?;
    let target = Target { id, roles: state.roles.of(id), guest: user.guest };
    for action in rights {
        if let Err(refusal) = reseat_authz::authorize(&call.caller, *action, Some(&target)) {
            return Ok(Err(Outcome::refused(id, refusal.to_reason())));
        }
    }
    Ok(Ok(user))
}

/// Sets the properties of everyone who is admitted, in one transaction.
fn put_properties(
    app: &App,
    call: &Call,
    meta: &Meta,
    edit: &PeopleEdit,
    people: &[User],
    done: &mut PeopleUpdated,
) -> Result<(), AppError> {
    if people.is_empty() || (edit.usage_location.is_none() && edit.account_enabled.is_none()) {
        return Ok(());
    }
    let command = |user: &User| {
        let mut user = Box::new(user.clone());
        if edit.usage_location.is_some() {
            user.usage_location.clone_from(&edit.usage_location);
        }
        user.account_enabled = edit.account_enabled.unwrap_or(user.account_enabled);
        Command::UpdateUser { user }
    };
    let commands = people.iter().map(command).collect();
    let mut submission = Submission::new(call.tenant, meta.clone(), commands);
    submission.append = call.join.is_some();
    let commit = app.writer.submit(submission)?;
    done.change_set = commit.change_set;
    for decided in commit.outcomes {
        if let Some(outcome) = done.outcomes.iter_mut().find(|outcome| outcome.user == decided.user) {
            *outcome = decided;
        }
    }
    Ok(())
}

/// Ends the sessions of everyone who was not refused, in the change set of the properties.
fn sign_everyone_out(
    app: &App,
    call: &Call,
    meta: &Meta,
    people: &[User],
    done: &mut PeopleUpdated,
) -> Result<(), AppError> {
    let refused: HashSet<UserId> =
        done.outcomes.iter().filter(|o| o.status == Status::Refused).map(|o| o.user).collect();
    let people: Vec<&User> = people.iter().filter(|user| !refused.contains(&user.id)).collect();
    if people.is_empty() {
        return Ok(());
    }
    let mut tries = 0;
    let commit = loop {
        tries += 1;
        let mut submission = Submission::new(call.tenant, meta.clone(), Vec::new());
        submission.append = call.join.is_some() || done.change_set.is_some();
        for user in &people {
            let (rows, entry) = sign_out_rows(app, call.tenant, user, meta.recorded_at)?;
            submission.rows.preconditions.extend(rows.preconditions);
            submission.rows.changes.extend(rows.changes);
            submission.audit.push((ObjectKind::User, entry));
        }
        match app.writer.submit(submission).map_err(AppError::from) {
            Err(AppError::Conflict(_)) if tries < TRIES_MAX => {}
            other => break other?,
        }
    };
    done.change_set = commit.change_set;
    done.signed_out = people.iter().map(|user| user.id).collect();
    for outcome in done.outcomes.iter_mut().filter(|outcome| !refused.contains(&outcome.user)) {
        outcome.status = Status::Changed;
        outcome.reasons.clear();
    }
    Ok(())
}
