//! Assignments and plans of the people on a page.

use std::collections::HashMap;

use reseat_model::assignment::Assignment;
use reseat_model::catalog::Catalog;
use reseat_model::services::Services;
use reseat_model::subscription::Status;
use reseat_model::{PlanId, SkuId, TenantId, UserId};
use reseat_store::records::AssignmentRow;
use reseat_store::{Bound, Scan, Store, StoreError, Stored, tables};

use super::People;
use super::source::{Candidate, person_prefix};

/// Assignments of one person at most: a bound on reading, far above what anyone holds.
const PER_PERSON_MAX: usize = 10_000;
/// Rows read at once where people are neighbours.
const ROWS: usize = 2_000;

/// The assignments of people, in the order asked.
///
/// # Errors
/// When the store fails.
pub fn licenses_of(
    store: &dyn Store,
    tenant: TenantId,
    users: &[UserId],
) -> Result<Vec<Vec<Assignment>>, StoreError> {
    let people = People::new(store, tenant);
    users.iter().map(|user| of_one(&people, *user)).collect()
}

fn of_one(people: &People<'_>, user: UserId) -> Result<Vec<Assignment>, StoreError> {
    let scan = Scan::key(&tables::ASSIGNMENT, person_prefix(people, user), PER_PERSON_MAX);
    Ok(AssignmentRow::scan(people.store, &scan)?.into_iter().map(|row| row.assignment).collect())
}

/// Loads the assignments of candidates that do not have them yet. Neighbours in the order of ids are read in one go.
pub(super) fn attach(
    people: &People<'_>,
    candidates: &mut [Candidate],
    neighbours: bool,
) -> Result<(), StoreError> {
    if neighbours {
        return attach_between(people, candidates);
    }
    for candidate in candidates {
        if let (Some(user), None) = (&candidate.user, &candidate.licenses) {
            candidate.licenses = Some(of_one(people, user.id)?);
        }
    }
    Ok(())
}

fn attach_between(people: &People<'_>, candidates: &mut [Candidate]) -> Result<(), StoreError> {
    let mut ids = candidates.iter().filter_map(|candidate| candidate.user.as_ref().map(|user| user.id));
    let Some(first) = ids.next() else { return Ok(()) };
    let last = ids.next_back().unwrap_or(first);
    let mut by_user: HashMap<UserId, Vec<Assignment>> = HashMap::new();
    let mut lower = Bound::Included(vec![first.into()]);
    loop {
        let scan = Scan::key(&tables::ASSIGNMENT, vec![people.tenant.into()], ROWS)
            .from(lower)
            .to(Bound::Included(vec![last.into()]));
        let rows = people.store.range(&scan)?;
        let end = rows.last().filter(|_| rows.len() == ROWS);
        let next = end.map(|row| row.get(1..tables::ASSIGNMENT.key).unwrap_or_default().to_vec());
        for row in &rows {
            let assignment = <AssignmentRow as reseat_store::Record>::from_row(row)?.assignment;
            by_user.entry(assignment.user).or_default().push(assignment);
        }
        match next {
            Some(position) => lower = Bound::Excluded(position),
            None => break,
        }
    }
    for candidate in candidates {
        if let Some(user) = &candidate.user {
            candidate.licenses = Some(by_user.remove(&user.id).unwrap_or_default());
        }
    }
    Ok(())
}

/// The products held, each once.
pub(super) fn skus(people: &People<'_>, licenses: &[Assignment]) -> Vec<SkuId> {
    let held = licenses.iter().filter(|own| people.any_state || own.state.is_valid());
    let mut skus: Vec<SkuId> = held.map(|own| own.key.sku).collect();
    skus.sort_unstable();
    skus.dedup();
    skus
}

/// `assignedPlans`: what is on by any path is `Enabled`; what is switched off or was lost stays listed as `Deleted`
/// (contract 2.2).
pub(super) fn plans(
    people: &People<'_>,
    catalog: &Catalog,
    user: UserId,
    licenses: &[Assignment],
) -> Result<Vec<(PlanId, Status)>, StoreError> {
    let mut plans: HashMap<PlanId, Status> = HashMap::new();
    let former = services(people, user)?.former;
    let held = licenses.iter().map(|own| own.key.sku);
    for sku in held.chain(former.iter().map(|former| former.sku)) {
        let product = catalog.product(sku);
        for plan in product.iter().flat_map(|product| &product.plans) {
            plans.entry(*plan).or_insert(Status::Deleted);
        }
    }
    for own in licenses.iter().filter(|own| own.state.is_valid()) {
        for plan in catalog.enabled_plans(own.key.sku, &own.disabled) {
            plans.insert(plan, Status::Enabled);
        }
    }
    Ok(plans.into_iter().collect())
}

fn services(people: &People<'_>, user: UserId) -> Result<Services, StoreError> {
    use reseat_store::records::ServicesRow;
    let row = ServicesRow::load(people.store, people.tenant, &user)?;
    Ok(row.map(|row| row.services).unwrap_or_default())
}
