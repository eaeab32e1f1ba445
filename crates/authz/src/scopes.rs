//! The table of scopes: for each action, which Graph permissions allow it (contract, per operation; for `/reseat/v1`
//! actions that Graph does not know, the nearest permission of Graph). The least privileged comes first.

use std::collections::BTreeSet;

use crate::action::Action;

const READ_LICENSES: &[&str] = &[
    "LicenseAssignment.Read.All",
    "LicenseAssignment.ReadWrite.All",
    "Organization.Read.All",
    "Organization.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
];
const WRITE_LICENSES: &[&str] =
    &["LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"];
const READ_USERS: &[&str] =
    &["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
const READ_USERS_BASIC: &[&str] = &[
    "User.ReadBasic.All",
    "User.Read.All",
    "User.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
];
const READ_USER_LICENSES: &[&str] = &[
    "LicenseAssignment.Read.All",
    "LicenseAssignment.ReadWrite.All",
    "User.Read.All",
    "User.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
];
pub(crate) const READ_SELF: &[&str] = &[
    "User.Read",
    "User.ReadWrite",
    "User.ReadBasic.All",
    "User.Read.All",
    "User.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
];
const WRITE_USERS: &[&str] = &["User.ReadWrite.All", "Directory.ReadWrite.All"];
const SENSITIVE: &[&str] =
    &["User.EnableDisableAccount.All", "User.ReadWrite.All", "Directory.ReadWrite.All"];
const PASSWORDS: &[&str] =
    &["User-PasswordProfile.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"];
const REVOKE_SESSIONS: &[&str] =
    &["User.RevokeSessions.All", "User.ReadWrite.All", "Directory.ReadWrite.All"];
const READ_ROLES: &[&str] = &[
    "RoleManagement.Read.Directory",
    "RoleManagement.ReadWrite.Directory",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
];
const GRANT_ROLES: &[&str] = &["RoleManagement.ReadWrite.Directory"];
const READ_OWN_ORGANIZATION: &[&str] = &[
    "User.Read",
    "User.Read.All",
    "User.ReadWrite.All",
    "Organization.Read.All",
    "Organization.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
];
const READ_APPLICATIONS: &[&str] =
    &["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
const WRITE_APPLICATIONS: &[&str] = &["Application.ReadWrite.All"];
const DELETE_USERS: &[&str] = &["User.DeleteRestore.All", "User.ReadWrite.All"];
const READ_AUDIT: &[&str] = &["AuditLog.Read.All", "Directory.Read.All"];
const READ_ORGANIZATION: &[&str] =
    &["Organization.Read.All", "Organization.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
const WRITE_ORGANIZATION: &[&str] = &["Organization.ReadWrite.All", "Directory.ReadWrite.All"];

/// Every permission that some action accepts, by Graph's names: what first-party applications may use in a person's name.
pub fn permissions() -> BTreeSet<&'static str> {
    Action::ALL.iter().flat_map(|action| scopes(*action)).copied().collect()
}

/// The permissions that allow `action`, least privileged first; none means that any token does. They are the same for
/// delegated and application tokens, except that [`Action::SelfRead`] exists for people only.
pub(crate) const fn scopes(action: Action) -> &'static [&'static str] {
    match action {
        Action::LicenseRead | Action::CatalogRead | Action::JobRead => READ_LICENSES,
        Action::LicenseAssign
        | Action::LicenseAssignGuest
        | Action::LicenseUnassign
        | Action::LicenseServices
        | Action::JobCancel => WRITE_LICENSES,
        Action::UserRead => READ_USERS,
        Action::UserReadBasic => READ_USERS_BASIC,
        Action::UserReadLicenses => READ_USER_LICENSES,
        Action::SelfRead => READ_SELF,
        Action::ClockRead => &[],
        Action::UserCreate | Action::UserUpdate | Action::UserUsageLocation => WRITE_USERS,
        Action::UserUpdateSensitive => SENSITIVE,
        Action::UserResetPassword => PASSWORDS,
        Action::UserRevokeSessions => REVOKE_SESSIONS,
        Action::RoleRead => READ_ROLES,
        Action::RoleGrant => GRANT_ROLES,
        Action::OrganizationRead => READ_OWN_ORGANIZATION,
        Action::ApplicationRead => READ_APPLICATIONS,
        Action::ApplicationWrite => WRITE_APPLICATIONS,
        Action::UserDelete | Action::UserRestore | Action::UserPurge => DELETE_USERS,
        Action::HistoryRead | Action::AuditRead => READ_AUDIT,
        Action::SettingsRead => READ_ORGANIZATION,
        Action::SubscriptionWrite | Action::CatalogWrite | Action::SettingsWrite | Action::ClockMove => {
            WRITE_ORGANIZATION
        }
    }
}
