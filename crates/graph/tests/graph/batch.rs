//! $batch (contract sections 7.1 and 14).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::fixture::{APP, BASE, SUITE, World, person};

async fn batch(world: &World, requests: Value) -> BTreeMap<String, Value> {
    let body = json!({ "requests": requests });
    let reply = world.ask(APP, "POST", "/v1.0/$batch", body).await.json(200);
    let responses = reply["responses"].as_array().unwrap().iter();
    responses.map(|response| (response["id"].as_str().unwrap().to_owned(), response.clone())).collect()
}

#[tokio::test]
async fn urls_in_every_form_and_headers_of_items() {
    let world = World::new();
    let get = |id: &str, url: &str| json!({"id": id, "method": "GET", "url": url});
    let answers = batch(
        &world,
        json!([
            get("1", "/users/anna@northwind.example?$select=id"),
            get("2", "users/anna%40northwind.example?$select=id"),
            get("3", "/v1.0/users/anna@northwind.example?$select=id"),
            get("4", "https://elsewhere.test/v1.0//users/anna@northwind.example?%24select=id"),
            {"id": "5", "method": "get", "url": "/users/$count", "depends_on": [],
             "headers": {"ConsistencyLevel": "eventual", "Authorization": "Bearer nonsense"}},
            get("6", "/users?$top=2&$select=id"),
            {"id": "7", "method": "GET", "url": "/users/anna@northwind.example?$select=id",
             "headers": {"Accept": "application/json;odata.metadata=none"}},
        ]),
    )
    .await;
    for id in ["1", "2", "3", "4"] {
        assert_eq!(answers[id]["status"], 200);
        assert_eq!(answers[id]["body"]["id"], person(5), "{id}");
        assert!(answers[id]["headers"]["Content-Type"].as_str().unwrap().starts_with("application/json"));
    }
    assert_eq!((&answers["5"]["status"], &answers["5"]["body"]), (&json!(200), &json!("MTM=")));
    let next = answers["6"]["body"]["@odata.nextLink"].as_str().unwrap();
    assert!(next.starts_with(&format!("{BASE}/v1.0/users?")), "{next}");
    assert_eq!(answers["7"]["body"], json!({"id": person(5)}));
}

#[tokio::test]
async fn writes_without_a_body_in_the_answer_and_refusals() {
    let world = World::new();
    let json_type = json!({"Content-Type": "application/json"});
    let assign = format!("/users/{}/assignLicense", person(7));
    let answers = batch(
        &world,
        json!([
            {"id": "patch", "method": "PATCH", "url": format!("/users/{}", person(6)), "headers": json_type,
             "body": {"city": "Kiel"}},
            {"id": "assign", "method": "POST", "url": assign, "headers": json_type,
             "body": {"addLicenses": [{"skuId": SUITE}], "removeLicenses": []}},
            {"id": "wrong", "method": "POST", "url": format!("/users/{}/assignLicense", person(9)), "headers": json_type,
             "body": {"addLicenses": [{"skuId": SUITE}], "removeLicenses": []}},
            {"id": "nowhere", "method": "GET", "url": "/groups"},
            {"id": "nested", "method": "POST", "url": "/$batch", "body": {"requests": []}},
        ]),
    )
    .await;
    assert_eq!(answers["patch"]["status"], 204);
    assert_eq!(answers["patch"].get("body"), None);
    assert_eq!(answers["assign"]["body"]["id"], person(7));
    let message = "License assignment cannot be done for user with invalid usage location.";
    assert_eq!(answers["wrong"]["body"]["error"]["message"], message);
    assert_eq!(answers["wrong"]["status"], 400);
    let inner = &answers["wrong"]["body"]["error"]["innerError"];
    assert_eq!(inner["request-id"], answers["wrong"]["headers"]["request-id"]);
    assert_eq!(answers["nowhere"]["status"], 400);
    assert_eq!(answers["nested"]["status"], 400);
}

#[tokio::test]
async fn dependencies_run_in_order_and_fail_together() {
    let world = World::new();
    let delete = json!({"id": "d", "method": "DELETE", "url": format!("/users/{}", person(6))});
    let answers = batch(
        &world,
        json!([
            {"id": "g", "method": "GET", "url": format!("/directory/deletedItems/{}", person(6)), "dependsOn": ["d"]},
            delete,
            {"id": "x", "method": "GET", "url": "/users/nobody"},
            {"id": "y", "method": "DELETE", "url": format!("/users/{}", person(7)), "dependsOn": ["x"]},
            {"id": "z", "method": "GET", "url": "/users", "dependsOn": ["y", "g"]},
        ]),
    )
    .await;
    assert_eq!((&answers["d"]["status"], &answers["g"]["status"]), (&json!(204), &json!(200)));
    assert_eq!(answers["x"]["status"], 404);
    for id in ["y", "z"] {
        assert_eq!(answers[id]["status"], 424, "{id}");
        assert_eq!(answers[id]["body"]["error"]["code"], "FailedDependency");
    }
    world.get(&format!("/v1.0/users/{}", person(7))).await.json(200);
}

#[tokio::test]
async fn what_is_wrong_with_the_batch_itself_is_400() {
    let world = World::new();
    let send = |requests: Value| {
        let world = &world;
        async move { world.ask(APP, "POST", "/v1.0/$batch", json!({ "requests": requests })).await.json(400) }
    };
    let one = |id: &str| json!({"id": id, "method": "GET", "url": "/users"});
    let many: Vec<_> = (0..21).map(|n| one(&n.to_string())).collect();
    assert!(send(json!(many)).await["error"]["message"].as_str().unwrap().contains("20"));
    send(json!([one("1"), one("1")])).await;
    send(json!([one("")])).await;
    send(json!([{"id": "1", "method": "GET", "url": "/users", "dependsOn": ["2"]}])).await;
    send(json!([
        {"id": "1", "method": "GET", "url": "/users", "dependsOn": ["2"]},
        {"id": "2", "method": "GET", "url": "/users", "dependsOn": ["1"]},
    ]))
    .await;
    send(json!([{"id": "1", "url": "/users"}])).await;
    world.ask(APP, "POST", "/v1.0/$batch", Value::Null).await.json(400);
}

#[tokio::test]
async fn twenty_changes_of_one_person_at_once_are_all_decided() {
    let world = World::new();
    let items: Vec<_> = (0..20)
        .map(|n| {
            json!({"id": n.to_string(), "method": "PATCH", "url": format!("/users/{}", person(6)),
                "headers": {"Content-Type": "application/json"}, "body": {"jobTitle": format!("Title {n}")}})
        })
        .collect();
    let answers = batch(&world, json!(items)).await;
    assert_eq!(answers.len(), 20);
    assert!(answers.values().all(|answer| answer["status"] == 204), "{answers:?}");
}
