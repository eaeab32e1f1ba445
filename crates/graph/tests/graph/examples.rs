//! Members of our answers against the published examples, where these are at hand.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::fixture::{APP, SUITE, TENANT, World, delegated, person};

/// The body of a published example; `None`, with a note, where the folder is absent.
fn example(name: &str) -> Option<Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/graph/examples");
    match std::fs::read(folder.join(format!("{name}.json"))) {
        Ok(bytes) => {
            let example: Value = serde_json::from_slice(&bytes).unwrap();
            Some(example["response_body"].clone())
        }
        Err(_) => {
            println!("not compared: the published example {name} is not at hand");
            None
        }
    }
}

/// Every member of the example is in ours, with the same type where both have a value.
#[track_caller]
fn contains(ours: &Value, example: &Value, at: &str) {
    match (ours, example) {
        (Value::Object(ours), Value::Object(example)) => {
            let names: BTreeSet<_> = ours.keys().collect();
            for (name, value) in example {
                assert!(names.contains(name), "{at} lacks {name}; it has {names:?}");
                contains(&ours[name], value, &format!("{at}.{name}"));
            }
        }
        (Value::Array(ours), Value::Array(example)) => {
            if let (Some(ours), Some(example)) = (ours.first(), example.first()) {
                contains(ours, example, &format!("{at}[]"));
            }
        }
        (Value::Null, _) | (_, Value::Null) => {}
        (ours, example) => {
            let kind = |value: &Value| std::mem::discriminant(value);
            assert_eq!(kind(ours), kind(example), "{at}");
        }
    }
}

#[tokio::test]
async fn subscribed_skus() {
    let world = World::new();
    if let Some(example) = example("api.subscribedsku-list.01") {
        contains(&world.get("/v1.0/subscribedSkus").await.json(200), &example, "list");
    }
    if let Some(example) = example("api.subscribedsku-get.01") {
        let one = world.get(&format!("/v1.0/subscribedSkus/{TENANT}_{SUITE}")).await.json(200);
        contains(&one, &example, "get");
    }
}

#[tokio::test]
async fn people() {
    let world = World::new();
    if let Some(example) = example("concept.auth-v2-user.02") {
        let token = delegated("anna", "User.Read");
        let me = world.ask(&token, "GET", "/v1.0/me", Value::Null).await.json(200);
        contains(&me, &example, "me");
        contains(&example, &me, "example");
    }
    if let Some(example) = example("api.user-list.08") {
        let path = format!(
            "/v1.0/users?$select=id,mail,assignedLicenses&$filter=assignedLicenses/any(u:u/skuId%20eq%20{SUITE})"
        );
        contains(&world.get(&path).await.json(200), &example, "list");
    }
    if let Some(example) = example("api.user-list.04") {
        let path = "/v1.0/users?$filter=startswith(displayName,'a')&$orderby=displayName&$count=true&$top=1\
                    &$select=displayName,mail,mailNickname,otherMails,proxyAddresses,userPrincipalName";
        let mut list = world.get_eventual(path).await.json(200);
        list["@odata.context"] = json!("x");
        contains(&list, &example, "count");
    }
}

#[tokio::test]
async fn assign_license() {
    let world = World::new();
    if let Some(example) = example("new.user-assignlicense") {
        let body = json!({"addLicenses": [], "removeLicenses": []});
        let select = "accountEnabled,assignedLicenses,assignedPlans,businessPhones,city,companyName";
        let path = format!("/v1.0/users/{}/assignLicense?$select={select}", person(5));
        contains(&world.ask(APP, "POST", &path, body).await.json(200), &example, "assignLicense");
    }
}

#[tokio::test]
async fn errors_seen_in_the_wild() {
    let world = World::new();
    let assign = format!("/v1.0/users/{}/microsoft.graph.assignLicense", person(9));
    let cases = [
        (
            "new.observed.set-mguserlicense-missing-addlicenses",
            "POST",
            assign.clone(),
            json!({"removeLicenses": [SUITE]}),
        ),
        (
            "new.observed.assignlicense-not-held",
            "POST",
            assign.clone(),
            json!({"addLicenses": [], "removeLicenses": [SUITE]}),
        ),
        (
            "new.observed.assignlicense-usage-location",
            "POST",
            assign,
            json!({"addLicenses": [{"skuId": SUITE}], "removeLicenses": []}),
        ),
        ("new.observed.page-size", "GET", "/v1.0/users?$top=1000".to_owned(), Value::Null),
        ("new.observed.resource-not-found", "GET", "/v1.0/users/{id}".replace(['{', '}'], ""), Value::Null),
        (
            "concept.aad-advanced-queries.03",
            "GET",
            "/v1.0/users?$search=%22displayName:a%22".to_owned(),
            Value::Null,
        ),
    ];
    for (name, method, path, body) in cases {
        let Some(example) = example(name) else { continue };
        let reply = world.ask(APP, method, &path, body).await;
        let ours: Value = serde_json::from_slice(&reply.bytes).unwrap();
        contains(&ours, &example, name);
        contains(&example, &ours, name);
        assert_eq!(ours["error"]["code"], example["error"]["code"], "{name}");
        let text = |value: &Value| value["error"]["message"].as_str().unwrap().replace("{id}", "id");
        assert_eq!(text(&ours), text(&example), "{name}");
    }
}
