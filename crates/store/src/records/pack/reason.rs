//! Reasons and warnings.

use reseat_model::reason::{Reason, Warning};

use super::pack_enum;

pack_enum! {
    Reason {
        0 = NotHeld { sku },
        1 = InheritedOnly { sku, groups },
        2 = StillInherited { sku, groups },
        3 = SelfService { sku, purchaser },
        4 = PlanDependency { sku, plan, needs },
        5 = MutuallyExclusive { plans },
        6 = UsageLocationMissing,
        7 = NoSeats { sku, enabled, consumed, warning },
        8 = UnknownProduct { sku },
        9 = NotAssignable { sku },
        10 = PlanNotInProduct { sku, plans },
        11 = ContradictoryProduct { sku },
        12 = AlreadySo,
        13 = UserNotFound,
        14 = UserDeleted,
        15 = UserNotDeleted,
        16 = UpnTaken { upn },
        17 = ChangedSincePreview,
        18 = ChangedSince { sku },
        19 = NotRevertible { kind },
        20 = RoleLacking { roles },
        21 = LastGlobalAdmin,
        22 = SeatNotRestored { sku },
        23 = Synced,
        24 = NotAttempted,
        25 = InternalError,
    }

    Warning {
        0 = MailPurge { at },
        1 = NotSearchable,
        2 = SaveMailFirst,
        3 = MailBounces,
        4 = FilesKept,
        5 = OfficeUnlicensed,
        6 = NumberReleased,
        7 = DevicesUnmanaged,
        8 = CloudPcGrace { until },
        9 = SignInStaysEnabled,
        10 = BillUnchanged,
        11 = MailReturns,
        12 = NewEmptyMailbox,
    }
}
