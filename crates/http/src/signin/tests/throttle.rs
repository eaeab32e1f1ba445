//! Wrong passwords: who waits for them, and who does not.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};

use super::site::{PASSWORD, encode, form_request};
use super::{Answer, Browser, Site};

/// The console's sign-in page in a browser.
async fn page(browser: &mut Browser<'_>) -> Answer {
    let first = browser.visit("/reseat/sign-in").await;
    let location = first.location().to_owned();
    browser.visit(&location).await
}

/// A sign-in from an address; `cookies` are the browser's.
async fn try_from<'a>(
    site: &'a Site,
    peer: &str,
    password: &str,
    browser: Option<&mut Browser<'a>>,
) -> StatusCode {
    let mut stranger = Browser::new(site);
    let known = browser.is_some();
    let browser = browser.unwrap_or(&mut stranger);
    let page = page(browser).await;
    assert_eq!(page.status, StatusCode::OK, "known {known}");
    let action = page.body.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut form = page.hidden();
    form.push(("username".to_owned(), "ada@contoso.example".to_owned()));
    form.push(("password".to_owned(), password.to_owned()));
    let pairs: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut request: Request<Body> = form_request(&action)
        .header(header::COOKIE, cookies.join("; "))
        .body(Body::from(encode(&pairs)))
        .unwrap();
    let peer: SocketAddr = peer.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    let answer = site.send(request).await;
    for cookie in answer.headers.get_all(header::SET_COOKIE) {
        let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
        browser.cookies.insert(name.to_owned(), value.to_owned());
    }
    answer.status
}

const ATTACKER: &str = "192.0.2.66:4000";
const OWNER: &str = "198.51.100.7:4000";

async fn attacked(site: &Site) {
    for _ in 0..10 {
        assert_eq!(try_from(site, ATTACKER, "wrong", None).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(try_from(site, ATTACKER, PASSWORD, None).await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_strangers_wrong_passwords_do_not_lock_the_account_for_its_owner() {
    let site = Site::new();
    attacked(&site).await;
    assert_eq!(try_from(&site, OWNER, PASSWORD, None).await, StatusCode::SEE_OTHER);
    site.clock.advance_seconds(60);
    assert_eq!(try_from(&site, ATTACKER, "wrong", None).await, StatusCode::UNAUTHORIZED, "a minute later");
}

#[tokio::test]
async fn a_browser_that_is_known_signs_in_even_from_the_attackers_address() {
    let site = Site::new();
    let mut own = Browser::new(&site);
    assert_eq!(try_from(&site, OWNER, PASSWORD, Some(&mut own)).await, StatusCode::SEE_OTHER);
    assert!(own.cookies.contains_key("reseat_devices"), "{:?}", own.cookies);
    attacked(&site).await;
    assert_eq!(try_from(&site, ATTACKER, PASSWORD, Some(&mut own)).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_made_up_or_copied_known_browser_gains_nothing_but_its_own_ten_guesses() {
    let site = Site::new();
    attacked(&site).await;
    let mut liar = Browser::new(&site);
    liar.cookies.insert("reseat_devices".to_owned(), "AAAA.BBBB".to_owned());
    assert_eq!(try_from(&site, ATTACKER, PASSWORD, Some(&mut liar)).await, StatusCode::TOO_MANY_REQUESTS);
    let mut own = Browser::new(&site);
    assert_eq!(try_from(&site, OWNER, PASSWORD, Some(&mut own)).await, StatusCode::SEE_OTHER);
    let mut thief = Browser::new(&site);
    thief.cookies.insert("reseat_devices".to_owned(), own.cookies["reseat_devices"].clone());
    for _ in 0..10 {
        assert_eq!(try_from(&site, ATTACKER, "wrong", Some(&mut thief)).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(try_from(&site, ATTACKER, PASSWORD, Some(&mut thief)).await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn sessions_go_on_while_somebody_guesses() {
    let site = Site::new();
    let mut own = Browser::new(&site);
    try_from(&site, OWNER, PASSWORD, Some(&mut own)).await;
    let session = site.identity.begin_session(super::site::CONTOSO, super::site::ADA).unwrap();
    attacked(&site).await;
    assert!(site.identity.session(&session.cookie).unwrap().is_some());
}
