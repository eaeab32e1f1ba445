//! The licence members of a person (contract section 2.2).

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reseat_engine::Person;
use reseat_model::assignment::{Assignment, Path, PathState};
use reseat_model::catalog::{AppliesTo, Catalog, Plan, Product};
use reseat_model::pool::Pool;
use reseat_model::subscription::Status;
use reseat_model::{GroupId, PlanId, PoolId, SkuId, TenantId, Timestamp};
use serde::Serialize;

use super::id::{Instant, Text};

/// One entry of `assignedLicenses`: a product by whatever paths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssignedLicense {
    pub disabled_plans: Vec<Text<PlanId>>,
    pub sku_id: Text<SkuId>,
}

/// One entry of `licenseAssignmentStates`: one path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LicenseAssignmentState {
    pub sku_id: Text<SkuId>,
    pub disabled_plans: Vec<Text<PlanId>>,
    pub assigned_by_group: Option<Text<GroupId>>,
    pub state: &'static str,
    pub error: &'static str,
    pub last_updated_date_time: Instant,
}

/// One entry of `assignedPlans`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssignedPlan {
    pub assigned_date_time: Instant,
    pub capability_status: &'static str,
    pub service: String,
    pub service_plan_id: Text<PlanId>,
}

/// One entry of `provisionedPlans`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProvisionedPlan {
    pub capability_status: &'static str,
    pub provisioning_status: &'static str,
    pub service: String,
}

/// `servicePlanInfo`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServicePlanInfo {
    pub service_plan_id: Text<PlanId>,
    pub service_plan_name: String,
    pub provisioning_status: &'static str,
    pub applies_to: &'static str,
}

/// One entry of `licenseDetails`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LicenseDetails {
    pub id: String,
    pub sku_id: Text<SkuId>,
    pub sku_part_number: String,
    pub service_plans: Vec<ServicePlanInfo>,
}

/// The word of a status.
pub(crate) const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Enabled => "Enabled",
        Status::Warning => "Warning",
        Status::Suspended => "Suspended",
        Status::Deleted => "Deleted",
        Status::LockedOut => "LockedOut",
    }
}

/// The word of `appliesTo`.
pub(crate) const fn applies_to_word(applies_to: AppliesTo) -> &'static str {
    match applies_to {
        AppliesTo::User => "User",
        AppliesTo::Company => "Company",
    }
}

/// A product's status by the units of its pool (CNT-7). A pool that has no units left is deleted (25.20).
pub(crate) fn pool_status(pool: &Pool) -> Status {
    if pool.enabled > 0 {
        Status::Enabled
    } else if pool.warning > 0 {
        Status::Warning
    } else if pool.suspended > 0 {
        Status::Suspended
    } else if pool.locked_out > 0 {
        Status::LockedOut
    } else {
        Status::Deleted
    }
}

/// The products that a person has, by any valid path, with the plans that every one of them switches off.
fn held(person: &Person) -> BTreeMap<SkuId, BTreeSet<PlanId>> {
    let mut held: BTreeMap<SkuId, BTreeSet<PlanId>> = BTreeMap::new();
    for path in person.assignments.values().filter(|path| path.state.is_valid()) {
        held.entry(path.key.sku)
            .and_modify(|off| off.retain(|plan| path.disabled.contains(plan)))
            .or_insert_with(|| path.disabled.clone());
    }
    held
}

/// `assignedLicenses`.
pub(crate) fn assigned_licenses(person: &Person) -> Vec<AssignedLicense> {
    let entries = held(person).into_iter();
    entries.map(|(sku, off)| AssignedLicense { disabled_plans: texts(&off), sku_id: Text(sku) }).collect()
}

/// `licenseAssignmentStates`.
pub(crate) fn license_assignment_states(person: &Person) -> Vec<LicenseAssignmentState> {
    person.assignments.values().map(state_of).collect()
}

fn state_of(path: &Assignment) -> LicenseAssignmentState {
    // "None" rather than null is what the service sends when nothing is wrong (contract section 2.2).
    let (state, error) = match path.state {
        PathState::Active => ("Active", "None"),
        PathState::ActiveWithError => ("ActiveWithError", "Other"),
        PathState::Disabled => ("Disabled", "None"),
        PathState::Error => ("Error", "Other"),
    };
    let assigned_by_group = match path.key.path {
        Path::Direct => None,
        Path::Group(group) => Some(Text(group)),
    };
    LicenseAssignmentState {
        sku_id: Text(path.key.sku),
        disabled_plans: texts(&path.disabled),
        assigned_by_group,
        state,
        error,
        last_updated_date_time: Instant(path.updated_at),
    }
}

/// `assignedPlans`: what is on by any valid path; what is switched off or was lost stays listed as `Deleted`.
pub(crate) fn assigned_plans(
    person: &Person,
    catalog: &Catalog,
    status: impl Fn(SkuId, PoolId) -> Status,
) -> Vec<AssignedPlan> {
    let mut plans: BTreeMap<PlanId, (Status, Timestamp)> = BTreeMap::new();
    for path in person.assignments.values().filter(|path| path.state.is_valid()) {
        let status = status(path.key.sku, path.key.pool);
        for plan in catalog.enabled_plans(path.key.sku, &path.disabled) {
            let entry = plans.entry(plan).or_insert((status, path.assigned_at));
            *entry = (entry.0.min(status), entry.1.min(path.assigned_at));
        }
    }
    for path in person.assignments.values() {
        for plan in catalog.product(path.key.sku).map_or(&[][..], |product| &product.plans) {
            plans.entry(*plan).or_insert((Status::Deleted, path.updated_at));
        }
    }
    for former in &person.services.former {
        for plan in catalog.product(former.sku).map_or(&[][..], |product| &product.plans) {
            plans.entry(*plan).or_insert((Status::Deleted, former.removed_at));
        }
    }
    let entries = plans.into_iter();
    entries
        .map(|(plan, (status, at))| AssignedPlan {
            assigned_date_time: Instant(at),
            capability_status: status_word(status),
            service: service_of(catalog.plan(plan)),
            service_plan_id: Text(plan),
        })
        .collect()
}

/// `provisionedPlans`: one entry per service and status.
pub(crate) fn provisioned_plans(assigned: &[AssignedPlan]) -> Vec<ProvisionedPlan> {
    let entries = assigned.iter().map(|plan| ProvisionedPlan {
        capability_status: plan.capability_status,
        provisioning_status: "Success",
        service: plan.service.clone(),
    });
    entries.collect::<BTreeSet<_>>().into_iter().collect()
}

/// `licenseDetails`, inherited and self-service products included (API-11, 25.22).
pub(crate) fn license_details(tenant: TenantId, person: &Person, catalog: &Catalog) -> Vec<LicenseDetails> {
    let entries = held(person).into_iter();
    entries
        .map(|(sku, off)| {
            let product = catalog.product(sku);
            LicenseDetails {
                id: license_details_id(tenant, sku),
                sku_id: Text(sku),
                sku_part_number: product.map_or_else(|| sku.to_string(), |p| p.part_number.clone()),
                service_plans: product.map_or_else(Vec::new, |product| {
                    service_plans(
                        product,
                        catalog,
                        |plan| if off.contains(&plan) { DISABLED } else { SUCCESS },
                    )
                }),
            }
        })
        .collect()
}

/// A plan that works.
pub(crate) const SUCCESS: &str = "Success";
/// A plan that is off.
pub(crate) const DISABLED: &str = "Disabled";

/// The plans of a product.
pub(crate) fn service_plans(
    product: &Product,
    catalog: &Catalog,
    status: impl Fn(PlanId) -> &'static str,
) -> Vec<ServicePlanInfo> {
    let entries = product.plans.iter().map(|id| {
        let plan = catalog.plan(*id);
        ServicePlanInfo {
            service_plan_id: Text(*id),
            service_plan_name: plan.map_or_else(|| id.to_string(), |plan| plan.name.clone()),
            provisioning_status: status(*id),
            applies_to: applies_to_word(plan.map_or(AppliesTo::User, |plan| plan.applies_to)),
        }
    });
    entries.collect()
}

/// `licenseDetails.id`: both GUIDs as little-endian bytes in base64url without padding (contract section 2.2).
pub(crate) fn license_details_id(tenant: TenantId, sku: SkuId) -> String {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&tenant.0.to_bytes_le());
    bytes[16..].copy_from_slice(&sku.0.to_bytes_le());
    URL_SAFE_NO_PAD.encode(bytes)
}

fn service_of(plan: Option<&Plan>) -> String {
    plan.map_or_else(String::new, |plan| plan.graph_service.clone())
}

fn texts(plans: &BTreeSet<PlanId>) -> Vec<Text<PlanId>> {
    plans.iter().copied().map(Text).collect()
}

#[cfg(test)]
mod tests {
    use reseat_model::UserId;
    use reseat_model::assignment::AssignmentKey;

    use super::*;

    const SKU: SkuId = SkuId::from_bytes([7; 16]);
    const GROUP: GroupId = GroupId::from_bytes([9; 16]);

    fn plan(n: u8) -> PlanId {
        PlanId::from_bytes([n; 16])
    }

    fn path(path: Path, off: &[u8], state: PathState) -> Assignment {
        Assignment {
            user: UserId::NIL,
            key: AssignmentKey { sku: SKU, pool: PoolId::ORGANIZATION, path },
            disabled: off.iter().map(|n| plan(*n)).collect(),
            state,
            assigned_at: Timestamp(0),
            updated_at: Timestamp(1_000_000),
        }
    }

    fn person(paths: Vec<Assignment>) -> Person {
        Person { assignments: paths.into_iter().map(|p| (p.key, p)).collect(), ..Person::default() }
    }

    #[test]
    fn api_13_assigned_licenses_are_the_union_and_plans_are_off_only_where_every_path_has_them_off() {
        let person = person(vec![
            path(Path::Direct, &[1, 2], PathState::Active),
            path(Path::Group(GROUP), &[2, 3], PathState::ActiveWithError),
        ]);
        let licenses = assigned_licenses(&person);
        assert_eq!(licenses.len(), 1);
        assert_eq!(licenses[0].disabled_plans, [Text(plan(2))]);
        let states = license_assignment_states(&person);
        assert_eq!(states.len(), 2);
        assert_eq!((states[0].assigned_by_group, states[0].error), (None, "None"));
        assert_eq!((states[1].assigned_by_group, states[1].state), (Some(Text(GROUP)), "ActiveWithError"));
    }

    #[test]
    fn a_path_in_error_gives_nothing_but_is_listed_as_a_state() {
        let person = person(vec![path(Path::Group(GROUP), &[], PathState::Error)]);
        assert_eq!(assigned_licenses(&person), []);
        assert_eq!(license_assignment_states(&person)[0].state, "Error");
    }

    #[test]
    fn the_id_of_license_details_is_the_contract_s() {
        // A public pair: tenant 48a80680-7326-48cd-9935-b556b81d3a4e with ENTERPRISEPREMIUM.
        let tenant: TenantId = "48a80680-7326-48cd-9935-b556b81d3a4e".parse().unwrap();
        let sku: SkuId = "c7df2760-2c81-4ef7-b578-5b5392b571df".parse().unwrap();
        assert_eq!(license_details_id(tenant, sku), "gAaoSCZzzUiZNbVWuB06TmAn38eBLPdOtXhbU5K1cd8");
    }

    #[test]
    fn cnt_7_the_status_of_a_product() {
        let pool = Pool::empty(SKU, PoolId::ORGANIZATION);
        assert_eq!(pool_status(&pool), Status::Deleted);
        assert_eq!(pool_status(&Pool { locked_out: 1, ..pool }), Status::LockedOut);
        assert_eq!(pool_status(&Pool { suspended: 1, locked_out: 1, ..pool }), Status::Suspended);
        assert_eq!(pool_status(&Pool { warning: 1, suspended: 1, ..pool }), Status::Warning);
        assert_eq!(pool_status(&Pool { enabled: 1, warning: 1, ..pool }), Status::Enabled);
    }
}
