//! Every route refuses those who may not use it: a table over ROUTES, so that a new route cannot be forgotten.

use reseat_graph::{Method, Part, ROUTES, Refusal};
use serde_json::{Value, json};

use crate::fixture::{World, delegated, person};

/// A path that leads to the route. Whether its objects exist does not matter: who may not ask learns nothing.
fn path_of(parts: &[Part]) -> String {
    let mut path = "/v1.0".to_owned();
    for part in parts {
        path.push('/');
        path.push_str(&match part {
            Part::Name(name) | Part::Bound(name) => (*name).to_owned(),
            Part::Me => "me".to_owned(),
            Part::Cast(name) => format!("microsoft.graph.{name}"),
            Part::Key => person(5),
        });
    }
    path
}

fn body_of(method: Method) -> Value {
    if method == Method::Get { Value::Null } else { json!({}) }
}

#[tokio::test]
async fn without_a_token_every_route_answers_401() {
    let world = World::new();
    for route in ROUTES {
        let path = path_of(route.path);
        let reply = world.ask("", route.method.name(), &path, body_of(route.method)).await;
        reply.refused(401, "InvalidAuthenticationToken", "Access token is empty.");
        assert_eq!(reply.header("www-authenticate"), "Bearer", "{route:?}");
    }
}

#[tokio::test]
async fn without_the_permission_every_route_answers_403_whatever_the_role() {
    let world = World::new();
    let token = delegated("global", "openid profile Mail.Read");
    for route in ROUTES.iter().filter(|route| route.refusal != Refusal::PerItem) {
        let path = path_of(route.path);
        let reply = world.ask(&token, route.method.name(), &path, body_of(route.method)).await;
        let message = "Insufficient privileges to complete the operation.";
        reply.refused(403, "Authorization_RequestDenied", message);
    }
}

#[tokio::test]
async fn without_a_role_every_route_about_others_answers_403_whatever_the_permission() {
    let world = World::new();
    let scopes = "Directory.ReadWrite.All User.ReadWrite.All LicenseAssignment.ReadWrite.All User.DeleteRestore.All \
                  User.RevokeSessions.All RoleManagement.ReadWrite.Directory Application.ReadWrite.All AuditLog.Read.All";
    let token = delegated("otto", scopes);
    for route in ROUTES.iter().filter(|route| route.refusal == Refusal::Forbidden) {
        let own = route.path.first() == Some(&Part::Me) && route.method == Method::Get;
        if own {
            continue;
        }
        let path = path_of(route.path);
        let reply = world.ask(&token, route.method.name(), &path, body_of(route.method)).await;
        let message = "Insufficient privileges to complete the operation.";
        reply.refused(403, "Authorization_RequestDenied", message);
    }
}

#[tokio::test]
async fn a_batch_refuses_its_items_one_by_one() {
    let world = World::new();
    let requests: Vec<Value> = ROUTES
        .iter()
        .filter(|route| route.refusal == Refusal::Forbidden)
        .take(20)
        .enumerate()
        .map(|(n, route)| json!({"id": n.to_string(), "method": route.method.name(), "url": path_of(route.path), "body": {}}))
        .collect();
    let token = delegated("global", "openid");
    let reply = world.ask(&token, "POST", "/v1.0/$batch", json!({ "requests": requests })).await.json(200);
    let responses = reply["responses"].as_array().unwrap();
    assert_eq!(responses.len(), requests.len());
    for response in responses {
        assert_eq!(response["status"], 403, "{response}");
        assert_eq!(response["body"]["error"]["code"], "Authorization_RequestDenied");
    }
}

#[tokio::test]
async fn rol_1_a_refusal_names_roles_and_permissions_that_would_do() {
    let world = World::new();
    let path = format!("/v1.0/users/{}/assignLicense", person(5));
    let body = json!({"addLicenses": [], "removeLicenses": []});
    let token = delegated("billing", "LicenseAssignment.ReadWrite.All");
    let details = world.ask(&token, "POST", &path, body.clone()).await.json(403)["error"]["details"].clone();
    let names: Vec<_> = details.as_array().unwrap().iter().map(|d| d["message"].as_str().unwrap()).collect();
    assert_eq!(names, ["Global Administrator", "License Administrator", "User Administrator"]);
    let token = delegated("license", "User.Read");
    let details = world.ask(&token, "POST", &path, body).await.json(403)["error"]["details"].clone();
    assert!(details.as_array().unwrap().iter().any(|d| d["target"] == "LicenseAssignment.ReadWrite.All"));
}

#[tokio::test]
async fn people_may_read_themselves_and_nobody_else() {
    let world = World::new();
    let token = delegated("anna", "User.Read");
    for path in ["/v1.0/me", "/v1.0/me/licenseDetails", "/v1.0/users/ANNA@northwind.example"] {
        world.ask(&token, "GET", path, Value::Null).await.json(200);
    }
    for path in ["/v1.0/users", "/v1.0/users/ben@northwind.example", "/v1.0/users/nobody@northwind.example"] {
        world.ask(&token, "GET", path, Value::Null).await.json(403);
    }
}

#[tokio::test]
async fn me_is_for_people() {
    let world = World::new();
    let message = "/me request is only valid with delegated authentication flow.";
    world.get("/v1.0/me").await.refused(400, "BadRequest", message);
}

#[tokio::test]
async fn user_read_basic_all_reads_basic_properties_only() {
    let world = World::new();
    let token = "app|User.ReadBasic.All";
    let get = |path: &'static str| world.ask(token, "GET", path, Value::Null);
    let anna = get("/v1.0/users/anna@northwind.example").await.json(200);
    assert_eq!((&anna["surname"], &anna["businessPhones"]), (&json!("Berg"), &json!([])));
    get("/v1.0/users?$select=id,displayName&$filter=startswith(displayName,'A')").await.json(200);
    for path in [
        "/v1.0/users?$select=id,department",
        "/v1.0/users?$filter=department%20eq%20'Sales'",
        "/v1.0/users?$filter=assignedLicenses/any(l:l/skuId%20eq%20b0000000-0000-4000-8000-000000000001)",
        "/v1.0/users/anna@northwind.example?$select=assignedLicenses",
        "/v1.0/users/anna@northwind.example/licenseDetails",
        "/v1.0/directory/deletedItems/microsoft.graph.user",
    ] {
        get(path).await.json(403);
    }
}

#[tokio::test]
async fn paths_that_lead_nowhere_and_methods_that_do_not_fit() {
    let world = World::new();
    let refused = |path: &'static str, segment: &str| {
        let message = format!("Resource not found for the segment '{segment}'.");
        let world = &world;
        async move { world.get(path).await.refused(400, "BadRequest", &message) }
    };
    refused("/v1.0/groups", "groups").await;
    refused("/v1.0/users/delta", "delta").await;
    refused("/v1.0/me/drive", "drive").await;
    refused("/v1.0/users/x/manager/$ref", "manager").await;
    let message = "Specified HTTP method is not allowed for the request target.";
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE"] {
        let reply = world.ask(crate::fixture::APP, method, "/v1.0/users", Value::Null).await;
        reply.refused(405, "Request_BadRequest", message);
    }
}
