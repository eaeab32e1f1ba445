//! The tenant's log, its change sets and its jobs. Keys are time-ordered: rows are appended.

use super::table;

table! {
    /// Where a tenant's log ends.
    HEAD = "head", key 1 { tenant: id, seq: int, hash: bytes, at: int, turn: int, setup: int }
}

/// Where [`HEAD`] keeps the number of the last record.
pub const HEAD_SEQ: usize = HEAD.position("seq");
/// Where [`HEAD`] keeps the number of the last batch, for the precondition of every batch.
pub const HEAD_TURN: usize = HEAD.position("turn");

table! {
    /// Audit and change log in one.
    LOG_ENTRY = "log_entry", key 3 {
        tenant: id, seq: int, n: int,
        effective_at: int, recorded_at: int, object: int, object_id: text, activity: text, category: text,
        actor_kind: int, actor_id: opt_bytes, actor_upn: opt_text, actor_name: text, face: int,
        request: id, change_set: id, result: text, details: text, hash: bytes,
    }
}

table! {
    /// What belongs together and can be undone together; ids are time-ordered.
    CHANGE_SET = "change_set", key 2 {
        tenant: id, id: id,
        kind: int, actor_kind: int, actor_id: opt_bytes, actor_upn: opt_text, actor_name: text, face: int,
        request: id, at: int, recorded_at: int, reason: opt_text,
        changed: int, unchanged: int, refused: int, reverts: opt_bytes, reverted_by: opt_bytes,
    }
}

table! {
    /// What a change set did to one person; `status` is the outcome's, `content` the packed outcome and paths.
    CHANGE_ITEM = "change_item", key 3 {
        tenant: id, change_set: id, number: int, user: id, status: int, content: bytes,
    }
    /// The change sets that touched a person.
    index CHANGE_ITEM_BY_USER = "change_item_by_user" (tenant, user, change_set);
}

table! {
    /// Long-running changes. `preview` is last because it may be large and never changes.
    JOB = "job", key 2 {
        tenant: id, id: id,
        change_set: id, actor_kind: int, actor_id: opt_bytes, actor_upn: opt_text, actor_name: text, face: int,
        request: id, kind: int, reason: opt_text, may_license_guests: int, status: int, total: int, done: int,
        created_at: int, recorded_at: int, work: bytes, preview: opt_bytes,
    }
    /// Jobs by status: what the worker goes on with after a restart.
    index JOB_BY_STATUS = "job_by_status" (tenant, status);
    /// Jobs by the wall time at which they were made.
    index JOB_BY_RECORDED_AT = "job_by_recorded_at" (tenant, recorded_at);
}

table! {
    /// The people of a job, numbered from 0.
    JOB_PERSON = "job_person", key 3 { tenant: id, job: id, number: int, user: id }
}
