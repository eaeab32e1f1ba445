//! `reseat license copy` (ASG-15).

use serde_json::json;

use super::world::{Run, Server, include_json};
use crate::exit::Exit;

const TO_BEN: [&str; 5] = ["license", "copy", "dana@contoso.example", "-u", "ben@contoso.example"];

#[test]
fn asg_15_direct_licenses_of_the_organization_are_copied_with_what_is_off() {
    let server = Server::reseat();
    let person = json!({"id": "u-1", "userPrincipalName": "dana@contoso.example", "assignments": [
        {"skuId": "s-1", "paths": [{"kind": "group"}, {"kind": "direct", "disabledPlans": ["p-1"]}]},
        {"skuId": "s-2", "paths": [{"kind": "group"}]},
        {"skuId": "s-3", "paths": [{"kind": "selfService"}]}]});
    server.on("GET /reseat/v1/people/dana%40contoso.example", 200, &person.to_string());
    server.on("POST /reseat/v1/previews", 200, &include_json("preview_one"));
    server.on("POST /reseat/v1/changes", 200, &include_json("result_one"));
    let ran = Run::on(&server).run(&TO_BEN);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.screen());
    let body = server.body("POST /reseat/v1/changes");
    assert_eq!(
        body["operation"],
        json!({"kind": "assign", "products": [{"skuId": "s-1", "disabledPlans": ["p-1"]}]})
    );
    assert_eq!(body["people"], json!({"userPrincipalNames": ["ben@contoso.example"]}));
}

#[test]
fn who_holds_nothing_directly_has_nothing_to_copy() {
    let server = Server::reseat();
    let person = json!({"id": "u-1", "assignments": [{"skuId": "s-2", "paths": [{"kind": "group"}]}]});
    server.on("GET /reseat/v1/people/dana%40contoso.example", 200, &person.to_string());
    let ran = Run::on(&server).run(&TO_BEN);
    assert_eq!(ran.exit, Exit::NotFound);
    assert!(ran.err.contains("reseat user show dana@contoso.example"), "{}", ran.err);
    let ran = Run::on(&Server::reseat()).run(&TO_BEN);
    assert!(ran.err.contains("nobody has the sign-in name"), "{}", ran.err);
}

#[test]
fn asg_15_on_graph_the_same_is_read_from_assignment_states() {
    let server = Server::graph();
    let user = json!({"id": "u-1", "licenseAssignmentStates": [
        {"skuId": "s-1", "disabledPlans": ["p-1"]}, {"skuId": "s-2", "assignedByGroup": "g"}]});
    server.on("GET /v1.0/users/dana%40contoso.example", 200, &user.to_string());
    let ben = json!({"id": "u-2", "userPrincipalName": "ben@contoso.example"}).to_string();
    server.on("GET /v1.0/users/ben%40contoso.example", 200, &ben);
    let ran = Run::on(&server).run(&[&TO_BEN[..], &["--dry-run"]].concat());
    assert!(ran.out.contains("s-1") && !ran.out.contains("s-2"), "{}", ran.screen());
}
