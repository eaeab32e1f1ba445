//! The authorization code flow as a browser and an application see it.

use axum::http::{StatusCode, header};
use reseat_app::identity::{GRAPH_POWERSHELL, base64url, sha256};
use reseat_model::system::Credential;
use reseat_store::Stored;

use super::site::{ADA, CONTOSO, FAYE, NATIVE, PASSWORD, ROBOT, claims};
use super::{Answer, Browser, Site};

const VERIFIER: &str = "a-verifier-that-is-long-enough-for-the-rfc-7636-rules";
const REDIRECT: &str = "http://localhost:4711/";

fn address(tenant: &str, changes: &[(&str, &str)]) -> String {
    let (client, challenge) = (NATIVE.to_string(), base64url(&sha256(VERIFIER.as_bytes())));
    let mut pairs = vec![
        ("client_id", client.as_str()),
        ("response_type", "code"),
        ("redirect_uri", REDIRECT),
        ("scope", "openid profile offline_access User.Read"),
        ("state", "st&ate"),
        ("nonce", "n0nce"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in changes {
        pairs.retain(|(other, _)| other != name);
        if !value.is_empty() {
            pairs.push((name, value));
        }
    }
    format!("/{tenant}/oauth2/v2.0/authorize?{}", crate::signin::url::query(pairs))
}

async fn sign_in(site: &Site, tenant: &str, changes: &[(&str, &str)], name: &str) -> Answer {
    let mut browser = Browser::new(site);
    let page = browser.visit(&address(tenant, changes)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    browser.submit(&page, &[("username", name), ("password", PASSWORD)]).await
}

async fn redeem(site: &Site, code: &str, changes: &[(&str, &str)]) -> Answer {
    let native = NATIVE.to_string();
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("client_id", native.as_str()),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
        ("client_info", "1"),
    ];
    for (name, value) in changes {
        form.retain(|(other, _)| other != name);
        form.push((name, value));
    }
    site.token(&form).await
}

#[tokio::test]
async fn contract_9_1_from_the_page_to_the_tokens() {
    let site = Site::new();
    let sent = sign_in(&site, "contoso.example", &[], "ada@contoso.example").await;
    assert!(sent.location().starts_with("http://localhost:4711/?code="));
    assert_eq!(sent.parameter("state").as_deref(), Some("st&ate"));
    let answer = redeem(&site, &sent.parameter("code").unwrap(), &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let body = answer.json();
    assert_eq!(body["scope"], "offline_access openid profile User.Read");
    assert!(body["refresh_token"].is_string());
    let access = answer.claims("access_token");
    assert_eq!((&access["scp"], &access["idtyp"]), (&"User.Read openid profile".into(), &"user".into()));
    assert_eq!((&access["upn"], &access["oid"]), (&"ada@contoso.example".into(), &ADA.to_string().into()));
    assert!(access["wids"].as_array().unwrap().contains(&"4d6ac14f-3453-41d0-bef9-a3e0c569773a".into()));
    let id = answer.claims("id_token");
    assert_eq!(id["iss"], format!("http://localhost:8443/{CONTOSO}/v2.0"));
    assert_eq!((&id["aud"], &id["nonce"]), (&NATIVE.to_string().into(), &"n0nce".into()));
    assert_eq!((&id["preferred_username"], &id["ver"]), (&"ada@contoso.example".into(), &"2.0".into()));
    let info = claims(&format!("x.{}.x", body["client_info"].as_str().unwrap()));
    assert_eq!(info, serde_json::json!({ "uid": ADA.to_string(), "utid": CONTOSO.to_string() }));
    let info = userinfo(&site, body["access_token"].as_str().unwrap()).await.json();
    assert_eq!((&info["sub"], &info["name"]), (&id["sub"], &"Ada".into()));
}

async fn userinfo(site: &Site, token: &str) -> Answer {
    let request = axum::http::Request::get("/oidc/userinfo")
        .header(header::HOST, "localhost")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(axum::body::Body::empty())
        .unwrap();
    site.send(request).await
}

#[tokio::test]
async fn userinfo_needs_a_token() {
    let site = Site::new();
    let answer = userinfo(&site, "nonsense").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.headers.contains_key(header::WWW_AUTHENTICATE));
}

#[tokio::test]
async fn a_code_works_once() {
    let site = Site::new();
    let code = sign_in(&site, "common", &[], "ada@contoso.example").await.parameter("code").unwrap();
    assert_eq!(redeem(&site, &code, &[]).await.status, StatusCode::OK);
    assert_eq!(redeem(&site, &code, &[]).await.refusal(), (400, "invalid_grant".to_owned(), 54_005));
}

#[tokio::test]
async fn a_code_under_way_ends_when_its_person_is_signed_out_everywhere() {
    let site = Site::new();
    let code = sign_in(&site, "common", &[], "ada@contoso.example").await.parameter("code").unwrap();
    let credential = Credential::load(site.store.as_ref(), CONTOSO, &ADA).unwrap().unwrap();
    let valid_from = site.identity.wall().plus_seconds(1);
    site.put(CONTOSO, &Credential { valid_from, ..credential });
    site.identity.forget_person(CONTOSO, ADA);
    assert_eq!(redeem(&site, &code, &[]).await.refusal().2, 50_173);
    // Who signs in again at once has a code of the next second.
    let code = sign_in(&site, "common", &[], "ada@contoso.example").await.parameter("code").unwrap();
    assert_eq!(redeem(&site, &code, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn of_two_at_the_same_time_one_gets_tokens() {
    let site = Site::new();
    let code = sign_in(&site, "common", &[], "ada@contoso.example").await.parameter("code").unwrap();
    let (a, b) = tokio::join!(redeem(&site, &code, &[]), redeem(&site, &code, &[]));
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
}

#[tokio::test]
async fn a_code_is_bound_to_verifier_address_application_and_ten_minutes() {
    let site = Site::new();
    let code = sign_in(&site, "common", &[], "ada@contoso.example").await.parameter("code").unwrap();
    let powershell = GRAPH_POWERSHELL.to_string();
    for (changes, number) in [
        ([("code_verifier", "another-verifier-another-verifier-another")], 501_481),
        ([("code_verifier", "")], 501_481),
        ([("redirect_uri", "http://localhost:4712/")], 500_112),
        ([("client_id", powershell.as_str())], 70_000),
        ([("code", "nonsense")], 70_000),
    ] {
        assert_eq!(redeem(&site, &code, &changes).await.refusal().2, number, "{changes:?}");
    }
    site.clock.advance_seconds(600);
    assert_eq!(redeem(&site, &code, &[]).await.refusal().2, 70_008);
}

#[tokio::test]
async fn a_confidential_application_may_leave_pkce_but_not_its_secret() {
    let site = Site::new();
    let robot = ROBOT.to_string();
    let redirect = "https://app.example/callback";
    let asked = [
        ("client_id", robot.as_str()),
        ("redirect_uri", redirect),
        ("code_challenge", ""),
        ("code_challenge_method", ""),
    ];
    let code = sign_in(&site, "common", &asked, "ada").await.parameter("code").unwrap();
    let without = [("client_id", robot.as_str()), ("redirect_uri", redirect)];
    assert_eq!(redeem(&site, &code, &without).await.refusal().2, 7_000_218);
    let with = [("client_id", robot.as_str()), ("redirect_uri", redirect), ("client_secret", "s3cret")];
    assert_eq!(redeem(&site, &code, &with).await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_response_mode() {
    let site = Site::new();
    let fragment = sign_in(&site, "common", &[("response_mode", "fragment")], "ada").await;
    assert!(fragment.location().starts_with("http://localhost:4711/#code="));
    let posted = sign_in(&site, "common", &[("response_mode", "form_post")], "ada").await;
    assert_eq!(posted.status, StatusCode::OK);
    assert!(posted.body.contains("action=\"http://localhost:4711/\""));
    assert!(posted.body.contains("/reseat/sign-in/post.js") && !posted.body.contains("<script>"));
    let names: Vec<_> = posted.hidden().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["code", "state"]);
    let policy = posted.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.ends_with("form-action 'self' http://localhost:4711"), "{policy}");
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_is_not_registered() {
    let site = Site::new();
    for (changes, number) in [
        ([("redirect_uri", "https://evil.example/")], 50_011),
        ([("redirect_uri", "http://localhost:4711@evil.example/")], 50_011),
        ([("client_id", "6fd2c87f-b296-42f0-b197-1e91e994b900")], 700_016),
        ([("client_id", "")], 900_144),
    ] {
        let answer = site.get(&address("common", &changes)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.body.contains(&format!("AADSTS{number}")), "{}", answer.body);
    }
    let answer = site.get(&address("nowhere.example", &[])).await;
    assert!(answer.body.contains("AADSTS90002"));
}

#[tokio::test]
async fn other_errors_go_to_the_application_with_its_state() {
    let site = Site::new();
    for (change, error) in [
        (("response_type", "id_token"), "unsupported_response_type"),
        (("code_challenge", ""), "invalid_request"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("scope", "Directory.Read.All"), "consent_required"),
        (("scope", "a,b"), "invalid_scope"),
        (("scope", ""), "invalid_request"),
        (("prompt", "none"), "login_required"),
    ] {
        let answer = site.get(&address("common", &[change])).await;
        assert_eq!(answer.parameter("error").as_deref(), Some(error), "{change:?}");
        assert_eq!(answer.parameter("state").as_deref(), Some("st&ate"));
        assert!(answer.parameter("error_description").unwrap().starts_with("AADSTS"));
    }
}

#[tokio::test]
async fn the_page_is_locked_down_and_says_who_asks() {
    let site = Site::new();
    let page = site.get(&address("common", &[("login_hint", "a\"><b@contoso.example")])).await;
    for word in
        ["<h1>Sign in</h1>", "Email or username", "Password", "Native", "Contoso", "License Administrator"]
    {
        assert!(page.body.contains(word), "{word}");
    }
    assert!(page.body.contains("value=\"a&#34;&#62;&#60;b@contoso.example\""));
    assert!(!page.body.contains("gone@contoso.example"), "an account that does not exist is not suggested");
    assert_eq!(page.headers[header::X_FRAME_OPTIONS], "DENY");
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert!(page.headers[header::SET_COOKIE].to_str().unwrap().contains("SameSite=Lax"));
}

#[tokio::test]
async fn both_languages_with_a_switch_that_keeps_the_request() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    browser.language = "zh-CN,zh;q=0.9,en;q=0.8";
    let page = browser.visit(&address("common", &[])).await;
    for word in ["<html lang=\"zh-CN\">", "<h1>登录</h1>", "许可证管理员", "演示帐户", ">English</a>"]
    {
        assert!(page.body.contains(word), "{word}");
    }
    let switch = page
        .body
        .split("<footer>")
        .nth(1)
        .unwrap()
        .split("href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let english = browser.visit(&switch.replace("&#38;", "&")).await;
    assert!(english.body.contains("<h1>Sign in</h1>") && english.body.contains("简体中文"));
    let wrong = browser.submit(&english, &[("username", "ada"), ("password", "x")]).await;
    assert!(wrong.body.contains("Your account or password is incorrect."), "the choice is kept");
    let sent = browser.submit(&wrong, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(sent.parameter("state").as_deref(), Some("st&ate"));
}

#[tokio::test]
async fn a_suggested_account_signs_in_at_one_click() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    let page = browser.visit(&address("contoso.example", &[])).await;
    let sent = browser.submit(&page, &[("hint", "ada@contoso.example")]).await;
    assert!(sent.parameter("code").is_some());
    let other = browser.submit(&page, &[("hint", "dora@contoso.example")]).await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED, "only those that are suggested");
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    let page = browser.visit(&address("common", &[])).await;
    let fields = [("username", "ada"), ("password", PASSWORD)];
    let mut stranger = Browser::new(&site);
    assert_eq!(stranger.submit(&page, &fields).await.status, StatusCode::BAD_REQUEST, "no cookie");
    stranger.visit(&address("common", &[])).await;
    assert_eq!(
        stranger.submit(&page, &fields).await.status,
        StatusCode::BAD_REQUEST,
        "another browser's cookie"
    );
    assert_eq!(browser.submit(&page, &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn wrong_unknown_and_blocked_on_the_page() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    let page = browser.visit(&address("common", &[])).await;
    let wrong = "Your account or password is incorrect.";
    for (name, password, status, text) in [
        ("ada", "x", 401, wrong),
        ("nobody", "x", 401, wrong),
        ("dora", "x", 401, wrong),
        ("dora", PASSWORD, 403, "Your account has been locked."),
    ] {
        let answer = browser.submit(&page, &[("username", name), ("password", password)]).await;
        assert_eq!(answer.status.as_u16(), status, "{name}");
        assert!(answer.body.contains(text), "{name}");
        assert!(answer.body.contains(&format!("value=\"{name}\"")), "the name is kept");
        assert!(!answer.body.contains(PASSWORD));
    }
}

#[tokio::test]
async fn a_new_password_is_chosen_where_one_is_due() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    let page = browser.visit(&address("common", &[])).await;
    let due = browser.submit(&page, &[("username", "nell"), ("password", PASSWORD)]).await;
    assert!(due.body.contains("Update your password"));
    let fill = |new, confirm| [("password", PASSWORD), ("new_password", new), ("confirm_password", confirm)];
    let differ = browser.submit(&due, &fill("a new one 1", "a new one 2")).await;
    assert!(differ.body.contains("The new passwords don&#39;t match."), "{}", differ.body);
    let same = browser.submit(&due, &fill(PASSWORD, PASSWORD)).await;
    assert!(same.body.contains("Choose a password of 8 to 256 characters"));
    let sent = browser.submit(&due, &fill("a new one 1", "a new one 1")).await;
    let code = sent.parameter("code").unwrap();
    assert_eq!(redeem(&site, &code, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn over_organizations_the_names_domain_decides_the_tenant() {
    let site = Site::new();
    let powershell = GRAPH_POWERSHELL.to_string();
    let asked = [("client_id", powershell.as_str()), ("scope", "User.Read.All offline_access openid")];
    let code =
        sign_in(&site, "organizations", &asked, "faye@fabrikam.example").await.parameter("code").unwrap();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", powershell.as_str()),
        ("code", code.as_str()),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ];
    let answer = site.post("/organizations/oauth2/v2.0/token", &form).await;
    assert_eq!(answer.claims("access_token")["oid"], FAYE.to_string());
}

#[tokio::test]
async fn sign_out_leads_back_to_registered_addresses_only() {
    let site = Site::new();
    let native = NATIVE.to_string();
    let at = |uri: &str| {
        let pairs = [("client_id", native.as_str()), ("post_logout_redirect_uri", uri), ("state", "s")];
        format!("/common/oauth2/v2.0/logout?{}", crate::signin::url::query(pairs))
    };
    assert_eq!(site.get(&at("http://localhost:9/")).await.location(), "http://localhost:9/?state=s");
    let refused = site.get(&at("https://evil.example/")).await;
    assert_eq!(refused.status, StatusCode::OK);
    assert!(refused.body.contains("You signed out"));
}
