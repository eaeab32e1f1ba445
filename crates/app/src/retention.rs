//! Retention: change sets, audit records and jobs are kept for a time that the tenant sets (design section 3, default 400
//! days), and go in small steps afterwards, oldest first.

use reseat_model::change_set::{ChangeItem, ChangeSet};
use reseat_model::job::{Job, JobPerson, JobStatus};
use reseat_model::{TenantId, Timestamp, limits};
use reseat_store::{Batch, Change, Record, Scan, Stored, tables};

use crate::App;
use crate::audit_trail;
use crate::error::AppError;
use crate::state::TenantState;
use crate::system::SystemWriter;

/// Change sets looked at for one that is old.
const SETS_PER_ROUND: usize = 16;
/// Jobs looked at for one that has ended: the oldest may be unfinished.
const JOBS_PER_ROUND: usize = 16;
/// Rows removed in one transaction.
const ROWS_PER_ROUND: usize = 500;

/// Removes what is older than the tenant keeps; answers how many rows went. Called until nothing is left to do.
///
/// # Errors
/// When the store fails; the next round goes on.
pub(crate) fn prune(app: &App, state: &TenantState) -> Result<usize, AppError> {
    let tenant = state.tenant.id;
    // A tenant file may say less than a setting may.
    let keep = state.tenant.settings.history_days.max(limits::HISTORY_DAYS_MIN);
    let old = |at: Timestamp| at.plus_days(keep) <= app.clock.now();
    let records = audit_trail::retire(app, tenant, old).unwrap_or_else(|error| {
        app.audit_complaints.failed(tenant, app.clock.wall(), &error);
        0
    });
    let mut batch = Batch::default();
    prune_oldest_set(app, tenant, old, &mut batch)?;
    prune_oldest_job(app, tenant, old, &mut batch)?;
    let rows = batch.changes.len();
    if rows > 0 {
        app.writer.write(tenant, batch)?;
    }
    Ok(records + rows)
}

/// The oldest change set, with some of its items: the set's own row goes with the last of them.
fn prune_oldest_set(
    app: &App,
    tenant: TenantId,
    old: impl Fn(Timestamp) -> bool,
    batch: &mut Batch,
) -> Result<(), AppError> {
    // Ids follow the clock of the process that made them, instants the order of commits: not always the same.
    let oldest = Scan::key(ChangeSet::TABLE, vec![tenant.into()], SETS_PER_ROUND);
    let Some(set) = ChangeSet::scan(app.store.as_ref(), &oldest)?.into_iter().find(|set| old(set.at)) else {
        return Ok(());
    };
    let prefix = vec![tenant.into(), set.id.into()];
    let items = ChangeItem::scan(app.store.as_ref(), &Scan::key(ChangeItem::TABLE, prefix, ROWS_PER_ROUND))?;
    for item in &items {
        batch.changes.push(Change::Delete(ChangeItem::TABLE, ChangeItem::key(tenant, &item.id())));
    }
    if items.len() < ROWS_PER_ROUND {
        batch.changes.push(Change::Delete(ChangeSet::TABLE, ChangeSet::key(tenant, &set.id)));
    }
    Ok(())
}

/// The oldest job that has ended, with some of its people and, where they belong to no change set, of its results: the job's
/// own row goes last.
fn prune_oldest_job(
    app: &App,
    tenant: TenantId,
    old: impl Fn(Timestamp) -> bool,
    batch: &mut Batch,
) -> Result<(), AppError> {
    let store = app.store.as_ref();
    let scan = Scan::index(Job::TABLE, &tables::JOB_BY_RECORDED_AT, vec![tenant.into()], JOBS_PER_ROUND);
    let ended = |job: &Job| matches!(job.status, JobStatus::Completed | JobStatus::Cancelled);
    let Some(job) = Job::scan(store, &scan)?.into_iter().find(|job| ended(job) && old(job.created_at)) else {
        return Ok(());
    };
    let people = Scan::key(JobPerson::TABLE, vec![tenant.into(), job.id.into()], ROWS_PER_ROUND);
    let mut rows: Vec<Change> = JobPerson::scan(store, &people)?
        .iter()
        .map(|person| Change::Delete(JobPerson::TABLE, JobPerson::key(tenant, &person.id())))
        .collect();
    if ChangeSet::load(store, tenant, &job.change_set)?.is_none() {
        let items = Scan::key(ChangeItem::TABLE, vec![tenant.into(), job.change_set.into()], ROWS_PER_ROUND);
        let items = ChangeItem::scan(store, &items)?;
        rows.extend(
            items.iter().map(|item| Change::Delete(ChangeItem::TABLE, ChangeItem::key(tenant, &item.id()))),
        );
    }
    if rows.is_empty() {
        rows.push(Change::Delete(Job::TABLE, Job::key(tenant, &job.id)));
    }
    batch.changes.extend(rows);
    Ok(())
}
