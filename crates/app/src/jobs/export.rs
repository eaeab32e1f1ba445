//! Jobs, oldest first, all of them: for archives and spreadsheets.

use reseat_authz::Action;
use reseat_model::JobId;
use reseat_model::job::Job;
use reseat_store::{Bound, Record, Scan, Stored};

use super::list::{JobView, view};
use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Jobs after one, oldest first; `top` at most.
///
/// # Errors
/// When the caller may not see them, or the store fails.
pub fn export_jobs(
    app: &App,
    call: &Call,
    after: Option<JobId>,
    top: usize,
) -> Result<Vec<JobView>, AppError> {
    call.grant(Action::JobRead)?;
    let lower = after.map_or(Bound::Open, |id| Bound::Excluded(vec![id.into()]));
    let scan = Scan::key(Job::TABLE, vec![call.tenant.into()], top).from(lower);
    let jobs = Job::scan(app.store.as_ref(), &scan)?;
    jobs.into_iter().map(|job| view(app, call.tenant, job)).collect()
}
