//! What a change does, or would do, to people: previews, results and history rows have one shape.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Names;

/// A person in brief. What the server does not know (it sends null) is empty: a sign-in name that nobody has comes
/// without an id, someone deleted for good without names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct UserRef {
    /// Object id.
    #[serde(deserialize_with = "null_is_empty")]
    pub id: String,
    /// Name to show.
    #[serde(deserialize_with = "null_is_empty")]
    pub display_name: String,
    /// Sign-in name.
    #[serde(deserialize_with = "null_is_empty")]
    pub user_principal_name: String,
}

/// Reads null as an absent value.
pub(super) fn null_is_empty<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// A product in brief.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProductRef {
    /// The product.
    pub sku_id: String,
    /// Its names.
    pub names: Names,
}

/// A plan in brief.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PlanRef {
    /// The plan.
    pub service_plan_id: String,
    /// Its technical name.
    pub name: String,
    /// Its names.
    pub names: Names,
    /// `mail`, `files`, `officeApps`, ...
    pub service: String,
}

/// People by result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Changed.
    pub changed: u64,
    /// Left as they were.
    pub unchanged: u64,
    /// Refused.
    pub refused: u64,
}

impl Counts {
    /// Everyone.
    pub const fn total(&self) -> u64 {
        self.changed + self.unchanged + self.refused
    }
}

/// A reason or warning: a code and what it is about; `words/` has the texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Message {
    /// The code.
    pub code: String,
    /// Its parameters, ids resolved to objects with names.
    pub params: Map<String, Value>,
}

/// What came, or would come, of a change for one person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PersonOutcome {
    /// Whom it concerns.
    pub user: UserRef,
    /// `changed`, `unchanged` or `refused`.
    pub status: String,
    /// Why something was refused or left alone.
    pub reasons: Vec<Message>,
    /// Paths that come, go or change.
    pub licenses: Vec<LicenseChange>,
    /// Plans the person loses.
    pub services_lost: Vec<PlanRef>,
    /// Plans of a product that goes which stay.
    pub services_kept: Vec<CoveredPlan>,
    /// Plans the person gets.
    pub services_gained: Vec<PlanRef>,
    /// The mailbox, when its state changes.
    pub mailbox: Option<ServiceChange>,
    /// The drive, when its state changes.
    pub drive: Option<ServiceChange>,
    /// Office apps, when their state changes.
    pub office: Option<ServiceChange>,
    /// What to know or do first, in the safe order.
    pub warnings: Vec<Message>,
}

/// One path before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LicenseChange {
    /// The product.
    pub sku_id: String,
    /// Its names.
    pub names: Names,
    /// `direct`, `group` or `selfService`.
    pub path: String,
    /// `removed`, `added` or `updated`.
    pub change: String,
    /// Before; `None` when the path did not exist.
    pub before: Option<PlanSet>,
    /// After; `None` when the path is gone.
    pub after: Option<PlanSet>,
}

/// Plans switched off on a path.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PlanSet {
    /// Their ids.
    pub disabled_plans: Vec<String>,
}

/// A plan that stays, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CoveredPlan {
    /// The plan.
    #[serde(flatten)]
    pub plan: PlanRef,
    /// Products that still cover it.
    pub covered_by: Vec<ProductRef>,
}

/// A service's state before and after. Each service uses one of the instants.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceChange {
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// When the mailbox is purged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purge_date_time: Option<String>,
    /// When the drive is deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_date_time: Option<String>,
    /// When Office apps stop editing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reduced_functionality_by: Option<String>,
}

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Preview {
    /// Binds a change to this preview.
    pub preview_token: Option<String>,
    /// People by result.
    pub counts: Counts,
    /// All people together.
    pub summary: Summary,
    /// Person by person.
    pub people: Vec<PersonOutcome>,
}

/// A preview's totals.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Summary {
    /// Seats by product and pool.
    pub seats: Vec<SeatSummary>,
    /// Mailboxes that lose their last mail plan.
    pub mailboxes_disconnected: u64,
    /// When the first of them is purged.
    pub earliest_mailbox_purge: Option<String>,
    /// Mailboxes that come back.
    pub mailboxes_restored: u64,
    /// Drives without a licence afterwards.
    pub drives_unlicensed: u64,
    /// People whose Office apps lose their licence.
    pub office_unlicensed: u64,
    /// Warnings with the number of people.
    pub warnings: Vec<SummaryWarning>,
}

/// Seats of one pool.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SeatSummary {
    /// The product.
    pub sku_id: String,
    /// Its names.
    pub names: Names,
    /// `organization` or `selfService`.
    pub pool: String,
    /// Seats that come free.
    pub freed: u64,
    /// Seats that are taken.
    pub taken: u64,
    /// Seats in use afterwards.
    pub assigned_after: u64,
    /// Seats free afterwards.
    pub available_after: u64,
}

/// A warning and whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SummaryWarning {
    /// The code.
    pub code: String,
    /// Its parameters.
    pub params: Map<String, Value>,
    /// How many people.
    pub people: u64,
}
