//! Requests that are sent twice, to one server and then to another.

use reseat_testkit::Who;
use serde_json::{Value, json};

use super::*;

fn keyed(world: &World, who: &Who, person: &str, key: &str) -> Value {
    let body = json!({"people": {"ids": [world.id(person)]},
        "operation": {"kind": "assign", "products": [{"skuId": world.sku(E3)}]}});
    let headers = [("content-type", "application/json"), ("idempotency-key", key)];
    world.send(who, "POST", "/reseat/v1/changes", &headers, body.to_string().into_bytes()).expect(200)
}

#[test]
fn an_idempotency_key_is_one_change_on_all_servers() {
    let two = two(&people(3, 3));
    let who = two.a.application();
    let first = keyed(&two.a, &who, "p0", "once");
    let again = keyed(&two.b, &who, "p0", "once");
    assert_eq!(first, again);
    assert_eq!(first["counts"]["changed"], 1);
    assert_eq!(records(&two.b, "Change user license"), 1);
}

#[test]
fn two_servers_with_one_idempotency_key_at_the_same_moment_do_it_once() {
    let two = two(&people(3, 3));
    let who = two.a.application();
    let (answer, answered) = std::sync::mpsc::channel();
    let (b, other) = (two.b, who.clone());
    before_next_write(&two.a_store, move || {
        answer.send(keyed(&b, &other, "p0", "once")).unwrap();
    });
    let first = keyed(&two.a, &who, "p0", "once");
    assert_eq!(first, answered.recv().unwrap());
    assert_eq!(records(&two.a, "Change user license"), 1);
}

#[test]
fn an_answer_of_graph_is_repeated_by_another_server_and_after_a_restart() {
    let mut two = two(&people(3, 3));
    let who = two.a.application();
    let create = |world: &World, attempt: Option<&str>| {
        let body = json!({"accountEnabled": true, "displayName": "New", "mailNickname": "new",
            "userPrincipalName": "new@servers.example",
            "passwordProfile": {"password": "Reseat-Small-2026!"}});
        let mut headers = vec![("content-type", "application/json"), ("client-request-id", "one")];
        headers.extend(attempt.map(|attempt| ("retry-attempt", attempt)));
        let answer = world.send(&who, "POST", "/v1.0/users", &headers, body.to_string().into_bytes());
        let location = answer.header("location").to_owned();
        (answer.status, location, answer.json["id"].clone())
    };
    let first = create(&two.a, None);
    assert_eq!(first.0, 201, "{first:?}");
    // What the first server remembers for the others shares a commit of its own.
    two.a.app().writer.submit(licenses(&two.a, "p0", true)).unwrap();
    assert_eq!(create(&two.b, Some("1")), first);
    two.a.restart();
    assert_eq!(create(&two.a, Some("2")), first);
    assert_eq!(create(&two.b, None).0, 400, "a new request is decided");
}

#[test]
fn a_secret_is_not_kept_for_repetition() {
    let two = two(&people(3, 3));
    let admin = two.a.sign_in("admin");
    let (status, made) = two.a.post(&admin, "/v1.0/applications", &json!({"displayName": "Tool"}));
    assert_eq!(status, 201, "{made}");
    let path = format!("/v1.0/applications/{}/addPassword", made["id"].as_str().unwrap());
    let headers = [("content-type", "application/json"), ("client-request-id", "two")];
    let answer = two.a.send(&admin, "POST", &path, &headers, b"{}".to_vec()).expect(200);
    let secret = answer["secretText"].as_str().unwrap().as_bytes().to_vec();
    two.a.app().writer.submit(licenses(&two.a, "p0", true)).unwrap();
    let scan = reseat_store::Scan::key(&reseat_store::tables::REPLAY, Vec::new(), 100);
    for row in two.store.range(&scan).unwrap() {
        let kept = |value: &reseat_store::Value| {
            matches!(value, reseat_store::Value::Bytes(bytes)
            if bytes.windows(secret.len()).any(|part| part == secret))
        };
        assert!(!row.iter().any(kept));
    }
}
