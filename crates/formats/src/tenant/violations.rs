//! Whether the licences of a tenant file could have been assigned by the rules. A file may describe a tenant in
//! conflict on purpose, so this is apart from reading it.

use std::collections::{BTreeMap, BTreeSet};

use reseat_model::catalog::AppliesTo;
use reseat_model::subscription::Status;
use reseat_model::{PlanId, PoolId, SkuId};

use super::{PersonEntry, TenantFile};
use crate::Problem;
use crate::problem::in_file_order;

/// Where the file breaks a rule of licensing: no usage location (VOC-7), more licences than seats (25.3), a product
/// for the whole tenant (error 6), plans that exclude each other (error 8), a plan without what it needs (error 7).
pub fn violations(file: &TenantFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for person in &file.people {
        problems.extend(
            of_person(file, person)
                .into_iter()
                .map(|message| Problem::at(person.line, format!("people: '{}': {message}", person.upn))),
        );
    }
    problems.extend(of_seats(file));
    in_file_order(problems)
}

fn of_person(file: &TenantFile, person: &PersonEntry) -> Vec<String> {
    let mut out = Vec::new();
    if !person.licenses.is_empty() && person.usage_location.is_none() {
        out.push("holds licences without a usageLocation".to_owned());
    }
    for license in &person.licenses {
        if let Some(product) = file.catalog.product(license.sku)
            && product.applies_to == AppliesTo::Company
        {
            out.push(format!("{} is for the whole tenant and cannot be assigned", product.part_number));
        }
    }
    let plans = effective_plans(file, person);
    out.extend(exclusions(file, &plans));
    out.extend(unmet(file, &plans));
    out
}

/// Effective plans with the products that give them.
fn effective_plans(file: &TenantFile, person: &PersonEntry) -> BTreeMap<PlanId, BTreeSet<SkuId>> {
    let mut plans: BTreeMap<PlanId, BTreeSet<SkuId>> = BTreeMap::new();
    for license in &person.licenses {
        for plan in file.catalog.enabled_plans(license.sku, &license.disabled) {
            plans.entry(plan).or_default().insert(license.sku);
        }
    }
    plans
}

fn exclusions(file: &TenantFile, plans: &BTreeMap<PlanId, BTreeSet<SkuId>>) -> Vec<String> {
    let mut out = Vec::new();
    for set in &file.catalog.exclusive {
        let held: Vec<_> = set.plans.iter().filter(|plan| plans.contains_key(plan)).copied().collect();
        let products: BTreeSet<_> = held.iter().flat_map(|plan| &plans[plan]).collect();
        if held.len() > 1 && products.len() > 1 {
            out.push(format!("{} exclude each other", names(file, &held)));
        }
    }
    out
}

fn unmet(file: &TenantFile, plans: &BTreeMap<PlanId, BTreeSet<SkuId>>) -> Vec<String> {
    plans
        .keys()
        .filter_map(|plan| file.catalog.dependencies.get(plan))
        .flatten()
        .filter(|dependency| !dependency.any_of.iter().any(|needed| plans.contains_key(needed)))
        .map(|dependency| {
            format!("{} needs one of {}", names(file, &[dependency.plan]), names(file, &dependency.any_of))
        })
        .collect()
}

fn names(file: &TenantFile, plans: &[PlanId]) -> String {
    let names: Vec<_> = plans
        .iter()
        .map(|plan| file.catalog.plan(*plan).map_or_else(|| plan.to_string(), |known| known.name.clone()))
        .collect();
    names.join(", ")
}

fn of_seats(file: &TenantFile) -> Vec<Problem> {
    let mut enabled: BTreeMap<(SkuId, PoolId), (u32, u64)> = BTreeMap::new();
    for subscription in &file.subscriptions {
        let pool = enabled.entry((subscription.sku, subscription.pool)).or_insert((0, subscription.line));
        if subscription.status == Status::Enabled {
            pool.0 = pool.0.saturating_add(subscription.quantity);
        }
    }
    let mut consumed: BTreeMap<(SkuId, PoolId), u32> = BTreeMap::new();
    for license in file.people.iter().flat_map(|person| &person.licenses) {
        *consumed.entry((license.sku, license.pool)).or_default() += 1;
    }
    enabled
        .into_iter()
        .filter_map(|(key, (seats, line))| {
            let used = consumed.get(&key).copied().unwrap_or_default();
            let name = file.catalog.product(key.0).map_or_else(String::new, |p| p.part_number.clone());
            (used > seats).then(|| {
                Problem::at(
                    line,
                    format!("subscriptions: '{name}': {used} licences for {seats} enabled seats"),
                )
            })
        })
        .collect()
}
