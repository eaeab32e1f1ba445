//! The directory roles that Reseat knows, by template id, with the names a tenant file may use.

use reseat_model::RoleId;
use uuid::Uuid;

/// A directory role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// Its template id, the same in every tenant.
    pub id: RoleId,
    /// Its English name in the directory, such as `Global Administrator`.
    pub name: &'static str,
}

const fn role(id: &'static str, name: &'static str) -> Role {
    match Uuid::try_parse(id) {
        Ok(uuid) => Role { id: RoleId(uuid), name },
        Err(_) => panic!("a template id in the table is not a GUID"),
    }
}

/// Every role a tenant file may grant, in the order of the rights matrix.
pub const ROLES: &[Role] = &[
    role("62e90394-69f5-4237-9190-012177145e10", "Global Administrator"),
    role("f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader"),
    role("4d6ac14f-3453-41d0-bef9-a3e0c569773a", "License Administrator"),
    role("fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator"),
    role("b0f54661-2d74-4c50-afa3-1ec803f12efe", "Billing Administrator"),
    role("f023fd81-a637-4b56-95fd-791ac0226033", "Service Support Administrator"),
    role("729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator"),
    role("966707d0-3269-4727-9be2-8c3a10f19b9d", "Password Administrator"),
    role("fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator"),
    role("29232cdf-9323-42fd-ade2-1d097af3e4de", "Exchange Administrator"),
    role("f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "SharePoint Administrator"),
    role("4a5d8f65-41da-4de4-8968-e035b65339cf", "Reports Reader"),
    role("e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator"),
    role("7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "Privileged Authentication Administrator"),
    role("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "Directory Readers"),
    role("9360feb5-f418-4baa-8175-e2a00bac4301", "Directory Writers"),
    role("95e79109-95c0-4d8e-aee3-d01accf2d47b", "Guest Inviter"),
    role("790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b", "Message Center Reader"),
];

/// The role with this name (any case; `admin` stands for `Administrator`) or template id.
pub fn find(text: &str) -> Option<Role> {
    let wanted = short(text);
    ROLES.iter().copied().find(|role| short(role.name) == wanted || role.id.to_string() == wanted)
}

/// The admin centre shortens `Administrator` to `admin`; both spellings are one.
fn short(name: &str) -> String {
    reseat_model::fold::fold(name).replace("administrator", "admin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_found_by_name_short_name_and_template_id() {
        for text in ["License Administrator", "license admin", "4D6AC14F-3453-41d0-bef9-a3e0c569773a"] {
            assert_eq!(find(text).map(|role| role.name), Some("License Administrator"), "{text}");
        }
        assert_eq!(find("Emperor"), None);
    }

    #[test]
    fn every_role_has_its_own_id() {
        let ids: std::collections::BTreeSet<_> = ROLES.iter().map(|role| role.id).collect();
        assert_eq!(ids.len(), ROLES.len());
    }
}
