//! The names of operations, as traces have them.

use crate::case::Op;

impl Op {
    /// How many kinds there are.
    pub const KINDS: usize = 37;

    /// The name of its kind, as in traces.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Licenses { .. } => "Licenses",
            Self::Repeat { .. } => "Repeat",
            Self::Together { .. } => "Together",
            Self::Race { .. } => "Race",
            Self::Paused { .. } => "Paused",
            Self::Copy { .. } => "Copy",
            Self::Revert { .. } => "Revert",
            Self::CreatePerson { .. } => "CreatePerson",
            Self::UpdatePerson { .. } => "UpdatePerson",
            Self::UpdateMany { .. } => "UpdateMany",
            Self::SignOut { .. } => "SignOut",
            Self::Delete { .. } => "Delete",
            Self::Restore { .. } => "Restore",
            Self::Purge { .. } => "Purge",
            Self::Import { .. } => "Import",
            Self::GrantRole { .. } => "GrantRole",
            Self::RevokeRole { .. } => "RevokeRole",
            Self::Recover { .. } => "Recover",
            Self::Buy { .. } => "Buy",
            Self::ChangePurchase { .. } => "ChangePurchase",
            Self::SelfService { .. } => "SelfService",
            Self::Repair { .. } => "Repair",
            Self::RepairRight { .. } => "RepairRight",
            Self::Settings { .. } => "Settings",
            Self::Catalog { .. } => "Catalog",
            Self::CreateApplication { .. } => "CreateApplication",
            Self::UpdateApplication { .. } => "UpdateApplication",
            Self::DeleteApplication { .. } => "DeleteApplication",
            Self::AddSecret { .. } => "AddSecret",
            Self::RemoveSecret { .. } => "RemoveSecret",
            Self::CancelJob { .. } => "CancelJob",
            Self::MoveClock { .. } => "MoveClock",
            Self::Sleep { .. } => "Sleep",
            Self::Tick { .. } => "Tick",
            Self::StaleTimer { .. } => "StaleTimer",
            Self::LeaveAndReturn => "LeaveAndReturn",
            Self::Restart => "Restart",
        }
    }
}
