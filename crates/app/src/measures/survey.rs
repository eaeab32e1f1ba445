//! What is waiting, looked up when somebody asks.

use reseat_model::TenantId;
use reseat_model::decision::Timer;
use reseat_model::job::{Job, JobStatus};
use reseat_store::records::job_status_value;
use reseat_store::{Bound, Record, Scan, StoreError, Stored, Value, tables};

use crate::App;

/// Organisations looked at for one survey; the rest is left to the next, so that a scrape stays cheap.
const TENANTS_PER_SURVEY: usize = 1_000;
/// Unfinished jobs counted per organisation at most.
const JOBS_PER_TENANT: usize = 1_000;

/// What is waiting over all organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Survey {
    /// Organisations of this server.
    pub tenants: u64,
    /// Jobs that wait or run.
    pub jobs_unfinished: u64,
    /// How long the oldest timer is overdue, in whole seconds of domain time; 0 when none is.
    pub timers_overdue_seconds: i64,
}

/// Looks what is waiting.
///
/// # Errors
/// When the store cannot be read.
pub fn survey(app: &App) -> Result<Survey, StoreError> {
    let tenants = app.tenants.all()?;
    let mut found = Survey { tenants: tenants.len() as u64, ..Survey::default() };
    let now = app.clock.now();
    for tenant in tenants.iter().take(TENANTS_PER_SURVEY) {
        found.jobs_unfinished += unfinished_jobs(app, tenant.id)?;
        let due =
            Scan::key(Timer::TABLE, vec![tenant.id.into()], 1).to(Bound::Included(vec![Value::Int(now.0)]));
        if let Some(timer) = Timer::scan(app.store.as_ref(), &due)?.first() {
            let overdue = (now.0 - timer.due.0) / 1_000_000;
            found.timers_overdue_seconds = found.timers_overdue_seconds.max(overdue);
        }
    }
    Ok(found)
}

fn unfinished_jobs(app: &App, tenant: TenantId) -> Result<u64, StoreError> {
    let mut jobs = 0;
    for status in [JobStatus::Queued, JobStatus::Running] {
        let prefix = vec![tenant.into(), job_status_value(status)];
        let scan = Scan::index(Job::TABLE, &tables::JOB_BY_STATUS, prefix, JOBS_PER_TENANT);
        jobs += app.store.entries(&scan)?.len() as u64;
    }
    Ok(jobs)
}
