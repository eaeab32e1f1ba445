//! Sessions, codes and tokens that begin on one server and are used on another.

use reseat_app::identity::{Form, Origin, TokenRequest};
use reseat_testkit::{HOST, Who};
use serde_json::json;

use super::*;

fn status(world: &World, who: &Who) -> u16 {
    world.get(who, "/reseat/v1/products").0
}

#[test]
fn a_session_and_a_token_of_one_server_work_on_the_other_and_end_on_both() {
    let two = two(&people(2, 2));
    let (session, token) = (two.a.console("admin"), two.a.sign_in("admin"));
    assert_eq!((status(&two.b, &session), status(&two.b, &token)), (200, 200));
    let Who::Cookie { cookie, .. } = &session else { unreachable!("a console session is a cookie") };
    two.b.identity().end_session(cookie).unwrap();
    assert_eq!(status(&two.b, &session), 401);
    two.a.clock.advance_seconds(2);
    assert_eq!(status(&two.a, &session), 401, "at most two seconds later");
}

#[test]
fn who_is_blocked_on_one_server_is_refused_by_the_other_two_seconds_later() {
    let two = two(&people(2, 2));
    let admin = two.a.sign_in("admin");
    let other = two.b.console("admin");
    assert_eq!(status(&two.b, &other), 200);
    let path = format!("/v1.0/users/{}/revokeSignInSessions", two.a.id("admin"));
    assert_eq!(two.a.post(&admin, &path, &json!({})).0, 200);
    two.b.clock.advance_seconds(2);
    assert_eq!(status(&two.b, &other), 401);
}

fn refresh(world: &World, token: &str) -> Result<String, u32> {
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", "14d82eec-204b-4c2f-b7e8-296a70dab67e"),
        ("refresh_token", token),
        ("scope", "https://graph.microsoft.com/.default offline_access"),
    ];
    ask(world, &form).map(|answer| answer.refresh_token.unwrap())
}

fn ask(world: &World, form: &[(&str, &str)]) -> Result<reseat_app::identity::TokenAnswer, u32> {
    let form = Form(form.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect());
    let base = format!("https://{HOST}");
    let domain = world.tenant.domain.clone();
    let request =
        TokenRequest { base: &base, tenant: &domain, form: &form, basic: None, origin: Origin::default() };
    world.identity().token(&request).map_err(|error| error.code)
}

#[test]
fn a_refresh_token_of_one_server_works_on_the_other() {
    let two = two(&people(2, 2));
    let upn = two.a.upn("admin");
    let form = [
        ("grant_type", "password"),
        ("client_id", "14d82eec-204b-4c2f-b7e8-296a70dab67e"),
        ("username", upn.as_str()),
        ("password", "Reseat-Small-2026!"),
        ("scope", "https://graph.microsoft.com/.default offline_access"),
    ];
    let first = ask(&two.a, &form).unwrap().refresh_token.unwrap();
    let second = refresh(&two.b, &first).unwrap();
    assert_ne!(first, second);
    refresh(&two.a, &second).unwrap();
}

#[test]
fn a_device_that_asked_one_server_is_let_in_by_another_and_once() {
    let two = two(&people(2, 2));
    let client = "14d82eec-204b-4c2f-b7e8-296a70dab67e";
    let form = Form(vec![
        ("client_id".to_owned(), client.to_owned()),
        ("scope".to_owned(), "https://graph.microsoft.com/.default".to_owned()),
    ]);
    let base = format!("https://{HOST}");
    let asked = two.a.identity().start_device(&base, &two.a.tenant.domain, &form).unwrap();
    let tenant = two.b.identity().tenant(&two.b.tenant.domain).unwrap();
    let device = two.b.identity().device(&tenant, &asked.user_code).unwrap().unwrap();
    let person = two.b.identity().person(tenant.id, two.b.user("admin").id).unwrap().unwrap();
    two.b.identity().approve_device(&device, &person).unwrap();
    let redeem = |world: &World| {
        let grant = "urn:ietf:params:oauth:grant-type:device_code";
        let form = [("grant_type", grant), ("client_id", client), ("device_code", &asked.device_code)];
        ask(world, &form).map(|answer| answer.access_token)
    };
    let token = redeem(&two.a).unwrap();
    assert!(redeem(&two.b).is_err(), "a device code works once");
    assert_eq!(status(&two.b, &Who::Token(token)), 200);
}
