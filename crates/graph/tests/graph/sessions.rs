//! Signing people out everywhere (contract section 2.3). What ends is tested with sign-in, in `crates/http`.

use serde_json::{Value, json};

use crate::fixture::{BASE, World, delegated, person};

#[tokio::test]
async fn it_answers_true_and_is_recorded() {
    let world = World::new();
    let token = "app|User.RevokeSessions.All AuditLog.Read.All";
    for name in ["revokeSignInSessions", "microsoft.graph.revokeSignInSessions"] {
        let path = format!("/v1.0/users/{}/{name}", person(5));
        let answer = world.ask(token, "POST", &path, Value::Null).await.json(200);
        assert_eq!(
            answer,
            json!({"@odata.context": format!("{BASE}/v1.0/$metadata#Edm.Boolean"), "value": true})
        );
    }
    let audits =
        world.ask(token, "GET", "/v1.0/auditLogs/directoryAudits?$top=1", Value::Null).await.json(200);
    let record = &audits["value"][0];
    assert_eq!(record["activityDisplayName"], "Update StsRefreshTokenValidFrom Timestamp");
    assert_eq!(record["category"], "UserManagement");
    assert_eq!(record["targetResources"][0]["userPrincipalName"], "anna@northwind.example");
    world
        .ask(token, "POST", "/v1.0/users/nobody@northwind.example/revokeSignInSessions", Value::Null)
        .await
        .json(404);
}

#[tokio::test]
async fn notes_7_and_9_say_who_may_sign_whom_out() {
    let world = World::new();
    let scope = "User.RevokeSessions.All";
    let ask = |who: &str, whom: u8| {
        let (world, token) = (&world, delegated(who, scope));
        let path = format!("/v1.0/users/{}/revokeSignInSessions", person(whom));
        async move { world.ask(&token, "POST", &path, Value::Null).await.status.as_u16() }
    };
    assert_eq!(ask("user", 5).await, 200);
    assert_eq!(ask("user", 2).await, 403);
    assert_eq!(ask("global", 2).await, 200);
    assert_eq!(ask("license", 5).await, 403);
    assert_eq!(ask("anna", 6).await, 403);
    assert_eq!(ask("anna", 5).await, 200);
    let own =
        world.ask(&delegated("anna", scope), "POST", "/v1.0/me/revokeSignInSessions", Value::Null).await;
    assert_eq!(own.json(200)["value"], true);
    let reading = delegated("anna", "User.Read");
    world.ask(&reading, "POST", "/v1.0/me/revokeSignInSessions", Value::Null).await.json(403);
}
