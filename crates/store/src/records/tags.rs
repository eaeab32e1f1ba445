//! Closed sets as numbers. A number, once given, keeps its meaning for good; new ones are added at the end.

use reseat_model::assignment::PathState;
use reseat_model::audit::Face;
use reseat_model::catalog::{AppliesTo, Origin, Service};
use reseat_model::change_set::Kind;
use reseat_model::decision::TimerKind;
use reseat_model::job::JobStatus;
use reseat_model::log::ObjectKind;
use reseat_model::outcome::Status;
use reseat_model::subscription;
use reseat_model::tenant::{Cloud, Language};

/// A value of a closed set that is stored as a number.
pub(super) trait Tag: Copy + Sized {
    /// The number.
    fn tag(self) -> i64;
    /// The value; `None` for numbers without meaning.
    fn from_tag(tag: i64) -> Option<Self>;
}

macro_rules! tags {
    ($($ty:ty { $($number:literal = $variant:ident),* $(,)? })*) => {$(
        impl Tag for $ty {
            fn tag(self) -> i64 {
                match self { $(Self::$variant => $number),* }
            }

            fn from_tag(tag: i64) -> Option<Self> {
                match tag { $($number => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

tags! {
    PathState { 0 = Active, 1 = ActiveWithError, 2 = Disabled, 3 = Error }
    Face { 0 = AdminCenter, 1 = CommandLine, 2 = Graph, 3 = Api, 4 = System }
    AppliesTo { 0 = User, 1 = Company }
    Origin { 0 = BuiltIn, 1 = Imported, 2 = Organization }
    Service {
        0 = Mail, 1 = Files, 2 = OfficeApps, 3 = Teams, 4 = Telephony, 5 = DeviceManagement, 6 = CloudPc, 7 = Other,
    }
    Kind {
        0 = Assign, 1 = Unassign, 2 = UnassignAll, 3 = Replace, 4 = Move, 5 = Revert, 6 = CreateUser, 7 = UpdateUser,
        8 = DeleteUser, 9 = RestoreUser, 10 = PurgeUser, 11 = Administration, 12 = Scheduled,
    }
    TimerKind { 0 = PurgeMailbox, 1 = PurgeUser }
    JobStatus { 0 = Queued, 1 = Running, 2 = Completed, 3 = Cancelled }
    ObjectKind { 0 = User, 1 = Subscription, 2 = Role, 3 = Catalog, 4 = Tenant, 5 = Application }
    Status { 0 = Changed, 1 = Unchanged, 2 = Refused }
    subscription::Status { 0 = Enabled, 1 = Warning, 2 = Suspended, 3 = Deleted, 4 = LockedOut }
    Cloud { 0 = Worldwide, 1 = Germany, 2 = Vianet21 }
    Language { 0 = En, 1 = ZhHans }
}
