//! The organisation (contract section 8).

use serde_json::{Value, json};

use crate::fixture::{BASE, TENANT, World, delegated};

#[tokio::test]
async fn it_is_a_list_of_one() {
    let world = World::new();
    let list = world.get("/v1.0/organization").await.json(200);
    assert_eq!(list["@odata.context"], format!("{BASE}/v1.0/$metadata#organization"));
    let own = &list["value"][0];
    assert_eq!((&own["id"], &own["displayName"]), (&json!(TENANT), &json!("Northwind Press")));
    assert_eq!(own["countryLetterCode"], "DE");
    assert_eq!(own["verifiedDomains"][0]["name"], "northwind.example");
    let plans = own["assignedPlans"].as_array().unwrap();
    assert!(
        plans.iter().any(|plan| plan["service"] == "exchange" && plan["capabilityStatus"] == "Enabled"),
        "{plans:?}"
    );
    assert!(!own["provisionedPlans"].as_array().unwrap().is_empty());
    let one = world.get(&format!("/v1.0/organization/{TENANT}?$select=displayName")).await.json(200);
    assert_eq!(one["displayName"], "Northwind Press");
    assert_eq!(one.as_object().unwrap().len(), 2);
    world.get("/v1.0/organization/7a0b0f3c-5d0e-4a57-9c2b-1f5e8f6a1c02").await.json(404);
}

#[tokio::test]
async fn every_member_reads_it_without_the_plans() {
    let world = World::new();
    let token = delegated("anna", "User.Read");
    let list = world.ask(&token, "GET", "/v1.0/organization", Value::Null).await.json(200);
    assert_eq!(list["value"][0]["displayName"], "Northwind Press");
    assert_eq!(list["value"][0]["assignedPlans"], json!([]));
}
