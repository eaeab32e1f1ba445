//! What the engine answers: the changes to apply, and what came of it.

use crate::assignment::{Assignment, AssignmentKey};
use crate::audit::AuditEntry;
use crate::command::PathChange;
use crate::outcome::Outcome;
use crate::pool::Pool;
use crate::services::Services;
use crate::subscription::Subscription;
use crate::user::User;
use crate::{RoleId, Timestamp, UserId};

/// An accepted command: apply all of it or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What to write, in order.
    pub mutations: Vec<Mutation>,
    /// What came of it for the person; for commands without a person the outcome's user is nil.
    pub outcome: Outcome,
    /// What the change set remembers, so that it can be undone: licence paths before and after.
    pub paths: Vec<PathChange>,
    /// One record for the audit; `None` when nothing changed.
    pub audit: Option<AuditEntry>,
}

/// One change to one aggregate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mutation {
    /// Insert or replace a person.
    PutUser(Box<User>),
    /// Remove a person's row for good.
    RemoveUser(UserId),
    /// Insert or replace a path.
    PutAssignment(Assignment),
    /// Remove a path.
    RemoveAssignment(UserId, AssignmentKey),
    /// Insert or replace what follows a person's licences.
    PutServices(UserId, Box<Services>),
    /// Remove it for good.
    RemoveServices(UserId),
    /// Insert or replace a pool with its counters.
    PutPool(Pool),
    /// Insert or replace a purchase.
    PutSubscription(Subscription),
    /// Start a clock.
    StartTimer(Timer),
    /// Stop a clock; nothing happens when it does not run.
    StopTimer(Timer),
    /// Give a role.
    PutRole(UserId, RoleId),
    /// Take a role.
    RemoveRole(UserId, RoleId),
    /// Take all roles of a person who is gone for good.
    RemoveRoles(UserId),
}

/// What happens at an instant. The worker decides each at its own due instant, in order of (due, kind, user).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timer {
    /// When.
    pub due: Timestamp,
    /// What.
    pub kind: TimerKind,
    /// About whom.
    pub user: UserId,
}

/// What a timer does when it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimerKind {
    /// [`crate::command::Command::PurgeMailbox`].
    PurgeMailbox,
    /// [`crate::command::Command::PurgeUser`].
    PurgeUser,
}
