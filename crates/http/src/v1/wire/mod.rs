//! The wire types of `/reseat/v1`: twins of the domain's, with the names that people read.

mod history;
mod jobs;
mod names;
mod operation;
mod outcome;
mod person;
mod preview;
mod products;
mod session;

pub use history::{ActorWire, AuditWire, ChangeSetRef, ChangeSetWire, ModifiedWire, TargetWire};
pub(crate) use history::{face_of, face_word, kind_word};
pub use jobs::{JobStartedWire, JobWire};
pub use names::{NameBook, NamesWire, PlanRef, ProductRef, RoleRef, UserRef, iso, parse_instant};
pub use operation::{ChangeBody, OperationWire, PeopleWire, ProductChoiceWire};
pub(crate) use operation::{check_reason, user_ids};
pub use outcome::{CodeWire, LicenseChangeWire, OutcomeWire, StateChangeWire};
pub(crate) use outcome::{people_in, status_word};
pub use person::{MailboxWire, PathWire, PersonRowWire, PersonWire, ServicesWire};
pub use preview::{ChangeResultWire, CountsWire, PreviewWire, SummaryWire};
pub(crate) use products::applies_word;
pub use products::{PlanWire, ProductDetailWire, ProductWire, SelfServiceWire, SubscriptionWire};
pub use session::{ActionWire, ClockWire, SessionUserWire, SessionWire, TenantWire};
