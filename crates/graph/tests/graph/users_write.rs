//! Creating, changing and deleting people (contract section 2.1).

use serde_json::{Value, json};

use crate::fixture::{APP, BASE, World, delegated, names, person};

fn new_person() -> Value {
    json!({
        "accountEnabled": true, "displayName": "Ida New", "mailNickname": "ida",
        "userPrincipalName": "ida@northwind.example", "usageLocation": "DE",
        "passwordProfile": {"password": "Correct-Horse-9", "forceChangePasswordNextSignIn": true},
    })
}

#[tokio::test]
async fn a_new_person_is_201_with_location_and_the_default_properties() {
    let world = World::new();
    let reply = world.ask(APP, "POST", "/v1.0/users", new_person()).await;
    let ida = reply.json(201);
    assert_eq!(reply.header("location"), format!("{BASE}/v1.0/users/{}", ida["id"].as_str().unwrap()));
    assert_eq!(ida["@odata.context"], format!("{BASE}/v1.0/$metadata#users/$entity"));
    assert_eq!(names(&ida).len(), 12);
    let again = world.get(reply.header("location")).await.json(200);
    assert_eq!(again["userPrincipalName"], "ida@northwind.example");
}

#[tokio::test]
async fn required_properties_are_named() {
    let world = World::new();
    for name in ["accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName"] {
        let mut body = new_person();
        body.as_object_mut().unwrap().remove(name);
        let reply = world.ask(APP, "POST", "/v1.0/users", body).await;
        let message = format!("A value is required for property '{name}' of resource 'User'.");
        reply.refused(400, "Request_BadRequest", &message);
        assert_eq!(reply.json(400)["error"]["details"][0]["target"], name);
    }
    let reply = world.ask(APP, "POST", "/v1.0/users", Value::Null).await;
    reply.refused(400, "BadRequest", "Empty Payload. JSON content expected.");
}

#[tokio::test]
async fn del_9_a_taken_name_is_an_object_conflict() {
    let world = World::new();
    let mut body = new_person();
    body["userPrincipalName"] = json!("ANNA@northwind.example");
    let reply = world.ask(APP, "POST", "/v1.0/users", body).await;
    let message = "Another object with the same value for property userPrincipalName already exists.";
    reply.refused(400, "Request_BadRequest", message);
    let detail = json!({"code": "ObjectConflict", "target": "userPrincipalName", "message": message});
    assert_eq!(reply.json(400)["error"]["details"], json!([detail]));
    let path = format!("/v1.0/users/{}", person(6));
    let reply = world.ask(APP, "PATCH", &path, json!({"userPrincipalName": "anna@northwind.example"})).await;
    reply.refused(400, "Request_BadRequest", message);
}

#[tokio::test]
async fn values_that_do_not_fit_are_named() {
    let world = World::new();
    let path = format!("/v1.0/users/{}", person(6));
    for (name, value) in [
        ("usageLocation", json!("XX")),
        ("userPrincipalName", json!("no sign-in name")),
        ("displayName", Value::Null),
        ("department", json!("")),
        ("jobTitle", json!("x".repeat(300))),
        ("userType", json!("Robot")),
    ] {
        let reply = world.ask(APP, "PATCH", &path, json!({ name: value })).await;
        let message = format!("Invalid value specified for property '{name}' of resource 'User'.");
        reply.refused(400, "Request_BadRequest", &message);
    }
    let reply = world.ask(APP, "PATCH", &path, json!({"colour": "red"})).await;
    reply.refused(400, "Request_BadRequest", "Invalid property 'colour'.");
}

#[tokio::test]
async fn a_change_is_204_and_takes_names_in_odd_case() {
    let world = World::new();
    let path = "/v1.0/users/ben@northwind.example";
    let body = json!({
        "@odata.type": "#microsoft.graph.user", "surName": "Stone", "JOBTITLE": "Editor",
        "businessPhones": ["+49 30 2"], "usageLocation": "us", "accountEnabled": false, "id": person(6),
    });
    world.ask(APP, "PATCH", path, body).await.no_content();
    let select = "?$select=surname,jobTitle,businessPhones,usageLocation,accountEnabled,department";
    let ben = world.get(&format!("{path}{select}")).await.json(200);
    assert_eq!(ben["surname"], "Stone");
    assert_eq!(ben["jobTitle"], "Editor");
    assert_eq!(ben["businessPhones"], json!(["+49 30 2"]));
    assert_eq!(ben["usageLocation"], "US");
    assert_eq!(ben["accountEnabled"], false);
    assert_eq!(ben["department"], "Sales");
    world.ask(APP, "PATCH", path, json!({"department": null})).await.no_content();
    assert_eq!(world.get(&format!("{path}{select}")).await.json(200)["department"], Value::Null);
}

#[tokio::test]
async fn rol_2_a_license_administrator_writes_the_usage_location_and_nothing_else() {
    let world = World::new();
    let token = delegated("license", "User.ReadWrite.All");
    let path = format!("/v1.0/users/{}", person(9));
    world.ask(&token, "PATCH", &path, json!({"usageLocation": "DE"})).await.no_content();
    for body in [
        json!({"department": "IT"}),
        json!({"usageLocation": "FR", "department": "IT"}),
        json!({"accountEnabled": false}),
        json!({"passwordProfile": {"password": "Correct-Horse-9"}}),
    ] {
        world.ask(&token, "PATCH", &path, body).await.json(403);
    }
    let nina = world.get(&format!("{path}?$select=usageLocation,department")).await.json(200);
    assert_eq!((&nina["usageLocation"], &nina["department"]), (&json!("DE"), &Value::Null));
}

#[tokio::test]
async fn a_password_that_an_administrator_set_is_in_the_audit_without_the_password() {
    let world = World::new();
    let path = format!("/v1.0/users/{}", person(9));
    let body = json!({"passwordProfile": {"password": "Correct-Horse-9"}});
    world.ask(APP, "PATCH", &path, body).await.no_content();
    let audits =
        "/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName%20eq%20'Reset%20user%20password'";
    let reader = delegated("license", "AuditLog.Read.All");
    let records = world.ask(&reader, "GET", audits, Value::Null).await.json(200);
    assert_eq!(records["value"][0]["targetResources"][0]["id"], person(9).to_string());
    assert!(!records.to_string().contains("Correct-Horse"));
    // What is refused sets no password either.
    let body = json!({"department": "IT", "passwordProfile": {"password": "Correct-Horse-9"}});
    world.ask(APP, "PATCH", &format!("/v1.0/users/{}", person(13)), body).await.json(400);
    let after = world.ask(&reader, "GET", audits, Value::Null).await.json(200);
    assert_eq!(after["value"], records["value"]);
}

#[tokio::test]
async fn del_5_people_mastered_elsewhere_and_the_last_global_admin_are_protected() {
    let world = World::new();
    let synced = format!("/v1.0/users/{}", person(13));
    let message = "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.";
    let reply = world.ask(APP, "PATCH", &synced, json!({"department": "IT"})).await;
    reply.refused(400, "Request_BadRequest", message);
    world.ask(APP, "DELETE", &synced, Value::Null).await.refused(400, "Request_BadRequest", message);
    let message = "The last enabled Global Administrator cannot be removed, blocked or demoted. Give the role to someone else first.";
    let global = format!("/v1.0/users/{}", person(1));
    world.ask(APP, "DELETE", &global, Value::Null).await.refused(400, "Request_BadRequest", message);
    let reply = world.ask(APP, "PATCH", &global, json!({"accountEnabled": false})).await;
    reply.refused(400, "Request_BadRequest", message);
}

#[tokio::test]
async fn unknown_people_are_404() {
    let world = World::new();
    let message =
        "Resource 'x@y.z' does not exist or one of its queried reference-property objects are not present.";
    for (method, body) in [("PATCH", json!({"city": "Kiel"})), ("DELETE", Value::Null)] {
        let reply = world.ask(APP, method, "/v1.0/users/x@y.z", body).await;
        reply.refused(404, "Request_ResourceNotFound", message);
    }
}
