//! `organization` (contract section 8).

use std::collections::BTreeSet;

use reseat_app::products::OwnedProduct;
use reseat_model::catalog::Catalog;
use reseat_model::subscription::Status;
use reseat_model::tenant::Tenant;
use serde_json::{Value, json};

use super::licenses::{pool_status, status_word};
use super::sku::is_subscribed;
use crate::time::iso;

/// Its properties, for `$select`.
pub(crate) const PROPERTIES: &[&str] = &[
    "id",
    "deletedDateTime",
    "assignedPlans",
    "businessPhones",
    "city",
    "country",
    "countryLetterCode",
    "createdDateTime",
    "defaultUsageLocation",
    "displayName",
    "isMultipleDataLocationsForServicesEnabled",
    "marketingNotificationEmails",
    "onPremisesLastSyncDateTime",
    "onPremisesSyncEnabled",
    "onPremisesSyncStatus",
    "partnerTenantType",
    "postalCode",
    "preferredLanguage",
    "privacyProfile",
    "provisionedPlans",
    "securityComplianceNotificationMails",
    "securityComplianceNotificationPhones",
    "state",
    "street",
    "technicalNotificationMails",
    "tenantType",
    "verifiedDomains",
];

/// The entity. `owned` is what the caller may see of the organisation's products.
pub(crate) fn organization(tenant: &Tenant, catalog: &Catalog, owned: &[OwnedProduct]) -> Value {
    let plans = plans(catalog, owned);
    let assigned: Vec<Value> = plans.iter().map(|plan| plan.assigned.clone()).collect();
    let provisioned: BTreeSet<(&str, &str)> =
        plans.iter().map(|plan| (plan.service.as_str(), plan.status)).collect();
    let provisioned: Vec<Value> = provisioned
        .into_iter()
        .map(|(service, status)| {
            json!({ "capabilityStatus": status, "provisioningStatus": "Success", "service": service })
        })
        .collect();
    json!({
        "id": tenant.id.to_string(),
        "deletedDateTime": null,
        "assignedPlans": assigned,
        "businessPhones": [],
        "city": null,
        "country": null,
        "countryLetterCode": tenant.country,
        "createdDateTime": iso(tenant.created_at),
        "defaultUsageLocation": null,
        "displayName": tenant.display_name,
        "isMultipleDataLocationsForServicesEnabled": null,
        "marketingNotificationEmails": [],
        "onPremisesLastSyncDateTime": null,
        "onPremisesSyncEnabled": null,
        "onPremisesSyncStatus": [],
        "partnerTenantType": null,
        "postalCode": null,
        "preferredLanguage": null,
        "privacyProfile": null,
        "provisionedPlans": provisioned,
        "securityComplianceNotificationMails": [],
        "securityComplianceNotificationPhones": [],
        "state": null,
        "street": null,
        "technicalNotificationMails": [],
        "tenantType": "AAD",
        "verifiedDomains": [{
            "capabilities": "Email, OfficeCommunicationsOnline",
            "isDefault": true,
            "isInitial": true,
            "name": tenant.domain,
            "type": "Managed",
        }],
    })
}

struct OwnPlan {
    service: String,
    status: &'static str,
    assigned: Value,
}

/// One entry per product and plan, as the directory lists them.
fn plans(catalog: &Catalog, owned: &[OwnedProduct]) -> Vec<OwnPlan> {
    let mut plans = Vec::new();
    for product in owned.iter().filter(|owned| is_subscribed(owned)) {
        let status = pool_status(&product.pool);
        if status == Status::Deleted {
            continue;
        }
        let since = product.subscriptions.iter().map(|subscription| subscription.created_at).min();
        for id in &product.product.plans {
            let service = catalog.plan(*id).map_or_else(String::new, |plan| plan.graph_service.clone());
            let assigned = json!({
                "assignedDateTime": since.map(iso),
                "capabilityStatus": status_word(status),
                "service": service,
                "servicePlanId": id.to_string(),
            });
            plans.push(OwnPlan { service, status: status_word(status), assigned });
        }
    }
    plans
}
