//! Products on the Licenses page.

use reseat_app::products::{OwnedProduct, SelfServicePool};
use reseat_model::SkuId;
use reseat_model::catalog::{AppliesTo, Catalog, Plan};
use reseat_model::subscription::{Status, Subscription};
use serde::Serialize;
use utoipa::ToSchema;

use super::names::{NamesWire, UserRef, iso, service_word};

/// A product with its seats (UNA-13, UNA-14).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProductWire {
    /// `skuId`.
    pub sku_id: String,
    /// `skuPartNumber`.
    pub sku_part_number: String,
    /// Its name.
    pub names: NamesWire,
    /// User or Company.
    pub applies_to: &'static str,
    /// Seats in use.
    pub assigned: u32,
    /// Units that are active.
    pub enabled: u32,
    /// Units in grace: they keep holders valid and are never handed out.
    pub warning: u32,
    /// Units of suspended purchases.
    pub suspended: u32,
    /// Units of purchases that the customer cancelled.
    pub locked_out: u32,
    /// Valid units: active and in grace.
    pub total: u32,
    /// Units that can be handed out now.
    pub available: u32,
    /// Assigned beyond what is valid.
    pub excess: u32,
    /// One or more users need a valid licence (CON-2).
    pub in_conflict: bool,
    /// The organisation's purchases.
    pub subscriptions: Vec<SubscriptionWire>,
    /// What people bought by self-service.
    pub self_service: Vec<SelfServiceWire>,
}

/// One purchase.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionWire {
    /// Its id.
    pub id: String,
    /// Seats bought.
    pub quantity: u32,
    /// Enabled, Warning, Suspended, Deleted or LockedOut.
    pub status: &'static str,
    /// A trial.
    pub trial: bool,
    /// When it was bought.
    pub created_date_time: String,
    /// When its term ends or renews.
    pub term_end_date_time: Option<String>,
}

/// A self-service purchaser's seats.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SelfServiceWire {
    /// The pool.
    pub pool_id: String,
    /// Who bought.
    pub purchaser: Option<UserRef>,
    /// Seats in use.
    pub assigned: u32,
    /// Valid units.
    pub total: u32,
    /// Units that the purchaser can hand out.
    pub available: u32,
}

/// A product with its plans.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductDetailWire {
    /// The product.
    #[serde(flatten)]
    pub product: ProductWire,
    /// Its plans.
    pub plans: Vec<PlanWire>,
}

/// A service plan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanWire {
    /// `servicePlanId`.
    pub service_plan_id: String,
    /// `servicePlanName`.
    pub name: String,
    /// Its friendly name.
    pub names: NamesWire,
    /// What it gives.
    pub service: &'static str,
    /// User or Company.
    pub applies_to: &'static str,
}

impl From<&Plan> for PlanWire {
    fn from(plan: &Plan) -> Self {
        Self {
            service_plan_id: plan.id.to_string(),
            name: plan.name.clone(),
            names: NamesWire::from(&plan.names),
            service: service_word(plan.service),
            applies_to: applies_word(plan.applies_to),
        }
    }
}

impl PlanWire {
    /// The plans of a product as the catalogue describes them; none of a product that it does not know.
    pub fn all_of(catalog: &Catalog, sku: SkuId) -> Vec<Self> {
        let plans = catalog.product(sku).map(|product| product.plans.as_slice()).unwrap_or_default();
        plans.iter().filter_map(|id| catalog.plan(*id)).map(Self::from).collect()
    }
}

impl ProductDetailWire {
    /// A product with its plans.
    pub fn new(owned: &OwnedProduct, catalog: &Catalog) -> Self {
        Self { product: ProductWire::from(owned), plans: PlanWire::all_of(catalog, owned.product.sku) }
    }
}

/// The wire word of whom a product is for.
pub(crate) const fn applies_word(applies_to: AppliesTo) -> &'static str {
    match applies_to {
        AppliesTo::User => "User",
        AppliesTo::Company => "Company",
    }
}

impl From<&OwnedProduct> for ProductWire {
    fn from(owned: &OwnedProduct) -> Self {
        let pool = &owned.pool;
        Self {
            sku_id: owned.product.sku.to_string(),
            sku_part_number: owned.product.part_number.clone(),
            names: NamesWire::from(&owned.product.names),
            applies_to: applies_word(owned.product.applies_to),
            assigned: pool.consumed,
            enabled: pool.enabled,
            warning: pool.warning,
            suspended: pool.suspended,
            locked_out: pool.locked_out,
            total: pool.valid_units(),
            available: pool.assignable(),
            excess: pool.consumed.saturating_sub(pool.valid_units()),
            in_conflict: pool.in_conflict(),
            subscriptions: owned.subscriptions.iter().map(SubscriptionWire::from).collect(),
            self_service: owned.self_service.iter().map(SelfServiceWire::from).collect(),
        }
    }
}

impl From<&Subscription> for SubscriptionWire {
    fn from(subscription: &Subscription) -> Self {
        Self {
            id: subscription.id.to_string(),
            quantity: subscription.quantity,
            status: match subscription.status {
                Status::Enabled => "Enabled",
                Status::Warning => "Warning",
                Status::Suspended => "Suspended",
                Status::Deleted => "Deleted",
                Status::LockedOut => "LockedOut",
            },
            trial: subscription.trial,
            created_date_time: iso(subscription.created_at),
            term_end_date_time: subscription.term_ends_at.map(iso),
        }
    }
}

impl From<&SelfServicePool> for SelfServiceWire {
    fn from(own: &SelfServicePool) -> Self {
        Self {
            pool_id: own.pool.pool.to_string(),
            purchaser: own.purchaser.as_ref().map(UserRef::from),
            assigned: own.pool.consumed,
            total: own.pool.valid_units(),
            available: own.pool.assignable(),
        }
    }
}
