//! `reseat license copy` (ASG-15).

use serde_json::json;

use super::world::{Run, Server, include_json};
use crate::exit::Exit;

const TO_BEN: [&str; 5] = ["license", "copy", "dana@contoso.example", "-u", "ben@contoso.example"];

#[test]
fn asg_15_the_server_copies_in_one_previewed_change() {
    let server = Server::reseat();
    server.on("POST /reseat/v1/previews", 200, &include_json("preview_one"));
    server.on("POST /reseat/v1/changes", 200, &include_json("result_one"));
    let ran = Run::on(&server).run(&TO_BEN);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.screen());
    for path in ["POST /reseat/v1/previews", "POST /reseat/v1/changes"] {
        let body = server.body(path);
        assert_eq!(body["operation"], json!({"kind": "copy", "from": "dana@contoso.example"}), "{path}");
        assert_eq!(body["people"], json!({"userPrincipalNames": ["ben@contoso.example"]}), "{path}");
    }
    assert!(server.body("POST /reseat/v1/changes")["previewToken"].is_string());
}

#[test]
fn who_is_not_there_or_holds_nothing_directly_has_nothing_to_copy() {
    let nothing =
        r#"{"error": {"code": "Request_BadRequest", "message": "dana holds no licence that can be copied"}}"#;
    let nobody =
        r#"{"error": {"code": "Request_ResourceNotFound", "message": "Resource 'dana' does not exist."}}"#;
    for (status, body, exit, hint) in [
        (400, nothing, Exit::Rejected, "reseat user show dana@contoso.example"),
        (404, nobody, Exit::NotFound, "reseat user list --search"),
    ] {
        let server = Server::reseat();
        server.on("POST /reseat/v1/previews", status, body);
        let ran = Run::on(&server).run(&TO_BEN);
        assert_eq!(ran.exit, exit, "{}", ran.screen());
        assert!(ran.err.contains(hint), "{}", ran.err);
    }
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
