//! assignLicense: every row of contract section 10 that direct licensing reaches, and what success looks like.

use serde_json::{Value, json};

use crate::fixture::{
    APP, BASE, CALLS, DOCS, GRACE, NEVER, OWNBUY, SCARCE, SUITE, World, delegated, names, person, plan,
};
use crate::users::inherit;

const BAD: &str = "Request_BadRequest";

fn add(sku: &str) -> Value {
    json!([{ "skuId": sku }])
}

async fn consumed(world: &World, part_number: &str) -> u64 {
    let list = world.get("/v1.0/subscribedSkus").await.json(200);
    let skus = list["value"].as_array().unwrap();
    let sku = skus.iter().find(|sku| sku["skuPartNumber"] == part_number).unwrap();
    sku["consumedUnits"].as_u64().unwrap()
}

#[tokio::test]
async fn api_1_assigning_and_unassigning_answer_200_with_the_person() {
    let world = World::new();
    let before = consumed(&world, "T_SUITE").await;
    let otto = world.assign(&person(7), add(SUITE), json!([])).await.json(200);
    assert_eq!(otto["@odata.context"], format!("{BASE}/v1.0/$metadata#users/$entity"));
    assert_eq!(otto["userPrincipalName"], "otto@northwind.example");
    assert_eq!(names(&otto).len(), 12);
    assert_eq!(consumed(&world, "T_SUITE").await, before + 1);
    world.assign("OTTO@northwind.example", json!([]), json!([SUITE.to_uppercase()])).await.json(200);
    assert_eq!(consumed(&world, "T_SUITE").await, before);
}

#[tokio::test]
async fn every_spelling_of_the_action() {
    let world = World::new();
    let body = json!({"addLicenses": [], "removeLicenses": []});
    for path in [
        "/v1.0/users/otto@northwind.example/assignLicense",
        "/v1.0/users/otto@northwind.example/microsoft.graph.assignLicense",
        "/v1.0/users/otto@northwind.example/Microsoft.Graph.AssignLicense",
        "/v1.0//users('otto@northwind.example')/assignlicense",
    ] {
        world.ask(APP, "POST", path, body.clone()).await.json(200);
    }
    let token = delegated("license", "LicenseAssignment.ReadWrite.All");
    world.ask(&token, "POST", "/v1.0/me/assignLicense", body).await.json(200);
}

#[tokio::test]
async fn select_adds_the_licence_members_to_the_answer() {
    let world = World::new();
    let body = json!({"addLicenses": [{"skuId": SUITE, "disabledPlans": [plan(4)]}], "removeLicenses": []});
    let path = format!("/v1.0/users/{}/assignLicense?$select=id,assignedLicenses", person(7));
    let otto = world.ask(APP, "POST", &path, body).await.json(200);
    assert_eq!(otto["assignedLicenses"], json!([{"disabledPlans": [plan(4)], "skuId": SUITE}]));
}

#[tokio::test]
async fn the_right_to_assign_is_no_right_to_read_people() {
    let world = World::new();
    let body = json!({"addLicenses": [], "removeLicenses": []});
    let token = "app|LicenseAssignment.ReadWrite.All";
    for (select, status) in [("id,assignedLicenses", 200), ("id,department", 403)] {
        let path = format!("/v1.0/users/{}/assignLicense?$select={select}", person(5));
        world.ask(token, "POST", &path, body.clone()).await.json(status);
    }
}

#[tokio::test]
async fn api_4_adding_again_replaces_the_disabled_plans_without_a_seat() {
    let world = World::new();
    let before = consumed(&world, "T_SUITE").await;
    world
        .assign(&person(5), json!([{"skuId": SUITE, "disabledPlans": [plan(1)]}]), json!([]))
        .await
        .json(200);
    let anna = world.get(&format!("/v1.0/users/{}?$select=assignedLicenses", person(5))).await.json(200);
    assert_eq!(anna["assignedLicenses"][0]["disabledPlans"], json!([plan(1)]));
    assert_eq!(consumed(&world, "T_SUITE").await, before);
}

#[tokio::test]
async fn a_swap_is_one_step_and_needs_no_free_seat_of_what_goes() {
    let world = World::new();
    world.assign(&person(10), add(SUITE), json!([SCARCE])).await.json(200);
    world.assign(&person(7), add(SCARCE), json!([])).await.json(200);
    let sam = world.get(&format!("/v1.0/users/{}?$select=assignedLicenses", person(10))).await.json(200);
    assert_eq!(sam["assignedLicenses"], json!([{"disabledPlans": [], "skuId": SUITE}]));
}

#[tokio::test]
async fn error_1_usage_location() {
    let world = World::new();
    let message = "License assignment cannot be done for user with invalid usage location.";
    world.assign(&person(9), add(SUITE), json!([])).await.refused(400, BAD, message);
}

#[tokio::test]
async fn error_2_inherited_only() {
    let world = World::new();
    inherit(&world, &person(11), SUITE, &[]);
    let reply = world.assign(&person(11), json!([]), json!([SUITE])).await;
    let message =
        "User license is inherited from a group membership and it cannot be removed directly from the user.";
    reply.refused(400, BAD, message);
    let details = &reply.json(400)["error"]["details"][0];
    assert_eq!((&details["code"], &details["target"]), (&json!("inheritedOnly"), &json!(SUITE)));
    assert!(details["message"].as_str().unwrap().contains(&crate::users::GROUP.to_string()));
}

#[tokio::test]
async fn error_3_no_seat_and_none_from_grace() {
    let world = World::new();
    for sku in [SCARCE, GRACE] {
        let message = format!("Subscription with SKU {sku} does not have any available licenses.");
        world.assign(&person(7), add(sku), json!([])).await.refused(400, BAD, &message);
    }
}

#[tokio::test]
async fn error_4_not_held_and_nothing_else_happens() {
    let world = World::new();
    let before = consumed(&world, "T_SUITE").await;
    let reply = world.assign(&person(7), add(SUITE), json!([DOCS])).await;
    reply.refused(400, BAD, "User does not have a corresponding license.");
    assert_eq!(consumed(&world, "T_SUITE").await, before);
}

#[tokio::test]
async fn error_5_unknown_product() {
    let world = World::new();
    for sku in [NEVER, "00000000-0000-0000-0000-00000000dead"] {
        let message = format!("License {sku} does not correspond to a valid company License.");
        world.assign(&person(7), add(sku), json!([])).await.refused(400, BAD, &message);
    }
}

#[tokio::test]
async fn error_6_company_product() {
    let world = World::new();
    let message = format!("License {} cannot be assigned to a user.", crate::fixture::WIDE);
    world.assign(&person(7), add(crate::fixture::WIDE), json!([])).await.refused(400, BAD, &message);
}

#[tokio::test]
async fn error_7_a_plan_that_stays_or_comes_needs_another() {
    let world = World::new();
    let message = format!(
        "License assignment failed because service plan {} depends on the service plan(s) {}",
        plan(3),
        plan(2)
    );
    world.assign(&person(5), json!([]), json!([SUITE])).await.refused(400, BAD, &message);
    world.assign(&person(7), add(CALLS), json!([])).await.refused(400, BAD, &message);
    world.assign(&person(5), json!([]), json!([SUITE, CALLS])).await.json(200);
}

#[tokio::test]
async fn error_8_exclusive_plans() {
    let world = World::new();
    let message = format!(
        "License assignment failed because service plans {}, {} are mutually exclusive.",
        plan(4),
        plan(5)
    );
    world.assign(&person(6), add(DOCS), json!([])).await.refused(400, BAD, &message);
    // Anna has Sites 1 switched off.
    world.assign(&person(5), add(DOCS), json!([])).await.json(200);
}

#[tokio::test]
async fn error_9_both_arrays_are_mandatory() {
    let world = World::new();
    let path = format!("/v1.0/users/{}/microsoft.graph.assignLicense", person(5));
    let message = "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: addLicenses.";
    let reply = world.ask(APP, "POST", &path, json!({"removeLicenses": [SUITE]})).await;
    reply.refused(400, BAD, message);
    let message = message.replace("addLicenses.", "addLicenses, removeLicenses.");
    world.ask(APP, "POST", &path, Value::Null).await.refused(400, BAD, &message);
}

#[tokio::test]
async fn error_10_no_guid() {
    let world = World::new();
    let message = "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details.";
    world.assign(&person(5), add("T_SUITE"), json!([])).await.refused(400, BAD, message);
    world.assign(&person(5), json!([]), json!(["{}"])).await.refused(400, BAD, message);
}

#[tokio::test]
async fn error_11_a_plan_of_another_product() {
    let world = World::new();
    let adding = json!([{"skuId": SUITE, "disabledPlans": [plan(7)]}]);
    let body = world.assign(&person(7), adding, json!([])).await.json(400);
    assert_eq!(body["error"]["code"], BAD);
    let message = body["error"]["message"].as_str().unwrap();
    assert!(message.contains(&plan(7)) && message.contains(SUITE), "{message}");
}

#[tokio::test]
async fn error_13_unknown_and_deleted_people() {
    let world = World::new();
    world.ask(APP, "DELETE", &format!("/v1.0/users/{}", person(7)), Value::Null).await.no_content();
    for key in [&person(7), "00000000-0000-0000-0000-00000000dead", "nobody@northwind.example"] {
        let message = format!(
            "Resource '{key}' does not exist or one of its queried reference-property objects are not present."
        );
        let reply = world.assign(key, add(SUITE), json!([])).await;
        reply.refused(404, "Request_ResourceNotFound", &message);
    }
}

#[tokio::test]
async fn error_14_guests_need_a_global_administrator() {
    let world = World::new();
    let path = format!("/v1.0/users/{}/assignLicense", person(12));
    let body = json!({"addLicenses": add(SUITE), "removeLicenses": []});
    let token = delegated("license", "LicenseAssignment.ReadWrite.All");
    let reply = world.ask(&token, "POST", &path, body.clone()).await;
    let message = "Insufficient privileges to complete the operation.";
    reply.refused(403, "Authorization_RequestDenied", message);
    assert_eq!(reply.json(403)["error"]["details"][0]["message"], "Global Administrator");
    let token = delegated("global", "LicenseAssignment.ReadWrite.All");
    world.ask(&token, "POST", &path, body).await.json(200);
}

#[tokio::test]
async fn una_2_self_service_names_purchaser_and_take_over() {
    let world = World::new();
    let reply = world.assign(&person(8), json!([]), json!([OWNBUY])).await;
    let body = reply.json(400);
    assert_eq!(body["error"]["code"], BAD);
    let message = body["error"]["message"].as_str().unwrap();
    assert!(message.contains("otto@northwind.example") && message.contains("Take over"), "{message}");
}

#[tokio::test]
async fn a_product_named_twice_is_refused() {
    let world = World::new();
    let message = format!("License {SUITE} is named more than once in addLicenses and removeLicenses.");
    world.assign(&person(6), add(SUITE), json!([SUITE])).await.refused(400, BAD, &message);
}

#[tokio::test]
async fn several_refusals_are_all_in_the_details() {
    let world = World::new();
    let reply = world.assign(&person(9), json!([{"skuId": NEVER}]), json!([DOCS])).await;
    let details = reply.json(400)["error"]["details"].clone();
    let codes: Vec<_> = details.as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["unknownProduct", "usageLocationMissing", "notHeld"]);
}

#[tokio::test]
async fn rule_25_26_calls_can_join_one_change_set() {
    let world = World::new();
    let made = format!("{:012x}", crate::fixture::START.0 / 1_000);
    let set = format!("{}-{}-7000-8000-000000000001", &made[..8], &made[8..]);
    let set = set.as_str();
    for user in [person(6), person(7)] {
        let body =
            json!({"addLicenses": [{"skuId": SUITE, "disabledPlans": [plan(2)]}], "removeLicenses": []});
        let path = format!("/v1.0/users/{user}/assignLicense");
        world.ask_with(APP, "POST", &path, body, &[("Reseat-Change-Set", set)]).await.json(200);
    }
    let path = format!("/v1.0/users/{}", person(6));
    let reply = world.ask_with(APP, "GET", &path, Value::Null, &[("Reseat-Change-Set", "x")]).await;
    assert!(reply.json(400)["error"]["message"].as_str().unwrap().contains("Reseat-Change-Set"));
    use reseat_model::ChangeSetId;
    use reseat_model::change_set::ChangeSet;
    use reseat_store::Stored;
    let id: ChangeSetId = set.parse().unwrap();
    let tenant = crate::fixture::TENANT.parse().unwrap();
    let joined = ChangeSet::load(world.store.as_ref(), tenant, &id).unwrap().unwrap();
    assert_eq!(joined.counts.changed, 2);
}

#[tokio::test]
async fn a_repeated_request_is_done_once() {
    let world = World::new();
    let path = format!("/v1.0/users/{}/assignLicense", person(6));
    let body = json!({"addLicenses": [], "removeLicenses": [SUITE]});
    let id = ("client-request-id", "0a000000-0000-4000-8000-000000000001");
    let first = world.ask_with(APP, "POST", &path, body.clone(), &[id]).await;
    let again = world.ask_with(APP, "POST", &path, body.clone(), &[id, ("Retry-Attempt", "1")]).await;
    assert_eq!(first.json(200), again.json(200));
    let message = "User does not have a corresponding license.";
    // Not said to be a repetition, another id, or too late: decided again.
    world.ask_with(APP, "POST", &path, body.clone(), &[id]).await.refused(400, BAD, message);
    let other = ("client-request-id", "0a000000-0000-4000-8000-000000000002");
    let retry = ("Retry-Attempt", "1");
    world.ask_with(APP, "POST", &path, body.clone(), &[other, retry]).await.refused(400, BAD, message);
    world.clock.advance_seconds(601);
    world.ask_with(APP, "POST", &path, body, &[id, retry]).await.refused(400, BAD, message);
}
