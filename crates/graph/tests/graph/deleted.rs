//! directory/deletedItems (contract section 4, rules DEL-1 to DEL-11).

use serde_json::{Value, json};

use crate::fixture::{APP, BASE, SCARCE, SUITE, World, delegated, person};

async fn delete(world: &World, n: u8) {
    world.ask(APP, "DELETE", &format!("/v1.0/users/{}", person(n)), Value::Null).await.no_content();
}

fn item(n: u8, action: &str) -> String {
    format!("/v1.0/directory/deletedItems/{}{action}", person(n))
}

const DAY: i64 = 86_400;

#[tokio::test]
async fn del_2_deleting_frees_the_seat_and_hides_the_person() {
    let world = World::new();
    delete(&world, 10).await;
    world.get(&format!("/v1.0/users/{}", person(10))).await.json(404);
    world.get("/v1.0/users/sam@northwind.example").await.json(404);
    world.assign(&person(7), json!([{"skuId": SCARCE}]), json!([])).await.json(200);
}

#[tokio::test]
async fn deleted_people_are_listed_under_both_names_of_the_type() {
    let world = World::new();
    delete(&world, 5).await;
    for cast in ["microsoft.graph.user", "graph.user", "Microsoft.Graph.User"] {
        let list = world.get(&format!("/v1.0/directory/deletedItems/{cast}")).await.json(200);
        assert_eq!(list["@odata.context"], format!("{BASE}/v1.0/$metadata#users"));
        let anna = &list["value"][0];
        assert_eq!(list["value"].as_array().unwrap().len(), 1);
        assert_eq!(anna["id"], person(5));
        assert_eq!(anna["deletedDateTime"], "2026-03-02T09:00:00Z");
        let upn = "d0000000000040008000000000000005anna@northwind.example";
        assert_eq!(anna["userPrincipalName"], upn);
    }
    let path =
        "/v1.0/directory/deletedItems/graph.user?$count=true&$orderby=deletedDateTime%20desc&$select=id";
    assert_eq!(world.get_eventual(path).await.json(200)["@odata.count"], 1);
    let count = world.get_eventual("/v1.0/directory/deletedItems/graph.user/$count").await;
    assert_eq!(count.bytes, b"1");
}

#[tokio::test]
async fn one_deleted_person_says_its_type() {
    let world = World::new();
    delete(&world, 5).await;
    let anna = world.get(&item(5, "")).await.json(200);
    assert_eq!(anna["@odata.type"], "#microsoft.graph.user");
    assert_eq!(anna["@odata.context"], format!("{BASE}/v1.0/$metadata#directoryObjects/$entity"));
    for key in [person(6), "anna@northwind.example".to_owned()] {
        world.get(&format!("/v1.0/directory/deletedItems/{key}")).await.json(404);
    }
}

#[tokio::test]
async fn rule_25_2_restoring_gives_the_licences_back() {
    let world = World::new();
    delete(&world, 5).await;
    let reply = world.ask(APP, "POST", &item(5, "/microsoft.graph.restore"), Value::Null).await;
    let anna = reply.json(200);
    assert_eq!(anna["@odata.type"], "#microsoft.graph.user");
    assert_eq!(anna["userPrincipalName"], "anna@northwind.example");
    let path = format!("/v1.0/users/{}?$select=assignedLicenses,deletedDateTime", person(5));
    let anna = world.get(&path).await.json(200);
    assert_eq!(anna["assignedLicenses"].as_array().unwrap().len(), 2);
    assert_eq!(anna["assignedLicenses"][0]["skuId"], SUITE);
    assert_eq!(anna["deletedDateTime"], Value::Null);
    world.ask(APP, "POST", &item(5, "/restore"), json!({})).await.json(404);
}

#[tokio::test]
async fn del_11_a_taken_name_needs_a_new_one() {
    let world = World::new();
    delete(&world, 6).await;
    let path = format!("/v1.0/users/{}", person(7));
    world.ask(APP, "PATCH", &path, json!({"userPrincipalName": "ben@northwind.example"})).await.no_content();
    let reply = world.ask(APP, "POST", &item(6, "/restore"), json!({})).await;
    let message = "Another object with the same value for property userPrincipalName already exists.";
    reply.refused(400, "Request_BadRequest", message);
    let body = json!({"autoReconcileProxyConflict": true, "newUserPrincipalName": "ben2@northwind.example"});
    let ben = world.ask(APP, "POST", &item(6, "/restore"), body).await.json(200);
    assert_eq!(ben["userPrincipalName"], "ben2@northwind.example");
}

#[tokio::test]
async fn restore_bodies() {
    let world = World::new();
    delete(&world, 5).await;
    world.ask(APP, "POST", &item(5, "/restore"), json!({"x": 1})).await.json(400);
    world.ask(APP, "POST", &item(5, "/restore"), json!({"newUserPrincipalName": 5})).await.json(400);
    world.ask(APP, "POST", &item(5, "/restore"), json!({"newUserPrincipalName": null})).await.json(200);
}

#[tokio::test]
async fn del_1_after_30_days_there_is_nobody_whether_or_not_the_worker_has_run() {
    let world = World::new();
    delete(&world, 5).await;
    world.clock.advance_seconds(30 * DAY - 1);
    world.get(&item(5, "")).await.json(200);
    world.clock.advance_seconds(1);
    world.get(&item(5, "")).await.json(404);
    world.ask(APP, "POST", &item(5, "/restore"), Value::Null).await.json(404);
    world.ask(APP, "DELETE", &item(5, ""), Value::Null).await.json(404);
    let list = world.get("/v1.0/directory/deletedItems/graph.user").await.json(200);
    assert_eq!(list["value"], json!([]));
    let count = world.get_eventual("/v1.0/directory/deletedItems/graph.user/$count").await;
    assert_eq!(count.bytes, b"0");
}

#[tokio::test]
async fn deleting_for_good() {
    let world = World::new();
    delete(&world, 5).await;
    world.ask(APP, "DELETE", &item(6, ""), Value::Null).await.json(404);
    world.ask(APP, "DELETE", &item(5, ""), json!({})).await.no_content();
    world.get(&item(5, "")).await.json(404);
    let user = delegated("user", "User.DeleteRestore.All User.Read.All");
    delete(&world, 6).await;
    world.ask(&user, "DELETE", &item(6, ""), Value::Null).await.no_content();
}

#[tokio::test]
async fn the_bare_collection_is_not_listable() {
    let world = World::new();
    let message = "Resource not found for the segment 'deletedItems'.";
    world.get("/v1.0/directory/deletedItems").await.refused(400, "BadRequest", message);
    let message = "Resource not found for the segment 'microsoft.graph.group'.";
    world.get("/v1.0/directory/deletedItems/microsoft.graph.group").await.refused(400, "BadRequest", message);
}
