//! `/reseat/v1`: what Graph has no word for. Present on Reseat servers only; [`Reseat::is_present`] tells.

mod audit;
mod catalog;
mod changes;
mod history;
mod losses;
mod outcome;
mod people;
mod people_update;
mod products;
mod session;
mod subscriptions;

pub use audit::{AuditExportPage, Export, ExportText, SignedHead};
pub use catalog::{CatalogProduct, Clock, ImportCounts, ImportProblem, ImportReport};
pub use changes::{
    ChangeAnswer, ChangeRequest, ChangeResult, Job, Operation, PeopleChoice, PreviewAnswer, ProductChoice,
};
pub use history::{Actor, AuditQuery, AuditRecord, AuditTarget, ChangeSet, ChangeSetQuery, ModifiedProperty};
pub use losses::Loss;
pub use outcome::{
    Counts, CoveredPlan, LicenseChange, Message, PersonOutcome, PlanRef, PlanSet, Preview, ProductRef,
    SeatSummary, ServiceChange, Summary, SummaryWarning, UserRef,
};
pub use people::{
    GroupRef, ImportRow, PathInfo, PeopleImport, PeopleImportCounts, Person, PersonAssignment, PersonQuery,
    RoleRef, ServiceState, Services,
};
pub use people_update::{PEOPLE_UPDATE_MAX, PeopleUpdate, PeopleUpdated};
pub use products::{
    Names, Plan, Product, ProductUser, ProductUserRef, PurchasedSubscription, SelfServicePool,
    SelfServiceScope,
};
pub use session::{Action, Session, SessionTenant};
pub use subscriptions::NewSubscription;

use crate::{Call, Client, Error};

/// Reseat's own operations for one client.
#[derive(Clone)]
pub struct Reseat {
    pub(crate) client: Client,
}

impl Reseat {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Whether the service is a Reseat server: an unknown path answers 404, or 400 as Graph does for a segment it does
    /// not know.
    ///
    /// # Errors
    /// Everything in [`Error`] but those two answers.
    pub fn is_present(&self) -> Result<bool, Error> {
        match self.client.send(&Call::get("/reseat/v1/clock")) {
            Ok(_) => Ok(true),
            Err(error) => match error.status() {
                Some(400 | 404) => Ok(false),
                // Known, but not for this caller: the operation itself will say which role is missing.
                Some(403) => Ok(true),
                _ => Err(error),
            },
        }
    }
}
