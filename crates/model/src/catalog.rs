//! What can be licensed: products, their service plans, and how plans depend on or exclude each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{PlanId, SkuId};

/// What a service plan gives to a person, as far as consequences differ (sections 16, 17, 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// A mailbox (Exchange Online plans that provide one).
    Mail,
    /// A drive (SharePoint and OneDrive plans that provide one).
    Files,
    /// Installed Office apps (Microsoft 365 Apps).
    OfficeApps,
    /// Chat and meetings.
    Teams,
    /// Telephone numbers and calling (UNA-47).
    Telephony,
    /// Device management (UNA-51).
    DeviceManagement,
    /// A Cloud PC (UNA-50).
    CloudPc,
    /// Anything else; losing it has no consequence that Reseat carries out.
    Other,
}

/// Whether a product or plan is for people or for the tenant as a whole (`appliesTo`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AppliesTo {
    /// Assigned to people.
    User,
    /// Tenant-wide; cannot be assigned, cannot be named in disabled plans.
    Company,
}

/// Where a product's description came from; an import never overwrites an organisation's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// Shipped with Reseat.
    BuiltIn,
    /// From the public reference table (`reseat catalog import`).
    Imported,
    /// Added by the organisation.
    Organization,
}

/// A name in the languages of the console.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// English.
    pub en: String,
    /// Simplified Chinese; falls back to English when empty.
    pub zh: String,
}

/// A service plan (VOC-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// `servicePlanId`.
    pub id: PlanId,
    /// `servicePlanName`, such as `EXCHANGE_S_ENTERPRISE`.
    pub name: String,
    /// The friendly name.
    pub names: Names,
    /// What it gives.
    pub service: Service,
    /// The `service` word of Graph's assignedPlans, such as `exchange`, `SharePoint`, `MicrosoftOffice`.
    pub graph_service: String,
    /// For people or for the tenant.
    pub applies_to: AppliesTo,
}

/// A product (VOC-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// `skuId`.
    pub sku: SkuId,
    /// `skuPartNumber`, such as `ENTERPRISEPACK`.
    pub part_number: String,
    /// The product's display name.
    pub names: Names,
    /// Company products cannot be assigned to people (error 6).
    pub applies_to: AppliesTo,
    /// Its plans, each once, ordered by id.
    pub plans: Vec<PlanId>,
    /// Where the description came from.
    pub origin: Origin,
}

/// `plan` works only together with at least one of `any_of`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The plan that needs another.
    pub plan: PlanId,
    /// One of these must be effective for the same person.
    pub any_of: Vec<PlanId>,
    /// Where the pair is documented.
    pub source: String,
}

/// Plans of which a person may have only one from *different* products (error 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExclusiveSet {
    /// A short name, such as `sharepoint-online`.
    pub id: String,
    /// The plans.
    pub plans: BTreeSet<PlanId>,
}

/// Everything known about products of one tenant. Immutable once built; shared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalog {
    /// Products by id.
    pub products: BTreeMap<SkuId, Arc<Product>>,
    /// Plans by id.
    pub plans: BTreeMap<PlanId, Arc<Plan>>,
    /// Dependencies by the plan that needs.
    pub dependencies: BTreeMap<PlanId, Vec<Dependency>>,
    /// Sets of mutually exclusive plans.
    pub exclusive: Vec<ExclusiveSet>,
}

impl Catalog {
    /// The product, if known.
    pub fn product(&self, sku: SkuId) -> Option<&Product> {
        self.products.get(&sku).map(Arc::as_ref)
    }

    /// The plan, if known.
    pub fn plan(&self, plan: PlanId) -> Option<&Plan> {
        self.plans.get(&plan).map(Arc::as_ref)
    }

    /// What the plan gives; unknown plans give nothing that has consequences.
    pub fn service_of(&self, plan: PlanId) -> Service {
        self.plan(plan).map_or(Service::Other, |p| p.service)
    }

    /// The plans of `sku` that a person gets with `disabled` switched off.
    pub fn enabled_plans(&self, sku: SkuId, disabled: &BTreeSet<PlanId>) -> Vec<PlanId> {
        self.product(sku).map_or_else(Vec::new, |product| {
            product.plans.iter().copied().filter(|plan| !disabled.contains(plan)).collect()
        })
    }

    /// A product by its part number, compared without regard to case.
    pub fn product_by_part_number(&self, part_number: &str) -> Option<&Product> {
        self.products.values().map(Arc::as_ref).find(|p| p.part_number.eq_ignore_ascii_case(part_number))
    }
}
