//! Directory roles: the built-in ones by template id, and those that the matrix of rules.md section 3 names.

mod table;

use reseat_model::RoleId;

pub use table::ALL;

/// A built-in directory role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// Its template id, the same in every organisation.
    pub id: RoleId,
    /// Its English name, such as `License Administrator`.
    pub name: &'static str,
}

impl Role {
    const fn new(name: &'static str, id: u128) -> Self {
        Self { id: RoleId::from_bytes(id.to_be_bytes()), name }
    }

    /// Whether it is an administrator role: such roles read people and their licences (25.25).
    pub fn is_administrator(&self) -> bool {
        self.name.ends_with("Administrator")
    }
}

const fn role(id: u128) -> RoleId {
    RoleId::from_bytes(id.to_be_bytes())
}

/// Global Administrator.
pub const GLOBAL_ADMINISTRATOR: RoleId = role(0x62e90394_69f5_4237_9190_012177145e10);
/// Global Reader: sees what a Global Administrator sees, changes nothing (ROL-7).
pub const GLOBAL_READER: RoleId = role(0xf2ef992c_3afb_46b9_b7cf_a126ee74c451);
/// License Administrator (ROL-2).
pub const LICENSE_ADMINISTRATOR: RoleId = role(0x4d6ac14f_3453_41d0_bef9_a3e0c569773a);
/// User Administrator (ROL-3).
pub const USER_ADMINISTRATOR: RoleId = role(0xfe930be7_5e62_47db_91af_98c3a49a38b1);
/// Billing Administrator: buys, never assigns (25.4).
pub const BILLING_ADMINISTRATOR: RoleId = role(0xb0f54661_2d74_4c50_afa3_1ec803f12efe);
/// Service Support Administrator.
pub const SERVICE_SUPPORT_ADMINISTRATOR: RoleId = role(0xf023fd81_a637_4b56_95fd_791ac0226033);
/// Helpdesk Administrator.
pub const HELPDESK_ADMINISTRATOR: RoleId = role(0x729827e3_9c14_49f7_bb1b_9608f156bbb8);
/// Password Administrator.
pub const PASSWORD_ADMINISTRATOR: RoleId = role(0x966707d0_3269_4727_9be2_8c3a10f19b9d);
/// Groups Administrator.
pub const GROUPS_ADMINISTRATOR: RoleId = role(0xfdd7a751_b60b_444a_984c_02652fe8fa1c);
/// Exchange Administrator.
pub const EXCHANGE_ADMINISTRATOR: RoleId = role(0x29232cdf_9323_42fd_ade2_1d097af3e4de);
/// SharePoint Administrator.
pub const SHAREPOINT_ADMINISTRATOR: RoleId = role(0xf28a1f50_f6e7_4571_818b_6a12f2af6b6c);
/// Reports Reader: reads the audit (25.25).
pub const REPORTS_READER: RoleId = role(0x4a5d8f65_41da_4de4_8968_e035b65339cf);
/// Privileged Role Administrator: grants roles (25.25).
pub const PRIVILEGED_ROLE_ADMINISTRATOR: RoleId = role(0xe8611ab8_c189_46e8_94e1_60213ab1f814);
/// Directory Readers.
pub const DIRECTORY_READERS: RoleId = role(0x88d8e3e3_8f55_4a1e_953a_9b9898b8876b);
/// Guest Inviter.
pub const GUEST_INVITER: RoleId = role(0x95e79109_95c0_4d8e_aee3_d01accf2d47b);
/// Message Center Reader.
pub const MESSAGE_CENTER_READER: RoleId = role(0x790c1fb9_7f7d_4f88_86a1_ef1f95c05c1b);

/// The columns of the matrix: every directory role that rules.md 3.2 and 25.25 name, in that order.
pub const NAMED: &[RoleId] = &[
    GLOBAL_ADMINISTRATOR,
    GLOBAL_READER,
    LICENSE_ADMINISTRATOR,
    USER_ADMINISTRATOR,
    BILLING_ADMINISTRATOR,
    SERVICE_SUPPORT_ADMINISTRATOR,
    HELPDESK_ADMINISTRATOR,
    PASSWORD_ADMINISTRATOR,
    GROUPS_ADMINISTRATOR,
    EXCHANGE_ADMINISTRATOR,
    SHAREPOINT_ADMINISTRATOR,
    REPORTS_READER,
    PRIVILEGED_ROLE_ADMINISTRATOR,
    DIRECTORY_READERS,
];

/// The built-in role of that template id.
pub fn by_id(id: RoleId) -> Option<&'static Role> {
    ALL.iter().find(|role| role.id == id)
}

/// The built-in role of that name, without regard to case; `Global admin` is understood for `Global Administrator`, as
/// the admin centre writes it.
pub fn by_name(name: &str) -> Option<&'static Role> {
    let name = name.trim();
    let long =
        name.len().checked_sub(" admin".len()).filter(|at| name.is_char_boundary(*at)).and_then(|at| {
            let (stem, tail) = name.split_at(at);
            tail.eq_ignore_ascii_case(" admin").then(|| format!("{stem} Administrator"))
        });
    let wanted = long.as_deref().unwrap_or(name);
    ALL.iter().find(|role| role.name.eq_ignore_ascii_case(wanted))
}

/// The English name of a role; its id where it is not built in.
pub fn name_of(id: RoleId) -> String {
    by_id(id).map_or_else(|| id.to_string(), |role| role.name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_the_built_in_roles() {
        for id in NAMED.iter().chain(&[GUEST_INVITER, MESSAGE_CENTER_READER]) {
            assert!(by_id(*id).is_some(), "{id}");
        }
        assert_eq!(name_of(LICENSE_ADMINISTRATOR), "License Administrator");
        assert_eq!(name_of(PRIVILEGED_ROLE_ADMINISTRATOR), "Privileged Role Administrator");
        assert_eq!(name_of(RoleId::NIL), "00000000-0000-0000-0000-000000000000");
    }

    #[test]
    fn ids_and_names_are_unique() {
        for (n, role) in ALL.iter().enumerate() {
            assert!(
                ALL[..n].iter().all(|other| other.id != role.id && other.name != role.name),
                "{}",
                role.name
            );
        }
    }

    #[test]
    fn names_are_found_as_the_admin_centre_writes_them() {
        assert_eq!(by_name("license admin").map(|r| r.id), Some(LICENSE_ADMINISTRATOR));
        assert_eq!(by_name(" Global Administrator ").map(|r| r.id), Some(GLOBAL_ADMINISTRATOR));
        assert_eq!(by_name("Global reader").map(|r| r.id), Some(GLOBAL_READER));
        for unknown in ["", " admin", "ÄÖ", "admin", "Lïcense admin"] {
            assert_eq!(by_name(unknown), None, "{unknown}");
        }
    }
}
