//! The tenant's log: numbers without gaps, each record's hash over the one before (design section 3).

use reseat_model::Timestamp;
use reseat_model::audit::{Actor, AuditEntry, Face, Target};
use reseat_model::log::{Head, LogEntry, ObjectKind};
use serde::Serialize;
use serde_json::json;

use super::submission::Meta;
use crate::audit_trail::Hashed;

/// The entries of one batch, chained to what was there.
pub(super) struct LogChain {
    head: Head,
    entries: Vec<LogEntry>,
    chained: bool,
}

impl LogChain {
    pub(super) fn after(head: &Head, chained: bool) -> Self {
        Self { head: head.clone(), entries: Vec::new(), chained }
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
        if self.chained {
            record.hash = chain_hash(&self.head.hash, &record);
        }
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

/// The hash of a record: SHA-256 over the previous hash and every field ([`Hashed::after`]).
pub fn chain_hash(previous: &[u8; 32], e: &LogEntry) -> [u8; 32] {
    let actor = actor_text(&e.actor);
    let hashed = Hashed {
        seq: e.seq,
        n: e.n,
        effective_at: e.effective_at.0,
        recorded_at: e.recorded_at.0,
        object: object_number(e.object),
        face: face_number(e.face),
        texts: [&e.object_id, &e.activity, &e.category, &actor, &e.result, &e.details],
        request: e.request.bytes(),
        change_set: e.change_set.bytes(),
    };
    hashed.after(previous)
}

/// Who acts, in the words that the hash covers. The order of the fields is part of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ActorText<'a> {
    display_name: &'a str,
    id: Option<String>,
    kind: &'static str,
    user_principal_name: Option<&'a str>,
}

/// Who acts, as the text that the hash covers.
pub fn actor_text(actor: &Actor) -> String {
    let text = match actor {
        Actor::User { id, upn, name } => ActorText {
            display_name: name,
            id: Some(id.to_string()),
            kind: "user",
            user_principal_name: Some(upn),
        },
        Actor::App { client_id, name } => ActorText {
            display_name: name,
            id: Some(client_id.to_string()),
            kind: "app",
            user_principal_name: None,
        },
        Actor::System { name } => {
            ActorText { display_name: name, id: None, kind: "system", user_principal_name: None }
        }
    };
    // Nothing in it can fail to be written as JSON.
    serde_json::to_string(&text).unwrap_or_default()
}

/// The number under which the hash covers a kind of object. It never changes.
pub const fn object_number(object: ObjectKind) -> u8 {
    match object {
        ObjectKind::User => 0,
        ObjectKind::Subscription => 1,
        ObjectKind::Role => 2,
        ObjectKind::Catalog => 3,
        ObjectKind::Tenant => 4,
        ObjectKind::Application => 5,
    }
}

/// The number under which the hash covers a face. It never changes.
pub const fn face_number(face: Face) -> u8 {
    match face {
        Face::AdminCenter => 0,
        Face::CommandLine => 1,
        Face::Graph => 2,
        Face::Api => 3,
        Face::System => 4,
    }
}

#[cfg(test)]
mod tests {
    use reseat_model::{ChangeSetId, ClientId, RequestId, UserId};

    use super::*;
    use crate::audit_trail::hex;

    /// Computed by the recipe of docs/audit.md in another language. When it differs, every log there is would look altered.
    #[test]
    fn the_hash_of_a_record_never_changes() {
        let name = "Greta Ädler".to_owned();
        let upn = "greta@x.example".to_owned();
        let record = LogEntry {
            seq: 17,
            n: 2,
            effective_at: Timestamp(1_780_315_200_000_000),
            recorded_at: Timestamp(-5),
            object: ObjectKind::Application,
            object_id: "o".to_owned(),
            activity: "Update user".to_owned(),
            category: "UserManagement".to_owned(),
            actor: Actor::User { id: UserId::from_bytes([1; 16]), upn, name },
            face: Face::System,
            request: RequestId::from_bytes([2; 16]),
            change_set: ChangeSetId::from_bytes([3; 16]),
            result: "success".to_owned(),
            details: r#"{"a":1}"#.to_owned(),
            hash: [0; 32],
        };
        let expected = "e190c72f45dbdaca9490aee34075023ced42c136afe5339811b9bf64562b96ee";
        assert_eq!(hex(&chain_hash(&[7; 32], &record)), expected);
        let client_id = ClientId::from_bytes([4; 16]);
        let app = actor_text(&Actor::App { client_id, name: "a".to_owned() });
        let id = "04040404-0404-0404-0404-040404040404";
        assert_eq!(
            app,
            format!(r#"{{"displayName":"a","id":"{id}","kind":"app","userPrincipalName":null}}"#)
        );
        let system = actor_text(&Actor::System { name: "Reseat".to_owned() });
        assert_eq!(system, r#"{"displayName":"Reseat","id":null,"kind":"system","userPrincipalName":null}"#);
    }
}
