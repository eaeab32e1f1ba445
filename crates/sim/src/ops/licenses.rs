//! Changing licences, in every manner.

use reseat_app::changes::{
    ChangeAnswer, ChangeRequest, ChangeResult, IdempotencyKey, Selection, change, change_one, copy_edit,
    unassign_on_licenses_page,
};
use reseat_app::{AppError, Call};
use reseat_model::command::{LicenseEdit, ProductChoice};
use reseat_model::job::JobStatus;
use reseat_model::outcome::Status;
use reseat_model::{JobId, PoolId, UserId};

use super::{Found, Turn, agree, failure, people, person, present, previewed, statuses, time, told};
use crate::case::{By, Edit, Manner};
use crate::memory::{After, Keyed, Set};
use crate::rules::{self, Verdict, Wish};
use crate::run::{Ran, Sim};
use crate::state::{Job, State, Work};

/// A licence change as a step has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub who: &'a [u8],
    pub edit: &'a Edit,
    pub manner: Manner,
    pub keyed: bool,
    pub by: By,
}

/// What the model says of a change for several people, in order.
pub(super) fn predict(
    turn: &Turn,
    state: &State,
    users: &[UserId],
    edit: &LicenseEdit,
    guests: bool,
) -> (State, Vec<Verdict>) {
    let mut after = state.clone();
    let verdicts = users.iter().map(|user| one(turn, &mut after, *user, edit, guests)).collect();
    (after, verdicts)
}

/// The same for one person; nothing is given to a guest unless `guests`.
pub(super) fn one(turn: &Turn, state: &mut State, user: UserId, edit: &LicenseEdit, guests: bool) -> Verdict {
    time::decide(&turn.catalog, state, user, edit, guests, turn.now)
}

/// The verdicts of an all-or-nothing change.
fn atomically(before: &State, after: State, mut verdicts: Vec<Verdict>) -> (State, Vec<Verdict>) {
    if verdicts.iter().all(|verdict| verdict.status != Status::Refused) {
        return (after, verdicts);
    }
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.status == Status::Changed) {
        *verdict = Verdict { status: Status::Refused, deltas: Vec::new() };
    }
    (before.clone(), verdicts)
}

pub(super) fn changed(verdicts: &[Verdict]) -> usize {
    verdicts.iter().filter(|verdict| verdict.status == Status::Changed).count()
}

pub(super) fn wanted(verdicts: &[Verdict]) -> Vec<Status> {
    verdicts.iter().map(|verdict| verdict.status).collect()
}

/// Whoever changed, with what.
pub(super) fn deltas(users: &[UserId], verdicts: Vec<Verdict>) -> Vec<(UserId, Vec<rules::Delta>)> {
    let each = users.iter().copied().zip(verdicts);
    each.filter(|(_, verdict)| verdict.status == Status::Changed).map(|(id, v)| (id, v.deltas)).collect()
}

pub(super) fn request(users: &[UserId], edit: &LicenseEdit) -> ChangeRequest {
    ChangeRequest {
        selection: Selection::Ids(users.to_vec()),
        edit: edit.clone(),
        all_or_nothing: false,
        reason: None,
        preview_token: None,
        as_job: false,
    }
}

/// Changes licences.
pub(super) fn run(sim: &mut Sim, turn: &Turn, asked: &Asked<'_>) -> Result<Ran, Found> {
    let users = people(sim, turn, asked.who);
    let edit = turn.edit(asked.edit);
    let call = turn.call(asked.by);
    if asked.by == By::Reader {
        return match change(turn.app(), &call, &request(&users, &edit), None) {
            Err(error @ AppError::Forbidden(_)) => Ok(turn.refused(error.to_string())),
            other => Err(("nobody-does-what-they-may-not", format!("{other:?}"))),
        };
    }
    let guests = asked.by != By::LicenseAdmin;
    let one_job = sim.unfinished(turn.tenant).is_empty() && turn.calm;
    match asked.manner {
        Manner::Graph => by_graph(turn, &call, users[0], &edit, guests),
        Manner::LicensesPage => on_licenses_page(turn, &call, &users, guests),
        Manner::PreviewJob => previewed::preview_job(turn, &users, &edit),
        Manner::Overtaken if turn.calm => previewed::overtaken(turn, &call, &users, &edit, guests),
        Manner::PreviewedJob if one_job => previewed::previewed_job(turn, &call, &users, &edit, guests),
        Manner::Previewed => previewed::previewed(turn, &call, &users, &edit, guests),
        manner => plain(sim, turn, &call, asked, manner, guests),
    }
}

/// At once, all or nothing, or as a job; with a key if asked for.
fn plain(
    sim: &mut Sim,
    turn: &Turn,
    call: &Call,
    asked: &Asked<'_>,
    manner: Manner,
    guests: bool,
) -> Result<Ran, Found> {
    let users = people(sim, turn, asked.who);
    let mut request = request(&users, &turn.edit(asked.edit));
    request.all_or_nothing = manner == Manner::Atomic;
    request.as_job = matches!(manner, Manner::Job | Manner::PreviewedJob);
    let key = format!("key {}", sim.memories[turn.tenant].keyed.len());
    let mut call = call.clone();
    if manner == Manner::Joined {
        // What the history has forgotten would begin anew under the same id.
        let kept = |set: &&Set| !set.reverted && set.at.plus_days(29) > turn.now;
        call.join = sim.memories[turn.tenant].sets.last().filter(kept).map(|set| set.id);
    }
    let sent = IdempotencyKey::new(&key, "POST", "/changes", key.as_bytes());
    let answer =
        change(turn.app(), &call, &request, (asked.keyed && manner != Manner::Joined).then_some(&sent));
    let (mut ran, statuses, said) = answered(turn, &request, &users, guests, answer)?;
    ran.after.extend(call.join.map(After::Unsure));
    if asked.keyed && manner != Manner::Joined {
        let differs = ran.expect[turn.tenant].first() != ran.expect[turn.tenant].last();
        ran.after.push(After::Keyed(Box::new(Keyed {
            key,
            request,
            users,
            by: asked.by,
            answered: statuses,
            said,
            applied: differs.then_some(false),
            wall: turn.wall,
            at: turn.now,
        })));
    }
    Ok(ran)
}

/// Compares the answer to a request with the model.
pub(super) fn answered(
    turn: &Turn,
    request: &ChangeRequest,
    users: &[UserId],
    guests: bool,
    answer: Result<ChangeAnswer, AppError>,
) -> Result<(Ran, Option<Vec<Status>>, String), Found> {
    let (mut after, mut verdicts) = predict(turn, turn.state(), users, &request.edit, guests);
    if request.all_or_nothing {
        (after, verdicts) = atomically(turn.state(), after, verdicts);
    }
    if request.as_job {
        after = queued(turn, users, Work::Change { edit: request.edit.clone(), guests, bound: false });
    }
    let records = if request.as_job { 0 } else { changed(&verdicts) };
    match answer {
        Ok(ChangeAnswer::Done(result)) if !request.as_job => {
            agree("licences", &statuses(&result.outcomes), &wanted(&verdicts))?;
            let mut ran = turn.once(Ok(told(&result.outcomes)), after, records);
            let said = format!("{:?}", result.change_set);
            ran.after.extend(set(turn, &result, users, verdicts.clone()));
            Ok((ran, Some(wanted(&verdicts)), said))
        }
        Ok(ChangeAnswer::Job(job)) if request.as_job => {
            let said = job.id.to_string();
            Ok((turn.once(Ok("a job".to_owned()), after, records), Some(Vec::new()), said))
        }
        Ok(other) => Err(("answers-agree", format!("an unexpected kind of answer: {other:?}"))),
        Err(error) => Ok((turn.once(Err(error), after, records), None, String::new())),
    }
}

/// The change set of an answer, to be undone later.
pub(super) fn set(
    turn: &Turn,
    result: &ChangeResult,
    users: &[UserId],
    verdicts: Vec<Verdict>,
) -> Option<After> {
    let deltas = deltas(users, verdicts);
    let id = result.change_set.filter(|_| !deltas.is_empty())?;
    Some(After::Set(Set { id, deltas, at: turn.now, reverted: false }))
}

pub(super) fn queued(turn: &Turn, users: &[UserId], work: Work) -> State {
    let mut after = turn.state().clone();
    let job = Job {
        status: JobStatus::Queued,
        created: turn.now,
        done: 0,
        people: users.to_vec(),
        work: Some(work),
        set: None,
        deltas: Vec::new(),
    };
    after.jobs.insert(JobId::NIL, job);
    after
}

/// Graph's assignLicense for one person.
fn by_graph(turn: &Turn, call: &Call, user: UserId, edit: &LicenseEdit, guests: bool) -> Result<Ran, Found> {
    let (after, verdicts) = predict(turn, turn.state(), &[user], edit, guests);
    let commit = super::together::block_on(change_one(turn.app(), call, user, edit.clone()));
    if let Ok(commit) = &commit {
        agree("one by Graph", &statuses(&commit.outcomes), &wanted(&verdicts))?;
        let there = present(&after, user).map(|person| &person.user.upn);
        if commit.user.as_ref().map(|user| &user.upn).filter(|_| there.is_some()) != there {
            return Err(("answers-agree", format!("the account told is {:?}", commit.user)));
        }
    }
    let records = changed(&verdicts);
    let result = commit.as_ref().ok().map(|commit| ChangeResult {
        change_set: commit.change_set,
        outcomes: Vec::new(),
        unknown: Vec::new(),
    });
    let mut ran = turn.once(commit.map(|commit| told(&commit.outcomes)), after, records);
    ran.after.extend(result.and_then(|result| set(turn, &result, &[user], verdicts)));
    Ok(ran)
}

/// One product from at most so many people (UNA-10).
fn on_licenses_page(turn: &Turn, call: &Call, users: &[UserId], guests: bool) -> Result<Ran, Found> {
    let sku = turn.sku(users[0].bytes()[15] % 4);
    let edit = LicenseEdit::Update { assign: Vec::new(), unassign: vec![sku] };
    let answer = unassign_on_licenses_page(turn.app(), call, sku, users, None, None, None);
    let limit = turn.state().tenant.settings.licenses_page_users as usize;
    if users.len() > limit {
        return match answer {
            Err(error @ AppError::Invalid(_)) => Ok(turn.refused(error.to_string())),
            Err(error) if !turn.calm => Ok(turn.once(Err(error), turn.state().clone(), 0)),
            other => Err(("una-10-limit", format!("{} people, at most {limit}: {other:?}", users.len()))),
        };
    }
    answered(turn, &request(users, &edit), users, guests, answer).map(|(ran, ..)| ran)
}

/// Others get what one person holds (ASG-15).
pub(super) fn copy(sim: &Sim, turn: &Turn, from: u8, to: &[u8]) -> Result<Ran, Found> {
    let from = person(sim, turn, from);
    let users = people(sim, turn, to);
    let call = turn.system();
    let held = present(turn.state(), from).map(|person| {
        let direct = person.held.iter().filter(|((_, pool), _)| *pool == PoolId::ORGANIZATION);
        direct.map(|((sku, _), held)| ProductChoice { sku: *sku, disabled: held.off.clone() }).collect()
    });
    let held: Vec<ProductChoice> = held.unwrap_or_default();
    let edit = match copy_edit(turn.app(), &call, &from.to_string()) {
        Ok(edit) => edit,
        Err(AppError::NotFound { .. } | AppError::Invalid(_)) if held.is_empty() => {
            return Ok(turn.refused("nothing to copy"));
        }
        Err(error) => return Ok(Ran { answer: failure(&error), ..turn.refused("") }),
    };
    if edit != (LicenseEdit::Update { assign: held.clone(), unassign: Vec::new() }) {
        return Err(("answers-agree", format!("copied {edit:?} of {held:?}")));
    }
    let request = request(&users, &edit);
    let answer = change(turn.app(), &call, &request, None);
    answered(turn, &request, &users, true, answer).map(|(ran, ..)| ran)
}

/// What the answer of a failed preview or read means.
pub(super) fn unread(turn: &Turn, error: &AppError) -> Ran {
    Ran { answer: failure(error), ..turn.refused("") }
}

/// An undo of what the model remembers.
pub(super) fn undo_one(
    turn: &Turn,
    state: &mut State,
    user: UserId,
    deltas: &[rules::Delta],
    guests: bool,
) -> Verdict {
    let gives = deltas.iter().any(|delta| delta.before.is_some());
    let guest = state.people.get(&user).is_some_and(|person| person.user.guest);
    if guest && gives && !guests {
        return Verdict { status: Status::Refused, deltas: Vec::new() };
    }
    rules::change(state, &turn.catalog, user, Wish::Undo(deltas), turn.now)
}
