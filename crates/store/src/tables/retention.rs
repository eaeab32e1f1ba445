//! What keeps the past trustworthy and what ends it: signed heads of the audit, deleted organisations.

use super::table;

table! {
    /// Signed heads of the audit's chain, numbered without gaps. `anchor` marks where the chain begins after retention.
    AUDIT_HEAD = "audit_head", key 2 {
        tenant: id, number: int,
        seq: int, n: int, hash: bytes, signed_at: int, signer: bytes, signature: bytes, anchor: opt_bytes,
    }
    /// The heads beyond a record.
    index AUDIT_HEAD_BY_SEQ = "audit_head_by_seq" (tenant, seq);
}

table! {
    /// Deleted organisations that are still there.
    TENANT_DELETION = "tenant_deletion", key 1 {
        tenant: id, deleted_at: int, purge_at: int, recorded_at: int, deleted_by: text,
    }
}
