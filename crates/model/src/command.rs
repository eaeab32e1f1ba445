//! What can be asked of the engine: everything that changes domain state is one of these (design section 3).

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::assignment::{AssignmentKey, PathState};
use crate::audit::{Actor, Face};
use crate::pool::Pool;
use crate::subscription::Subscription;
use crate::user::User;
use crate::{ChangeSetId, PlanId, RequestId, RoleId, SkuId, Timestamp, UserId};

/// Who asks, when and why; made once at the edge and passed unchanged through retries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ctx {
    /// Who asks.
    pub actor: Actor,
    /// Through which face.
    pub face: Face,
    /// Domain time: the instant at which the command takes effect (`effectiveAt`).
    pub now: Timestamp,
    /// The request.
    pub request: RequestId,
    /// The change set its changes belong to.
    pub change_set: ChangeSetId,
    /// Where new ids come from.
    pub fresh: FreshIds,
}

/// A deterministic source of new ids: the edge draws the seed, the engine counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreshIds(pub u128);

impl FreshIds {
    /// The `n`th id of this source, a random-looking version 4 UUID.
    pub fn nth(&self, n: u64) -> Uuid {
        let low = mix((self.0 as u64) ^ n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let high = mix(((self.0 >> 64) as u64) ^ low ^ n.rotate_left(32));
        let mut bytes = ((u128::from(high) << 64) | u128::from(low)).to_be_bytes();
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Uuid::from_bytes(bytes)
    }
}

/// The finaliser of splitmix64.
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Everything that changes domain state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Change one person's direct licences (sections 4 to 6).
    ChangeLicenses {
        /// Whose.
        user: UserId,
        /// What to do.
        edit: LicenseEdit,
    },
    /// Create a person; refused when the sign-in name is taken.
    CreateUser {
        /// The person, with its id and `created_at` already chosen.
        user: Box<User>,
    },
    /// Replace a person's properties; licences are untouched. The id must exist.
    UpdateUser {
        /// The person as it shall be. `created_at` and `deleted_at` are ignored.
        user: Box<User>,
    },
    /// Soft-delete a person: seats free at once (DEL-2), 30 days restorable (DEL-1).
    DeleteUser {
        /// Whom.
        user: UserId,
    },
    /// Bring a soft-deleted person back with licences where seats are free (25.2).
    RestoreUser {
        /// Whom.
        user: UserId,
        /// A new sign-in name where the old one is taken (DEL-11).
        new_upn: Option<String>,
        /// Direct licences to give back: those the deletion took, with their disabled plans, first assigned first.
        licenses: Vec<ProductChoice>,
    },
    /// Delete a soft-deleted person for good, by an administrator or because 30 days are over.
    PurgeUser {
        /// Whom.
        user: UserId,
    },
    /// A mailbox's purge instant has come (UNA-40). Nothing happens if the clock was stopped meanwhile.
    PurgeMailbox {
        /// Whose.
        user: UserId,
        /// The instant the timer was set for.
        due: Timestamp,
    },
    /// Put a purchase into the books: the pool's units follow (25.14).
    PutSubscription {
        /// The purchase as it shall be.
        subscription: Subscription,
        /// The same purchase as it was; `None` when new.
        before: Option<Subscription>,
    },
    /// A seat in a self-service purchaser's pool for a person, by the purchaser (SSP-2, 25.22). Administrators have
    /// no such command; it is reachable through the tenant file until purchasers have a page of their own.
    AssignSelfService {
        /// For whom.
        user: UserId,
        /// Which product.
        sku: SkuId,
        /// Who bought.
        purchaser: UserId,
    },
    /// Give a directory role to a person.
    GrantRole {
        /// To whom.
        user: UserId,
        /// Which role.
        role: RoleId,
    },
    /// Take a directory role from a person; refused for the last enabled Global admin (25.25).
    RevokeRole {
        /// From whom.
        user: UserId,
        /// Which role.
        role: RoleId,
    },
    /// `reseat check --repair`: set a pool's counter to what was counted.
    RepairPool {
        /// The pool as it shall be.
        pool: Pool,
    },
}

impl Command {
    /// The person the command is about, if it is about one.
    pub fn subject(&self) -> Option<UserId> {
        match self {
            Self::ChangeLicenses { user, .. }
            | Self::DeleteUser { user }
            | Self::RestoreUser { user, .. }
            | Self::PurgeUser { user }
            | Self::PurgeMailbox { user, .. }
            | Self::AssignSelfService { user, .. }
            | Self::GrantRole { user, .. }
            | Self::RevokeRole { user, .. } => Some(*user),
            Self::CreateUser { user } | Self::UpdateUser { user } => Some(user.id),
            Self::PutSubscription { .. } | Self::RepairPool { .. } => None,
        }
    }
}

/// A product with the plans that shall be off.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProductChoice {
    /// The product.
    pub sku: SkuId,
    /// Plans switched off; replaces what was (API-4).
    pub disabled: BTreeSet<PlanId>,
}

/// What shall change about one person's direct licences, decided as one end state (25.24).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LicenseEdit {
    /// Graph's assignLicense: removing what is not held is refused (error 4).
    Graph {
        /// Products to have, with their disabled plans.
        assign: Vec<ProductChoice>,
        /// Products to lose.
        unassign: Vec<SkuId>,
    },
    /// The same where removing means *ensure absent* (25.23).
    Update {
        /// Products to have, with their disabled plans.
        assign: Vec<ProductChoice>,
        /// Products to lose.
        unassign: Vec<SkuId>,
    },
    /// Every direct organisation assignment goes; inherited and self-service stay and are reported (25.13).
    UnassignAll,
    /// Every direct organisation assignment goes, these come (MOV-1, 25.24).
    Replace {
        /// What comes.
        with: Vec<ProductChoice>,
    },
    /// `from` goes, `to` comes; nothing else changes (25.24). Unchanged for people who do not hold `from` directly.
    Move {
        /// The product to leave.
        from: SkuId,
        /// The product to get.
        to: ProductChoice,
    },
    /// Undo: each path goes back to `before` if it still equals `after` (design: change sets).
    Revert {
        /// What the change set did to this person.
        paths: Vec<PathChange>,
    },
}

/// The value of one path: its disabled plans and when it was first assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathValue {
    /// Plans switched off.
    pub disabled: BTreeSet<PlanId>,
    /// Its state.
    pub state: PathState,
    /// When it was first assigned.
    pub assigned_at: Timestamp,
}

/// One path before and after a change; `None` means the path is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathChange {
    /// Which path.
    pub key: AssignmentKey,
    /// Before.
    pub before: Option<PathValue>,
    /// After.
    pub after: Option<PathValue>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_ids_differ_and_repeat_for_the_same_seed() {
        let ids: BTreeSet<_> = (0..1000).map(|n| FreshIds(7).nth(n)).collect();
        assert_eq!(ids.len(), 1000);
        assert_eq!(FreshIds(7).nth(3), FreshIds(7).nth(3));
        assert_ne!(FreshIds(7).nth(3), FreshIds(8).nth(3));
    }
}
