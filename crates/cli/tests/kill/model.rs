//! What must be so, told from the answers alone: who exists, who was deleted, and who holds what.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::common::tenants::PROJECT;

/// Directly assigned products with the services switched off in each.
pub type Licenses = BTreeMap<String, BTreeSet<String>>;

/// Whether a person is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Among the users.
    Active,
    /// Among the deleted ones; the licences remembered are those that the deletion took.
    Deleted,
    /// Deleted, and 30 days have passed: purged as soon as the worker comes to it.
    Doomed,
    /// Nowhere.
    Gone,
}

/// A person.
#[derive(Debug, Clone)]
pub struct Person {
    /// Whether they are there.
    pub standing: Standing,
    /// What they hold.
    pub licenses: Licenses,
    /// They were given back what a deletion took, and nobody could see whether a scarce seat was among it.
    pub unsure_of_scarce: bool,
}

impl Person {
    /// Someone who holds nothing.
    pub fn new() -> Self {
        Self { standing: Standing::Active, licenses: Licenses::new(), unsure_of_scarce: false }
    }
}

/// People by object id.
pub type People = BTreeMap<String, Person>;

/// A change of licences as `/reseat/v1` takes it.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Some assigned, some taken, as one save of the check boxes.
    Update { assign: Licenses, unassign: Vec<String> },
    /// Everything taken.
    UnassignAll,
    /// These and no others.
    Replace(Licenses),
    /// One exchanged for another by those who hold it.
    Move { from: String, to: (String, BTreeSet<String>) },
}

impl Operation {
    /// As it is sent.
    pub fn body(&self) -> Value {
        match self {
            Self::Update { assign, unassign } => {
                json!({"kind": "update", "assign": choices(assign), "unassign": unassign})
            }
            Self::UnassignAll => json!({"kind": "unassignAll"}),
            Self::Replace(with) => json!({"kind": "replace", "with": choices(with)}),
            Self::Move { from, to } => json!({"kind": "move", "from": from, "to": choice((&to.0, &to.1))}),
        }
    }

    /// What someone holds afterwards unless they are refused; none when the operation is not for them.
    pub fn after(&self, before: &Licenses) -> Option<Licenses> {
        let mut after = before.clone();
        match self {
            Self::Update { assign, unassign } => {
                after.retain(|sku, _| !unassign.contains(sku));
                after.extend(assign.clone());
            }
            Self::UnassignAll => after.clear(),
            Self::Replace(with) => after.clone_from(with),
            Self::Move { from, to } => {
                after.remove(from)?;
                after.insert(to.0.clone(), to.1.clone());
            }
        }
        Some(after)
    }

    /// Whether someone may be refused although they are as the operation wants them.
    pub fn may_refuse(&self, before: &Licenses) -> bool {
        let wants_seat = match self {
            Self::Update { assign, .. } | Self::Replace(assign) => assign.contains_key(PROJECT),
            Self::Move { to, .. } => to.0 == PROJECT,
            Self::UnassignAll => false,
        };
        wants_seat && !before.contains_key(PROJECT)
    }
}

/// Products with switched-off services, as requests name them.
pub fn choices(licenses: &Licenses) -> Vec<Value> {
    licenses.iter().map(choice).collect()
}

fn choice((sku, disabled): (&String, &BTreeSet<String>)) -> Value {
    json!({"skuId": sku, "disabledPlans": disabled})
}

/// Carries an answered outcome over to the person it is about. Answers the person and the status.
///
/// # Panics
/// When what the server says was there before is not what it had answered before.
pub fn apply(people: &mut People, outcome: &Value) -> (String, String) {
    let (user, status) = status_of(outcome);
    let person = people.get_mut(&user).unwrap_or_else(|| panic!("an outcome about a stranger: {outcome}"));
    if status == "changed" {
        for license in outcome["licenses"].as_array().expect("licenses") {
            assert_eq!(license["path"], "direct", "{outcome}");
            let sku = license["skuId"].as_str().expect("skuId").to_owned();
            let before = disabled(&license["before"]);
            assert_eq!(before.as_ref(), person.licenses.get(&sku), "before {sku}: {outcome}");
            match disabled(&license["after"]) {
                Some(plans) => person.licenses.insert(sku, plans),
                None => person.licenses.remove(&sku),
            };
        }
    }
    (user, status)
}

/// Whom an outcome is about, and what became of it.
pub fn status_of(outcome: &Value) -> (String, String) {
    let field = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{outcome}")).to_owned();
    (field(&outcome["user"]["id"]), field(&outcome["status"]))
}

fn disabled(value: &Value) -> Option<BTreeSet<String>> {
    let plans = value.as_object()?.get("disabledPlans")?.as_array()?;
    Some(plans.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// `assignedLicenses` of a user.
pub fn licenses_of(user: &Value) -> Licenses {
    let assigned = user["assignedLicenses"].as_array().expect("assignedLicenses");
    assigned
        .iter()
        .map(|license| {
            let sku = license["skuId"].as_str().expect("skuId").to_owned();
            (sku, disabled(license).expect("disabledPlans"))
        })
        .collect()
}
