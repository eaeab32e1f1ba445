//! A tenant described in one YAML file: people, products, subscriptions, roles, applications, settings.
//! docs/tenant-file.md describes the format, tenants/tenant.schema.json checks it in an editor.

mod people;
mod purchases;
mod raw;
mod resolve;
mod violations;

use std::collections::BTreeSet;

use reseat_model::catalog::Catalog;
use reseat_model::subscription::Status;
use reseat_model::tenant::{Cloud, Language, SignInHint};
use reseat_model::{
    ApplicationId, ClientId, PlanId, PoolId, RoleId, SkuId, SubscriptionId, TenantId, Timestamp, UserId,
};

use crate::catalog::ParsedCatalog;
use crate::{Problem, catalog, yaml};

pub use violations::violations;

/// A tenant as its file describes it. Names are looked up, ids that the file leaves out are derived from names, so
/// that two runs over one file give equal tenants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantFile {
    /// The organisation.
    pub tenant: TenantSection,
    /// Where a simulated clock starts.
    pub clock_start: Option<Timestamp>,
    /// The products that the file itself describes.
    pub own: ParsedCatalog,
    /// Everything known about products: the catalogue given to the parser with [`TenantFile::own`] in it.
    pub catalog: Catalog,
    /// Purchases in the order of the file.
    pub subscriptions: Vec<SubscriptionEntry>,
    /// People in the order of the file.
    pub people: Vec<PersonEntry>,
    /// Registered applications in the order of the file.
    pub applications: Vec<ApplicationEntry>,
    /// Accounts that the sign-in page suggests; only allowed with a simulated clock.
    pub sign_in_hints: Vec<SignInHint>,
}

/// The organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantSection {
    /// Its id; derived from the domain when the file gives none.
    pub id: TenantId,
    /// Its name.
    pub display_name: String,
    /// Its default domain, lower case.
    pub domain: String,
    /// ISO 3166 country.
    pub country: String,
    /// IANA time zone; `UTC` when the file gives none.
    pub time_zone: String,
    /// Which cloud's words.
    pub cloud: Cloud,
    /// What people see who have not chosen a language; English when the file gives none.
    pub language: Language,
    /// Settings; what the file leaves out has the product's defaults.
    pub settings: SettingsSection,
}

/// What an administrator may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingsSection {
    /// People per operation on the Licenses page (25.17).
    pub licenses_page_users: u32,
    /// Whether the resource-owner password grant is allowed.
    pub password_grant: bool,
    /// Days audit and change sets are kept.
    pub history_days: i64,
}

/// One purchase (VOC-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionEntry {
    /// Its id; derived from product, purchaser and place in the file when the file gives none.
    pub id: SubscriptionId,
    /// What was bought.
    pub sku: SkuId,
    /// The pool it feeds: the organisation's, or that of the person who bought by self-service.
    pub pool: PoolId,
    /// Seats.
    pub quantity: u32,
    /// Where it stands; Enabled when the file says nothing.
    pub status: Status,
    /// A trial.
    pub trial: bool,
    /// When it was bought; `None`: when the tenant is made.
    pub created_at: Option<Timestamp>,
    /// When its term ends or renews.
    pub term_ends_at: Option<Timestamp>,
    /// Its line in the file.
    pub line: u64,
}

/// One person. Text properties are as in the directory, `None` when the file gives none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonEntry {
    /// Object id; derived from the sign-in name when the file gives none.
    pub id: UserId,
    /// The whole `userPrincipalName`.
    pub upn: String,
    /// `displayName`; made of the other names when the file gives none.
    pub display_name: String,
    /// `givenName`.
    pub given_name: Option<String>,
    /// `surname`.
    pub surname: Option<String>,
    /// `mail`; the sign-in name for those who hold a mail plan, when the file gives none.
    pub mail: Option<String>,
    /// `jobTitle`.
    pub job_title: Option<String>,
    /// `department`.
    pub department: Option<String>,
    /// `officeLocation`.
    pub office_location: Option<String>,
    /// `companyName`.
    pub company_name: Option<String>,
    /// `employeeId`.
    pub employee_id: Option<String>,
    /// `streetAddress`.
    pub street_address: Option<String>,
    /// `city`.
    pub city: Option<String>,
    /// `state`.
    pub state: Option<String>,
    /// `postalCode`.
    pub postal_code: Option<String>,
    /// `country`.
    pub country: Option<String>,
    /// `mobilePhone`.
    pub mobile_phone: Option<String>,
    /// The one of `businessPhones`.
    pub business_phone: Option<String>,
    /// `faxNumber`.
    pub fax_number: Option<String>,
    /// `preferredLanguage`, such as `zh-CN`.
    pub preferred_language: Option<String>,
    /// `usageLocation`, two upper-case letters (VOC-7).
    pub usage_location: Option<String>,
    /// `accountEnabled`; true when the file says nothing.
    pub account_enabled: bool,
    /// A guest rather than a member.
    pub guest: bool,
    /// Mastered in an on-premises directory.
    pub synced: bool,
    /// When the account was made; `None`: when the tenant is made.
    pub created_at: Option<Timestamp>,
    /// The password in plain text; without one the person cannot sign in.
    pub password: Option<String>,
    /// A new password must be chosen at the first sign-in.
    pub must_change_password: bool,
    /// Directory roles.
    pub roles: BTreeSet<RoleId>,
    /// Direct licences, from the organisation's pool and from self-service pools.
    pub licenses: Vec<LicenseEntry>,
    /// Its line in the file.
    pub line: u64,
}

/// One licence of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseEntry {
    /// The product.
    pub sku: SkuId,
    /// Whose seats.
    pub pool: PoolId,
    /// Plans switched off.
    pub disabled: BTreeSet<PlanId>,
    /// Its line in the file.
    pub line: u64,
}

/// One registered application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationEntry {
    /// Object id, derived from the name.
    pub id: ApplicationId,
    /// What clients send as `client_id`; derived from the name when the file gives none.
    pub client_id: ClientId,
    /// Its name.
    pub name: String,
    /// Its secret in plain text; a public client has none.
    pub secret: Option<String>,
    /// Whether it may use device code and PKCE without a secret.
    pub public_client: bool,
    /// Where an authorization code may be sent.
    pub redirect_uris: Vec<String>,
    /// Permissions of the application itself.
    pub app_roles: BTreeSet<String>,
    /// Permissions in the name of a signed-in person.
    pub delegated_scopes: BTreeSet<String>,
    /// Its line in the file.
    pub line: u64,
}

/// Reads a tenant file; products may be named by part number or id if they are built in or described in the file.
///
/// # Errors
/// Everything that is wrong, in the order of the file. A file that is not such YAML at all gives the first such
/// error only. Rules of licensing are not checked here, see [`violations`].
pub fn parse(text: &str) -> Result<TenantFile, Vec<Problem>> {
    parse_with(text, catalog::builtin())
}

/// [`parse`] with another catalogue than the built-in one, such as one with an imported table in it.
///
/// # Errors
/// As [`parse`].
pub fn parse_with(text: &str, known: &Catalog) -> Result<TenantFile, Vec<Problem>> {
    let raw = yaml::read::<raw::RawTenantFile>(text).map_err(|problem| vec![problem])?;
    resolve::resolve(raw, known)
}

#[cfg(test)]
mod tests;
