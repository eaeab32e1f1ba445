//! The tenant's log: one gapless sequence per tenant, in commit order (design section 3, "One log per tenant").

use crate::audit::{Actor, Face};
use crate::{ChangeSetId, RequestId, Timestamp};

/// Where a tenant's log ends. Locked first, compared and set by every batch that touches the tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Number of the last batch; 0 before the first.
    pub seq: u64,
    /// Hash of the last record.
    pub hash: [u8; 32],
    /// Domain time of the last batch; time never goes back behind it.
    pub at: Timestamp,
    /// Grows with every batch of commands, also with one that leaves no record: what a batch compares, so that nothing is
    /// written on the strength of a state that another process has left behind.
    pub turn: u64,
    /// Grows when the settings, the catalogue or the roles change: what is remembered of them is of one number.
    pub setup: u64,
}

impl Head {
    /// The head of a tenant without history.
    pub const EMPTY: Self = Self { seq: 0, hash: [0; 32], at: Timestamp(0), turn: 0, setup: 0 };
}

/// What kind of object a log entry is about; readers of the log (caches, index, deltas) look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectKind {
    /// A person, their licences or services.
    User,
    /// A purchase or pool.
    Subscription,
    /// A role's members.
    Role,
    /// The catalogue.
    Catalog,
    /// The organisation or its settings.
    Tenant,
    /// An application.
    Application,
}

/// One entry, keyed (tenant, seq, n): a change and its audit record in one. Each hash covers the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// The batch.
    pub seq: u64,
    /// Its place in the batch, from 0.
    pub n: u32,
    /// When it takes effect, in domain time (`effectiveAt`).
    pub effective_at: Timestamp,
    /// When it was written, in wall time (`recordedAt`).
    pub recorded_at: Timestamp,
    /// What kind of object changed.
    pub object: ObjectKind,
    /// The object's id as text; for a person the GUID.
    pub object_id: String,
    /// The activity's name in the directory's words.
    pub activity: String,
    /// The audit's category.
    pub category: String,
    /// Who.
    pub actor: Actor,
    /// Through which face.
    pub face: Face,
    /// The request.
    pub request: RequestId,
    /// The change set.
    pub change_set: ChangeSetId,
    /// Success, or why it failed.
    pub result: String,
    /// Target names and modified properties, as JSON text.
    pub details: String,
    /// SHA-256 over the previous hash and every field above.
    pub hash: [u8; 32],
}
