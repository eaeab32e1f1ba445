//! `subscribedSku` (contract section 1).

use reseat_app::products::OwnedProduct;
use reseat_model::catalog::Catalog;
use reseat_model::subscription::Status;
use reseat_model::tenant::Tenant;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::id::Text;
use super::licenses::{
    DISABLED, SUCCESS, ServicePlanInfo, applies_to_word, pool_status, service_plans, status_word,
};

/// Its properties, in the contract's order; `$select` picks from these.
pub(crate) const PROPERTIES: &[&str] = &[
    "accountId",
    "accountName",
    "appliesTo",
    "capabilityStatus",
    "consumedUnits",
    "id",
    "prepaidUnits",
    "servicePlans",
    "skuId",
    "skuPartNumber",
    "subscriptionIds",
];

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Units {
    enabled: u32,
    suspended: u32,
    warning: u32,
    locked_out: u32,
}

/// A product that the organisation bought, with the properties that were asked for.
#[derive(Debug)]
pub(crate) struct SubscribedSku<'a> {
    pub tenant: &'a Tenant,
    pub catalog: &'a Catalog,
    pub owned: &'a OwnedProduct,
    pub properties: &'a [&'static str],
    pub context: Option<String>,
}

/// Whether the organisation itself has bought it; self-service pools do not count (25.22).
pub(crate) fn is_subscribed(owned: &OwnedProduct) -> bool {
    !owned.subscriptions.is_empty() || pool_status(&owned.pool) != Status::Deleted || owned.pool.consumed > 0
}

impl SubscribedSku<'_> {
    /// CNT-7: what its purchases say; without any, what its units say.
    fn status(&self) -> Status {
        let purchases = self.owned.subscriptions.iter().map(|subscription| subscription.status);
        let best = [Status::Enabled, Status::Warning, Status::Suspended, Status::LockedOut, Status::Deleted]
            .into_iter()
            .find(|status| purchases.clone().any(|own| own == *status));
        best.unwrap_or_else(|| pool_status(&self.owned.pool))
    }

    fn service_plans(&self) -> Vec<ServicePlanInfo> {
        let usable = matches!(self.status(), Status::Enabled | Status::Warning);
        let status = if usable { SUCCESS } else { DISABLED };
        service_plans(&self.owned.product, self.catalog, |_| status)
    }

    fn property<M: SerializeMap>(&self, map: &mut M, name: &'static str) -> Result<(), M::Error> {
        let (pool, product) = (&self.owned.pool, &self.owned.product);
        match name {
            "accountId" => map.serialize_entry(name, &Text(self.tenant.id)),
            "accountName" => map.serialize_entry(name, &self.tenant.display_name),
            "appliesTo" => map.serialize_entry(name, applies_to_word(product.applies_to)),
            "capabilityStatus" => map.serialize_entry(name, status_word(self.status())),
            "consumedUnits" => map.serialize_entry(name, &pool.consumed),
            "id" => map.serialize_entry(name, &format_args!("{}_{}", self.tenant.id, product.sku)),
            "prepaidUnits" => map.serialize_entry(
                name,
                &Units {
                    enabled: pool.enabled,
                    suspended: pool.suspended,
                    warning: pool.warning,
                    locked_out: pool.locked_out,
                },
            ),
            "servicePlans" => map.serialize_entry(name, &self.service_plans()),
            "skuId" => map.serialize_entry(name, &Text(product.sku)),
            "skuPartNumber" => map.serialize_entry(name, &product.part_number),
            "subscriptionIds" => {
                let ids: Vec<_> = self.owned.subscriptions.iter().map(|s| Text(s.id)).collect();
                map.serialize_entry(name, &ids)
            }
            _ => Ok(()),
        }
    }
}

impl Serialize for SubscribedSku<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(context) = &self.context {
            map.serialize_entry("@odata.context", context)?;
        }
        for name in self.properties {
            self.property(&mut map, name)?;
        }
        map.end()
    }
}
