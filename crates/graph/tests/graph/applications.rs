//! Registered applications (contract section 8, rule 25.25).

use serde_json::{Value, json};

use crate::fixture::{BASE, World, delegated};

const APPS: &str = "/v1.0/applications";
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";
const USER_READ_ALL: &str = "df021288-bdef-4463-88db-98f22de89214";
const USER_READ: &str = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";

fn admin() -> String {
    delegated("global", "Application.ReadWrite.All AuditLog.Read.All")
}

fn requires(access: &Value) -> Value {
    json!([{ "resourceAppId": GRAPH, "resourceAccess": access }])
}

impl World {
    async fn admin(&self, method: &str, path: &str, body: Value) -> crate::fixture::Reply {
        self.ask(&admin(), method, path, body).await
    }

    async fn register(&self, body: Value) -> Value {
        self.admin("POST", APPS, body).await.json(201)
    }

    async fn newest_activity(&self) -> String {
        let list = self.admin("GET", "/v1.0/auditLogs/directoryAudits?$top=1", Value::Null).await.json(200);
        list["value"][0]["activityDisplayName"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn an_application_from_its_registration_to_its_end() {
    let world = World::new();
    let access = json!([{"id": USER_READ_ALL, "type": "Role"}, {"id": USER_READ, "type": "Scope"}]);
    let body = json!({"displayName": " Nightly ", "web": {"redirectUris": ["https://app.example/cb"]}, "requiredResourceAccess": requires(&access)});
    let made = world.register(body).await;
    let (id, app_id) = (made["id"].as_str().unwrap(), made["appId"].as_str().unwrap());
    assert_ne!(id, app_id);
    assert_eq!((&made["displayName"], &made["isFallbackPublicClient"]), (&json!("Nightly"), &json!(false)));
    assert_eq!(made["requiredResourceAccess"], requires(&access));
    assert_eq!(made["web"]["redirectUris"], json!(["https://app.example/cb"]));
    assert_eq!(made["passwordCredentials"], json!([]));
    assert_eq!(world.newest_activity().await, "Add application");
    for path in [format!("{APPS}/{id}"), format!("{APPS}(appId='{app_id}')")] {
        let one = world.admin("GET", &path, Value::Null).await.json(200);
        assert_eq!((&one["id"], &one["appId"]), (&made["id"], &made["appId"]));
        assert_eq!(one["@odata.context"], format!("{BASE}/v1.0/$metadata#applications/$entity"));
    }
    let found =
        world.admin("GET", &format!("{APPS}?$filter=appId%20eq%20'{app_id}'&$select=id"), Value::Null).await;
    assert_eq!(found.json(200)["value"], json!([{"id": id}]));
    let own = format!("{APPS}/{id}");
    let change = json!({"displayName": "Daily", "requiredResourceAccess": []});
    world.admin("PATCH", &own, change).await.no_content();
    assert_eq!(world.newest_activity().await, "Update application");
    let changed = world.admin("GET", &own, Value::Null).await.json(200);
    assert_eq!((&changed["displayName"], &changed["requiredResourceAccess"]), (&json!("Daily"), &json!([])));
    assert_eq!(changed["web"], made["web"]);
    world.admin("DELETE", &format!("{APPS}(appId='{app_id}')"), Value::Null).await.no_content();
    assert_eq!(world.newest_activity().await, "Delete application");
    for method in ["GET", "DELETE"] {
        world.admin(method, &own, Value::Null).await.json(404);
    }
    world.admin("PATCH", &own, json!({"displayName": "x"})).await.json(404);
}

#[tokio::test]
async fn a_secret_is_told_once() {
    let world = World::new();
    let made = world.register(json!({"displayName": "Nightly"})).await;
    let own = format!("{APPS}/{}", made["id"].as_str().unwrap());
    let body = json!({"passwordCredential": {"displayName": "ci", "endDateTime": "2027-01-01T00:00:00Z"}});
    let secret = world.admin("POST", &format!("{own}/addPassword"), body).await.json(200);
    assert_eq!(secret["@odata.context"], format!("{BASE}/v1.0/$metadata#microsoft.graph.passwordCredential"));
    let text = secret["secretText"].as_str().unwrap();
    assert!(text.len() >= 40 && text.starts_with(secret["hint"].as_str().unwrap()));
    assert_eq!(secret["endDateTime"], "2027-01-01T00:00:00Z");
    assert_eq!(world.newest_activity().await, "Update application – Certificates and secrets management");
    let kept = world.admin("GET", &own, Value::Null).await.json(200);
    let credential = &kept["passwordCredentials"][0];
    assert_eq!((&credential["keyId"], &credential["displayName"]), (&secret["keyId"], &json!("ci")));
    assert_eq!(credential["secretText"], Value::Null);
    assert!(!kept.to_string().contains(text));
    let audits = world.admin("GET", "/v1.0/auditLogs/directoryAudits", Value::Null).await.json(200);
    assert!(!audits.to_string().contains(text));
    let unnamed = world.admin("POST", &format!("{own}/addPassword"), Value::Null).await.json(200);
    assert_eq!(unnamed["endDateTime"], "2028-03-01T09:00:00Z");
    let remove = json!({"keyId": secret["keyId"]});
    world.admin("POST", &format!("{own}/microsoft.graph.removePassword"), remove.clone()).await.no_content();
    world.admin("POST", &format!("{own}/removePassword"), remove).await.json(400);
    let left = world.admin("GET", &own, Value::Null).await.json(200);
    assert_eq!(left["passwordCredentials"].as_array().unwrap().len(), 1);
    let past = json!({"passwordCredential": {"endDateTime": "2020-01-01T00:00:00Z"}});
    world.admin("POST", &format!("{own}/addPassword"), past).await.json(400);
}

#[tokio::test]
async fn a_public_client_has_no_secret() {
    let world = World::new();
    let made = world
        .register(json!({"displayName": "Tool", "publicClient": {"redirectUris": ["http://localhost"]}}))
        .await;
    assert_eq!(made["isFallbackPublicClient"], true);
    assert_eq!(made["publicClient"]["redirectUris"], json!(["http://localhost"]));
    let own = format!("{APPS}/{}", made["id"].as_str().unwrap());
    world.admin("POST", &format!("{own}/addPassword"), Value::Null).await.json(400);
    let confidential = json!({"publicClient": {"redirectUris": []}, "isFallbackPublicClient": false});
    world.admin("PATCH", &own, confidential).await.no_content();
    world.admin("POST", &format!("{own}/addPassword"), Value::Null).await.json(200);
    world.admin("PATCH", &own, json!({"isFallbackPublicClient": true})).await.json(400);
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let world = World::new();
    for body in [
        json!({}),
        json!({"displayName": " "}),
        json!({"displayName": "A", "web": {"redirectUris": ["http://app.example/cb"]}}),
        json!({"displayName": "A", "web": {"redirectUris": ["javascript:alert(1)"]}}),
        json!({"displayName": "A", "requiredResourceAccess": [{"resourceAppId": "x", "resourceAccess": []}]}),
        json!({"displayName": "A", "requiredResourceAccess": requires(&json!([{"id": USER_READ, "type": "Role"}]))}),
        json!({"displayName": "A", "passwordCredentials": [{"displayName": "x"}]}),
        json!({"displayName": "A", "signInAudience": "AzureADandPersonalMicrosoftAccount"}),
    ] {
        let reply = world.admin("POST", APPS, body.clone()).await;
        assert_eq!(reply.status.as_u16(), 400, "{body}");
    }
    assert_eq!(world.admin("GET", APPS, Value::Null).await.json(200)["value"], json!([]));
}

#[tokio::test]
async fn rule_25_25_only_a_global_administrator_writes_and_an_application_hands_on_only_what_it_has() {
    let world = World::new();
    let access = requires(&json!([{"id": USER_READ_ALL, "type": "Role"}]));
    let body = json!({"displayName": "A", "requiredResourceAccess": access});
    for who in ["license", "user", "billing"] {
        let token = delegated(who, "Application.ReadWrite.All");
        world.ask(&token, "POST", APPS, body.clone()).await.json(403);
    }
    let poor = "app|Application.ReadWrite.All";
    let details = world.ask(poor, "POST", APPS, body.clone()).await.json(403)["error"]["details"].clone();
    assert_eq!(details[0]["target"], "User.Read.All");
    let harmless = json!({"displayName": "B", "requiredResourceAccess": requires(&json!([{"id": USER_READ, "type": "Scope"}]))});
    world.ask(poor, "POST", APPS, harmless).await.json(201);
    let rich = "app|Application.ReadWrite.All user.read.all";
    let made = world.ask(rich, "POST", APPS, body).await.json(201);
    let secret = format!("{APPS}/{}/addPassword", made["id"].as_str().unwrap());
    world.ask(poor, "POST", &secret, Value::Null).await.json(403);
    world.ask(rich, "POST", &secret, Value::Null).await.json(200);
    world.ask(&delegated("global", "Application.Read.All"), "POST", &secret, Value::Null).await.json(403);
}

#[tokio::test]
async fn applications_are_paged() {
    let world = World::new();
    for n in 0..5 {
        world.register(json!({"displayName": format!("App {n}")})).await;
    }
    let first = world.admin("GET", &format!("{APPS}?$top=3"), Value::Null).await.json(200);
    let link = first["@odata.nextLink"].as_str().unwrap();
    let second = world.admin("GET", link, Value::Null).await.json(200);
    assert_eq!(first["value"].as_array().unwrap().len() + second["value"].as_array().unwrap().len(), 5);
    assert_eq!(second["@odata.nextLink"], Value::Null);
    let some =
        world.admin("GET", &format!("{APPS}?$filter=startswith(displayName,'app%204')"), Value::Null).await;
    assert_eq!(some.json(200)["value"].as_array().unwrap().len(), 1);
}
