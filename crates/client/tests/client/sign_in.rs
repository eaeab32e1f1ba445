//! Getting and renewing tokens (contract 9.1).

use std::sync::Arc;

use reseat_client::{Client, Credential, Endpoints, Error, SignIn, Token};

use crate::fake::{FakeHttp, FakeRuntime, Scripted, header, ok, status};

const PENDING: &str = r#"{"error":"authorization_pending","error_description":"AADSTS70016: waiting"}"#;

fn token(text: &str) -> Scripted {
    let body = r#"{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"#;
    ok(&format!(r#"{body}"{text}"}}"#))
}

fn endpoints() -> Endpoints {
    Endpoints::server("https://localhost:8443").unwrap()
}

fn app(answers: Vec<Scripted>) -> (Client, Arc<FakeHttp>, Arc<FakeRuntime>) {
    let (http, runtime) = (FakeHttp::new(answers), FakeRuntime::at(1_000));
    let credential = Credential::ClientSecret { client_id: "app".into(), client_secret: "s&cret".into() };
    let client = Client::new(http.clone(), runtime.clone(), endpoints(), "contoso.example", credential);
    (client, http, runtime)
}

#[test]
fn an_application_signs_in_once_and_again_when_the_token_nears_its_end() {
    let (client, http, runtime) = app(vec![token("t1"), ok("{}"), ok("{}"), token("t2"), ok("{}")]);
    let call = reseat_client::Call::get("/v1.0/organization");
    client.send(&call).unwrap();
    client.send(&call).unwrap();
    runtime.advance(3_500);
    client.send(&call).unwrap();
    let seen = http.seen();
    let bearers: Vec<_> = seen.iter().map(|r| header(r, "Authorization").unwrap_or("-")).collect();
    assert_eq!(bearers, ["-", "Bearer t1", "Bearer t1", "-", "Bearer t2"]);
    assert_eq!(seen[0].url, "https://localhost:8443/contoso.example/oauth2/v2.0/token");
    let form = String::from_utf8(seen[0].body.clone()).unwrap();
    assert_eq!(
        form,
        "grant_type=client_credentials&client_id=app&client_secret=s%26cret&scope=https%3A%2F%2Flocalhost%3A8443%2F.default"
    );
}

#[test]
fn a_refused_token_is_renewed_once_only() {
    let refused =
        || status(401, &[], r#"{"error":{"code":"InvalidAuthenticationToken","message":"expired"}}"#);
    let (client, http, _) = app(vec![token("t1"), refused(), token("t2"), refused()]);
    let error = client.send(&reseat_client::Call::get("/v1.0/users")).unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(http.seen().len(), 4);
}

#[test]
fn a_kept_token_is_used_and_the_newest_refresh_token_is_handed_out() {
    let renewed = ok(r#"{"expires_in":3599,"access_token":"t2","refresh_token":"r2"}"#);
    let http = FakeHttp::new([ok("{}"), renewed, ok("{}")]);
    let runtime = FakeRuntime::at(1_000);
    let kept = Token { access_token: "t1".into(), expires_at: 2_000, refresh_token: Some("r1".into()) };
    let credential = Credential::Refresh { client_id: "cli".into(), refresh_token: "r1".into() };
    let client = Client::with_token(http.clone(), runtime.clone(), endpoints(), "t", credential, Some(kept));
    let call = reseat_client::Call::get("/v1.0/me");
    client.send(&call).unwrap();
    runtime.advance(990);
    client.send(&call).unwrap();
    assert_eq!(http.lines(), ["GET /v1.0/me", "POST /t/oauth2/v2.0/token", "GET /v1.0/me"]);
    assert_eq!(client.token().unwrap().refresh_token.as_deref(), Some("r2"));
}

#[test]
fn a_wrong_secret_is_told_in_the_services_words() {
    let body = r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.",
        "error_codes":[7000215],"trace_id":"trace"}"#;
    let (client, _, _) = app(vec![status(401, &[], body)]);
    let Err(Error::SignIn(error)) = client.graph().subscribed_skus() else { panic!("no sign-in error") };
    assert_eq!((error.code.as_str(), error.numbers.as_slice()), ("invalid_client", [7_000_215].as_slice()));
    assert_eq!(error.trace_id.as_deref(), Some("trace"));
}

fn device(answers: Vec<Scripted>) -> (SignIn, Arc<FakeHttp>, Arc<FakeRuntime>) {
    let (http, runtime) = (FakeHttp::new(answers), FakeRuntime::at(0));
    (SignIn::new(http.clone(), runtime.clone(), endpoints(), "organizations"), http, runtime)
}

const CODE: &str = r#"{"device_code":"d","user_code":"ABC","verification_uri":"https://localhost:8443/device",
    "expires_in":900,"interval":5,"message":"To sign in ..."}"#;

#[test]
fn a_device_code_is_asked_about_at_the_services_pace() {
    let pending = || status(400, &[], PENDING);
    let slow = status(400, &[], r#"{"error":"slow_down"}"#);
    let (sign_in, http, runtime) = device(vec![ok(CODE), pending(), slow, token("t")]);
    let code = sign_in.device_code("cli").unwrap();
    assert_eq!(sign_in.wait_for_person("cli", &code).unwrap().access_token, "t");
    assert_eq!(runtime.sleeps(), [5, 5, 10]);
    let form = String::from_utf8(http.seen()[3].body.clone()).unwrap();
    assert!(form.contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"), "{form}");
}

#[test]
fn a_declined_or_forgotten_device_code_ends_the_wait() {
    let declined = status(400, &[], r#"{"error":"authorization_declined"}"#);
    let (sign_in, _, _) = device(vec![ok(CODE), declined]);
    let code = sign_in.device_code("cli").unwrap();
    let Err(Error::SignIn(error)) = sign_in.wait_for_person("cli", &code) else { panic!("no refusal") };
    assert_eq!(error.code, "authorization_declined");

    let pending = (0..200).map(|_| status(400, &[], PENDING));
    let (sign_in, http, _) = device(std::iter::once(ok(CODE)).chain(pending).collect());
    let code = sign_in.device_code("cli").unwrap();
    let Err(Error::SignIn(error)) = sign_in.wait_for_person("cli", &code) else { panic!("no end") };
    assert_eq!(error.code, "expired_token");
    assert_eq!(http.seen().len(), 1 + 180);
}

#[test]
fn claims_are_read_for_display() {
    let token =
        |payload: &str| Token { access_token: format!("h.{payload}.s"), expires_at: 0, refresh_token: None };
    // {"upn":"dana@contoso.example","tid":"t","idtyp":"user"}
    let claims =
        token("eyJ1cG4iOiJkYW5hQGNvbnRvc28uZXhhbXBsZSIsInRpZCI6InQiLCJpZHR5cCI6InVzZXIifQ").claims().unwrap();
    assert_eq!((claims.who(), claims.tid.as_deref()), (Some("dana@contoso.example"), Some("t")));
    assert!(token("!!").claims().is_none());
}

#[test]
fn secrets_do_not_show_in_debug_output() {
    let credential = Credential::ClientSecret { client_id: "app".into(), client_secret: "hush".into() };
    let token = Token { access_token: "hush".into(), expires_at: 9, refresh_token: Some("hush".into()) };
    assert!(!format!("{credential:?} {token:?}").contains("hush"));
}
