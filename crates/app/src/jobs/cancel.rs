//! Stopping a job. What was done stays done and can be undone as a change set.

use reseat_authz::Action;
use reseat_model::JobId;
use reseat_model::job::{Job, JobStatus};
use reseat_store::{Batch, Change, Record, StoreError};

use super::run::unmoved;
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::system::SystemWriter;

/// How often a cancellation is tried against a worker that advances the same job.
const TRIES_MAX: usize = 100;

/// Stops a job before its next chunk. A finished job is answered as it is.
///
/// # Errors
/// When there is no such job, the caller may not, or writing fails.
pub fn cancel(app: &App, call: &Call, id: JobId) -> Result<Job, AppError> {
    call.grant(Action::JobCancel)?;
    for _ in 0..TRIES_MAX {
        let job = super::load(app, call.tenant, id)?;
        if matches!(job.status, JobStatus::Completed | JobStatus::Cancelled) {
            return Ok(job);
        }
        let preconditions = unmoved(call.tenant, &job);
        let cancelled = Job { status: JobStatus::Cancelled, ..job };
        let batch =
            Batch { preconditions, changes: vec![Change::Put(Job::TABLE, cancelled.to_row(call.tenant))] };
        match app.writer.write(call.tenant, batch) {
            Ok(()) => return Ok(cancelled),
            Err(StoreError::Precondition(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(AppError::Busy("the job is moving on faster than it can be stopped; try again".to_owned()))
}
