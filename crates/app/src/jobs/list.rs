//! Looking at jobs and at the results of their people.

use reseat_authz::Action;
use reseat_model::change_set::{ChangeItem, ChangeSet, Counts};
use reseat_model::job::Job;
use reseat_model::{JobId, TenantId};
use reseat_store::{Record, Scan, Stored, Value};

use super::previewed;
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::history;

/// A job with its results so far.
#[derive(Debug, Clone)]
pub struct JobView {
    /// The job.
    pub job: Job,
    /// People by result so far.
    pub counts: Counts,
}

/// Jobs listed at most.
const JOBS_MAX: usize = 200;

/// A job, for those who may see it already.
///
/// # Errors
/// [`AppError::NotFound`], or the store's failure.
pub fn load(app: &App, tenant: TenantId, id: JobId) -> Result<Job, AppError> {
    Job::load(app.store.as_ref(), tenant, &id)?.ok_or_else(|| AppError::not_found("job", id))
}

/// The tenant's jobs, newest first.
///
/// # Errors
/// When the caller may not see them, or the store fails.
pub fn list(app: &App, call: &Call) -> Result<Vec<JobView>, AppError> {
    call.grant(Action::JobRead)?;
    let prefix = vec![Value::Bytes(call.tenant.bytes().to_vec())];
    let jobs = Job::scan(app.store.as_ref(), &Scan::key(Job::TABLE, prefix, JOBS_MAX).descending())?;
    jobs.into_iter().map(|job| view(app, call.tenant, job)).collect()
}

/// A job with its counts.
///
/// # Errors
/// As [`list`].
pub fn view(app: &App, tenant: TenantId, job: Job) -> Result<JobView, AppError> {
    if previewed::is_preview(&job) {
        let counts = previewed::sum(app, tenant, &job)?.counts;
        return Ok(JobView { job, counts });
    }
    let set = ChangeSet::load(app.store.as_ref(), tenant, &job.change_set)?;
    let counts = match set {
        Some(set) => set.counts,
        None => history::count_items(app, tenant, job.change_set, job.done)?,
    };
    Ok(JobView { job, counts })
}

/// Results of a job's people from number `from` on.
///
/// # Errors
/// As [`list`].
pub fn results(
    app: &App,
    call: &Call,
    id: JobId,
    from: u64,
    top: usize,
) -> Result<Vec<ChangeItem>, AppError> {
    call.grant(Action::JobRead)?;
    let job = load(app, call.tenant, id)?;
    history::items(app, call.tenant, job.change_set, from, top)
}
