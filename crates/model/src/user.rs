//! People.

use crate::{Timestamp, UserId};

/// A person's account. Text properties are `None` when unset; Graph prints them as null.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct User {
    /// Object id.
    pub id: UserId,
    /// `userPrincipalName`, unique in the tenant without regard to case.
    pub upn: String,
    /// `displayName`.
    pub display_name: String,
    /// `givenName`.
    pub given_name: Option<String>,
    /// `surname`.
    pub surname: Option<String>,
    /// `mail`.
    pub mail: Option<String>,
    /// `mailNickname`.
    pub mail_nickname: Option<String>,
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
    /// `businessPhones`, at most one, as in the directory.
    pub business_phone: Option<String>,
    /// `faxNumber`.
    pub fax_number: Option<String>,
    /// `preferredLanguage`, such as `en-US`.
    pub preferred_language: Option<String>,
    /// `usageLocation`, two upper-case letters of ISO 3166 (VOC-7).
    pub usage_location: Option<String>,
    /// `accountEnabled`; false blocks sign-in and starts no clock (25.20).
    pub account_enabled: bool,
    /// `userType` is Guest rather than Member.
    pub guest: bool,
    /// `onPremisesSyncEnabled`: mastered elsewhere.
    pub synced: bool,
    /// `createdDateTime`.
    pub created_at: Timestamp,
    /// `deletedDateTime`: soft-deleted since then, gone 30 days later (DEL-1).
    pub deleted_at: Option<Timestamp>,
}
