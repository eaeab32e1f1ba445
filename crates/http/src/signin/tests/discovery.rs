//! What MSAL and its kin ask before they sign anybody in (contract 9.1, 9.3, 14).

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

use super::Site;
use super::site::CONTOSO;

async fn from(site: &Site, host: &str, path: &str) -> super::Answer {
    site.send(Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn contract_14_the_issuer_is_the_host_that_was_asked() {
    let site = Site::new();
    for (host, base) in [
        ("localhost:8443", "http://localhost:8443"),
        ("127.0.0.1:1", "http://127.0.0.1:1"),
        ("[::1]:2", "http://[::1]:2"),
        ("reseat.example", "https://reseat.example"),
    ] {
        for path in ["v2.0/.well-known/openid-configuration", ".well-known/openid-configuration"] {
            let body = from(&site, host, &format!("/contoso.example/{path}")).await.json();
            assert_eq!(body["issuer"], format!("{base}/{CONTOSO}/v2.0"));
            let oauth = format!("{base}/{CONTOSO}/oauth2/v2.0");
            assert_eq!(body["authorization_endpoint"], format!("{oauth}/authorize"));
            assert_eq!(body["token_endpoint"], format!("{oauth}/token"));
            assert_eq!(body["device_authorization_endpoint"], format!("{oauth}/devicecode"));
            assert_eq!(body["jwks_uri"], format!("{base}/{CONTOSO}/discovery/v2.0/keys"));
        }
    }
}

#[tokio::test]
async fn everything_advertised_exists_and_nothing_else_is() {
    let site = Site::new();
    let body = site.get("/organizations/v2.0/.well-known/openid-configuration").await.json();
    assert_eq!(body["issuer"], format!("http://localhost:8443/{CONTOSO}/v2.0"));
    for name in [
        "authorization_endpoint",
        "token_endpoint",
        "device_authorization_endpoint",
        "end_session_endpoint",
        "jwks_uri",
        "userinfo_endpoint",
    ] {
        let path = body[name].as_str().unwrap().strip_prefix("http://localhost:8443").unwrap();
        assert_ne!(site.get(path).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    for name in ["tenant_region_scope", "cloud_instance_name", "cloud_graph_host_name", "msgraph_host"] {
        assert!(body.get(name).is_some(), "{name}");
    }
    assert!(
        !body["token_endpoint_auth_methods_supported"]
            .as_array()
            .unwrap()
            .contains(&json!("private_key_jwt"))
    );
}

#[tokio::test]
async fn contract_9_1_the_key_fits_the_tokens_and_carries_its_certificate() {
    let site = Site::new();
    let key = site.get(&format!("/{CONTOSO}/discovery/v2.0/keys")).await.json()["keys"][0].clone();
    let fixed = [("kty", "RSA"), ("use", "sig")];
    assert!(fixed.iter().all(|(name, value)| key[*name] == *value), "{key}");
    assert_eq!(key["kid"], key["x5t"]);
    assert_eq!(key["issuer"], format!("http://localhost:8443/{CONTOSO}/v2.0"));
    assert!(key["x5c"][0].as_str().is_some_and(|der| der.starts_with("MII")));
    assert_eq!(site.get("/nowhere.example/discovery/v2.0/keys").await.refusal().2, 90_002);
}

fn instance(endpoint: &str) -> String {
    let query = crate::signin::url::query([("api-version", "1.1"), ("authorization_endpoint", endpoint)]);
    format!("/common/discovery/instance?{query}")
}

#[tokio::test]
async fn contract_9_1_instance_discovery_knows_this_servers_names_only() {
    let site = Site::new();
    let path = instance("https://reseat.example/contoso.example/oauth2/v2.0/authorize");
    let body = from(&site, "reseat.example", &path).await.json();
    let endpoint = "https://reseat.example/contoso.example/v2.0/.well-known/openid-configuration";
    assert_eq!(body["tenant_discovery_endpoint"], endpoint);
    assert_eq!(body["metadata"][0]["aliases"], json!(["reseat.example"]));
    for bad in ["https://evil.example/common/oauth2/v2.0/authorize", "", "https://localhost/a%22b/authorize"]
    {
        let answer = site.get(&instance(bad)).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["error"]),
            (400, &json!("invalid_instance")),
            "{bad}"
        );
    }
}

#[tokio::test]
async fn contract_14_an_authority_whose_port_was_dropped_is_still_found() {
    let site = Site::new();
    let body = site.get(&instance("http://localhost/common/oauth2/v2.0/authorize")).await.json();
    assert_eq!(
        body["tenant_discovery_endpoint"],
        "http://localhost:8443/common/v2.0/.well-known/openid-configuration"
    );
    assert_eq!(body["metadata"][0]["aliases"], json!(["localhost:8443", "localhost"]));
}

#[tokio::test]
async fn contract_9_1_the_realm_of_a_name() {
    let site = Site::new();
    let kind = |answer: super::Answer| -> Value { answer.json()["account_type"].clone() };
    assert_eq!(kind(site.get("/common/userrealm/a@contoso.example?api-version=1.0").await), "Managed");
    assert_eq!(kind(site.get("/common/userrealm/a@elsewhere.example?api-version=1.0").await), "Unknown");
}

#[tokio::test]
async fn design_6_another_host_is_421_and_nothing_is_made_of_it() {
    let site = Site::new();
    for host in ["evil.example", "localhost.evil.example:8443", ""] {
        for path in ["/common/v2.0/.well-known/openid-configuration", "/reseat/sign-in", "/devicelogin"] {
            let answer = from(&site, host, path).await;
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host} {path}");
            assert!(answer.json()["error"]["message"].as_str().unwrap().contains("--public-url"));
            assert!(!answer.headers.contains_key(header::LOCATION));
        }
    }
    let without = Request::get("/devicelogin").body(Body::empty()).unwrap();
    assert_eq!(site.send(without).await.status, StatusCode::MISDIRECTED_REQUEST);
    let http2 = Request::get("https://localhost:9/devicelogin").body(Body::empty()).unwrap();
    assert_eq!(site.send(http2).await.status, StatusCode::OK);
}
