//! Throttling (contract 7.5): wait as told, count the tries, stop in time.

use reseat_client::{Call, Error, Method};

use crate::fake::{client, header, ok, status};

#[test]
fn a_throttled_request_is_repeated_after_retry_after_with_the_same_id() {
    let busy = |seconds| status(429, &[("retry-after", seconds)], "");
    let (client, http, runtime) = client([busy("7"), busy("3"), ok("{}")]);
    client.send(&Call::post("/v1.0/users/x/assignLicense", &1)).unwrap();
    assert_eq!(runtime.sleeps(), [7, 3]);
    let seen = http.seen();
    let attempts: Vec<_> = seen.iter().map(|r| header(r, "Retry-Attempt")).collect();
    assert_eq!(attempts, [None, Some("1"), Some("2")]);
    let ids: Vec<_> = seen.iter().map(|r| header(r, "client-request-id").unwrap()).collect();
    assert_eq!(ids, ["id-1", "id-1", "id-1"]);
    assert!(seen.iter().all(|r| header(r, "Authorization") == Some("Bearer token") && r.body == b"1"));
}

#[test]
fn without_retry_after_the_wait_doubles_and_the_tries_are_bounded() {
    let (client, http, runtime) = client((0..6).map(|_| status(503, &[], "")));
    let error = client.send(&Call::get("/v1.0/users")).unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert_eq!(runtime.sleeps(), [1, 2, 4, 8, 16]);
    assert_eq!(http.seen().len(), 6);
}

#[test]
fn a_server_that_asks_for_an_hour_is_not_waited_for() {
    let (client, _, runtime) = client([status(429, &[("retry-after", "3600")], "")]);
    assert_eq!(client.send(&Call::get("/v1.0/users")).unwrap_err().status(), Some(429));
    assert!(runtime.sleeps().is_empty());
}

#[test]
fn a_lost_answer_is_asked_for_again_only_where_that_does_no_harm() {
    let (reader, http, _) = client([None, ok("{}")]);
    reader.send(&Call::get("/v1.0/users")).unwrap();
    assert_eq!(http.seen().len(), 2);

    let (writer, http, _) = client([None]);
    let error = writer.send(&Call::new(Method::Delete, "/v1.0/users/x")).unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }));
    assert_eq!(http.seen().len(), 1);

    let (keyed, http, _) = client([None, ok("{}")]);
    keyed.send(&Call::post("/reseat/v1/changes", &1).idempotency_key("k")).unwrap();
    let keys: Vec<_> = http.seen().iter().map(|r| header(r, "Idempotency-Key").map(str::to_owned)).collect();
    assert_eq!(keys, [Some("k".to_owned()), Some("k".to_owned())]);
}

#[test]
fn refusals_are_not_repeated() {
    for code in [400, 401, 403, 404, 409, 500, 501] {
        let (client, http, _) = client([status(code, &[("request-id", "r-9")], "{}")]);
        let error = client.send(&Call::get("/v1.0/users")).unwrap_err();
        let api = error.api().unwrap();
        assert_eq!((api.status, api.request_id.as_deref()), (code, Some("r-9")));
        assert_eq!(http.seen().len(), 1, "{code}");
    }
}

#[test]
fn a_redirect_is_not_followed_with_the_token() {
    let (client, http, _) = client([status(302, &[("location", "https://evil.example/")], "")]);
    assert!(matches!(client.send(&Call::get("/v1.0/users")), Err(Error::Unexpected { .. })));
    assert_eq!(http.seen().len(), 1);
}
