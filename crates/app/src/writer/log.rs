//! The tenant's log: numbers without gaps, each record's hash over the one before (design section 3).

use aws_lc_rs::digest::{Context, SHA256};
use reseat_model::Timestamp;
use reseat_model::audit::{AuditEntry, Target};
use reseat_model::log::{Head, LogEntry, ObjectKind};
use serde_json::json;

use super::submission::Meta;
use crate::history::actor_json;

/// The entries of one batch, chained to what was there.
pub(super) struct LogChain {
    head: Head,
    entries: Vec<LogEntry>,
}

impl LogChain {
    pub(super) fn after(head: &Head) -> Self {
        Self { head: head.clone(), entries: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn push(&mut self, meta: &Meta, now: Timestamp, object: ObjectKind, entry: &AuditEntry) {
        let n = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let (object_id, details) = describe(entry);
        let mut record = LogEntry {
            seq: self.head.seq + 1,
            n,
            effective_at: now,
            recorded_at: meta.recorded_at,
            object,
            object_id,
            activity: entry.activity.name().to_owned(),
            category: entry.activity.category().to_owned(),
            actor: meta.actor.clone(),
            face: meta.face,
            request: meta.request,
            change_set: meta.change_set,
            result: "success".to_owned(),
            details,
            hash: [0; 32],
        };
        record.hash = chain_hash(&self.head.hash, &record);
        self.head.hash = record.hash;
        self.entries.push(record);
    }

    /// The new head and the entries to write. A batch that leaves no entry, such as a job's chunk in which everyone is
    /// refused, takes no number: whoever reads the log sees every number there is.
    pub(super) fn finish(mut self, at: Timestamp) -> (Head, Vec<LogEntry>) {
        if !self.entries.is_empty() {
            self.head.seq += 1;
        }
        self.head.at = at;
        (self.head, self.entries)
    }
}

fn describe(entry: &AuditEntry) -> (String, String) {
    let (id, target) = match &entry.target {
        Target::User { id, upn, name } => (
            id.to_string(),
            json!({"kind": "User", "id": id.to_string(), "displayName": name, "userPrincipalName": upn}),
        ),
        Target::Other { kind, id, name } => {
            (id.clone(), json!({"kind": kind, "id": id, "displayName": name, "userPrincipalName": null}))
        }
    };
    let modified: Vec<_> =
        entry.modified.iter().map(|m| json!({"name": m.name, "old": m.old, "new": m.new})).collect();
    (id, json!({"target": target, "modifiedProperties": modified}).to_string())
}

/// The hash of a record: SHA-256 over the previous hash and every field, each text with its length before it.
pub fn chain_hash(previous: &[u8; 32], e: &LogEntry) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(previous);
    context.update(&e.seq.to_be_bytes());
    context.update(&e.n.to_be_bytes());
    context.update(&e.effective_at.0.to_be_bytes());
    context.update(&e.recorded_at.0.to_be_bytes());
    context.update(&[e.object as u8, e.face as u8]);
    let actor = actor_json(&e.actor).to_string();
    for text in [&e.object_id, &e.activity, &e.category, &actor, &e.result, &e.details] {
        context.update(&(text.len() as u64).to_be_bytes());
        context.update(text.as_bytes());
    }
    context.update(e.request.bytes());
    context.update(e.change_set.bytes());
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}
