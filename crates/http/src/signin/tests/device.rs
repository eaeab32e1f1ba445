//! The device code flow: the device's side and the person's.

use axum::http::StatusCode;
use reseat_app::clock::Clock;
use reseat_app::identity::{AZURE_CLI, CLI};
use reseat_model::system::Credential;
use reseat_store::Stored;
use serde_json::Value;

use super::site::{ADA, CONTOSO, FABRIKAM, NATIVE, PASSWORD, ROBOT};
use super::{Answer, Browser, Site};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

async fn start(site: &Site, tenant: &str) -> Value {
    let cli = CLI.to_string();
    let form = [("client_id", cli.as_str()), ("scope", "User.Read.All offline_access openid")];
    let answer = site.post(&format!("/{tenant}/oauth2/v2.0/devicecode"), &form).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.json()
}

async fn poll(site: &Site, started: &Value, grant: &str) -> Answer {
    let cli = CLI.to_string();
    let code = started["device_code"].as_str().unwrap();
    let form = [("grant_type", grant), ("client_id", cli.as_str()), ("device_code", code)];
    site.post("/common/oauth2/v2.0/token", &form).await
}

async fn code_page(browser: &mut Browser<'_>, typed: &str) -> Answer {
    browser.visit(&format!("/devicelogin?otc={typed}")).await
}

#[tokio::test]
async fn contract_9_1_the_device_shows_a_code_and_waits() {
    let site = Site::new();
    let started = start(&site, "common").await;
    assert_eq!((started["expires_in"].as_i64(), started["interval"].as_i64()), (Some(900), Some(5)));
    assert_eq!(started["verification_uri"], "http://localhost:8443/devicelogin");
    let code = started["user_code"].as_str().unwrap();
    assert!(started["message"].as_str().unwrap().contains(code));
    assert_eq!(
        poll(&site, &started, GRANT).await.refusal(),
        (400, "authorization_pending".to_owned(), 70_016)
    );
    assert_eq!(poll(&site, &started, GRANT).await.refusal(), (400, "slow_down".to_owned(), 70_016));
    site.clock.advance_seconds(5);
    assert_eq!(poll(&site, &started, "device_code").await.refusal().1, "authorization_pending");
    site.clock.advance_seconds(895);
    assert_eq!(poll(&site, &started, GRANT).await.refusal(), (400, "expired_token".to_owned(), 70_019));
}

#[tokio::test]
async fn a_person_types_the_code_signs_in_and_the_device_goes_on_once() {
    let site = Site::new();
    let started = start(&site, "organizations").await;
    let mut browser = Browser::new(&site);
    let ask = browser.visit("/devicelogin").await;
    assert!(ask.body.contains("Enter the code displayed on your app or device."));
    let typed = started["user_code"].as_str().unwrap().to_lowercase().replace('-', "");
    let page = code_page(&mut browser, &typed).await;
    assert!(page.body.contains("Reseat command line") && page.body.contains("Only continue if you started"));
    let wrong = browser.submit(&page, &[("username", "ada"), ("password", "x")]).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert_eq!(poll(&site, &started, GRANT).await.refusal().1, "authorization_pending");
    let done = browser.submit(&wrong, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(done.body.contains("You have signed in"), "{}", done.body);
    let answer = poll(&site, &started, GRANT).await;
    assert_eq!(answer.claims("access_token")["oid"], ADA.to_string());
    assert!(answer.json()["refresh_token"].is_string() && answer.json()["id_token"].is_string());
    assert_eq!(
        poll(&site, &started, GRANT).await.refusal(),
        (400, "bad_verification_code".to_owned(), 70_018)
    );
    let again = code_page(&mut browser, &typed).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_suggested_account_may_sign_in_and_a_person_may_cancel() {
    let site = Site::new();
    for (field, error) in
        [(("hint", "ada@contoso.example"), None), (("cancel", "1"), Some("authorization_declined"))]
    {
        let started = start(&site, "contoso.example").await;
        let mut browser = Browser::new(&site);
        let page = code_page(&mut browser, started["user_code"].as_str().unwrap()).await;
        browser.submit(&page, &[field]).await;
        let answer = poll(&site, &started, GRANT).await;
        match error {
            Some(error) => assert_eq!(answer.refusal(), (400, error.to_owned(), 65_004)),
            None => assert_eq!(answer.status, StatusCode::OK),
        }
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_approves_nothing() {
    let site = Site::new();
    let started = start(&site, "common").await;
    let page = code_page(&mut Browser::new(&site), started["user_code"].as_str().unwrap()).await;
    let mut stranger = Browser::new(&site);
    let answer = stranger.submit(&page, &[("hint", "ada@contoso.example")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(poll(&site, &started, GRANT).await.refusal().1, "authorization_pending");
}

#[tokio::test]
async fn another_tenants_code_has_a_page_of_its_own() {
    let site = Site::new();
    let started = start(&site, "fabrikam.example").await;
    let page = format!("http://localhost:8443/{FABRIKAM}/devicelogin");
    assert_eq!(started["verification_uri"], page);
    let mut browser = Browser::new(&site);
    let code = started["user_code"].as_str().unwrap();
    assert_eq!(code_page(&mut browser, code).await.status, StatusCode::BAD_REQUEST);
    let page = browser.visit(&format!("{page}?otc={code}")).await;
    browser.submit(&page, &[("username", "faye"), ("password", PASSWORD)]).await;
    assert_eq!(poll(&site, &started, GRANT).await.status, StatusCode::OK);
}

#[tokio::test]
async fn codes_that_do_not_exist() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    for typed in ["BCDF-GHJK", "x", "1234-5678", "%3Cscript%3E"] {
        let page = code_page(&mut browser, typed).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
        assert!(page.body.contains("That code didn&#39;t work.") && !page.body.contains("<script>"));
    }
    let (cli, azure) = (CLI.to_string(), AZURE_CLI.to_string());
    for (client, code) in
        [(&cli, "nonsense"), (&azure, start(&site, "common").await["device_code"].as_str().unwrap())]
    {
        let form = [("grant_type", GRANT), ("client_id", client.as_str()), ("device_code", code)];
        assert_eq!(site.post("/common/oauth2/v2.0/token", &form).await.refusal().2, 70_018);
    }
}

#[tokio::test]
async fn who_may_start_one() {
    let site = Site::new();
    let path = "/contoso.example/oauth2/v2.0/devicecode";
    let (robot, native) = (ROBOT.to_string(), NATIVE.to_string());
    for (client, scope, code) in [
        (robot.as_str(), "User.Read", 7_000_218),
        (native.as_str(), "Directory.Read.All", 65_001),
        (native.as_str(), "", 900_144),
        ("nonsense", "User.Read", 700_016),
    ] {
        let answer = site.post(path, &[("client_id", client), ("scope", scope)]).await;
        assert_eq!(answer.refusal().2, code, "{client} {scope}");
    }
}

#[tokio::test]
async fn a_code_that_was_approved_before_its_person_was_signed_out_is_worth_nothing() {
    let site = Site::new();
    for signed_out in [false, true] {
        let started = start(&site, "contoso.example").await;
        let mut browser = Browser::new(&site);
        let page = code_page(&mut browser, started["user_code"].as_str().unwrap()).await;
        let done = browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
        assert!(done.body.contains("You have signed in"), "{}", done.body);
        site.clock.advance_seconds(5);
        if signed_out {
            let known = Credential::load(site.store.as_ref(), CONTOSO, &ADA).unwrap().unwrap();
            site.put(CONTOSO, &Credential { valid_from: site.clock.wall(), ..known });
            site.identity.forget_person(CONTOSO, ADA);
        }
        let answer = poll(&site, &started, GRANT).await;
        assert_eq!(answer.status == StatusCode::OK, !signed_out, "{}", answer.body);
    }
    // Who signs in again, with a new password perhaps, approves as ever, however old the code is.
    let started = start(&site, "contoso.example").await;
    site.clock.advance_seconds(600);
    let mut browser = Browser::new(&site);
    let page = code_page(&mut browser, started["user_code"].as_str().unwrap()).await;
    browser.submit(&page, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(poll(&site, &started, GRANT).await.status, StatusCode::OK);
}
