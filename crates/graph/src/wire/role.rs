//! Roles as Graph's older and newer interfaces have them: `directoryRole`, `directoryRoleTemplate`,
//! `unifiedRoleDefinition`, `unifiedRoleAssignment` (contract section 5).

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reseat_authz::roles::{self, name_of};
use reseat_authz::{Action, Caller, Scopes, may_somewhere};
use reseat_model::{RoleId, UserId};
use serde_json::{Value, json};

/// What a role is for; `None` for roles that mean nothing to Reseat but may be held.
fn description(role: RoleId) -> Option<&'static str> {
    let text = match role {
        roles::GLOBAL_ADMINISTRATOR => "Can manage all aspects of the organization.",
        roles::GLOBAL_READER => {
            "Can read everything that a Global Administrator can, but not update anything."
        }
        roles::LICENSE_ADMINISTRATOR => "Can manage product licenses on users and groups.",
        roles::USER_ADMINISTRATOR => {
            "Can manage all aspects of users and groups, including resetting passwords for limited admins."
        }
        roles::BILLING_ADMINISTRATOR => {
            "Can perform common billing related tasks like updating payment information."
        }
        roles::SERVICE_SUPPORT_ADMINISTRATOR => {
            "Can read service health information and manage support tickets."
        }
        roles::HELPDESK_ADMINISTRATOR => {
            "Can reset passwords for non-administrators and Helpdesk Administrators."
        }
        roles::PASSWORD_ADMINISTRATOR => {
            "Can reset passwords for non-administrators and Password Administrators."
        }
        roles::GROUPS_ADMINISTRATOR => "Can manage all aspects of groups and group settings.",
        roles::EXCHANGE_ADMINISTRATOR => "Can manage all aspects of the Exchange product.",
        roles::SHAREPOINT_ADMINISTRATOR => "Can manage all aspects of the SharePoint service.",
        roles::REPORTS_READER => "Can read sign-in and audit reports.",
        roles::PRIVILEGED_ROLE_ADMINISTRATOR => "Can manage role assignments.",
        roles::DIRECTORY_READERS => "Can read basic directory information.",
        _ => return None,
    };
    Some(text)
}

/// The directory's names of what a role may do; only what Reseat has.
const ALLOWED: &[(Action, &str)] = &[
    (Action::UserRead, "microsoft.directory/users/standard/read"),
    (Action::UserCreate, "microsoft.directory/users/create"),
    (Action::UserUpdate, "microsoft.directory/users/basic/update"),
    (Action::UserUpdateSensitive, "microsoft.directory/users/disable"),
    (Action::UserUpdateSensitive, "microsoft.directory/users/enable"),
    (Action::UserUsageLocation, "microsoft.directory/users/usageLocation/update"),
    (Action::UserResetPassword, "microsoft.directory/users/password/update"),
    (Action::UserRevokeSessions, "microsoft.directory/users/invalidateAllRefreshTokens"),
    (Action::UserDelete, "microsoft.directory/users/delete"),
    (Action::UserRestore, "microsoft.directory/users/restore"),
    (Action::LicenseAssign, "microsoft.directory/users/assignLicense"),
    (Action::LicenseRead, "microsoft.directory/subscribedSkus/standard/read"),
    (Action::RoleRead, "microsoft.directory/directoryRoles/standard/read"),
    (Action::RoleGrant, "microsoft.directory/roleAssignments/allProperties/allTasks"),
    (Action::AuditRead, "microsoft.directory/auditLogs/allProperties/read"),
    (Action::ApplicationRead, "microsoft.directory/applications/standard/read"),
    (Action::ApplicationWrite, "microsoft.directory/applications/allProperties/allTasks"),
    (Action::SettingsWrite, "microsoft.directory/organization/basic/update"),
];

/// `directoryRole`. Its id is that of its template, in every organisation: all roles are active from the start.
pub(crate) fn directory_role(role: RoleId) -> Value {
    json!({
        "id": role.to_string(),
        "deletedDateTime": null,
        "description": description(role),
        "displayName": name_of(role),
        "roleTemplateId": role.to_string(),
    })
}

/// `directoryRoleTemplate`.
pub(crate) fn template(role: RoleId) -> Value {
    json!({
        "id": role.to_string(),
        "deletedDateTime": null,
        "description": description(role),
        "displayName": name_of(role),
    })
}

/// `unifiedRoleDefinition`: what the role may do at all, to whomever.
pub(crate) fn definition(role: RoleId) -> Value {
    let holder = Caller::user(UserId::NIL, [role], Scopes::All);
    let allowed: Vec<&str> = ALLOWED
        .iter()
        .filter(|(action, _)| may_somewhere(&holder, *action).is_ok())
        .map(|(_, name)| *name)
        .collect();
    json!({
        "id": role.to_string(),
        "description": description(role),
        "displayName": name_of(role),
        "isBuiltIn": true,
        "isEnabled": true,
        "resourceScopes": ["/"],
        "rolePermissions": [{ "allowedResourceActions": allowed, "condition": null }],
        "templateId": role.to_string(),
        "version": "1",
    })
}

/// `unifiedRoleAssignment`.
pub(crate) fn assignment(role: RoleId, user: UserId) -> Value {
    json!({
        "id": assignment_id(role, user),
        "principalId": user.to_string(),
        "resourceScope": "/",
        "directoryScopeId": "/",
        "appScopeId": null,
        "roleDefinitionId": role.to_string(),
    })
}

/// The id of an assignment: both GUIDs as little-endian bytes in base64url without padding, and `-1`.
pub(crate) fn assignment_id(role: RoleId, user: UserId) -> String {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&role.0.to_bytes_le());
    bytes[16..].copy_from_slice(&user.0.to_bytes_le());
    let mut id = URL_SAFE_NO_PAD.encode(bytes);
    // Writing into a String cannot fail.
    let _ = write!(id, "-1");
    id
}

/// What an assignment's id says.
pub(crate) fn of_assignment_id(id: &str) -> Option<(RoleId, UserId)> {
    let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(id.strip_suffix("-1")?).ok()?.try_into().ok()?;
    let guid = |from: usize| {
        let mut guid = [0; 16];
        guid.copy_from_slice(&bytes[from..from + 16]);
        uuid::Uuid::from_bytes_le(guid)
    };
    Some((RoleId(guid(0)), UserId(guid(16))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contract_5_the_published_pair_of_ids() {
        let role: RoleId = "62e90394-69f5-4237-9190-012177145e10".parse().unwrap();
        let user: UserId = "f1847572-48aa-47aa-96a3-2ec61904f41f".parse().unwrap();
        assert_eq!(role, roles::GLOBAL_ADMINISTRATOR);
        let id = assignment_id(role, user);
        assert_eq!(id, "lAPpYvVpN0KRkAEhdxReEHJ1hPGqSKpHlqMuxhkE9B8-1");
        assert_eq!(of_assignment_id(&id), Some((role, user)));
        for bad in ["", "-1", "lAPp-1", "lAPpYvVpN0KRkAEhdxReEHJ1hPGqSKpHlqMuxhkE9B8", "é-1"] {
            assert_eq!(of_assignment_id(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_role_of_the_table_is_described_and_says_what_it_may_do() {
        for role in roles::NAMED {
            assert!(description(*role).is_some(), "{role}");
        }
        let allowed = definition(roles::LICENSE_ADMINISTRATOR)["rolePermissions"][0].to_string();
        assert!(allowed.contains("users/assignLicense") && allowed.contains("usageLocation/update"));
        assert!(!allowed.contains("users/delete") && !allowed.contains("roleAssignments"));
    }
}
