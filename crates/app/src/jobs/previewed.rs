//! What finished previews come to in all. Added up from the results that the job has recorded, which never change again;
//! kept in memory because whoever waits for a job asks often.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use reseat_model::change_set::Kind;
use reseat_model::job::{Job, JobStatus, JobWork};
use reseat_model::pool::Pool;
use reseat_model::{JobId, TenantId};
use reseat_store::Stored;

use crate::App;
use crate::changes::Summary;
use crate::error::AppError;
use crate::history;

/// Previews whose sums are kept; more than a list of jobs shows.
const KEPT_MAX: usize = 256;
/// Results read in one go while they are added up again.
const PAGE: usize = 1_000;

/// The sums of recent previews.
#[derive(Debug, Default)]
pub struct PreviewSums(Mutex<BTreeMap<(TenantId, JobId), Kept>>);

/// A sum over a preview's first people.
#[derive(Debug)]
struct Kept {
    people: u64,
    sum: Arc<Summary>,
}

/// Whether a job only computes what a change would do. An undo is a preview when its results go into no change set of
/// an undo: those of a preview are kept under [`Kind::Administration`], whatever they are about.
pub fn is_preview(job: &Job) -> bool {
    previews(&job.work, job.kind)
}

/// The same before there is a job.
pub(super) fn previews(work: &JobWork, kind: Kind) -> bool {
    match work {
        JobWork::Preview(_) => true,
        JobWork::Revert(_) => kind == Kind::Administration,
        JobWork::Licenses(_) | JobWork::People(_) => false,
    }
}

impl PreviewSums {
    /// Remembers the sum of a preview's first `people`; the oldest job is forgotten for it.
    pub(super) fn keep(&self, tenant: TenantId, job: JobId, people: u64, sum: Arc<Summary>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert((tenant, job), Kept { people, sum });
        while kept.len() > KEPT_MAX {
            let oldest = kept.keys().min_by_key(|(_, job)| *job).copied();
            oldest.map(|key| kept.remove(&key));
        }
    }

    fn find(&self, tenant: TenantId, job: &Job) -> Option<Arc<Summary>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&(tenant, job.id)).filter(|kept| kept.people == job.done).map(|kept| Arc::clone(&kept.sum))
    }
}

/// The sum of what a preview has found out so far. Pools have no counters in it.
///
/// # Errors
/// When the store fails.
pub(super) fn sum(app: &App, tenant: TenantId, job: &Job) -> Result<Arc<Summary>, AppError> {
    if let Some(sum) = app.previews.find(tenant, job) {
        return Ok(sum);
    }
    let mut sum = Summary::default();
    let mut from = 0;
    while from < job.done {
        let items = history::items(app, tenant, job.change_set, from, PAGE)?;
        let Some(last) = items.last() else { break };
        from = last.number + 1;
        items.iter().filter(|item| item.number < job.done).for_each(|item| sum.add(&item.outcome));
    }
    let sum = Arc::new(sum);
    app.previews.keep(tenant, job.id, job.done, Arc::clone(&sum));
    Ok(sum)
}

/// What a finished preview says in numbers; `None` for other jobs and for one that is still being computed.
///
/// The counters of pools are those of the present with the seats of this change added: what the pools come to if it is
/// carried out now.
///
/// # Errors
/// When the store fails.
pub fn preview_summary(app: &App, tenant: TenantId, job: &Job) -> Result<Option<Summary>, AppError> {
    if !is_preview(job) || job.status != JobStatus::Completed {
        return Ok(None);
    }
    let mut summary = Summary::clone(&*sum(app, tenant, job)?);
    for seat in &mut summary.seats {
        let now = Pool::load(app.store.as_ref(), tenant, &(seat.sku, seat.pool))?;
        let mut pool = now.unwrap_or(Pool::empty(seat.sku, seat.pool));
        let taken =
            i64::from(pool.consumed).saturating_add_unsigned(seat.taken).saturating_sub_unsigned(seat.freed);
        pool.consumed = u32::try_from(taken.max(0)).unwrap_or(u32::MAX);
        seat.set_after(&pool);
    }
    Ok(Some(summary))
}
