//! People in the console: rows, one person, and how each licence reaches them.

use reseat_engine::Person;
use reseat_model::assignment::{Assignment, Path, PathState};
use reseat_model::services::{DriveState, MailboxState, OfficeState, Services};
use reseat_model::user::User;
use reseat_model::{SkuId, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::names::{NameBook, NamesWire, ProductRef, RoleRef, UserRef, iso};
use super::outcome::{
    drive_end, drive_word, mailbox_purge, mailbox_word, office_end, office_word, path_word,
};
use super::products::PlanWire;

/// One row of Users > Active users.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonRowWire {
    /// Object id.
    pub id: String,
    /// Display name.
    pub display_name: String,
    /// Sign-in name.
    pub user_principal_name: String,
    /// Department.
    pub department: Option<String>,
    /// Job title.
    pub job_title: Option<String>,
    /// Two-letter country.
    pub usage_location: Option<String>,
    /// False blocks sign-in.
    pub account_enabled: bool,
    /// Mail address.
    pub mail: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Office.
    pub office_location: Option<String>,
    /// Mobile telephone.
    pub mobile_phone: Option<String>,
    /// Member or Guest.
    pub user_type: &'static str,
    /// When the account was made.
    pub created_date_time: String,
    /// Products held by any path.
    pub licenses: Vec<ProductRef>,
    /// The mailbox, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<MailboxWire>,
}

impl PersonRowWire {
    /// A row from a person and the products they hold.
    pub fn new(book: &NameBook, user: &User, skus: &[SkuId]) -> Self {
        Self {
            id: user.id.to_string(),
            display_name: user.display_name.clone(),
            user_principal_name: user.upn.clone(),
            department: user.department.clone(),
            job_title: user.job_title.clone(),
            usage_location: user.usage_location.clone(),
            account_enabled: user.account_enabled,
            mail: user.mail.clone(),
            city: user.city.clone(),
            country: user.country.clone(),
            office_location: user.office_location.clone(),
            mobile_phone: user.mobile_phone.clone(),
            user_type: if user.guest { "Guest" } else { "Member" },
            created_date_time: iso(user.created_at),
            licenses: skus.iter().map(|sku| book.product(*sku)).collect(),
            mailbox: None,
        }
    }
}

/// One person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonWire {
    /// The row.
    #[serde(flatten)]
    pub row: PersonRowWire,
    /// First name.
    pub given_name: Option<String>,
    /// Last name.
    pub surname: Option<String>,
    /// When it was deleted.
    pub deleted_date_time: Option<String>,
    /// Mastered in an on-premises directory.
    pub synced: bool,
    /// Directory roles.
    pub roles: Vec<RoleRef>,
    /// Products with the paths by which they are held.
    pub assignments: Vec<HeldWire>,
    /// Mail, files and Office.
    pub services: ServicesWire,
}

/// A product a person holds.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeldWire {
    /// `skuId`.
    pub sku_id: String,
    /// `skuPartNumber`.
    pub sku_part_number: String,
    /// Its name.
    pub names: NamesWire,
    /// What it contains: people who may not read products see it here.
    pub plans: Vec<PlanWire>,
    /// By which paths.
    pub paths: Vec<PathWire>,
}

/// How a licence reaches a person (VOC-5, 25.22).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PathWire {
    /// direct, group or selfService.
    pub kind: &'static str,
    /// The granting group.
    pub group: Option<GroupRef>,
    /// Who bought it by self-service.
    pub purchaser: Option<UserRef>,
    /// Plans switched off.
    pub disabled_plans: Vec<String>,
    /// active, activeWithError, disabled or error.
    pub state: &'static str,
    /// When it was first assigned.
    pub assigned_date_time: String,
}

/// A group by name.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GroupRef {
    /// Object id.
    pub id: String,
    /// Display name.
    pub display_name: String,
}

/// States that follow a person's licences.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServicesWire {
    /// The mailbox.
    pub mailbox: MailboxWire,
    /// The drive.
    pub drive: DriveWire,
    /// Office apps.
    pub office: OfficeWire,
}

/// The mailbox (section 16).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MailboxWire {
    /// none, active, disconnected, softDeleted or purged.
    pub state: &'static str,
    /// Since when.
    pub since: Option<String>,
    /// Gone for good from then on.
    pub purge_date_time: Option<String>,
}

/// The drive (section 17).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DriveWire {
    /// none, active, unlicensed, markedForDeletion or deleted.
    pub state: &'static str,
    /// Since when.
    pub since: Option<String>,
    /// End of retention.
    pub delete_date_time: Option<String>,
}

/// Office apps (section 19).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OfficeWire {
    /// none, licensed or unlicensed.
    pub state: &'static str,
    /// Since when.
    pub since: Option<String>,
    /// Unlicensed also on devices that stay offline.
    pub reduced_functionality_by: Option<String>,
}

impl PathWire {
    /// One path.
    pub fn new(book: &NameBook, assignment: &Assignment) -> Self {
        let group = match assignment.key.path {
            Path::Direct => None,
            Path::Group(id) => Some(GroupRef { id: id.to_string(), display_name: id.to_string() }),
        };
        Self {
            kind: path_word(assignment.key.path, assignment.key.pool),
            group,
            purchaser: assignment.key.pool.purchaser().map(|id| book.user(id)),
            disabled_plans: assignment.disabled.iter().map(ToString::to_string).collect(),
            state: match assignment.state {
                PathState::Active => "active",
                PathState::ActiveWithError => "activeWithError",
                PathState::Disabled => "disabled",
                PathState::Error => "error",
            },
            assigned_date_time: iso(assignment.assigned_at),
        }
    }
}

impl PersonWire {
    /// One person with everything that licences do to them. What is due at `now` has happened.
    pub fn new(book: &NameBook, person: &Person, now: Timestamp) -> Self {
        let user = &person.user;
        let mut held: BTreeMap<SkuId, Vec<&Assignment>> = BTreeMap::new();
        for assignment in person.assignments.values() {
            held.entry(assignment.key.sku).or_default().push(assignment);
        }
        let skus: Vec<SkuId> = held.keys().copied().collect();
        let part = |sku: SkuId| {
            book.state().catalog.product(sku).map_or_else(|| sku.to_string(), |p| p.part_number.clone())
        };
        Self {
            row: PersonRowWire::new(book, user, &skus),
            given_name: user.given_name.clone(),
            surname: user.surname.clone(),
            deleted_date_time: user.deleted_at.map(iso),
            synced: user.synced,
            roles: person.roles.iter().map(|id| RoleRef::from(*id)).collect(),
            assignments: held
                .into_iter()
                .map(|(sku, paths)| HeldWire {
                    sku_id: sku.to_string(),
                    sku_part_number: part(sku),
                    names: book.product_names(sku),
                    plans: PlanWire::all_of(&book.state().catalog, sku),
                    paths: paths.into_iter().map(|path| PathWire::new(book, path)).collect(),
                })
                .collect(),
            services: ServicesWire::from(&reseat_engine::settle(&person.services, now)),
        }
    }
}

impl From<MailboxState> for MailboxWire {
    fn from(mailbox: MailboxState) -> Self {
        let since = match mailbox {
            MailboxState::None => None,
            MailboxState::Active { since, .. }
            | MailboxState::Disconnected { since, .. }
            | MailboxState::SoftDeleted { since, .. }
            | MailboxState::Purged { at: since, .. } => Some(since),
        };
        Self {
            state: mailbox_word(mailbox),
            since: since.map(iso),
            purge_date_time: mailbox_purge(mailbox).map(iso),
        }
    }
}

impl From<&Services> for ServicesWire {
    fn from(services: &Services) -> Self {
        let drive_since = match services.drive {
            DriveState::None => None,
            DriveState::Active { since, .. }
            | DriveState::Unlicensed { since, .. }
            | DriveState::MarkedForDeletion { since, .. }
            | DriveState::Deleted { at: since, .. } => Some(since),
        };
        let office_since = match services.office {
            OfficeState::None => None,
            OfficeState::Licensed { since } | OfficeState::Unlicensed { since, .. } => Some(since),
        };
        Self {
            mailbox: MailboxWire::from(services.mailbox),
            drive: DriveWire {
                state: drive_word(services.drive),
                since: drive_since.map(iso),
                delete_date_time: drive_end(services.drive).map(iso),
            },
            office: OfficeWire {
                state: office_word(services.office),
                since: office_since.map(iso),
                reduced_functionality_by: office_end(services.office).map(iso),
            },
        }
    }
}
