//! Signing in, being remembered, signing out.

use insta::assert_snapshot;

use super::world::{Run, Server};
use crate::config;
use crate::exit::Exit;

const URL: [&str; 2] = ["--url", "https://localhost:8443"];

fn without_credentials(server: &std::sync::Arc<Server>) -> Run {
    Run { credentials: false, ..Run::on(server) }
}

#[test]
fn nobody_is_signed_in_at_first() {
    let ran = without_credentials(&Server::reseat()).run(&["license", "list"]);
    assert_snapshot!("not_signed_in", ran.screen());
    assert_eq!(ran.exit, Exit::NotAllowed);
}

#[test]
fn an_application_signs_in_and_is_remembered() {
    let server = Server::reseat();
    let run = without_credentials(&server);
    let login = ["login", "--tenant", "contoso.example", "--client-id", "app", "--client-secret", "secret"];
    let ran = run.run(&[&login[..], &URL].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.screen());
    assert_eq!(run.run(&["license", "list"]).exit, Exit::Done);
    assert_eq!(run.run(&["logout"]).exit, Exit::Done);
    assert_eq!(run.run(&["license", "list"]).exit, Exit::NotAllowed);
}

#[test]
fn a_person_signs_in_with_a_code_and_the_newest_refresh_token_is_kept() {
    let server = Server::reseat();
    let code = r#"{"device_code":"d","user_code":"BLUE-FOX","verification_uri":"https://localhost:8443/device","expires_in":900,"interval":5}"#;
    server.on("POST /organizations/oauth2/v2.0/devicecode", 200, code);
    server.on("POST /organizations/oauth2/v2.0/token", 400, r#"{"error":"authorization_pending"}"#);
    // {"upn":"dana@contoso.example"}; it ends at once, so the next command renews it.
    let signed = r#"{"access_token":"h.eyJ1cG4iOiJkYW5hQGNvbnRvc28uZXhhbXBsZSJ9.s","expires_in":0,"refresh_token":"r1"}"#;
    server.on("POST /organizations/oauth2/v2.0/token", 200, signed);
    let renewed = r#"{"access_token":"t2","expires_in":3599,"refresh_token":"r2"}"#;
    server.on("POST /organizations/oauth2/v2.0/token", 200, renewed);
    let run = without_credentials(&server);
    let ran = run.run(&[&["login"][..], &URL].concat());
    assert_snapshot!("device_login", ran.screen());
    assert_eq!(run.run(&["license", "list"]).exit, Exit::Done);
    let kept = config::read(&run.config()).unwrap();
    assert_eq!(kept.logins[0].refresh_token.as_deref(), Some("r2"));
    assert_eq!(kept.logins[0].access_token.as_deref(), Some("t2"));
}

#[test]
fn a_wrong_secret_is_told_and_nothing_is_remembered() {
    let server = Server::graph();
    let body = r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.","error_codes":[7000215],"trace_id":"trace-1"}"#;
    server.on("POST /fabrikam.example/oauth2/v2.0/token", 401, body);
    let run = without_credentials(&server);
    let login = ["login", "--tenant", "fabrikam.example", "--client-id", "app", "--client-secret", "wrong"];
    assert_snapshot!("wrong_secret", run.run(&[&login[..], &URL].concat()).screen());
    assert_eq!(config::read(&run.config()).unwrap(), config::Config::default());
}

#[test]
fn a_secret_needs_its_application() {
    let run = without_credentials(&Server::graph());
    let ran =
        run.run(&[&["login", "--tenant", "contoso.example", "--client-secret", "secret"][..], &URL].concat());
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("RESEAT_CLIENT_ID"), "{}", ran.err);
}

#[test]
fn a_cloud_of_microsofts_wants_an_application() {
    let run = without_credentials(&Server::graph());
    let ran = run.run(&["login", "--cloud", "worldwide", "--device"]);
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("--client-id"), "{}", ran.err);
}

#[test]
fn a_server_that_does_not_answer_has_its_exit_code() {
    let server = Server::graph();
    server.on("GET /reseat/v1/clock", 503, "");
    let ran = Run::on(&server).run(&["license", "list"]);
    assert_eq!(ran.exit, Exit::Unreachable, "{}", ran.screen());
}
