//! Who did what: the audit's records (section 9.5 of the rules, contract section 6).

use crate::{ClientId, UserId};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in person, through an application.
    User {
        /// Who.
        id: UserId,
        /// Their sign-in name at that time.
        upn: String,
        /// Their display name at that time.
        name: String,
    },
    /// An application in its own name.
    App {
        /// Its client id.
        client_id: ClientId,
        /// Its name.
        name: String,
    },
    /// Reseat itself: the worker, the tenant file.
    System {
        /// Which part.
        name: String,
    },
}

/// Through which face a command came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// The admin centre.
    AdminCenter,
    /// The command line.
    CommandLine,
    /// Microsoft Graph.
    Graph,
    /// `/reseat/v1` by another program.
    Api,
    /// Reseat's own worker, or the server's console.
    System,
}

/// One record of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// What was done, in the directory's words.
    pub activity: Activity,
    /// About whom or what.
    pub target: Target,
    /// Properties before and after, already printed as the directory prints them.
    pub modified: Vec<ModifiedProperty>,
}

/// Activities that exist (contract section 6); `Display` gives the directory's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Activity {
    /// Change user license.
    ChangeUserLicense,
    /// Add user.
    AddUser,
    /// Update user.
    UpdateUser,
    /// Delete user.
    DeleteUser,
    /// Restore user.
    RestoreUser,
    /// Hard Delete user.
    HardDeleteUser,
    /// Purge mailbox (Reseat's own).
    PurgeMailbox,
    /// Update subscription (Reseat's own).
    UpdateSubscription,
    /// Add member to role.
    AddMemberToRole,
    /// Remove member from role.
    RemoveMemberFromRole,
    /// Update StsRefreshTokenValidFrom Timestamp: the person was signed out everywhere.
    RevokeSessions,
    /// Reset user password.
    ResetUserPassword,
    /// Repair counters (Reseat's own).
    RepairCounters,
    /// Update catalog (Reseat's own).
    UpdateCatalog,
    /// Set Company Information.
    SetCompanyInformation,
    /// Move simulated clock (Reseat's own).
    MoveClock,
    /// Add application.
    AddApplication,
    /// Update application.
    UpdateApplication,
    /// Update application – Certificates and secrets management.
    UpdateApplicationSecrets,
    /// Delete application.
    DeleteApplication,
    /// Restore backup (Reseat's own).
    RestoreBackup,
}

impl Activity {
    /// The directory's words for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChangeUserLicense => "Change user license",
            Self::AddUser => "Add user",
            Self::UpdateUser => "Update user",
            Self::DeleteUser => "Delete user",
            Self::RestoreUser => "Restore user",
            Self::HardDeleteUser => "Hard Delete user",
            Self::PurgeMailbox => "Purge mailbox",
            Self::UpdateSubscription => "Update subscription",
            Self::AddMemberToRole => "Add member to role",
            Self::RemoveMemberFromRole => "Remove member from role",
            Self::RevokeSessions => "Update StsRefreshTokenValidFrom Timestamp",
            Self::ResetUserPassword => "Reset user password",
            Self::RepairCounters => "Repair counters",
            Self::UpdateCatalog => "Update catalog",
            Self::SetCompanyInformation => "Set Company Information",
            Self::MoveClock => "Move simulated clock",
            Self::AddApplication => "Add application",
            Self::UpdateApplication => "Update application",
            Self::UpdateApplicationSecrets => "Update application – Certificates and secrets management",
            Self::DeleteApplication => "Delete application",
            Self::RestoreBackup => "Restore backup",
        }
    }

    /// The audit's category.
    pub const fn category(self) -> &'static str {
        match self {
            Self::ChangeUserLicense
            | Self::AddUser
            | Self::UpdateUser
            | Self::DeleteUser
            | Self::RestoreUser
            | Self::HardDeleteUser
            | Self::PurgeMailbox
            | Self::ResetUserPassword
            | Self::RevokeSessions => "UserManagement",
            Self::AddMemberToRole | Self::RemoveMemberFromRole => "RoleManagement",
            Self::AddApplication
            | Self::UpdateApplication
            | Self::UpdateApplicationSecrets
            | Self::DeleteApplication => "ApplicationManagement",
            Self::UpdateSubscription
            | Self::RepairCounters
            | Self::UpdateCatalog
            | Self::SetCompanyInformation
            | Self::MoveClock
            | Self::RestoreBackup => "DirectoryManagement",
        }
    }
}

/// What an audit record is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A person, with the names they had at that time.
    User {
        /// Who.
        id: UserId,
        /// Sign-in name.
        upn: String,
        /// Display name.
        name: String,
    },
    /// Something else: its kind, its id as text, its name.
    Other {
        /// Such as `Subscription`.
        kind: &'static str,
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
}

/// One property before and after, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModifiedProperty {
    /// The property, such as `AssignedLicense`.
    pub name: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}
