//! The states of a person's mailbox, drive and Office apps (sections 16, 17, 19). Contents come with later work;
//! the states and their instants are true now.

use crate::{DriveId, MailboxId, SkuId, Timestamp};

/// Days a disconnected mailbox is kept (UNA-40).
pub const MAILBOX_GRACE_DAYS: i64 = 30;
/// Days a deleted person can be restored (DEL-1).
pub const DELETED_USER_DAYS: i64 = 30;
/// Days a drive is kept after its owner was deleted (section 17, default).
pub const DRIVE_RETENTION_DAYS: i64 = 30;

/// The mailbox's state (section 16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MailboxState {
    /// Never had one, or the last one is purged and no plan gives a new one.
    #[default]
    None,
    /// Licensed and in use.
    Active {
        /// The mailbox.
        id: MailboxId,
        /// Since when.
        since: Timestamp,
    },
    /// The mail plan is gone; kept until the purge instant (UNA-40, MBX-1).
    Disconnected {
        /// The mailbox.
        id: MailboxId,
        /// Since when.
        since: Timestamp,
        /// Gone for good from this instant on.
        purge_at: Timestamp,
    },
    /// The person was deleted; kept until the purge instant (MBX-7).
    SoftDeleted {
        /// The mailbox.
        id: MailboxId,
        /// Since when.
        since: Timestamp,
        /// Gone for good from this instant on; an earlier clock is not prolonged (25.21).
        purge_at: Timestamp,
    },
    /// Gone for good.
    Purged {
        /// The mailbox that was.
        id: MailboxId,
        /// When it went.
        at: Timestamp,
    },
}

/// The drive's state (section 17, the row "to 2024" by ODB-10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DriveState {
    /// Never had one.
    #[default]
    None,
    /// Licensed and in use.
    Active {
        /// The drive.
        id: DriveId,
        /// Since when.
        since: Timestamp,
    },
    /// The plan is gone; files are kept while the account exists (UNA-43, 25.5).
    Unlicensed {
        /// The drive.
        id: DriveId,
        /// Since when.
        since: Timestamp,
    },
    /// The person was deleted; kept until the end of its retention (ODB-1).
    MarkedForDeletion {
        /// The drive.
        id: DriveId,
        /// Since when.
        since: Timestamp,
        /// End of retention.
        delete_at: Timestamp,
    },
    /// Gone.
    Deleted {
        /// The drive that was.
        id: DriveId,
        /// When it went.
        at: Timestamp,
    },
}

/// Installed Office apps (section 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OfficeState {
    /// Never licensed.
    #[default]
    None,
    /// Licensed.
    Licensed {
        /// Since when.
        since: Timestamp,
    },
    /// Shows "Unlicensed Product" at the next daily check (UNA-46, OFC-2).
    Unlicensed {
        /// Since when.
        since: Timestamp,
        /// At the latest from here on also on devices that stayed offline.
        reduced_by: Timestamp,
    },
}

/// A product a person held and lost; its plans stay listed as `Deleted` in assignedPlans (contract 2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormerProduct {
    /// The product.
    pub sku: SkuId,
    /// When the last path to it ended.
    pub removed_at: Timestamp,
}

/// What follows a person's licences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Services {
    /// The mailbox.
    pub mailbox: MailboxState,
    /// The drive.
    pub drive: DriveState,
    /// Office apps.
    pub office: OfficeState,
    /// Products lost, ordered by id, each once.
    pub former: Vec<FormerProduct>,
}
