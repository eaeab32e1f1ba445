//! Plans that need another plan of the same person (error 7, API-10).

use reseat_model::catalog::{Catalog, Dependency};
use reseat_model::reason::Reason;
use reseat_model::{PlanId, SkuId};

use crate::transition::Transition;

/// Dependencies that the change breaks. One that was broken before does not keep anyone from removing something else.
pub(crate) fn broken(
    catalog: &Catalog,
    transition: &Transition<'_>,
    before: &[PlanId],
    after: &[PlanId],
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for dependency in catalog.dependencies.values().flatten() {
        if is_broken(dependency, after) && !is_broken(dependency, before) {
            reasons.push(Reason::PlanDependency {
                sku: giver(catalog, transition, dependency.plan),
                plan: vec![dependency.plan],
                needs: dependency.any_of.clone(),
            });
        }
    }
    reasons
}

fn is_broken(dependency: &Dependency, plans: &[PlanId]) -> bool {
    has(plans, dependency.plan)
        && !dependency.any_of.is_empty()
        && !dependency.any_of.iter().any(|need| has(plans, *need))
}

/// Whether the ordered `plans` hold `plan`.
pub(crate) fn has(plans: &[PlanId], plan: PlanId) -> bool {
    plans.binary_search(&plan).is_ok()
}

/// The first product that gives `plan` in the end state.
fn giver(catalog: &Catalog, transition: &Transition<'_>, plan: PlanId) -> SkuId {
    let gives = |sku: SkuId| catalog.product(sku).is_some_and(|p| p.plans.contains(&plan));
    transition
        .after()
        .filter(|path| path.state.is_valid() && !path.disabled.contains(&plan))
        .map(|path| path.key.sku)
        .filter(|sku| gives(*sku))
        .min()
        .unwrap_or(SkuId::NIL)
}
