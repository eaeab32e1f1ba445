//! Who holds which product by which path (VOC-5, 25.22).

use std::collections::BTreeSet;

use crate::{GroupId, PlanId, PoolId, SkuId, Timestamp, UserId};

/// How a licence reaches a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Path {
    /// Assigned to the person.
    Direct,
    /// Inherited from a licensed group.
    Group(GroupId),
}

/// What identifies one assignment of a person: product, pool and path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssignmentKey {
    /// The product.
    pub sku: SkuId,
    /// Whose seats.
    pub pool: PoolId,
    /// Direct, or by which group.
    pub path: Path,
}

impl AssignmentKey {
    /// The direct path that administrators change: the organisation's pool.
    pub const fn direct(sku: SkuId) -> Self {
        Self { sku, pool: PoolId::ORGANIZATION, path: Path::Direct }
    }
}

/// The state of one path (GRP-28). `Active` takes a seat; the error states do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathState {
    /// In force.
    Active,
    /// In force, with a later change refused.
    ActiveWithError,
    /// Present, not in force.
    Disabled,
    /// Could not be given.
    Error,
}

impl PathState {
    /// Whether a path in this state gives services and takes a seat.
    pub const fn is_valid(self) -> bool {
        matches!(self, Self::Active | Self::ActiveWithError)
    }
}

/// One path by which a person holds a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The person.
    pub user: UserId,
    /// Product, pool, path.
    pub key: AssignmentKey,
    /// Plans switched off on this path (API-4: a new assignment replaces the list).
    pub disabled: BTreeSet<PlanId>,
    /// Where the path stands.
    pub state: PathState,
    /// When it was first assigned; restore gives seats back in this order (25.2).
    pub assigned_at: Timestamp,
    /// `lastUpdatedDateTime`.
    pub updated_at: Timestamp,
}
