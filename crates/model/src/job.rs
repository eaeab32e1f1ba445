//! Long-running bulk changes: resumable, with a result per person (design section 3 item 4).

use std::collections::BTreeSet;

use crate::audit::{Actor, Face};
use crate::change_set::Kind;
use crate::command::{LicenseEdit, PathChange};
use crate::{ChangeSetId, JobId, RequestId, RoleId, Timestamp, UserId};

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JobStatus {
    /// Waiting for the worker.
    Queued,
    /// Some chunks are done; a restart goes on from `done`.
    Running,
    /// Everyone was decided.
    Completed,
    /// Stopped by an administrator; what was done stays done and can be undone.
    Cancelled,
}

/// A bulk change. Its people are rows of their own, numbered from 0, fixed when the job is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// The change set that its results go into.
    pub change_set: ChangeSetId,
    /// Who started it.
    pub actor: Actor,
    /// Through which face.
    pub face: Face,
    /// The request that started it.
    pub request: RequestId,
    /// The kind of change set that its results go into.
    pub kind: Kind,
    /// Why, in the administrator's words.
    pub reason: Option<String>,
    /// What to do to each person.
    pub work: JobWork,
    /// Whether its starter may license guests (rules.md 3.2 note 6); settled when the job is made.
    pub may_license_guests: bool,
    /// Where it stands.
    pub status: JobStatus,
    /// People in all.
    pub total: u64,
    /// People decided so far; also the cursor from which it resumes.
    pub done: u64,
    /// Sorted digests of previewed outcomes; people whose outcome is not among them are skipped.
    pub preview: Option<Vec<u64>>,
    /// When it was made, in domain time.
    pub created_at: Timestamp,
    /// When it was made, in wall time.
    pub recorded_at: Timestamp,
}

/// What a job does to each of its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobWork {
    /// The same licence change for everyone.
    Licenses(LicenseEdit),
    /// Undo a change set: each person's own paths are read from its items.
    Revert(ChangeSetId),
    /// Only compute what the change would do; nothing is written but the result rows.
    Preview(LicenseEdit),
    /// The same properties for everyone, or signing everyone out.
    People(PeopleWork),
}

/// What becomes of everyone's account; `None` stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleWork {
    /// The usage location, ISO 3166 in two upper-case letters.
    pub usage_location: Option<String>,
    /// False blocks sign-in.
    pub account_enabled: Option<bool>,
    /// Signs them out everywhere.
    pub revoke_sessions: bool,
    /// The directory roles of whoever asked, as they were then: whom they reach is decided person by person (rules.md 3.2
    /// notes 7 and 9). That the permission was there is settled before the work begins.
    pub roles: BTreeSet<RoleId>,
}

/// One person of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobPerson {
    /// The job.
    pub job: JobId,
    /// Its place, from 0.
    pub number: u64,
    /// Whom.
    pub user: UserId,
}

/// What undoing needs of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevertItem {
    /// The person.
    pub user: UserId,
    /// Paths before and after.
    pub paths: Vec<PathChange>,
}
