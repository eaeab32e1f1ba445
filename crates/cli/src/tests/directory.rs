//! People changed together, passwords, roles, purchases, losses.

use insta::assert_snapshot;
use serde_json::json;

use super::world::{Run, Server, include_json};
use crate::exit::Exit;

fn person(id: &str, name: &str, enabled: bool, location: &str) -> String {
    json!({"id": id, "displayName": name, "userPrincipalName": format!("{name}@contoso.example"),
        "accountEnabled": enabled, "usageLocation": location})
    .to_string()
}

fn people() -> std::sync::Arc<Server> {
    let server = Server::reseat();
    server.on("GET /reseat/v1/people/dana%40contoso.example", 200, &person("u-1", "dana", true, "DE"));
    server.on("GET /reseat/v1/people/ben%40contoso.example", 200, &person("u-2", "ben", false, "US"));
    let changed = json!({"changeSetId": "cs-9", "counts": {"changed": 1, "unchanged": 1, "refused": 0}, "people": [
        {"user": {"id": "u-1", "userPrincipalName": "dana@contoso.example"}, "status": "changed", "reasons": []},
        {"user": {"id": "u-2", "userPrincipalName": "ben@contoso.example"}, "status": "unchanged",
            "reasons": [{"code": "alreadySo", "params": {}}]}]});
    server.on("POST /reseat/v1/people/update", 200, &changed.to_string());
    server
}

const BLOCK: [&str; 8] = [
    "user",
    "block",
    "-u",
    "dana@contoso.example",
    "-u",
    "ben@contoso.example",
    "-u",
    "nobody@contoso.example",
];

fn block<'a>(more: &[&'a str]) -> Vec<&'a str> {
    BLOCK.iter().chain(more).copied().collect()
}

#[test]
fn a_dry_run_of_a_block_says_who_would_change_and_sends_nothing() {
    let server = people();
    assert_snapshot!("block_dry_run", Run::on(&server).run(&block(&["--dry-run"])).screen());
    assert_snapshot!("block_dry_run_zh", Run::on(&server).chinese().run(&block(&["--dry-run"])).screen());
    assert!(!server.lines().iter().any(|line| line.starts_with("POST")));
}

#[test]
fn several_people_are_asked_about_and_reported_one_by_one() {
    let server = people();
    let ran = Run::on(&server).typing("y\n").run(&block(&["--reason", "left"]));
    assert_snapshot!("blocked", ran.screen());
    assert_eq!(
        server.body("POST /reseat/v1/people/update"),
        json!({"people": {"ids": ["u-1", "u-2"]}, "set": {"accountEnabled": false}, "revokeSessions": false, "reason": "left"})
    );
    let no = Run::on(&people());
    let ran = no.typing("n\n").run(&block(&[]));
    assert!(ran.err.ends_with("Nothing was changed.\n"), "{}", ran.screen());
    assert_eq!(Run::on(&people()).run(&block(&[])).exit, Exit::Usage);
}

#[test]
fn location_and_sessions_are_changed_through_the_same_request() {
    let server = people();
    let line = ["user", "set-location", "fr", "-u", "dana@contoso.example"];
    assert_eq!(Run::on(&server).run(&line).exit, Exit::Done);
    assert_eq!(server.body("POST /reseat/v1/people/update")["set"], json!({"usageLocation": "FR"}));
    let line = ["user", "revoke-sessions", "-u", "dana@contoso.example"];
    Run::on(&server).run(&line);
    let body = server.body("POST /reseat/v1/people/update");
    assert_eq!((&body["set"], &body["revokeSessions"]), (&json!({}), &json!(true)));
}

#[test]
fn ctrl_c_before_the_request_changes_nothing() {
    let server = people();
    let run = Run { interrupted: true, ..Run::on(&server) };
    let ran = run.run(&block(&["--yes"]));
    assert_eq!(ran.exit, Exit::Interrupted, "{}", ran.screen());
    assert!(!server.lines().iter().any(|line| line.starts_with("POST")));
}

#[test]
fn a_new_password_is_told_once_and_must_be_changed() {
    let server = Server::graph();
    let dana = json!({"id": "u-1", "userPrincipalName": "dana@contoso.example"}).to_string();
    server.on("GET /v1.0/users/dana%40contoso.example", 200, &dana);
    server.on("PATCH /v1.0/users/u-1", 204, "");
    let ran = Run::on(&server).run(&["user", "reset-password", "dana@contoso.example"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.screen());
    let profile = server.body("PATCH /v1.0/users/u-1")["passwordProfile"].clone();
    assert_eq!(profile["forceChangePasswordNextSignIn"], true);
    let password = profile["password"].as_str().unwrap();
    assert!(ran.out.contains(password) && !ran.err.contains(password), "{}", ran.screen());
    let ran = Run::on(&server).typing("n\n").run(&["user", "reset-password", "dana@contoso.example"]);
    assert!(ran.out.is_empty() && ran.err.ends_with("Nothing was changed.\n"), "{}", ran.screen());
}

const ASSIGNMENTS: &str = "/v1.0/roleManagement/directory/roleAssignments";

fn roles() -> std::sync::Arc<Server> {
    let server = Server::reseat();
    let definitions = json!({"value": [
        {"id": "r-1", "displayName": "Global Administrator", "description": "Can manage all aspects of the organization."},
        {"id": "r-2", "displayName": "License Administrator", "description": "Can manage product licenses on users and groups."}]});
    server.on("GET /v1.0/roleManagement/directory/roleDefinitions", 200, &definitions.to_string());
    let held = json!({"value": [{"id": "a-1", "roleDefinitionId": "r-1", "principalId": "u-1",
        "principal": {"id": "u-1", "displayName": "Dana Weber", "userPrincipalName": "dana@contoso.example",
            "department": "IT", "accountEnabled": true}}]});
    server.on(&format!("GET {ASSIGNMENTS}"), 200, &held.to_string());
    for (id, name) in [("u-1", "dana"), ("u-2", "ben")] {
        let user = json!({"id": id, "userPrincipalName": format!("{name}@contoso.example")}).to_string();
        server.on(&format!("GET /v1.0/users/{name}%40contoso.example"), 200, &user);
    }
    server
}

#[test]
fn roles_are_listed_with_their_holders() {
    assert_snapshot!("role_list_80", Run::on(&roles()).run(&["role", "list"]).screen());
    assert_snapshot!("role_show", Run::on(&roles()).run(&["role", "show", "global administrator"]).screen());
    let ran = Run::on(&roles()).run(&["role", "show", "License"]);
    assert_eq!(ran.exit, Exit::NotFound);
    assert!(ran.err.contains("did you mean 'License Administrator'?"), "{}", ran.err);
}

#[test]
fn rol_3_a_role_is_given_to_those_who_lack_it_and_taken_from_those_who_hold_it() {
    let server = roles();
    server.on(&format!("POST {ASSIGNMENTS}"), 201, r#"{"id":"a-2"}"#);
    let last = r#"{"error":{"code":"Request_BadRequest","message":"The last enabled Global Administrator can't be removed."}}"#;
    server.on(&format!("DELETE {ASSIGNMENTS}/a-1"), 400, last);
    let both = ["-u", "dana@contoso.example", "-u", "ben@contoso.example", "--yes"];
    let ran = Run::on(&server).run(&[&["role", "grant", "r-1"][..], &both].concat());
    assert_snapshot!("role_granted", ran.screen());
    assert_eq!(
        server.body(&format!("POST {ASSIGNMENTS}")),
        json!({"roleDefinitionId": "r-1", "principalId": "u-2", "directoryScopeId": "/"})
    );
    let ran = Run::on(&server).run(&[&["role", "revoke", "Global Administrator"][..], &both].concat());
    assert_snapshot!("role_revoked", ran.screen());
}

#[test]
fn a_purchase_is_entered_by_part_number() {
    let server = Server::reseat();
    server.on("GET /reseat/v1/catalog/products", 200, &include_json("catalog"));
    let bought = r#"{"id":"s-1","quantity":25,"status":"Enabled","trial":false,"termEndDateTime":"2027-03-01T00:00:00Z"}"#;
    server.on("POST /reseat/v1/subscriptions", 201, bought);
    let catalog: serde_json::Value = serde_json::from_str(&include_json("catalog")).unwrap();
    let number = catalog["value"][0]["skuPartNumber"].as_str().unwrap();
    let line = ["product", "add", number, "--quantity", "25", "--term-end", "2027-03-01"];
    assert_snapshot!("product_added", Run::on(&server).run(&line).screen());
    let body = server.body("POST /reseat/v1/subscriptions");
    assert_eq!((&body["quantity"], &body["termEndDateTime"]), (&json!(25), &json!("2027-03-01T00:00:00Z")));
    let ran = Run::on(&server).run(&["product", "add", "NO_SUCH", "-n", "1"]);
    assert_eq!(ran.exit, Exit::NotFound, "{}", ran.screen());
}

#[test]
fn losses_are_listed_with_their_days() {
    let server = Server::reseat();
    server.on("GET /reseat/v1/losses", 200, &include_json("losses"));
    assert_snapshot!("losses_80", Run::on(&server).run(&["losses"]).screen());
    assert_snapshot!(
        "losses_zh",
        Run::on(&server).wide().chinese().run(&["losses", "--within", "60"]).screen()
    );
    assert_eq!(server.lines()[1], "GET /reseat/v1/losses?within=60&$top=999");
}

#[test]
fn the_history_is_cut_by_person_actor_activity_and_time() {
    let server = people();
    server.on("GET /reseat/v1/audit", 200, r#"{"value":[]}"#);
    server.on("GET /reseat/v1/changeSets", 200, r#"{"value":[]}"#);
    let span = ["--from", "2026-03-01", "--to", "2026-04-01T09:00:00Z", "--limit", "5"];
    let audit = [
        "audit",
        "--actor",
        "dana@contoso.example",
        "-u",
        "ben@contoso.example",
        "--activity",
        "Update user",
    ];
    assert_eq!(Run::on(&server).run(&[&audit[..], &span].concat()).exit, Exit::Done);
    let list = ["change", "list", "--actor", "dana@contoso.example"];
    Run::on(&server).run(&[&list[..], &span].concat());
    let lines = server.lines();
    let of = |start: &str| lines.iter().find(|line| line.starts_with(start)).unwrap().clone();
    assert_eq!(
        of("GET /reseat/v1/audit"),
        "GET /reseat/v1/audit?$top=5&activity=Update%20user&actor=u-1&target=u-2&from=2026-03-01T00%3A00%3A00Z&to=2026-04-01T09%3A00%3A00Z"
    );
    assert_eq!(
        of("GET /reseat/v1/changeSets"),
        "GET /reseat/v1/changeSets?$top=5&actor=u-1&from=2026-03-01T00%3A00%3A00Z&to=2026-04-01T09%3A00%3A00Z"
    );
    let ran = Run::on(&server).run(&["audit", "--from", "yesterday"]);
    assert_eq!(ran.exit, Exit::Usage, "{}", ran.screen());
}
