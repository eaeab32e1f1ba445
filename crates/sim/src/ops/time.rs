//! Time: the clock, the worker, jobs, restarts.

use reseat_app::writer::Submission;
use reseat_app::{AppError, jobs, tenant, worker};
use reseat_model::catalog::Catalog;
use reseat_model::change_set::Kind;
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::job::JobStatus;
use reseat_model::outcome::Status;
use reseat_model::{JobId, Timestamp, UserId, limits};

use super::{Found, Turn, failure, person, told};
use crate::rules::{self, Verdict, Wish};
use crate::run::{Answer, Ran, Sim};
use crate::state::{Mail, State, Work};

/// Jobs that may be skipped in any combination; a case rarely has more at a time.
const SKIPPED_MAX: usize = 5;
/// Rounds in which a worker that runs until it is idle carries out what it does not skip.
const ROUNDS_SKIPPED: usize = 3;

/// What the model says of a change for one person; nothing is given to a guest unless `guests`.
pub(super) fn decide(
    catalog: &Catalog,
    state: &mut State,
    user: UserId,
    edit: &LicenseEdit,
    guests: bool,
    now: Timestamp,
) -> Verdict {
    let gives = match edit {
        LicenseEdit::Graph { assign, .. } | LicenseEdit::Update { assign, .. } => !assign.is_empty(),
        LicenseEdit::Replace { .. } | LicenseEdit::Move { .. } => true,
        LicenseEdit::UnassignAll | LicenseEdit::Revert { .. } => false,
    };
    let guest = state.people.get(&user).is_some_and(|person| person.user.guest);
    if guest && gives && !guests {
        return Verdict { status: Status::Refused, deltas: Vec::new() };
    }
    rules::change(state, catalog, user, Wish::Edit(edit), now)
}

/// Every commit of one round of the worker: the state after each chunk of each unfinished job.
fn round(catalog: &Catalog, state: &mut State, now: Timestamp) -> Vec<State> {
    round_at(catalog, state, &mut || now)
}

/// The same where each commit has its own time.
pub(super) fn round_at(
    catalog: &Catalog,
    state: &mut State,
    time: &mut dyn FnMut() -> Timestamp,
) -> Vec<State> {
    let mut commits = Vec::new();
    let mut seen = Vec::new();
    for status in [JobStatus::Running, JobStatus::Queued] {
        let due: Vec<JobId> =
            state.jobs.iter().filter(|(_, job)| job.status == status).map(|(id, _)| *id).collect();
        for id in due.into_iter().filter(|id| !seen.contains(id)).collect::<Vec<_>>() {
            seen.push(id);
            chunks(catalog, state, id, time, &mut commits);
        }
    }
    commits
}

/// The next chunk of a job; a preview is computed to its end.
fn chunks(
    catalog: &Catalog,
    state: &mut State,
    id: JobId,
    time: &mut dyn FnMut() -> Timestamp,
    commits: &mut Vec<State>,
) {
    loop {
        let now = time();
        let Some(mut job) = state.jobs.remove(&id) else { return };
        let from = usize::try_from(job.done).unwrap_or(usize::MAX);
        let people: Vec<UserId> =
            job.people.iter().skip(from).take(limits::JOB_CHUNK_USERS).copied().collect();
        let preview = !matches!(job.work, Some(Work::Change { .. }));
        if let Some(Work::Change { edit, guests, .. }) = &job.work {
            for user in &people {
                let verdict = decide(catalog, state, *user, edit, *guests, now);
                if verdict.status == Status::Changed {
                    job.deltas.push((*user, verdict.deltas));
                }
            }
        }
        job.done += people.len() as u64;
        let ended = job.done >= job.people.len() as u64;
        job.status = if ended { JobStatus::Completed } else { JobStatus::Running };
        state.jobs.insert(id, job);
        commits.push(state.clone());
        if ended || !preview {
            return;
        }
    }
}

/// Rounds of the worker at `now` until nothing is left to do: every commit.
fn work_until_idle(catalog: &Catalog, state: &State, now: Timestamp) -> Vec<State> {
    let mut state = state.clone();
    state.settle(now);
    let mut commits = Vec::new();
    loop {
        let more = round(catalog, &mut state, now);
        if more.is_empty() {
            return commits;
        }
        commits.extend(more);
    }
}

/// The same where some jobs are left for the next time: a conflict looks as if somebody else were at them.
fn skipping(catalog: &Catalog, state: &State, now: Timestamp, rounds: usize) -> Vec<State> {
    let unfinished = |status| matches!(status, JobStatus::Queued | JobStatus::Running);
    let jobs: Vec<JobId> = state
        .jobs
        .iter()
        .filter(|(_, job)| unfinished(job.status))
        .map(|(id, _)| *id)
        .take(SKIPPED_MAX)
        .collect();
    let mut possible = Vec::new();
    for skipped in 1_usize..1 << jobs.len() {
        let mut without = state.clone();
        without.settle(now);
        let chosen = jobs.iter().enumerate().filter(|(place, _)| skipped >> place & 1 == 1);
        let aside: Vec<_> =
            chosen.filter_map(|(_, id)| without.jobs.remove(id).map(|job| (*id, job))).collect();
        for _ in 0..rounds {
            possible.extend(round(catalog, &mut without, now).into_iter().map(|mut commit| {
                commit.jobs.extend(aside.iter().cloned());
                commit
            }));
        }
    }
    possible
}

/// Each organisation with its own products.
pub(super) fn catalogs(turn: &Turn) -> Result<Vec<std::sync::Arc<Catalog>>, AppError> {
    let tenants = turn.before.iter().map(|state| turn.app().tenant(state.tenant.id));
    tenants.map(|tenant| tenant.map(|state| std::sync::Arc::clone(&state.catalog))).collect()
}

/// Lets the worker run until it is idle, on top of what is expected last.
pub(super) fn run_worker(turn: &Turn, expect: &mut [Vec<State>]) -> Answer {
    let catalogs = match catalogs(turn) {
        Ok(catalogs) => catalogs,
        Err(error) => return failure(&error),
    };
    for (states, catalog) in expect.iter_mut().zip(&catalogs) {
        let last = states[states.len() - 1].clone();
        // A job that was just made has no id in the prediction yet; there is one such job at most, and it is the newest.
        states.extend(work_until_idle(catalog, &last, turn.app().clock.now()));
    }
    match worker::run_until_idle(turn.app()) {
        Ok(()) => Answer::Done("the worker is idle".to_owned()),
        Err(error) => failure(&error),
    }
}

/// The simulated clock goes forward, and everything due is carried out.
pub(super) fn move_clock(turn: &Turn, days: u8, micros: i8) -> Result<Ran, Found> {
    let to = turn.now.plus_days(i64::from(days)).plus_micros(i64::from(micros));
    let mut expect = turn.expect(Vec::new());
    let catalogs = match catalogs(turn) {
        Ok(catalogs) => catalogs,
        Err(error) => return Ok(Ran { answer: failure(&error), ..turn.refused("") }),
    };
    for (states, catalog) in expect.iter_mut().zip(&catalogs) {
        let first = states[0].clone();
        if !turn.calm {
            states.extend(skipping(catalog, &first, to, ROUNDS_SKIPPED));
        }
        states.extend(work_until_idle(catalog, &first, to));
    }
    let moved = tenant::move_clock(turn.app(), &turn.system(), to);
    let answer = match moved {
        Ok(at) if at >= to && turn.calm => Answer::Done(format!("it is {}", at.0)),
        // A conflict looks as if somebody else were at the job: then it is left to them.
        Ok(at) if at >= to => Answer::Either(format!("it is {}", at.0)),
        Ok(at) => return Err(("time-goes-forward", format!("asked for {to:?}, it is {at:?}"))),
        Err(error) => failure(&error),
    };
    Ok(Ran { answer, expect, records: None, after: Vec::new() })
}

/// The worker runs.
pub(super) fn tick(turn: &Turn, rounds: u8) -> Result<Ran, Found> {
    let mut expect = turn.expect(Vec::new());
    let catalogs = match catalogs(turn) {
        Ok(catalogs) => catalogs,
        Err(error) => return Ok(Ran { answer: failure(&error), ..turn.refused("") }),
    };
    for (states, catalog) in expect.iter_mut().zip(&catalogs) {
        let mut state = states[0].clone();
        if !turn.calm {
            states.extend(skipping(catalog, &state, turn.now, usize::from(rounds)));
        }
        for _ in 0..rounds {
            states.extend(round(catalog, &mut state, turn.now));
        }
    }
    let mut done = worker::Tick::default();
    for _ in 0..rounds {
        match worker::tick(turn.app(), turn.app().clock.now()) {
            Ok(tick) => {
                done.timers += tick.timers;
                done.chunks += tick.chunks;
                done.forgotten += tick.forgotten;
            }
            Err(error) => {
                return Ok(Ran { answer: failure(&error), expect, records: None, after: Vec::new() });
            }
        }
    }
    // A process that was killed holds its lease for a while, and the worker does not insist: it may have done less.
    Ok(Ran { answer: Answer::Either(format!("{done:?}")), expect, records: None, after: Vec::new() })
}

/// A job is stopped before its next chunk.
pub(super) fn cancel_job(sim: &Sim, turn: &Turn, back: u8) -> Result<Ran, Found> {
    let known = &sim.memories[turn.tenant].jobs;
    let Some(id) = known.iter().rev().nth(usize::from(back)).copied() else {
        return Ok(turn.refused("there is no such job"));
    };
    let mut after = turn.state().clone();
    if let Some(job) = after.jobs.get_mut(&id)
        && matches!(job.status, JobStatus::Queued | JobStatus::Running)
    {
        job.status = JobStatus::Cancelled;
    }
    let answer = jobs::cancel(turn.app(), &turn.system(), id).map(|job| format!("{:?}", job.status));
    Ok(turn.once(answer, after, 0))
}

/// The worker of another process carries out a timer that this one has stopped or carried out meanwhile.
pub(super) fn stale_timer(sim: &Sim, turn: &Turn, who: u8, mailbox: bool) -> Result<Ran, Found> {
    let user = person(sim, turn, who);
    let known = turn.state().people.get(&user);
    if !mailbox && known.is_some_and(|person| person.user.deleted_at.is_some()) {
        // That would be a purge by an administrator, which the model does not take for a timer.
        return Ok(turn.refused("the account's timer runs"));
    }
    let until = known.map(|person| person.mail);
    let due = match until {
        Some(Mail::Off(_, until)) => until,
        _ => turn.now,
    };
    let command = if mailbox { Command::PurgeMailbox { user, due } } else { Command::PurgeUser { user } };
    let meta = turn.system().meta(turn.app(), Kind::Scheduled, None);
    let commit = turn.app().writer.submit(Submission::new(turn.id, meta, vec![command]));
    let answer = commit.map(|commit| told(&commit.outcomes)).map_err(AppError::from);
    let mut ran = turn.once(answer, turn.state().clone(), 0);
    // A purge that was due and not yet carried out is now, with its record.
    ran.records = None;
    Ok(ran)
}
