//! What ends when a person is signed out everywhere, loses a role or is blocked, and when.

use reseat_app::identity::{Form, GRAPH_POWERSHELL, Origin, TokenRequest};
use reseat_testkit::{Who, World};
use serde_json::{Value, json};

const BASE: &str = "https://graph.microsoft.com";

fn form(fields: &[(&str, &str)]) -> Form {
    Form(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
}

/// A refresh token of `anna`.
fn refresh_token(world: &World) -> String {
    let client = GRAPH_POWERSHELL.to_string();
    let form = form(&[
        ("grant_type", "password"),
        ("client_id", &client),
        ("username", &world.upn("anna")),
        ("password", "Reseat-Small-2026!"),
        ("scope", "offline_access https://graph.microsoft.com/User.Read"),
    ]);
    let request = TokenRequest {
        base: BASE,
        tenant: &world.tenant.domain,
        form: &form,
        basic: None,
        origin: Origin::default(),
    };
    world.identity().token(&request).unwrap().refresh_token.unwrap()
}

fn refresh(world: &World, token: &str) -> bool {
    let client = GRAPH_POWERSHELL.to_string();
    let form = form(&[("grant_type", "refresh_token"), ("client_id", &client), ("refresh_token", token)]);
    let request = TokenRequest {
        base: BASE,
        tenant: &world.tenant.domain,
        form: &form,
        basic: None,
        origin: Origin::default(),
    };
    world.identity().token(&request).is_ok()
}

fn sign_out(world: &World, who: &Who, name: &str) -> (u16, Value) {
    let path = format!("/v1.0/users/{}/revokeSignInSessions", world.upn(name));
    world.post(who, &path, &Value::Null)
}

#[test]
fn everything_issued_before_ends_at_once_and_what_comes_after_works() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let (token, console, refresh_token) =
        (world.sign_in("anna"), world.console("anna"), refresh_token(&world));
    assert_eq!(world.get(&token, "/v1.0/me").0, 200);
    assert_eq!(world.get(&console, "/reseat/v1/session").0, 200);
    assert!(refresh(&world, &refresh_token));
    let (status, answer) = sign_out(&world, &admin, "anna");
    assert_eq!((status, &answer["value"]), (200, &json!(true)), "{answer}");
    // In the same second, still.
    assert!(!refresh(&world, &refresh_token));
    let (again, anew) = (world.sign_in("anna"), world.console("anna"));
    assert_eq!(world.get(&token, "/v1.0/me").0, 401);
    assert_eq!(world.get(&console, "/reseat/v1/session").0, 401);
    assert_eq!(world.get(&again, "/v1.0/me").0, 200);
    assert_eq!(world.get(&anew, "/reseat/v1/session").0, 200);
    assert_eq!(world.get(&admin, "/v1.0/me").0, 200);
}

#[test]
fn the_consoles_cookie_signs_out_with_its_header_only() {
    let world = World::small();
    let console = world.console("anna");
    let Who::Cookie { cookie, .. } = console.clone() else { panic!("no cookie") };
    let forged = Who::Cookie { cookie, csrf: None };
    assert_eq!(world.post(&forged, "/v1.0/me/revokeSignInSessions", &Value::Null).0, 403);
    assert_eq!(world.get(&console, "/reseat/v1/session").0, 200);
    assert_eq!(world.post(&console, "/v1.0/me/revokeSignInSessions", &Value::Null).0, 200);
    assert_eq!(world.get(&console, "/reseat/v1/session").0, 401);
}

#[test]
fn a_role_that_is_taken_and_an_account_that_is_blocked_stop_working_at_once() {
    let world = World::small();
    let (admin, licenses) = (world.sign_in("admin"), world.sign_in("licenses"));
    let id = world.user("licenses").id;
    // What is remembered of the person is a second old at most, which would be believed if nobody said otherwise.
    let now = || world.identity().person(world.tenant.id, id).unwrap().unwrap();
    let path = "/v1.0/roleManagement/directory/roleAssignments";
    let held = world.read(&admin, &format!("{path}?$filter=principalId%20eq%20'{id}'"));
    let assignment = held["value"][0]["id"].as_str().unwrap();
    assert_eq!(world.get(&licenses, "/reseat/v1/products").0, 200);
    assert_eq!(world.delete(&admin, &format!("{path}/{assignment}")).0, 204);
    assert!(now().roles.is_empty());
    assert_eq!(world.get(&licenses, "/reseat/v1/products").0, 403);
    let role = &held["value"][0]["roleDefinitionId"];
    let body = json!({"roleDefinitionId": role, "principalId": id.to_string(), "directoryScopeId": "/"});
    assert_eq!(world.post(&admin, path, &body).0, 201);
    assert_eq!(now().roles.len(), 1);
    assert_eq!(world.get(&licenses, "/reseat/v1/products").0, 200);
    assert_eq!(world.patch(&admin, &format!("/v1.0/users/{id}"), &json!({"accountEnabled": false})).0, 204);
    assert!(!now().enabled);
    assert_eq!(world.get(&licenses, "/reseat/v1/products").0, 401);
}
