//! Short forms for what every test asks.

use reseat_testkit::{Who, World};
use serde_json::{Value, json};

pub const E3: &str = "ENTERPRISEPACK";
pub const E5: &str = "SPE_E5";
pub const MAIL: &str = "EXCHANGESTANDARD";
pub const AUDIO: &str = "MCOMEETADV";
pub const BI: &str = "POWER_BI_PRO";
pub const VISIO_IN_GRACE: &str = "VISIOCLIENT";
pub const VISIO_SELF_SERVICE: &str = "VISIOONLINE_PLAN1";

/// Everyone in `tenants/small.yaml`.
pub const EVERYONE: &[&str] = &[
    "admin", "licenses", "users", "reader", "anna", "ben", "clara", "dmitri", "mei", "erik", "farid", "gwen",
];

pub const CHANGES: &str = "/reseat/v1/changes";
pub const PREVIEWS: &str = "/reseat/v1/previews";

/// A change request for people by name.
pub fn request(world: &World, names: &[&str], operation: Value) -> Value {
    json!({"people": {"ids": world.ids(names)}, "operation": operation})
}

pub fn unassign(world: &World, names: &[&str], products: &[&str]) -> Value {
    request(world, names, json!({"kind": "unassign", "products": skus(world, products)}))
}

pub fn assign(world: &World, names: &[&str], products: &[&str]) -> Value {
    let products: Vec<Value> = products.iter().map(|part| choice(world, part, &[])).collect();
    request(world, names, json!({"kind": "assign", "products": products}))
}

/// A product with plans switched off.
pub fn choice(world: &World, part: &str, disabled: &[&str]) -> Value {
    let plans: Vec<String> = disabled.iter().map(|name| world.plan(name)).collect();
    json!({"skuId": world.sku(part), "disabledPlans": plans})
}

pub fn skus(world: &World, parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| world.sku(part)).collect()
}

/// A change that must be answered with a result.
#[track_caller]
pub fn change(world: &World, who: &Who, body: &Value) -> Value {
    world.send_json(who, "POST", CHANGES, body).expect(200)
}

/// A preview that must be answered at once.
#[track_caller]
pub fn preview(world: &World, who: &Who, body: &Value) -> Value {
    world.send_json(who, "POST", PREVIEWS, body).expect(200)
}

/// The body with more members.
pub fn with(mut body: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// Someone's row in a result or preview.
#[track_caller]
pub fn row<'a>(result: &'a Value, world: &World, name: &str) -> &'a Value {
    let id = world.id(name);
    let people = result["people"].as_array().unwrap_or_else(|| panic!("{result}"));
    people.iter().find(|row| row["user"]["id"] == id.as_str()).unwrap_or_else(|| panic!("{name}: {result}"))
}

/// Status and reason codes of a row.
pub fn verdict(row: &Value) -> (String, Vec<String>) {
    let codes = row["reasons"].as_array().unwrap().iter().map(|reason| text(&reason["code"]));
    (text(&row["status"]), codes.collect())
}

/// Status and reason codes of someone.
#[track_caller]
pub fn verdict_of(result: &Value, world: &World, name: &str) -> (String, Vec<String>) {
    verdict(row(result, world, name))
}

/// A verdict to compare with.
pub fn is(status: &str, codes: &[&str]) -> (String, Vec<String>) {
    (status.to_owned(), codes.iter().map(|code| (*code).to_owned()).collect())
}

#[track_caller]
pub fn counts(result: &Value) -> (u64, u64, u64) {
    let count = |name: &str| result["counts"][name].as_u64().unwrap_or_else(|| panic!("{result}"));
    (count("changed"), count("unchanged"), count("refused"))
}

#[track_caller]
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// Someone's page.
#[track_caller]
pub fn person(world: &World, who: &Who, name: &str) -> Value {
    world.read(who, &format!("/reseat/v1/people/{}", world.upn(name)))
}

/// Part numbers that someone holds by any path, sorted.
#[track_caller]
pub fn held(world: &World, who: &Who, name: &str) -> Vec<String> {
    let person = person(world, who, name);
    let mut parts: Vec<String> =
        person["assignments"].as_array().unwrap().iter().map(|held| text(&held["skuPartNumber"])).collect();
    parts.sort();
    parts
}

/// Someone's direct path of a product; null without one.
#[track_caller]
pub fn direct(world: &World, who: &Who, name: &str, part: &str) -> Value {
    let person = person(world, who, name);
    let held = person["assignments"].as_array().unwrap().iter().find(|held| held["skuPartNumber"] == part);
    let paths = held.map(|held| held["paths"].as_array().unwrap().clone()).unwrap_or_default();
    paths.into_iter().find(|path| path["kind"] == "direct").unwrap_or_default()
}

/// The state of someone's mailbox.
#[track_caller]
pub fn mailbox(world: &World, who: &Who, name: &str) -> String {
    text(&person(world, who, name)["services"]["mailbox"]["state"])
}

/// Assigned and available seats of the organisation's pool.
#[track_caller]
pub fn seats(world: &World, who: &Who, part: &str) -> (u64, u64) {
    let product = world.read(who, &format!("/reseat/v1/products/{}", world.sku(part)));
    (product["assigned"].as_u64().unwrap(), product["available"].as_u64().unwrap())
}

/// The same with every instant replaced by a word: for comparing answers of two moments.
pub fn without_times(value: &Value) -> Value {
    match value {
        Value::String(text) if is_instant(text) => json!("an instant"),
        Value::Array(all) => all.iter().map(without_times).collect(),
        Value::Object(all) => all.iter().map(|(name, value)| (name.clone(), without_times(value))).collect(),
        other => other.clone(),
    }
}

fn is_instant(text: &str) -> bool {
    text.len() >= 20 && text.ends_with('Z') && text.as_bytes()[10] == b'T' && text.starts_with("20")
}

/// What the error says.
pub fn message(body: &Value) -> String {
    text(&body["error"]["message"])
}
