//! Microsoft Graph's ids of the permissions that some action accepts: applications require permissions by these ids
//! (`requiredResourceAccess`), tokens carry their names.

use uuid::Uuid;

/// The application id of Microsoft Graph, the resource whose permissions these are.
pub const GRAPH_APP_ID: Uuid = Uuid::from_u128(0x00000003_0000_0000_c000_000000000000);

/// How an application has a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grant {
    /// In its own name; Graph's word is `Role`.
    Application,
    /// In the name of a signed-in person; Graph's word is `Scope`.
    Delegated,
}

impl Grant {
    /// Graph's word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Application => "Role",
            Self::Delegated => "Scope",
        }
    }

    /// The grant of that word, without regard to case.
    pub fn by_word(word: &str) -> Option<Self> {
        [Self::Application, Self::Delegated].into_iter().find(|own| own.word().eq_ignore_ascii_case(word))
    }
}

/// A permission of Microsoft Graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permission {
    /// Such as `User.Read.All`.
    pub name: &'static str,
    /// What it allows, in English.
    pub en: &'static str,
    /// The same in simplified Chinese.
    pub zh: &'static str,
    delegated: Option<u128>,
    application: Option<u128>,
}

impl Permission {
    const fn new(
        name: &'static str,
        en: &'static str,
        zh: &'static str,
        delegated: Option<u128>,
        application: Option<u128>,
    ) -> Self {
        Self { name, en, zh, delegated, application }
    }

    /// Its id for this kind of grant; `None` where Graph has no such permission, such as `User.Read` for applications.
    pub fn id(&self, grant: Grant) -> Option<Uuid> {
        let id = match grant {
            Grant::Application => self.application,
            Grant::Delegated => self.delegated,
        };
        id.map(Uuid::from_u128)
    }

    /// The permission with this id.
    pub fn by_id(id: Uuid, grant: Grant) -> Option<&'static Self> {
        ALL.iter().find(|own| own.id(grant) == Some(id))
    }

    /// The permission of this name, without regard to case.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|own| own.name.eq_ignore_ascii_case(name))
    }
}

/// Every permission that some action accepts, by name; the public cloud's ids.
#[rustfmt::skip]
pub const ALL: &[Permission] = &[
    Permission::new("Application.Read.All", "Read applications", "读取应用程序", Some(0xc79f8feb_a9db_4090_85f9_90d820caa0eb), Some(0x9a5d68dd_52b0_4cc2_bd40_abcf44ac3a30)),
    Permission::new("Application.ReadWrite.All", "Read and write applications", "读取和写入应用程序", Some(0xbdfbf15f_ee85_4955_8675_146e8e5296b5), Some(0x1bfefb4e_e0b5_418b_a88f_73c46d2cc8e9)),
    Permission::new("AuditLog.Read.All", "Read all audit log data", "读取所有审核日志数据", Some(0xe4c9e354_4dc5_45b8_9e7c_e1393b0b1a20), Some(0xb0afded3_3588_46d8_8b3d_9842eff778da)),
    Permission::new("Directory.Read.All", "Read directory data", "读取目录数据", Some(0x06da0dbc_49e2_44d2_8312_53f166ab848a), Some(0x7ab1d382_f21e_4acd_a863_ba3e13f7da61)),
    Permission::new("Directory.ReadWrite.All", "Read and write directory data", "读取和写入目录数据", Some(0xc5366453_9fb0_48a5_a156_24f0c49a4b84), Some(0x19dbc75e_c2e2_444c_a770_ec69d8559fc7)),
    Permission::new("LicenseAssignment.Read.All", "Read all license assignments", "读取所有许可证分配", Some(0xf395577a_0960_456b_979f_7228de0c5996), Some(0xe2f98668_2877_4f38_a2f4_8202e0717aa1)),
    Permission::new("LicenseAssignment.ReadWrite.All", "Manage all license assignments", "管理所有许可证分配", Some(0xf55016cc_149c_447e_8f21_7cf3ec1d6350), Some(0x5facf0c1_8979_4e95_abcf_ff3d079771c0)),
    Permission::new("Organization.Read.All", "Read organization information", "读取组织信息", Some(0x4908d5b9_3fb2_4b1e_9336_1888b7937185), Some(0x498476ce_e0fe_48b0_b801_37ba7e2685c6)),
    Permission::new("Organization.ReadWrite.All", "Read and write organization information", "读取和写入组织信息", Some(0x46ca0847_7e6b_426e_9775_ea810a948356), Some(0x292d869f_3427_49a8_9dab_8c70152b74e9)),
    Permission::new("RoleManagement.Read.Directory", "Read directory roles and who holds them", "读取目录角色及其成员", Some(0x741c54c3_0c1e_44a1_818b_3f97ab4e8c83), Some(0x483bed4a_2ad3_4361_a73b_c83ccdbdc53c)),
    Permission::new("RoleManagement.ReadWrite.Directory", "Grant and remove directory roles", "授予和删除目录角色", Some(0xd01b97e9_cbc0_49fe_810a_750afd5527a3), Some(0x9e3f62cf_ca93_4989_b6ce_bf83c28f9fe8)),
    Permission::new("User-PasswordProfile.ReadWrite.All", "Reset passwords of all users", "重置所有用户的密码", Some(0x56760768_b641_451f_8906_e1b8ab31bca7), Some(0xcc117bb9_00cf_4eb8_b580_ea2a878fe8f7)),
    Permission::new("User.DeleteRestore.All", "Delete and restore all users", "删除和还原所有用户", Some(0x4bb440cd_2cf2_4f90_8004_aa2acd2537c5), Some(0xeccc023d_eccf_4e7b_9683_8813ab36cecc)),
    Permission::new("User.EnableDisableAccount.All", "Block and unblock sign-in of all users", "阻止和取消阻止所有用户登录", Some(0xf92e74e7_2563_467f_9dd0_902688cb5863), Some(0x3011c876_62b7_4ada_afa2_506cbbecc68c)),
    Permission::new("User.Read", "Sign in and read one's own profile", "登录并读取自己的个人资料", Some(0xe1fe6dd8_ba31_4d61_89e7_88639da4683d), None),
    Permission::new("User.Read.All", "Read all users' full profiles", "读取所有用户的完整个人资料", Some(0xa154be20_db9c_4678_8ab7_66f6cc099a59), Some(0xdf021288_bdef_4463_88db_98f22de89214)),
    Permission::new("User.ReadBasic.All", "Read all users' basic profiles", "读取所有用户的基本个人资料", Some(0xb340eb25_3456_403f_be2f_af7a0d370277), Some(0x97235f07_e226_4f63_ace3_39588e11d3a1)),
    Permission::new("User.ReadWrite", "Read and write one's own profile", "读取和写入自己的个人资料", Some(0xb4e74841_8e56_480b_be8b_910348b18b4c), None),
    Permission::new("User.ReadWrite.All", "Read and write all users' full profiles", "读取和写入所有用户的完整个人资料", Some(0x204e0828_b5ca_4ad8_b9f3_f32a958e7cc4), Some(0x741f803b_c850_494e_b5df_cde7c675a1ca)),
    Permission::new("User.RevokeSessions.All", "Sign all users out of their sessions", "将所有用户从其会话中注销", Some(0xfc30e98b_8810_4501_81f5_c20a3196387b), Some(0x77f3a031_c388_4f99_b373_dc68676a979e)),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn exactly_the_permissions_that_are_checked_have_ids() {
        let named: BTreeSet<_> = ALL.iter().map(|permission| permission.name).collect();
        assert_eq!(named, crate::scopes::permissions());
        assert_eq!(named.len(), ALL.len());
    }

    #[test]
    fn ids_are_unique_and_found() {
        let mut ids = BTreeSet::new();
        for permission in ALL {
            for grant in [Grant::Application, Grant::Delegated] {
                let Some(id) = permission.id(grant) else { continue };
                assert!(ids.insert(id), "{}", permission.name);
                assert_eq!(Permission::by_id(id, grant), Some(permission));
            }
            assert_eq!(Permission::by_name(&permission.name.to_lowercase()), Some(permission));
        }
        assert_eq!(Permission::by_name("Mail.Read"), None);
        assert_eq!((Grant::by_word("role"), Grant::by_word("x")), (Some(Grant::Application), None));
    }
}
