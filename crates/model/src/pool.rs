//! Pools of seats: what was bought, and how much of it is in use (CNT-1, 25.14, 25.22).

use crate::{PoolId, SkuId};

/// The seats of one product in one pool. Counted when written, never when read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    /// The product.
    pub sku: SkuId,
    /// The organisation's, or a self-service purchaser's.
    pub pool: PoolId,
    /// `prepaidUnits.enabled`.
    pub enabled: u32,
    /// `prepaidUnits.warning`: in grace; keeps holders valid, never handed out (25.3).
    pub warning: u32,
    /// `prepaidUnits.suspended`.
    pub suspended: u32,
    /// `prepaidUnits.lockedOut`.
    pub locked_out: u32,
    /// `consumedUnits`: people with at least one valid path in this pool (CNT-3).
    pub consumed: u32,
}

impl Pool {
    /// A pool without seats.
    pub const fn empty(sku: SkuId, pool: PoolId) -> Self {
        Self { sku, pool, enabled: 0, warning: 0, suspended: 0, locked_out: 0, consumed: 0 }
    }

    /// Seats that can be handed out now: max(0, enabled - consumed) (25.3).
    pub const fn assignable(&self) -> u32 {
        self.enabled.saturating_sub(self.consumed)
    }

    /// Units that keep a holder valid: enabled and in grace.
    pub const fn valid_units(&self) -> u32 {
        self.enabled.saturating_add(self.warning)
    }

    /// More assigned than valid (CON-1).
    pub const fn in_conflict(&self) -> bool {
        self.consumed > self.valid_units()
    }
}
