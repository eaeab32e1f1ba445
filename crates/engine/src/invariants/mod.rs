//! What always holds, by name (design section 3, "Invariants"): checked after every decision in debug builds, and
//! over a whole tenant by `reseat check`.

mod decision;
mod person;
mod tenant;

use std::fmt;

use reseat_model::{PoolId, SkuId, UserId};

pub use decision::check;
pub use person::check_person;
pub use tenant::{TenantCheck, TenantReport};

/// A rule that no state and no decision may break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Invariant {
    /// A pool's `consumed` is the number of people with at least one path in force in it (CNT-3, 25.22).
    PoolCountsHolders,
    /// `consumed` never grows past the enabled units by an assignment (25.3).
    NoOversubscription,
    /// Whoever is deleted holds nothing (DEL-2).
    DeletedHoldNothing,
    /// A mailbox without a mail plan has a purge instant (UNA-40, 25.20).
    UnlicensedMailboxHasPurge,
    /// Whoever has a mail plan has a mailbox in use (UNA-41, 25.20).
    LicensedMailboxIsActive,
    /// The drive follows the files plan (25.5, UNA-43).
    DriveFollowsPlans,
    /// Office apps follow their plan (UNA-46).
    OfficeFollowsPlans,
    /// Nothing is purged before its instant (25.16).
    NoEarlyPurge,
    /// Every running clock has its timer, and no timer is without a clock.
    ClocksHaveTimers,
    /// A product that is held is not listed as former; former products are ordered, each once.
    FormerIsNotHeld,
    /// A path belongs to the person it is kept with, under its own key.
    PathsBelong,
    /// Something changed exactly when there is something to write and an audit record.
    ChangedIsRecorded,
}

impl Invariant {
    /// Every invariant, for metrics and documentation.
    pub const ALL: [Self; 12] = [
        Self::PoolCountsHolders,
        Self::NoOversubscription,
        Self::DeletedHoldNothing,
        Self::UnlicensedMailboxHasPurge,
        Self::LicensedMailboxIsActive,
        Self::DriveFollowsPlans,
        Self::OfficeFollowsPlans,
        Self::NoEarlyPurge,
        Self::ClocksHaveTimers,
        Self::FormerIsNotHeld,
        Self::PathsBelong,
        Self::ChangedIsRecorded,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PoolCountsHolders => "pool-counts-holders",
            Self::NoOversubscription => "no-oversubscription",
            Self::DeletedHoldNothing => "deleted-hold-nothing",
            Self::UnlicensedMailboxHasPurge => "unlicensed-mailbox-has-purge",
            Self::LicensedMailboxIsActive => "licensed-mailbox-is-active",
            Self::DriveFollowsPlans => "drive-follows-plans",
            Self::OfficeFollowsPlans => "office-follows-plans",
            Self::NoEarlyPurge => "no-early-purge",
            Self::ClocksHaveTimers => "clocks-have-timers",
            Self::FormerIsNotHeld => "former-is-not-held",
            Self::PathsBelong => "paths-belong",
            Self::ChangedIsRecorded => "changed-is-recorded",
        }
    }
}

/// Where an invariant does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Which.
    pub invariant: Invariant,
    /// Whose, if it is about a person.
    pub user: Option<UserId>,
    /// Which pool, if it is about one.
    pub pool: Option<(SkuId, PoolId)>,
    /// What was found.
    pub detail: String,
}

impl Violation {
    fn of_user(invariant: Invariant, user: UserId, detail: impl Into<String>) -> Self {
        Self { invariant, user: Some(user), pool: None, detail: detail.into() }
    }

    fn of_pool(invariant: Invariant, sku: SkuId, pool: PoolId, detail: impl Into<String>) -> Self {
        Self { invariant, user: None, pool: Some((sku, pool)), detail: detail.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.invariant.name())?;
        if let Some(user) = self.user {
            write!(f, "user {user}: ")?;
        }
        if let Some((sku, pool)) = self.pool {
            write!(f, "product {sku}, pool {pool}: ")?;
        }
        f.write_str(&self.detail)
    }
}
