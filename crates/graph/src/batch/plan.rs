//! What a batch asks for: its items, checked, with what they wait for.

use std::collections::{BTreeMap, BTreeSet};

use reseat_model::limits::BATCH_REQUESTS_MAX;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::GraphError;

/// The body of a batch. Members that are not named here are ignored.
#[derive(Debug, Deserialize)]
pub(super) struct Batch {
    pub requests: Vec<Item>,
}

/// One request of a batch.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item {
    pub id: Value,
    pub method: String,
    pub url: String,
    #[serde(default)]
    pub headers: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    pub body: Option<Box<RawValue>>,
    #[serde(default)]
    pub depends_on: Option<Vec<Value>>,
}

/// An item with what it waits for.
#[derive(Debug)]
pub(super) struct Planned {
    pub id: String,
    pub item: Item,
    pub waits_for: BTreeSet<String>,
}

/// Checks ids and dependencies.
pub(super) fn plan(items: Vec<Item>) -> Result<Vec<Planned>, GraphError> {
    if items.len() > BATCH_REQUESTS_MAX {
        return Err(GraphError::malformed(format!(
            "Number of batch request steps exceeds the maximum value of {BATCH_REQUESTS_MAX}."
        )));
    }
    let mut planned: Vec<Planned> = Vec::with_capacity(items.len());
    for mut item in items {
        let id =
            id_text(&item.id).ok_or_else(|| GraphError::malformed("Each request of a batch needs an id."))?;
        if planned.iter().any(|other| other.id == id) {
            return Err(GraphError::malformed(format!(
                "Request Id '{id}' is used more than once in the batch."
            )));
        }
        let wanted = item.depends_on.take().unwrap_or_default();
        let waits_for = wanted.iter().filter_map(id_text).collect();
        planned.push(Planned { id, item, waits_for });
    }
    let ids: BTreeSet<&str> = planned.iter().map(|item| item.id.as_str()).collect();
    let unknown = planned.iter().flat_map(|item| &item.waits_for).find(|id| !ids.contains(id.as_str()));
    if let Some(unknown) = unknown {
        return Err(GraphError::malformed(format!("The batch has no request '{unknown}' to depend on.")));
    }
    if has_cycle(&planned) {
        return Err(GraphError::malformed("The requests of the batch depend on each other in a circle."));
    }
    Ok(planned)
}

fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn has_cycle(planned: &[Planned]) -> bool {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    loop {
        let before = done.len();
        let ready = planned.iter().filter(|item| item.waits_for.iter().all(|id| done.contains(id.as_str())));
        let ready: Vec<&str> = ready.map(|item| item.id.as_str()).collect();
        done.extend(ready);
        if done.len() == before {
            return done.len() < planned.len();
        }
    }
}
