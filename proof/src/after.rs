//! The state after a history, read through the public API: who holds what, the counts, the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::Api;
use crate::history::{Act, Scene};
use crate::load::{consumed, holds};

/// An audit record about the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its place in the log: the batch, and its number in it.
    pub place: (u64, u64),
    /// About whom.
    pub person: String,
    /// What was done to them.
    pub act: Act,
    /// The request that did it.
    pub request: String,
    /// The change set it belongs to.
    pub set: String,
}

/// A change set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set {
    /// Its id.
    pub id: String,
    /// The request that made it.
    pub request: String,
    /// The reason given.
    pub reason: Option<String>,
    /// People who were changed.
    pub changed: u64,
    /// People who were asked for.
    pub asked: u64,
}

/// All of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct After {
    /// Whether each person holds the product.
    pub held: BTreeMap<String, bool>,
    /// `consumedUnits` of the product.
    pub consumed: u64,
    /// Audit records about the product, oldest first.
    pub records: Vec<Record>,
    /// Change sets that changed someone's licences, in no particular order.
    pub sets: Vec<Set>,
}

/// Reads it. Nothing else may change the organisation meanwhile.
///
/// # Panics
/// When something cannot be read or is not what the API promises.
pub fn read(api: &Api, scene: &Scene) -> After {
    let users = api.all("/v1.0/users?$top=999&$select=id,assignedLicenses");
    let held = users
        .iter()
        .map(|user| (text(&user["id"]), holds(user, &scene.product).expect("assignedLicenses")))
        .filter(|(id, _)| scene.people.contains(id))
        .collect();
    let skus = api.get("/v1.0/subscribedSkus");
    let consumed = consumed(&skus, &scene.product).expect("consumedUnits");
    let mut records: Vec<Record> =
        api.all("/reseat/v1/audit?$top=999").iter().filter_map(|row| record(row, scene)).collect();
    records.sort_by_key(|record| record.place);
    let sets = api.all("/reseat/v1/changeSets?$top=999").iter().filter_map(set).collect();
    After { held, consumed, records, sets }
}

/// A record that says that someone's hold on the product changed; the organisation's own making is not asked for here.
fn record(row: &Value, scene: &Scene) -> Option<Record> {
    let person = row["target"]["id"].as_str()?;
    if row["activity"] != "Change user license" || !scene.people.iter().any(|known| known == person) {
        return None;
    }
    let property =
        row["modifiedProperties"].as_array()?.iter().find(|one| one["name"] == "AssignedLicense")?;
    let names = |value: &Value| value.as_str().is_some_and(|text| text.contains(&scene.product));
    let act = match (names(&property["old"]), names(&property["new"])) {
        (false, true) => Act::Assign,
        (true, false) => Act::Unassign,
        _ => return None,
    };
    let (seq, n) = row["id"].as_str()?.split_once('-')?;
    Some(Record {
        place: (seq.parse().ok()?, n.parse().ok()?),
        person: person.to_owned(),
        act,
        request: text(&row["requestId"]),
        set: text(&row["changeSetId"]),
    })
}

fn set(row: &Value) -> Option<Set> {
    let licenses = matches!(row["kind"].as_str(), Some("assign" | "unassign" | "update"));
    if !licenses || row["actor"]["kind"] != "app" {
        return None;
    }
    let counts = &row["counts"];
    let count = |name: &str| counts[name].as_u64().expect("a count");
    Some(Set {
        id: text(&row["id"]),
        request: text(&row["requestId"]),
        reason: row["reason"].as_str().map(str::to_owned),
        changed: count("changed"),
        asked: count("changed") + count("unchanged") + count("refused"),
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
