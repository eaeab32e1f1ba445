//! Carrying a job on by one chunk. The chunk's changes, results and the job's new cursor are one transaction, so a
//! crash anywhere repeats nothing and loses nothing; single commands enter between chunks.

use std::sync::Arc;

use reseat_engine::View;
use reseat_model::change_set::ChangeItem;
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::job::{Job, JobPerson, JobStatus, JobWork};
use reseat_model::outcome::Outcome;
use reseat_model::{TenantId, UserId, limits};
use reseat_store::{Batch, Bound, Change, Precondition, Record, Scan, Stored, Value};

use super::previewed::is_preview;
use crate::App;
use crate::changes::{Summary, commands_for, guest_roles, net_paths, simulate_on};
use crate::error::AppError;
use crate::history;
use crate::lease::{self, Claim, Fence};
use crate::people::edit_of;
use crate::system::SystemWriter;
use crate::writer::{Guard, Limits, Meta, Submission};

/// Decides the next chunk of a job, if this process may ([`lease`]). Answers the job as it is afterwards.
///
/// # Errors
/// [`AppError::Conflict`] when another process is at it; else when reading or writing fails. The job stays where it was.
pub fn run_chunk(app: &App, tenant: TenantId, job: &Job, claim: Claim) -> Result<Job, AppError> {
    if is_preview(job) { run_preview(app, tenant, job, claim) } else { run_changes(app, tenant, job, claim) }
}

fn turn(app: &App, tenant: TenantId, claim: Claim) -> Result<Fence, AppError> {
    let taken = || AppError::Conflict("another server carries out this organisation's jobs".to_owned());
    lease::hold(app, tenant, claim)?.ok_or_else(taken)
}

/// What the job does to each of these people.
fn commands_of(app: &App, tenant: TenantId, job: &Job, users: &[UserId]) -> Result<Vec<Command>, AppError> {
    match &job.work {
        JobWork::Licenses(edit) | JobWork::Preview(edit) => Ok(commands_for(users, edit)),
        JobWork::Revert(set) => revert_of(app, tenant, *set, users),
        // No licences: `people::edit_of` decides who may be changed at all.
        JobWork::People(_) => Ok(Vec::new()),
    }
}

fn people(app: &App, tenant: TenantId, job: &Job, limit: usize) -> Result<Vec<UserId>, AppError> {
    let prefix = JobPerson::key(tenant, &(job.id, 0))[..2].to_vec();
    let from = i64::try_from(job.done).unwrap_or(i64::MAX);
    let scan = Scan::key(JobPerson::TABLE, prefix, limit).from(Bound::Included(vec![Value::Int(from)]));
    let rows = JobPerson::scan(app.store.as_ref(), &scan)?;
    Ok(rows.into_iter().map(|row| row.user).collect())
}

/// The job after `people` more, and the rows that say so, refused when another process was faster or it was cancelled.
fn advance(tenant: TenantId, job: &Job, people: usize) -> (Job, Batch) {
    let mut next = job.clone();
    next.done += people as u64;
    next.status =
        if next.done >= next.total || people == 0 { JobStatus::Completed } else { JobStatus::Running };
    let changes = vec![Change::Put(Job::TABLE, next.to_row(tenant))];
    let rows = Batch { preconditions: unmoved(tenant, job), changes };
    (next, rows)
}

/// That a job stands where it stood.
pub(super) fn unmoved(tenant: TenantId, job: &Job) -> Vec<Precondition> {
    let (row, key) = (job.to_row(tenant), Job::key(tenant, &job.id));
    ["done", "status"]
        .iter()
        .filter_map(|name| Job::TABLE.columns.iter().position(|column| column.name == *name))
        .map(|at| Precondition::Equals(Job::TABLE, key.clone(), at, row[at].clone()))
        .collect()
}

fn run_changes(app: &App, tenant: TenantId, job: &Job, claim: Claim) -> Result<Job, AppError> {
    let fence = turn(app, tenant, claim)?;
    let users = people(app, tenant, job, limits::JOB_CHUNK_USERS)?;
    let (next, rows) = advance(tenant, job, users.len());
    let meta = Meta {
        actor: job.actor.clone(),
        face: job.face,
        request: job.request,
        now: app.clock.now(),
        recorded_at: app.clock.wall(),
        change_set: job.change_set,
        kind: job.kind,
        reason: job.reason.clone(),
        reverts: match job.work {
            JobWork::Revert(set) => Some(set),
            JobWork::Licenses(_) | JobWork::Preview(_) | JobWork::People(_) => None,
        },
        fresh: app.entropy.fresh_ids(),
    };
    let mut submission = match &job.work {
        JobWork::People(work) => edit_of(app, tenant, meta, work, &users)?,
        _ => Submission::new(tenant, meta, commands_of(app, tenant, job, &users)?),
    };
    submission.append = true;
    submission.keep_always = true;
    submission.rows = rows;
    fence.guard(&mut submission.rows);
    submission.guard = job.preview.clone().map(Guard::new);
    submission.limits = guest_limits(job);
    app.writer.submit(submission)?;
    Ok(next)
}

/// A job carries its starter's rights; what they may not do to guests was settled when it began.
fn guest_limits(job: &Job) -> Limits {
    Limits { no_guests: (!job.may_license_guests).then(guest_roles) }
}

fn revert_of(
    app: &App,
    tenant: TenantId,
    set: reseat_model::ChangeSetId,
    users: &[UserId],
) -> Result<Vec<Command>, AppError> {
    let mut commands = Vec::with_capacity(users.len());
    for user in users {
        let newest_first: Vec<ChangeItem> = history::items_of_user(app, tenant, *user, Some(set))?;
        let paths = net_paths(newest_first.iter().rev());
        // One command per person, even when the set has nothing to give back: every row has its result.
        commands.push(Command::ChangeLicenses { user: *user, edit: LicenseEdit::Revert { paths } });
    }
    Ok(commands)
}

/// Computes a preview to its end. It keeps only the pools from chunk to chunk: people do not depend on each other but
/// through seats. After a restart it begins anew, because the pools as they would be are in no store.
fn run_preview(app: &App, tenant: TenantId, job: &Job, claim: Claim) -> Result<Job, AppError> {
    let state = app.tenant(tenant)?;
    let mut view = View { tenant, catalog: Arc::clone(&state.catalog), ..View::default() };
    let (mut sum, mut digests) = (Summary::default(), Vec::new());
    let mut stored = job.clone();
    let mut at_start = Job { done: 0, ..job.clone() };
    loop {
        let fence = turn(app, tenant, claim)?;
        let users = people(app, tenant, &at_start, limits::JOB_CHUNK_USERS)?;
        let commands = commands_of(app, tenant, job, &users)?;
        let limits = guest_limits(job);
        let (outcomes, _, guard) = simulate_on(app, &state, &commands, &limits, false, &mut view)?;
        view.people.clear();
        digests.extend_from_slice(guard.digests());
        outcomes.iter().for_each(|outcome| sum.add(outcome));
        let (mut next, _) = advance(tenant, &at_start, users.len());
        if next.status == JobStatus::Completed {
            digests.sort_unstable();
            next.preview = Some(std::mem::take(&mut digests));
        }
        // Refused when it was cancelled meanwhile, or when another process computes it, too.
        let mut batch = Batch { preconditions: unmoved(tenant, &stored), changes: Vec::new() };
        fence.guard(&mut batch);
        batch.changes.extend(results(tenant, &at_start, outcomes));
        batch.changes.push(Change::Put(Job::TABLE, next.to_row(tenant)));
        app.writer.write(tenant, batch)?;
        app.previews.keep(tenant, job.id, next.done, Arc::new(sum.clone()));
        if next.status == JobStatus::Completed {
            return Ok(next);
        }
        stored = next.clone();
        at_start = next;
    }
}

/// The result rows of a preview's next people.
fn results(tenant: TenantId, job: &Job, outcomes: Vec<Outcome>) -> impl Iterator<Item = Change> {
    let (set, from) = (job.change_set, job.done);
    outcomes.into_iter().zip(from..).map(move |(outcome, number)| {
        let item = ChangeItem { set, number, user: outcome.user, outcome, paths: Vec::new() };
        Change::Put(ChangeItem::TABLE, item.to_row(tenant))
    })
}
