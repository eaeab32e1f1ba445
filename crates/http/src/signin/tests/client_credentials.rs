//! `client_credentials`, and what every grant checks first.

use axum::body::Body;
use axum::http::{StatusCode, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::Site;
use super::site::{CONTOSO, FABRIKAM, NATIVE, ROBOT, encode, form_request};

fn form<'a>(client: &'a str, secret: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("grant_type", "client_credentials"),
        ("client_id", client),
        ("client_secret", secret),
        ("scope", "https://graph.microsoft.com/.default"),
    ]
}

#[tokio::test]
async fn contract_9_1_an_application_gets_a_token_of_graphs_form() {
    let site = Site::new();
    let robot = ROBOT.to_string();
    let answer = site.token(&form(&robot, "s3cret")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let body = answer.json();
    assert_eq!(body["token_type"], "Bearer");
    assert_eq!((body["expires_in"].as_i64(), body["ext_expires_in"].as_i64()), (Some(3599), Some(3599)));
    assert!(
        body.get("refresh_token").is_none() && body.get("id_token").is_none() && body.get("foci").is_none()
    );
    let claims = answer.claims("access_token");
    let expected = [
        ("aud", "https://graph.microsoft.com".to_owned()),
        ("iss", format!("https://sts.windows.net/{CONTOSO}/")),
        ("tid", CONTOSO.to_string()),
        ("appid", robot.clone()),
        ("app_displayname", "Robot".to_owned()),
        ("idtyp", "app".to_owned()),
        ("ver", "1.0".to_owned()),
        ("appidacr", "1".to_owned()),
    ];
    for (name, value) in expected {
        assert_eq!(claims[name], value, "{name}");
    }
    assert_eq!(claims["roles"], serde_json::json!(["LicenseAssignment.ReadWrite.All", "User.Read.All"]));
    assert!(claims["oid"].is_string() && claims["uti"].is_string() && claims.get("scp").is_none());
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
}

#[tokio::test]
async fn contract_14_the_secret_may_come_as_basic_and_slashes_may_repeat() {
    let site = Site::new();
    let robot = ROBOT.to_string();
    let form = [("grant_type", "client_credentials"), ("scope", "https://localhost:8443//.default")];
    let credentials = BASE64_STANDARD.encode(format!("{robot}:s3cret"));
    for (secret, status) in
        [(credentials.as_str(), 200), (&BASE64_STANDARD.encode(format!("{robot}:no")), 401)]
    {
        let path = format!("//{CONTOSO}/oauth2//v2.0/token");
        let request = form_request(&path)
            .header(header::AUTHORIZATION, format!("Basic {secret}"))
            .body(Body::from(encode(&form)))
            .unwrap();
        let answer = site.send(request).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
        assert_eq!(answer.headers.contains_key(header::WWW_AUTHENTICATE), status == 401);
    }
}

#[tokio::test]
async fn contract_9_1_each_refusal_has_entras_number() {
    let site = Site::new();
    let (robot, native) = (ROBOT.to_string(), NATIVE.to_string());
    let with = |name: &'static str, value: &'static str| {
        let mut form = form(&robot, "s3cret");
        form.retain(|(other, _)| *other != name);
        form.push((name, value));
        form
    };
    let cases = [
        (form(&robot, "guess"), (401, "invalid_client", 7_000_215)),
        (form(&robot, "old"), (401, "invalid_client", 7_000_222)),
        (form(&robot, ""), (401, "invalid_client", 7_000_218)),
        (form(&native, ""), (401, "invalid_client", 7_000_218)),
        (form(&native, "x"), (401, "invalid_client", 700_025)),
        (form("6fd2c87f-b296-42f0-b197-1e91e994b900", "x"), (400, "unauthorized_client", 700_016)),
        (form("nonsense", "x"), (400, "unauthorized_client", 700_016)),
        (with("scope", "User.Read.All"), (400, "invalid_scope", 70_011)),
        (with("scope", "https://management.azure.com/.default"), (400, "invalid_resource", 500_011)),
        (with("scope", ""), (400, "invalid_request", 900_144)),
        (with("grant_type", "magic"), (400, "unsupported_grant_type", 70_003)),
        (with("grant_type", ""), (400, "invalid_request", 900_144)),
    ];
    for (form, (status, error, code)) in cases {
        assert_eq!(site.token(&form).await.refusal(), (status, error.to_owned(), code), "{form:?}");
    }
}

#[tokio::test]
async fn contract_9_1_an_unknown_tenant_is_90002_and_another_tenant_does_not_know_the_application() {
    let site = Site::new();
    let robot = ROBOT.to_string();
    let form = form(&robot, "s3cret");
    for tenant in ["consumers", "nowhere.example", "6fd2c87f-b296-42f0-b197-1e91e994b900"] {
        let answer = site.post(&format!("/{tenant}/oauth2/v2.0/token"), &form).await;
        assert_eq!(answer.refusal(), (400, "invalid_request".to_owned(), 90_002), "{tenant}");
    }
    let answer = site.post(&format!("/{FABRIKAM}/oauth2/v2.0/token"), &form).await;
    assert_eq!(answer.refusal().2, 700_016);
}

#[tokio::test]
async fn a_body_that_is_no_form_is_answered_in_json_too() {
    let site = Site::new();
    let request = axum::http::Request::post("/common/oauth2/v2.0/token")
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{}"))
        .unwrap();
    assert_eq!(site.send(request).await.refusal(), (400, "invalid_request".to_owned(), 900_144));
}

#[tokio::test]
async fn errors_repeat_the_callers_correlation_id() {
    let site = Site::new();
    let id = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    let request = form_request("/common/oauth2/v2.0/token")
        .header("client-request-id", id)
        .body(Body::empty())
        .unwrap();
    let body = site.send(request).await.json();
    assert_eq!(body["correlation_id"], id);
    assert_eq!(body["timestamp"], "2026-03-01 09:00:00Z");
    assert!(body["trace_id"].as_str().is_some_and(|trace| trace.len() == 36));
    assert!(body["error_uri"].as_str().is_some_and(|uri| uri.ends_with("/error?code=900144")));
}

#[tokio::test]
async fn browsers_of_other_origins_may_ask_for_tokens() {
    let site = Site::new();
    let request = axum::http::Request::options("/common/oauth2/v2.0/token")
        .header(header::HOST, "localhost")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "client-request-id")
        .body(Body::empty())
        .unwrap();
    let answer = site.send(request).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_HEADERS], "client-request-id");
    assert!(!answer.headers.contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS));
}
