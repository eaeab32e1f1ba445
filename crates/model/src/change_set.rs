//! Change sets: what belongs together, who did it, and how it can be taken back (design section 3, 25.26).

use crate::audit::{Actor, Face};
use crate::command::PathChange;
use crate::outcome::{Outcome, Status};
use crate::{ChangeSetId, RequestId, Timestamp, UserId};

/// What kind of command a change set holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Licences were assigned, or assigned and unassigned.
    Assign,
    /// Licences were unassigned.
    Unassign,
    /// All direct licences were unassigned.
    UnassignAll,
    /// All were replaced.
    Replace,
    /// One product was exchanged for another.
    Move,
    /// Another change set was undone.
    Revert,
    /// People were created.
    CreateUser,
    /// People were changed.
    UpdateUser,
    /// People were deleted.
    DeleteUser,
    /// People were restored.
    RestoreUser,
    /// People were deleted for good.
    PurgeUser,
    /// Purchases, catalogue, roles, settings: nothing of it can be undone here.
    Administration,
    /// What came due by itself.
    Scheduled,
}

/// One change set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSet {
    /// Its id, time-ordered.
    pub id: ChangeSetId,
    /// What was asked.
    pub kind: Kind,
    /// Who.
    pub actor: Actor,
    /// Through which face.
    pub face: Face,
    /// The request.
    pub request: RequestId,
    /// When, in domain time.
    pub at: Timestamp,
    /// When, in wall time.
    pub recorded_at: Timestamp,
    /// Why, in the administrator's words.
    pub reason: Option<String>,
    /// People by result.
    pub counts: Counts,
    /// The change set this one undoes.
    pub reverts: Option<ChangeSetId>,
    /// The last change set that undid this one.
    pub reverted_by: Option<ChangeSetId>,
}

/// People of a change set by result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Changed.
    pub changed: u64,
    /// Left as they were.
    pub unchanged: u64,
    /// Refused.
    pub refused: u64,
}

impl Counts {
    /// Counts one more result.
    pub fn add(&mut self, status: Status) {
        match status {
            Status::Changed => self.changed += 1,
            Status::Unchanged => self.unchanged += 1,
            Status::Refused => self.refused += 1,
        }
    }

    /// Everyone.
    pub const fn total(&self) -> u64 {
        self.changed + self.unchanged + self.refused
    }
}

/// What a change set did to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeItem {
    /// The change set.
    pub set: ChangeSetId,
    /// Its place in the set, from 0.
    pub number: u64,
    /// The person.
    pub user: UserId,
    /// The result and what followed.
    pub outcome: Outcome,
    /// Paths before and after.
    pub paths: Vec<PathChange>,
}
