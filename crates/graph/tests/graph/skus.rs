//! subscribedSkus (contract section 1).

use serde_json::{Value, json};

use crate::fixture::{APP, BASE, SUITE, TENANT, World, delegated, names, plan};

fn sku<'a>(list: &'a Value, part_number: &str) -> &'a Value {
    let found = list["value"].as_array().unwrap().iter().find(|sku| sku["skuPartNumber"] == part_number);
    found.unwrap_or_else(|| panic!("no {part_number}"))
}

#[tokio::test]
async fn a_product_with_all_its_members() {
    let world = World::new();
    let list = world.get("/v1.0/subscribedSkus").await.json(200);
    assert_eq!(list["@odata.context"], format!("{BASE}/v1.0/$metadata#subscribedSkus"));
    assert_eq!(names(&list), ["@odata.context", "value"]);
    let suite = sku(&list, "T_SUITE");
    assert_eq!(suite["id"], format!("{TENANT}_{SUITE}"));
    assert_eq!(suite["accountId"], TENANT);
    assert_eq!(suite["accountName"], "Northwind Press");
    assert_eq!(suite["appliesTo"], "User");
    assert_eq!(suite["capabilityStatus"], "Enabled");
    assert_eq!(suite["consumedUnits"], 2);
    assert_eq!(suite["prepaidUnits"], json!({"enabled": 10, "suspended": 0, "warning": 0, "lockedOut": 0}));
    assert_eq!(suite["skuId"], SUITE);
    assert_eq!(suite["subscriptionIds"], json!(["c0000000-0000-4000-8000-000000000001"]));
    let mail = suite["servicePlans"].as_array().unwrap().iter().find(|p| p["servicePlanName"] == "T_MAIL");
    let expected = json!({
        "servicePlanId": plan(1), "servicePlanName": "T_MAIL", "provisioningStatus": "Success", "appliesTo": "User"
    });
    assert_eq!(mail, Some(&expected));
}

#[tokio::test]
async fn cnt_7_status_and_company_products() {
    let world = World::new();
    let list = world.get("/v1.0/subscribedSkus").await.json(200);
    assert_eq!(sku(&list, "T_GRACE")["capabilityStatus"], "Warning");
    assert_eq!(sku(&list, "T_GRACE")["prepaidUnits"]["warning"], 4);
    assert_eq!(sku(&list, "T_WIDE")["appliesTo"], "Company");
}

#[tokio::test]
async fn rule_25_22_self_service_pools_do_not_show() {
    let world = World::new();
    let list = world.get("/v1.0/subscribedSkus").await.json(200);
    assert!(list["value"].as_array().unwrap().iter().all(|sku| sku["skuPartNumber"] != "T_OWNBUY"));
    let id = format!("{TENANT}_{}", crate::fixture::OWNBUY);
    let message = format!(
        "Resource '{id}' does not exist or one of its queried reference-property objects are not present."
    );
    world.get(&format!("/v1.0/subscribedSkus/{id}")).await.refused(404, "Request_ResourceNotFound", &message);
}

#[tokio::test]
async fn one_product_by_its_id_in_any_case() {
    let world = World::new();
    let id = format!("{TENANT}_{SUITE}").to_uppercase();
    let one = world.get(&format!("/v1.0/subscribedSkus('{id}')")).await.json(200);
    assert_eq!(one["@odata.context"], format!("{BASE}/v1.0/$metadata#subscribedSkus/$entity"));
    assert_eq!(one["skuPartNumber"], "T_SUITE");
    for wrong in [SUITE.to_owned(), format!("{SUITE}_{SUITE}"), format!("{TENANT}_x")] {
        world.get(&format!("/v1.0/subscribedSkus/{wrong}")).await.json(404);
    }
}

#[tokio::test]
async fn api_5_select_only() {
    let world = World::new();
    let list = world.get("/v1.0/subscribedSkus?%24select=skuPartNumber,PREPAIDUNITS").await.json(200);
    let context = format!("{BASE}/v1.0/$metadata#subscribedSkus(skuPartNumber,prepaidUnits)");
    assert_eq!(list["@odata.context"], context);
    assert_eq!(names(&list["value"][0]), ["prepaidUnits", "skuPartNumber"]);
    let unknown = world.get("/v1.0/subscribedSkus?$select=colour").await;
    let message = "Parsing OData Select and Expand failed: Could not find a property named 'colour' on type 'microsoft.graph.subscribedSku'.";
    unknown.refused(400, "BadRequest", message);
    world.get("/v1.0/subscribedSkus?$filter=x").await.json(400);
}

#[tokio::test]
async fn api_14_a_role_and_a_scope() {
    let world = World::new();
    let ask = |token: String| {
        let world = &world;
        async move { world.ask(&token, "GET", "/v1.0/subscribedSkus", Value::Null).await.status.as_u16() }
    };
    assert_eq!(ask(delegated("billing", "LicenseAssignment.Read.All")).await, 200);
    assert_eq!(ask(delegated("billing", "User.Read.All")).await, 403);
    assert_eq!(ask(delegated("otto", "LicenseAssignment.Read.All")).await, 403);
    assert_eq!(ask("app|Organization.Read.All".to_owned()).await, 200);
    assert_eq!(ask(APP.to_owned()).await, 200);
}
