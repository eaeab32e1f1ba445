//! Whether what shall come may come: the product, its plans, the person's location. What goes is never asked
//! anything about its product or pool (NEED-10).

use reseat_model::PlanId;
use reseat_model::catalog::{AppliesTo, Catalog, Product};
use reseat_model::reason::Reason;

use crate::transition::PathEdit;
use crate::{View, countries};

/// Why a path cannot come, in the order of `edits`; `plans_chosen` as in [`super::end_state::EndState`].
pub(crate) fn products(view: &View, edits: &[PathEdit<'_>], plans_chosen: bool) -> Vec<Reason> {
    edits.iter().filter_map(|edit| product(view, edit, plans_chosen)).collect()
}

/// Why this one path cannot come.
pub(crate) fn product(view: &View, edit: &PathEdit<'_>, plans_chosen: bool) -> Option<Reason> {
    let value = edit.after.as_ref()?;
    let sku = edit.key.sku;
    let sold = !edit.adds() || matches!(view.pools.get(&(sku, edit.key.pool)), Some(Some(_)));
    let Some(product) = view.catalog.product(sku).filter(|_| sold) else {
        return Some(Reason::UnknownProduct { sku });
    };
    if edit.adds() && product.applies_to == AppliesTo::Company {
        return Some(Reason::NotAssignable { sku });
    }
    if !plans_chosen {
        return None;
    }
    let wrong: Vec<PlanId> =
        value.disabled.iter().copied().filter(|plan| !can_be_off(&view.catalog, product, *plan)).collect();
    (!wrong.is_empty()).then_some(Reason::PlanNotInProduct { sku, plans: wrong })
}

/// Plans for the whole tenant cannot be switched off for one person.
fn can_be_off(catalog: &Catalog, product: &Product, plan: PlanId) -> bool {
    product.plans.contains(&plan) && catalog.plan(plan).is_none_or(|p| p.applies_to == AppliesTo::User)
}

/// A product comes to a person without a valid usage location (VOC-7, ASG-14).
pub(crate) fn usage_location(location: Option<&str>, edits: &[PathEdit<'_>]) -> Option<Reason> {
    let missing = edits.iter().any(PathEdit::adds) && !location.is_some_and(countries::is_country);
    missing.then_some(Reason::UsageLocationMissing)
}
