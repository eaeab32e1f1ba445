//! Signed heads of the audit's chain: from time to time the server signs where the chain stands, with a key that is not
//! in the database. Whoever rewrites records, hashes included, cannot make the signatures fit again.

use crate::Timestamp;

/// A place of the chain, signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditHead {
    /// The tenant's signed heads are numbered from 1 without gaps.
    pub number: u64,
    /// The batch of the last record that it covers.
    pub seq: u64,
    /// That record's place in its batch, from 0; it is the batch's last.
    pub n: u32,
    /// That record's hash, which covers all records before it.
    pub hash: [u8; 32],
    /// When it was signed, in wall time.
    pub at: Timestamp,
    /// The key that signed: SHA-256 of its public half.
    pub key: [u8; 32],
    /// Ed25519 over tenant, number, place, hash and instant, 64 bytes.
    pub signature: Vec<u8>,
    /// Where the chain begins since older records have gone by retention: a second signature that says so, 64 bytes.
    pub anchor: Option<Vec<u8>>,
}

/// A deleted organisation on its way out. Until the instant it can be brought back and exported; then it goes for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantDeletion {
    /// When it was deleted, in domain time.
    pub deleted_at: Timestamp,
    /// When everything of it goes, in domain time.
    pub purge_at: Timestamp,
    /// When it was deleted, in wall time.
    pub recorded_at: Timestamp,
    /// Who deleted it, as the audit calls them.
    pub by: String,
}
