//! The console's round trip, its session and its sign-out.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use super::site::{ADA, HOST, PASSWORD};
use super::{Answer, Browser, Site};

/// Signs in as Ada and follows every redirect; answers the last.
async fn sign_in(browser: &mut Browser<'_>, start: &str) -> Answer {
    let first = browser.visit(start).await;
    let page = browser.visit(first.location()).await;
    assert!(page.body.contains("Reseat admin center"), "{}", page.body);
    let back = browser.submit(&page, &[("username", "ada@contoso.example"), ("password", PASSWORD)]).await;
    browser.visit(back.location()).await
}

async fn sign_out(site: &Site, cookie: &str, csrf: Option<&str>) -> Answer {
    let mut request = Request::post("/reseat/sign-out")
        .header(header::HOST, HOST)
        .header(header::COOKIE, format!("reseat_session={cookie}"));
    if let Some(csrf) = csrf {
        request = request.header("X-Reseat-Csrf", csrf);
    }
    site.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn design_6_the_round_trip_ends_in_a_strict_session_where_it_began() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    let end = sign_in(&mut browser, "/reseat/sign-in?returnTo=%2Fusers%3Ffilter%3Dlicensed").await;
    assert_eq!(end.location(), "/users?filter=licensed");
    let set: Vec<_> = end.headers.get_all(header::SET_COOKIE).iter().map(|v| v.to_str().unwrap()).collect();
    assert!(set[0].contains("SameSite=Strict") && set[0].contains("Path=/;") && !set[0].contains("Secure"));
    assert!(!browser.cookies.contains_key("reseat_trip"));
    let session = site.identity.session(&browser.cookies["reseat_session"]).unwrap().unwrap();
    assert_eq!(session.person.id, ADA);
}

#[tokio::test]
async fn over_https_the_cookies_are_secure() {
    let site = Site::new();
    let request =
        Request::get("/reseat/sign-in").header(header::HOST, "reseat.example").body(Body::empty()).unwrap();
    let answer = site.send(request).await;
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().ends_with("; Secure"));
    assert!(answer.location().starts_with("https://reseat.example/organizations/oauth2/v2.0/authorize?"));
}

#[tokio::test]
async fn there_is_no_open_redirect() {
    let site = Site::new();
    for bad in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let mut browser = Browser::new(&site);
        let end = sign_in(&mut browser, &format!("/reseat/sign-in?returnTo={bad}")).await;
        assert_eq!(end.location(), "/");
    }
}

#[tokio::test]
async fn a_return_that_was_not_begun_here_makes_no_session() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    let first = browser.visit("/reseat/sign-in").await;
    let page = browser.visit(first.location()).await;
    let back = browser.submit(&page, &[("hint", "ada@contoso.example")]).await.location().to_owned();
    let mut stranger = Browser::new(&site);
    let no_trip = stranger.visit(&back).await;
    assert_eq!(no_trip.status, StatusCode::BAD_REQUEST);
    stranger.visit("/reseat/sign-in").await;
    let other_trip = stranger.visit(&back).await;
    assert_eq!(other_trip.status, StatusCode::BAD_REQUEST);
    let forged = stranger.cookies.get_mut("reseat_trip").unwrap();
    forged.insert(0, 'x');
    assert_eq!(stranger.visit(&back).await.status, StatusCode::BAD_REQUEST);
    assert!(!stranger.cookies.contains_key("reseat_session"));
    assert!(other_trip.body.contains("Try again"));
    assert_eq!(browser.visit(&back).await.status, StatusCode::SEE_OTHER, "its own browser is not disturbed");
    assert_eq!(browser.visit(&back).await.status, StatusCode::BAD_REQUEST, "and goes round once");
}

#[tokio::test]
async fn a_round_trip_that_took_too_long_starts_over() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    let first = browser.visit("/reseat/sign-in").await;
    let page = browser.visit(first.location()).await;
    site.clock.advance_seconds(900);
    let back = browser.submit(&page, &[("hint", "ada@contoso.example")]).await;
    let late = browser.visit(back.location()).await;
    assert_eq!(late.status, StatusCode::BAD_REQUEST);
    assert!(late.body.contains("Signing in took too long"));
}

#[tokio::test]
async fn design_6_sign_out_needs_the_sessions_csrf_token() {
    let site = Site::new();
    let mut browser = Browser::new(&site);
    sign_in(&mut browser, "/reseat/sign-in").await;
    let cookie = browser.cookies["reseat_session"].clone();
    let session = site.identity.session(&cookie).unwrap().unwrap();
    for csrf in [None, Some("wrong")] {
        let refused = sign_out(&site, &cookie, csrf).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.json()["error"]["message"].as_str().unwrap().contains("X-Reseat-Csrf"));
        assert!(site.identity.session(&cookie).unwrap().is_some());
    }
    let done = sign_out(&site, &cookie, Some(&session.session.csrf)).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT);
    assert!(done.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert!(site.identity.session(&cookie).unwrap().is_none());
    assert_eq!(sign_out(&site, &cookie, None).await.status, StatusCode::NO_CONTENT, "already out is fine");
}

#[tokio::test]
async fn the_pages_files_are_there_and_hold_no_secrets() {
    let site = Site::new();
    for (path, kind) in [("style.css", "text/css"), ("post.js", "text/javascript")] {
        let answer = site.get(&format!("/reseat/sign-in/{path}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with(kind));
        assert!(!answer.headers.contains_key(header::SET_COOKIE));
    }
}
