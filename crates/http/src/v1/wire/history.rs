//! Change sets and audit records.

use reseat_app::changes::revertible;
use reseat_app::history::{self, Touched};
use reseat_app::{App, AppError};
use reseat_model::TenantId;
use reseat_model::audit::{Actor, Face};
use reseat_model::change_set::{ChangeSet, Kind};
use reseat_model::log::LogEntry;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::names::{NameBook, ProductRef, UserRef, iso};
use super::preview::CountsWire;

/// Who acted.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ActorWire {
    /// user, app or system.
    pub kind: &'static str,
    /// Object id of a person, client id of an application.
    pub id: Option<String>,
    /// Name at that time.
    pub display_name: String,
    /// Sign-in name at that time.
    pub user_principal_name: Option<String>,
}

impl From<&Actor> for ActorWire {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::User { id, upn, name } => Self {
                kind: "user",
                id: Some(id.to_string()),
                display_name: name.clone(),
                user_principal_name: Some(upn.clone()),
            },
            Actor::App { client_id, name } => Self {
                kind: "app",
                id: Some(client_id.to_string()),
                display_name: name.clone(),
                user_principal_name: None,
            },
            Actor::System { name } => {
                Self { kind: "system", id: None, display_name: name.clone(), user_principal_name: None }
            }
        }
    }
}

/// A change set beside something that it did.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangeSetRef {
    /// Its id.
    pub id: String,
    /// What was asked.
    pub kind: &'static str,
    /// Who.
    pub actor: ActorWire,
    /// adminCenter, commandLine, graph, api or system.
    pub face: &'static str,
    /// When, in domain time.
    pub created_date_time: String,
    /// Whether its licence part can be undone.
    pub revertible: bool,
    /// Why not, as a code.
    pub not_revertible_because: Option<&'static str>,
}

impl From<&ChangeSet> for ChangeSetRef {
    fn from(set: &ChangeSet) -> Self {
        let why = revertible(set).err();
        Self {
            id: set.id.to_string(),
            kind: kind_word(set.kind),
            actor: ActorWire::from(&set.actor),
            face: face_word(set.face),
            created_date_time: iso(set.at),
            revertible: why.is_none(),
            not_revertible_because: why,
        }
    }
}

/// What belongs together and can be undone together (25.26).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangeSetWire {
    /// What it is.
    #[serde(flatten)]
    pub set: ChangeSetRef,
    /// When, in wall time.
    pub recorded_date_time: String,
    /// Why.
    pub reason: Option<String>,
    /// People by result.
    pub counts: CountsWire,
    /// Products whose licences it changed, at most 5.
    pub products: Vec<ProductRef>,
    /// How many products it changed in all; null for a set of so many people that only the first were looked at.
    pub product_count: Option<u64>,
    /// Whom it is about, when it is one person.
    pub person: Option<UserRef>,
    /// The change set that it undoes.
    pub reverts: Option<String>,
    /// The last change set that undid it.
    pub reverted_by: Option<String>,
    /// The request that made it.
    pub request_id: String,
}

impl ChangeSetWire {
    /// Change sets with the names of what they are about.
    ///
    /// # Errors
    /// When the store fails.
    pub fn all(app: &App, tenant: TenantId, sets: &[ChangeSet]) -> Result<Vec<Self>, AppError> {
        let touched = sets.iter().map(|set| history::touched(app, tenant, set));
        let touched: Vec<Touched> = touched.collect::<Result<_, _>>()?;
        let book = NameBook::load(app, app.tenant(tenant)?, touched.iter().filter_map(|about| about.person))?;
        Ok(sets.iter().zip(&touched).map(|(set, about)| Self::new(&book, set, about)).collect())
    }

    fn new(book: &NameBook, set: &ChangeSet, about: &Touched) -> Self {
        Self {
            set: ChangeSetRef::from(set),
            recorded_date_time: iso(set.recorded_at),
            reason: set.reason.clone(),
            counts: set.counts.into(),
            products: about.products.iter().map(|sku| book.product(*sku)).collect(),
            product_count: about.product_count,
            person: about.person.map(|user| book.user(user)),
            reverts: set.reverts.map(|id| id.to_string()),
            reverted_by: set.reverted_by.map(|id| id.to_string()),
            request_id: set.request.to_string(),
        }
    }
}

/// The wire word of a face.
pub(crate) const fn face_word(face: Face) -> &'static str {
    match face {
        Face::AdminCenter => "adminCenter",
        Face::CommandLine => "commandLine",
        Face::Graph => "graph",
        Face::Api => "api",
        Face::System => "system",
    }
}

/// The face of a wire word.
pub(crate) fn face_of(word: &str) -> Option<Face> {
    let all = [Face::AdminCenter, Face::CommandLine, Face::Graph, Face::Api, Face::System];
    all.into_iter().find(|face| face_word(*face) == word)
}

/// The wire word of a kind of change set.
pub(crate) const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Assign => "assign",
        Kind::Unassign => "unassign",
        Kind::UnassignAll => "unassignAll",
        Kind::Replace => "replace",
        Kind::Move => "move",
        Kind::Revert => "revert",
        Kind::CreateUser => "createUser",
        Kind::UpdateUser => "updateUser",
        Kind::DeleteUser => "deleteUser",
        Kind::RestoreUser => "restoreUser",
        Kind::PurgeUser => "purgeUser",
        Kind::Administration => "administration",
        Kind::Scheduled => "scheduled",
    }
}

/// One record of the audit.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditWire {
    /// Batch and place, such as `17-0`.
    pub id: String,
    /// In the directory's words.
    pub activity: String,
    /// The directory's category.
    pub category: String,
    /// When it took effect, in domain time.
    pub activity_date_time: String,
    /// When it was written, in wall time.
    pub recorded_date_time: String,
    /// success, or why not.
    pub result: String,
    /// Who.
    pub actor: ActorWire,
    /// Through which face.
    pub face: &'static str,
    /// About what.
    pub target: TargetWire,
    /// Properties before and after.
    pub modified_properties: Vec<ModifiedWire>,
    /// The change set.
    pub change_set_id: String,
    /// The request.
    pub request_id: String,
    /// SHA-256 over this record and the one before, in hexadecimal.
    pub hash: String,
}

/// What a record is about.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TargetWire {
    /// User, Subscription, ...
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its name at that time.
    pub display_name: String,
    /// Sign-in name at that time.
    pub user_principal_name: Option<String>,
}

/// One property before and after.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ModifiedWire {
    /// The property.
    pub name: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Details {
    target: TargetWire,
    modified_properties: Vec<ModifiedWire>,
}

impl From<&LogEntry> for AuditWire {
    fn from(entry: &LogEntry) -> Self {
        let details: Details = serde_json::from_str(&entry.details).unwrap_or_default();
        Self {
            id: format!("{}-{}", entry.seq, entry.n),
            activity: entry.activity.clone(),
            category: entry.category.clone(),
            activity_date_time: iso(entry.effective_at),
            recorded_date_time: iso(entry.recorded_at),
            result: entry.result.clone(),
            actor: ActorWire::from(&entry.actor),
            face: face_word(entry.face),
            target: details.target,
            modified_properties: details.modified_properties,
            change_set_id: entry.change_set.to_string(),
            request_id: entry.request.to_string(),
            hash: entry.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}
