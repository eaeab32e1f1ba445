//! What a change does, or would do, to one person: the preview and the result are the same type (design: Preview).

use std::collections::BTreeSet;

use crate::assignment::AssignmentKey;
use crate::reason::{Reason, Warning};
use crate::services::{DriveState, MailboxState, OfficeState};
use crate::{PlanId, PoolId, SkuId, UserId};

/// One result per person (25.23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Something changed.
    Changed,
    /// Already so, or inherited or self-service left alone; the reasons say why.
    Unchanged,
    /// Not done; the reasons say why and what to do.
    Refused,
}

/// What came of a command for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Whom it concerns.
    pub user: UserId,
    /// Changed, unchanged or refused.
    pub status: Status,
    /// Why something was refused or left alone, in a stable order.
    pub reasons: Vec<Reason>,
    /// What follows. Empty unless changed.
    pub impact: Impact,
}

impl Outcome {
    /// An outcome in which nothing happens, for one reason.
    pub fn refused(user: UserId, reason: Reason) -> Self {
        Self { user, status: Status::Refused, reasons: vec![reason], impact: Impact::default() }
    }

    /// An outcome in which nothing had to happen.
    pub fn unchanged(user: UserId, reasons: Vec<Reason>) -> Self {
        Self { user, status: Status::Unchanged, reasons, impact: Impact::default() }
    }
}

/// What follows from a change for one person. Lists are ordered, each entry once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Impact {
    /// Paths that come, go or change their switched-off plans.
    pub licenses: Vec<LicenseChange>,
    /// Seats by product and pool: negative freed, positive taken. Never zero.
    pub seats: Vec<SeatChange>,
    /// Plans the person had and will not have.
    pub services_lost: Vec<PlanId>,
    /// Plans of a product that goes which the person keeps, with the products that still cover them.
    pub services_kept: Vec<KeptService>,
    /// Plans the person did not have and will have.
    pub services_gained: Vec<PlanId>,
    /// The mailbox, when its state changes.
    pub mailbox: Option<(MailboxState, MailboxState)>,
    /// The drive, when its state changes.
    pub drive: Option<(DriveState, DriveState)>,
    /// Office apps, when their state changes.
    pub office: Option<(OfficeState, OfficeState)>,
    /// What to do first, in the safe order (section 20).
    pub warnings: Vec<Warning>,
}

/// One path of a person before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseChange {
    /// Which path.
    pub key: AssignmentKey,
    /// Plans switched off before; `None` when the path did not exist.
    pub before: Option<BTreeSet<PlanId>>,
    /// Plans switched off after; `None` when the path is gone.
    pub after: Option<BTreeSet<PlanId>>,
}

/// Seats of one product in one pool that a change takes or frees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatChange {
    /// The product.
    pub sku: SkuId,
    /// Whose seats.
    pub pool: PoolId,
    /// Seats taken; negative when freed.
    pub delta: i32,
}

/// A plan that stays because another licence gives it too (CNT-4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptService {
    /// The plan.
    pub plan: PlanId,
    /// The products that cover it afterwards.
    pub covered_by: Vec<SkuId>,
}
