//! People, as the page Users > Active users shows them, and their import.

use serde::{Deserialize, Serialize};

use super::outcome::null_is_empty;
use super::{Names, ProductRef, Reseat, UserRef};
use crate::page::Pages;
use crate::{Call, Error, Method, url};

/// A person. Lists leave the details of one person empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Person {
    /// Who.
    #[serde(flatten)]
    pub user: UserRef,
    /// Department.
    pub department: Option<String>,
    /// Job title.
    pub job_title: Option<String>,
    /// Where services are used, two letters.
    pub usage_location: Option<String>,
    /// Whether sign-in is allowed.
    pub account_enabled: bool,
    /// Products.
    pub licenses: Vec<ProductRef>,
    /// Given name.
    pub given_name: Option<String>,
    /// Surname.
    pub surname: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country or region.
    pub country: Option<String>,
    /// Office.
    pub office_location: Option<String>,
    /// `Member` or `Guest`.
    pub user_type: Option<String>,
    /// When created.
    pub created_date_time: Option<String>,
    /// When deleted.
    pub deleted_date_time: Option<String>,
    /// Whether mastered in an on-premises directory.
    pub synced: bool,
    /// Directory roles.
    pub roles: Vec<RoleRef>,
    /// Products with their paths.
    pub assignments: Vec<PersonAssignment>,
    /// Mailbox, drive and Office apps.
    pub services: Services,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleRef {
    /// Template id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A group in brief.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GroupRef {
    /// Object id.
    pub id: String,
    /// Name to show.
    pub display_name: String,
}

/// One path through which a person has a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PathInfo {
    /// `direct`, `group` or `selfService`.
    pub kind: String,
    /// The granting group.
    pub group: Option<GroupRef>,
    /// The self-service purchaser.
    pub purchaser: Option<UserRef>,
    /// Plans switched off.
    pub disabled_plans: Vec<String>,
    /// `active`, `activeWithError`, `disabled` or `error`.
    pub state: String,
    /// When first assigned.
    pub assigned_date_time: Option<String>,
}

/// A person's product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PersonAssignment {
    /// The product.
    pub sku_id: String,
    /// Its part number.
    pub sku_part_number: String,
    /// Its names.
    pub names: Names,
    /// Through what.
    pub paths: Vec<PathInfo>,
}

/// Where a person's services stand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Services {
    /// The mailbox.
    pub mailbox: ServiceState,
    /// The drive.
    pub drive: ServiceState,
    /// Office apps.
    pub office: ServiceState,
}

/// A service's state. Each service uses one of the instants.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceState {
    /// The state's name.
    pub state: String,
    /// Since when.
    pub since: Option<String>,
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

/// Which people a list shall hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonQuery {
    /// Start of display name, surname or sign-in name.
    pub search: Option<String>,
    /// `all`, `licensed`, `unlicensed`, `disabled` or `enabled`.
    pub filter: Option<String>,
    /// Only holders of this product.
    pub product: Option<String>,
    /// Rows per page, 1 to 999.
    pub top: Option<u32>,
}

/// What an import did, or would do, in total and row by row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PeopleImport {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Rows by result.
    pub counts: PeopleImportCounts,
    /// One per row.
    pub rows: Vec<ImportRow>,
}

/// Rows of an import by result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PeopleImportCounts {
    /// People created.
    pub created: u64,
    /// People changed.
    pub updated: u64,
    /// People already so.
    pub unchanged: u64,
    /// Rows refused.
    pub refused: u64,
}

/// What came of one row.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ImportRow {
    /// The line of the file, from 1; 0 for a fault of the whole file.
    #[serde(deserialize_with = "null_is_empty")]
    pub line: u64,
    /// The account named in it.
    pub user_principal_name: Option<String>,
    /// `created`, `updated`, `unchanged` or `refused`.
    pub status: String,
    /// The person's id.
    pub user_id: Option<String>,
    /// A new person's first password, told only once.
    pub temporary_password: Option<String>,
    /// Why it was refused.
    pub problem: Option<String>,
}

// Passwords stay out of logs and panics.
impl std::fmt::Debug for ImportRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ImportRow({}: {:?} {})", self.line, self.user_principal_name, self.status)
    }
}

impl Reseat {
    /// People sorted by display name, with the count on the first page.
    pub fn people(&self, query: &PersonQuery) -> Pages<Person> {
        let mut options = vec![("$count", "true".to_owned())];
        let texts = [("search", &query.search), ("filter", &query.filter), ("product", &query.product)];
        for (name, value) in texts {
            if let Some(value) = value {
                options.push((name, value.clone()));
            }
        }
        if let Some(top) = query.top {
            options.push(("$top", top.to_string()));
        }
        self.client.pages(Call::get(url::with_query("/reseat/v1/people", &options)))
    }

    /// One person by id or sign-in name.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is nobody.
    pub fn person(&self, id_or_upn: &str) -> Result<Person, Error> {
        self.client.fetch(&Call::get(format!("/reseat/v1/people/{}", url::escape(id_or_upn))))
    }

    /// Creates and updates people from a CSV file of at most 1,000 rows. Repeating it changes nothing more.
    ///
    /// # Errors
    /// [`Error::Api`] 400 when the file as a whole cannot be read; single bad rows are in the report.
    pub fn import_people(&self, csv: Vec<u8>, dry_run: bool) -> Result<PeopleImport, Error> {
        let path = format!("/reseat/v1/people/import?dryRun={dry_run}");
        let call = Call::new(Method::Post, path).body("text/csv", csv);
        // A lost answer may have carried passwords of new people, so only a dry run is repeated silently.
        self.client.fetch(&if dry_run { call.repeatable() } else { call })
    }
}
