//! Plans of different products that exclude each other (error 8, ASG-3).

use std::collections::BTreeSet;

use reseat_model::catalog::{Catalog, ExclusiveSet};
use reseat_model::reason::Reason;
use reseat_model::{PlanId, SkuId};

use crate::licenses::dependencies::has;
use crate::transition::{PathRef, Transition};

/// Exclusions that the change breaks. The same plan from two products is one plan, never a conflict (CNT-4), and a
/// conflict that was there before does not stop an unrelated change.
pub(crate) fn broken(catalog: &Catalog, transition: &Transition<'_>, after: &[PlanId]) -> Vec<Reason> {
    if transition.only_removes() {
        return Vec::new();
    }
    catalog.exclusive.iter().filter_map(|set| broken_set(catalog, transition, set, after)).collect()
}

fn broken_set(
    catalog: &Catalog,
    transition: &Transition<'_>,
    set: &ExclusiveSet,
    after: &[PlanId],
) -> Option<Reason> {
    if !comes(catalog, transition, set) || set.plans.iter().filter(|plan| has(after, **plan)).count() < 2 {
        return None;
    }
    let old = conflicts(&givers(catalog, set, transition.before()));
    let new = conflicts(&givers(catalog, set, transition.after()));
    let plans: BTreeSet<PlanId> = new.difference(&old).flat_map(|(one, other)| [*one, *other]).collect();
    (!plans.is_empty()).then(|| Reason::MutuallyExclusive { plans: plans.into_iter().collect() })
}

/// Whether a path that comes or changes may give a plan of the set; otherwise nothing new can clash.
fn comes(catalog: &Catalog, transition: &Transition<'_>, set: &ExclusiveSet) -> bool {
    let mut products = transition
        .edits()
        .iter()
        .filter(|edit| edit.after.is_some())
        .filter_map(|edit| catalog.product(edit.key.sku));
    products.any(|product| set.plans.iter().any(|plan| product.plans.binary_search(plan).is_ok()))
}

/// Which product gives which plan of the set.
fn givers<'p>(
    catalog: &Catalog,
    set: &ExclusiveSet,
    paths: impl Iterator<Item = PathRef<'p>>,
) -> BTreeSet<(PlanId, SkuId)> {
    let mut givers = BTreeSet::new();
    for path in paths.filter(|path| path.state.is_valid()) {
        let Some(product) = catalog.product(path.key.sku) else { continue };
        for plan in set.plans.iter().filter(|plan| !path.disabled.contains(plan)) {
            if product.plans.binary_search(plan).is_ok() {
                givers.insert((*plan, product.sku));
            }
        }
    }
    givers
}

/// Pairs of plans that the person has from different products only: no product gives both.
fn conflicts(givers: &BTreeSet<(PlanId, SkuId)>) -> BTreeSet<(PlanId, PlanId)> {
    let mut pairs = BTreeSet::new();
    for (one, _) in givers {
        for (other, _) in givers.iter().filter(|(other, _)| other > one) {
            let together = givers.iter().any(|(plan, sku)| plan == one && givers.contains(&(*other, *sku)));
            if !together {
                pairs.insert((*one, *other));
            }
        }
    }
    pairs
}
