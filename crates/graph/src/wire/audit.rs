//! `directoryAudit` (contract section 6): a record of the log in the directory's shape.

use reseat_authz::roles::name_of;
use reseat_model::audit::Actor;
use reseat_model::log::LogEntry;
use serde_json::{Value, json};

use crate::time::iso;

/// Its properties, for `$select`.
pub(crate) const PROPERTIES: &[&str] = &[
    "id",
    "category",
    "correlationId",
    "result",
    "resultReason",
    "activityDisplayName",
    "activityDateTime",
    "loggedByService",
    "operationType",
    "initiatedBy",
    "targetResources",
    "additionalDetails",
];

/// Activities that only Reseat has; everything else is the directory's.
const OWN: &[&str] = &[
    "Purge mailbox",
    "Update subscription",
    "Repair counters",
    "Update catalog",
    "Move simulated clock",
    "Restore backup",
];

/// The entity. Its id is that of `/reseat/v1/audit`; calls of one change set have one `correlationId`.
pub(crate) fn directory_audit(entry: &LogEntry) -> Value {
    let details: Value = serde_json::from_str(&entry.details).unwrap_or_default();
    let success = entry.result == "success";
    json!({
        "id": audit_id(entry.seq, entry.n),
        "category": entry.category,
        "correlationId": entry.change_set.to_string(),
        "result": if success { "success" } else { "failure" },
        "resultReason": if success { "" } else { entry.result.as_str() },
        "activityDisplayName": entry.activity,
        "activityDateTime": iso(entry.effective_at),
        "loggedByService": if OWN.contains(&entry.activity.as_str()) { "Reseat" } else { "Core Directory" },
        "operationType": operation_type(&entry.activity),
        "initiatedBy": initiated_by(&entry.actor),
        "targetResources": targets(entry, &details),
        "additionalDetails": [
            { "key": "requestId", "value": entry.request.to_string() },
            { "key": "recordedDateTime", "value": iso(entry.recorded_at) },
        ],
    })
}

/// The id of a record by its batch and its place in it.
pub(crate) fn audit_id(seq: u64, n: u32) -> String {
    format!("{seq}-{n}")
}

/// The directory's word for what was done.
fn operation_type(activity: &str) -> &'static str {
    let begins = |words: &[&str]| words.iter().any(|word| activity.starts_with(word));
    if begins(&["Add member"]) {
        "Assign"
    } else if begins(&["Remove member"]) {
        "Unassign"
    } else if begins(&["Add "]) {
        "Add"
    } else if begins(&["Delete ", "Hard Delete ", "Purge "]) {
        "Delete"
    } else {
        "Update"
    }
}

fn initiated_by(actor: &Actor) -> Value {
    let app = |id: Option<String>, name: &str| {
        json!({
            "appId": id,
            "displayName": name,
            "servicePrincipalId": null,
            "servicePrincipalName": null,
        })
    };
    match actor {
        Actor::User { id, upn, name } => json!({
            "user": {
                "id": id.to_string(),
                "displayName": name,
                "userPrincipalName": upn,
                "ipAddress": null,
            },
            "app": null,
        }),
        Actor::App { client_id, name } => {
            json!({ "user": null, "app": app(Some(client_id.to_string()), name) })
        }
        Actor::System { name } => json!({ "user": null, "app": app(None, name) }),
    }
}

/// What was changed; of a role's member both the person and the role.
fn targets(entry: &LogEntry, details: &Value) -> Value {
    let target = &details["target"];
    let properties = details["modifiedProperties"].as_array().map_or(&[][..], Vec::as_slice);
    let modified: Vec<Value> = properties
        .iter()
        .map(|one| json!({ "displayName": one["name"], "oldValue": one["old"], "newValue": one["new"] }))
        .collect();
    let mut targets = vec![json!({
        "id": if entry.object_id.is_empty() { Value::Null } else { json!(entry.object_id) },
        "displayName": target["displayName"],
        "type": target["kind"],
        "userPrincipalName": target["userPrincipalName"],
        "groupType": null,
        "modifiedProperties": modified,
    })];
    if let Some(role) = properties.iter().find(|one| one["name"] == "Role.TemplateId").and_then(role_of) {
        targets.push(json!({
            "id": role.to_string(),
            "displayName": name_of(role),
            "type": "Role",
            "userPrincipalName": null,
            "groupType": null,
            "modifiedProperties": [],
        }));
    }
    Value::Array(targets)
}

/// The role that was given or taken.
fn role_of(property: &Value) -> Option<reseat_model::RoleId> {
    let first = |text: &Value| {
        let texts: Vec<String> = serde_json::from_str(text.as_str()?).ok()?;
        texts.first()?.parse().ok()
    };
    first(&property["new"]).or_else(|| first(&property["old"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operation_types_follow_the_directorys_words() {
        for (activity, kind) in [
            ("Change user license", "Update"),
            ("Add user", "Add"),
            ("Hard Delete user", "Delete"),
            ("Delete application", "Delete"),
            ("Add member to role", "Assign"),
            ("Remove member from role", "Unassign"),
            ("Update StsRefreshTokenValidFrom Timestamp", "Update"),
        ] {
            assert_eq!(operation_type(activity), kind, "{activity}");
        }
    }
}
