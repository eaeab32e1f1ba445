//! Jobs.

use reseat_app::jobs::{JobView, is_preview};
use reseat_model::job::{JobStatus, JobWork};
use serde::Serialize;
use utoipa::ToSchema;

use super::history::ActorWire;
use super::names::iso;
use super::preview::{CountsWire, SummaryWire};

/// What is answered when a job does it; see its Location.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobStartedWire<'a> {
    /// The job as it is now.
    #[schema(value_type = JobWire)]
    pub job: &'a JobWire,
}

/// A long-running change.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JobWire {
    /// Its id.
    pub id: String,
    /// queued, running, completed or cancelled.
    pub status: &'static str,
    /// licenses, people (their properties or sessions), revert or preview.
    pub kind: &'static str,
    /// People in all.
    pub total: u64,
    /// People decided so far.
    pub done: u64,
    /// People by result so far.
    pub counts: CountsWire,
    /// The change set of its results; null for a preview.
    pub change_set_id: Option<String>,
    /// What a finished preview binds a change to.
    pub preview_token: Option<String>,
    /// What a finished preview comes to, as that of a direct preview; the counters of seats are those of the present with
    /// the change's own added. Only in the answer about one job. The people are under `results`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<SummaryWire>,
    /// When it was made, in domain time.
    pub created_date_time: String,
    /// Who made it.
    pub created_by: ActorWire,
    /// Why.
    pub reason: Option<String>,
}

impl From<&JobView> for JobWire {
    fn from(view: &JobView) -> Self {
        let job = &view.job;
        let preview = is_preview(job);
        Self {
            id: job.id.to_string(),
            status: match job.status {
                JobStatus::Queued => "queued",
                JobStatus::Running => "running",
                JobStatus::Completed => "completed",
                JobStatus::Cancelled => "cancelled",
            },
            kind: match job.work {
                _ if preview => "preview",
                JobWork::Licenses(_) => "licenses",
                JobWork::Revert(_) => "revert",
                JobWork::Preview(_) => "preview",
                JobWork::People(_) => "people",
            },
            total: job.total,
            done: job.done,
            counts: view.counts.into(),
            change_set_id: (!preview).then(|| job.change_set.to_string()),
            preview_token: (preview && job.status == JobStatus::Completed).then(|| format!("job:{}", job.id)),
            summary: None,
            created_date_time: iso(job.created_at),
            created_by: ActorWire::from(&job.actor),
            reason: job.reason.clone(),
        }
    }
}
