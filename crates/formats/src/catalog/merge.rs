//! Bringing a file's products into a catalogue: what is new, what changes, what stays.

use std::collections::BTreeMap;
use std::sync::Arc;

use reseat_model::PlanId;
use reseat_model::catalog::{Catalog, Dependency, Names, Origin, Plan, Product};

use super::ParsedCatalog;

/// How many entries were new, changed, or as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// New.
    pub added: u64,
    /// Known and changed.
    pub updated: u64,
    /// Known and equal, or an organisation's own that an import leaves alone.
    pub unchanged: u64,
}

/// A catalogue with a file's entries in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The catalogue afterwards.
    pub catalog: Catalog,
    /// What became of the file's products.
    pub products: Counts,
    /// What became of the file's plans.
    pub plans: Counts,
}

/// Brings `parsed` into `base`.
///
/// - An organisation's own description replaces whatever was known, and no import overwrites it.
/// - The reference table knows neither Chinese names nor what a plan gives: from it a known product takes its English
///   name and its plans, and a known plan stays as it is.
pub fn merge(base: &Catalog, parsed: &ParsedCatalog) -> Merged {
    let mut catalog = base.clone();
    let (mut products, mut plans) = (Counts::default(), Counts::default());
    for plan in &parsed.plans {
        put_plan(&mut catalog, plan, parsed.origin, &mut plans);
    }
    for product in &parsed.products {
        put_product(&mut catalog, product, &mut products);
    }
    for dependency in &parsed.dependencies {
        put_dependency(&mut catalog.dependencies, dependency);
    }
    for set in &parsed.exclusive {
        catalog.exclusive.retain(|known| known.id != set.id);
        catalog.exclusive.push(set.clone());
    }
    Merged { catalog, products, plans }
}

fn put_plan(catalog: &mut Catalog, plan: &Plan, origin: Origin, counts: &mut Counts) {
    match catalog.plans.get(&plan.id) {
        None => counts.added += 1,
        Some(known) if origin == Origin::Imported || **known == *plan => {
            counts.unchanged += 1;
            return;
        }
        Some(_) => counts.updated += 1,
    }
    catalog.plans.insert(plan.id, Arc::new(plan.clone()));
}

fn put_product(catalog: &mut Catalog, incoming: &Product, counts: &mut Counts) {
    let next = match catalog.products.get(&incoming.sku) {
        None => {
            counts.added += 1;
            incoming.clone()
        }
        Some(known) => match updated(known, incoming) {
            None => {
                counts.unchanged += 1;
                return;
            }
            Some(next) => {
                counts.updated += 1;
                next
            }
        },
    };
    catalog.products.insert(next.sku, Arc::new(next));
}

/// The known product with what the incoming one changes; `None` when nothing does.
fn updated(known: &Product, incoming: &Product) -> Option<Product> {
    let next = match incoming.origin {
        Origin::Organization | Origin::BuiltIn => incoming.clone(),
        Origin::Imported if known.origin == Origin::Organization => return None,
        Origin::Imported => Product {
            names: Names { en: incoming.names.en.clone(), zh: known.names.zh.clone() },
            plans: incoming.plans.clone(),
            part_number: incoming.part_number.clone(),
            ..known.clone()
        },
    };
    if next == *known {
        return None;
    }
    Some(Product { origin: incoming.origin, ..next })
}

fn put_dependency(dependencies: &mut BTreeMap<PlanId, Vec<Dependency>>, dependency: &Dependency) {
    let known = dependencies.entry(dependency.plan).or_default();
    if !known.contains(dependency) {
        known.push(dependency.clone());
    }
}
