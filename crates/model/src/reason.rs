//! Why something was refused or left alone: codes with parameters (25.23). Console, CLI and mail word them from
//! `words/`; a test fails when a code lacks its message or remedy in either language.

use crate::{ChangeSetId, GroupId, PlanId, RoleId, SkuId, Timestamp, UserId};

/// A value inside a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Param {
    /// A product.
    Sku(SkuId),
    /// Plans.
    Plans(Vec<PlanId>),
    /// Groups.
    Groups(Vec<GroupId>),
    /// A person.
    User(UserId),
    /// Roles.
    Roles(Vec<RoleId>),
    /// A change set.
    ChangeSet(ChangeSetId),
    /// An instant.
    At(Timestamp),
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
}

macro_rules! codes {
    ($(#[$enum_doc:meta])* $enum:ident { $($(#[$doc:meta])* $name:ident $({ $($(#[$fdoc:meta])* $field:ident : $ty:ty => $param:ident),* $(,)? })? = $code:literal;)* }) => {
        $(#[$enum_doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $enum { $($(#[$doc])* $name $({ $($(#[$fdoc])* $field: $ty),* })?,)* }

        impl $enum {
            /// Every code, for the test that each has its words.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable code, the key of its words.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name $({ $($field: _),* })? => $code,)* }
            }

            /// Its parameters by name.
            pub fn params(&self) -> Vec<(&'static str, Param)> {
                match self { $(Self::$name $({ $($field),* })? => vec![$($((stringify!($field), Param::$param($field.clone().into()))),*)?],)* }
            }
        }
    };
}

codes! {
    /// Why a change was refused for a person, or left something alone.
    Reason {
        /// The person does not hold the product (error 4).
        NotHeld { /** The product. */ sku: SkuId => Sku } = "notHeld";
        /// Held only through groups; take the person out of them or change the group (GRP-6, error 2).
        InheritedOnly { /** The product. */ sku: SkuId => Sku, /** The granting groups. */ groups: Vec<GroupId> => Groups } = "inheritedOnly";
        /// Held directly and through groups; the direct path is what changed, the person keeps the product (GRP-8).
        StillInherited { /** The product. */ sku: SkuId => Sku, /** The granting groups. */ groups: Vec<GroupId> => Groups } = "stillInherited";
        /// Bought by a self-service purchaser; take over first (UNA-2, 25.22).
        SelfService { /** The product. */ sku: SkuId => Sku, /** Who bought it. */ purchaser: UserId => User } = "selfService";
        /// A plan that stays needs a plan that would go or be off (error 7).
        PlanDependency { /** The product that stays or comes. */ sku: SkuId => Sku, /** The plan that needs. */ plan: Vec<PlanId> => Plans, /** What it needs, one of. */ needs: Vec<PlanId> => Plans } = "planDependency";
        /// Plans of different products exclude each other (error 8, ASG-3).
        MutuallyExclusive { /** The plans. */ plans: Vec<PlanId> => Plans } = "mutuallyExclusive";
        /// No usage location, or not a country (VOC-7, error 1).
        UsageLocationMissing = "usageLocationMissing";
        /// No free seat: all enabled units are assigned (25.3, error 3).
        NoSeats { /** The product. */ sku: SkuId => Sku, /** Enabled units. */ enabled: u32 => Number, /** Assigned units. */ consumed: u32 => Number, /** Units in grace, never handed out. */ warning: u32 => Number } = "noSeats";
        /// The organisation has no such product (error 5).
        UnknownProduct { /** The product. */ sku: SkuId => Sku } = "unknownProduct";
        /// A product for the whole tenant (error 6).
        NotAssignable { /** The product. */ sku: SkuId => Sku } = "notAssignable";
        /// A plan to switch off that the product does not have (error 11).
        PlanNotInProduct { /** The product. */ sku: SkuId => Sku, /** The plans. */ plans: Vec<PlanId> => Plans } = "planNotInProduct";
        /// The same product is to be added and removed, or added twice.
        ContradictoryProduct { /** The product. */ sku: SkuId => Sku } = "contradictoryProduct";
        /// Already as asked.
        AlreadySo = "alreadySo";
        /// Nobody with this id or sign-in name.
        UserNotFound = "userNotFound";
        /// The person is deleted; restore first.
        UserDeleted = "userDeleted";
        /// The person is not deleted.
        UserNotDeleted = "userNotDeleted";
        /// The sign-in name belongs to someone else (DEL-9).
        UpnTaken { /** The name. */ upn: String => Text } = "upnTaken";
        /// The outcome differs from the one that was previewed; preview again.
        ChangedSincePreview = "changedSincePreview";
        /// Changed by a later change set; undo that one first.
        ChangedSince { /** The product. */ sku: SkuId => Sku } = "changedSince";
        /// What the change set did to this person was not a licence change, so undo leaves it.
        NotRevertible { /** The kind of change. */ kind: String => Text } = "notRevertible";
        /// The caller's role does not allow it; one of these would.
        RoleLacking { /** The roles that would do. */ roles: Vec<RoleId> => Roles } = "roleLacking";
        /// The last enabled Global admin cannot be removed, blocked or demoted (25.25).
        LastGlobalAdmin = "lastGlobalAdmin";
        /// Given back would be a licence for which no seat is free (25.2).
        SeatNotRestored { /** The product. */ sku: SkuId => Sku } = "seatNotRestored";
        /// Mastered in an on-premises directory; change it there (DEL-5).
        Synced = "synced";
        /// The all-or-nothing change was given up because someone else was refused.
        NotAttempted = "notAttempted";
        /// The server failed on this person alone; nothing was changed for them.
        InternalError = "internalError";
    }
}

codes! {
    /// What the administrator should know or do first (sections 4.5, 20, 26).
    Warning {
        /// Mail is gone for good at that instant unless a mail plan comes back before (UNA-40).
        MailPurge { /** The purge instant. */ at: Timestamp => At } = "mailPurge";
        /// From now on the mailbox is not found by content search (UNA-44).
        NotSearchable = "notSearchable";
        /// Save the mailbox, or put it on hold, before the licence goes (section 20 step 2, NEED-3).
        SaveMailFirst = "saveMailFirst";
        /// Mail to the person bounces and forwarding stops (UNA-48).
        MailBounces = "mailBounces";
        /// Files stay until the person is deleted (UNA-43).
        FilesKept = "filesKept";
        /// Installed Office apps will show "Unlicensed Product" (UNA-46).
        OfficeUnlicensed = "officeUnlicensed";
        /// The telephone number is released (UNA-47).
        NumberReleased = "numberReleased";
        /// Device management may stop (UNA-51).
        DevicesUnmanaged = "devicesUnmanaged";
        /// The Cloud PC works up to 7 days more (UNA-50).
        CloudPcGrace { /** Until when at most. */ until: Timestamp => At } = "cloudPcGrace";
        /// The account stays enabled and can sign in; unassigning does not block it (FRM-1).
        SignInStaysEnabled = "signInStaysEnabled";
        /// The bill does not change; lowering the quantity is a separate step (UNA-6, NEED-12).
        BillUnchanged = "billUnchanged";
        /// Mail that was disconnected comes back (UNA-41).
        MailReturns = "mailReturns";
        /// The old mailbox is purged; this is a new, empty one (MBX-2).
        NewEmptyMailbox = "newEmptyMailbox";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_carry_their_parameters() {
        let mut all: Vec<_> = Reason::CODES.iter().chain(Warning::CODES).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
        let reason = Reason::InheritedOnly { sku: SkuId::NIL, groups: vec![GroupId::NIL] };
        assert_eq!(reason.code(), "inheritedOnly");
        assert_eq!(reason.params().iter().map(|p| p.0).collect::<Vec<_>>(), ["sku", "groups"]);
    }
}
