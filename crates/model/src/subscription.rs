//! Purchases (VOC-1). Their life stages come later; what they contribute to a pool is here.

use crate::{PoolId, SkuId, SubscriptionId, Timestamp};

/// `companySubscription.status`, also a product's `capabilityStatus` (CNT-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Active.
    Enabled,
    /// Expired, in grace.
    Warning,
    /// Disabled; nothing can be assigned, unassigning works (25.3).
    Suspended,
    /// Gone; assignments stay listed until removed (25.20).
    Deleted,
    /// Cancelled by the customer.
    LockedOut,
}

/// One purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Commerce subscription id.
    pub id: SubscriptionId,
    /// What was bought.
    pub sku: SkuId,
    /// The pool it feeds.
    pub pool: PoolId,
    /// Seats bought.
    pub quantity: u32,
    /// Where it stands.
    pub status: Status,
    /// A trial.
    pub trial: bool,
    /// When it was bought.
    pub created_at: Timestamp,
    /// When its term ends or renews.
    pub term_ends_at: Option<Timestamp>,
}
