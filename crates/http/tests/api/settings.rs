//! The organisation's settings.

use reseat_testkit::{Who, World};
use serde_json::json;

use crate::support::*;

const PATH: &str = "/reseat/v1/settings";

#[test]
fn what_is_absent_stays_and_values_have_ranges() {
    let mut world = World::small();
    let admin = world.sign_in("admin");
    assert_eq!(
        world.read(&admin, PATH),
        json!({"licensesPageUsers": 20, "historyDays": 400, "passwordGrant": true})
    );
    let after = world.send_json(&admin, "PATCH", PATH, &json!({"historyDays": 100})).expect(200);
    assert_eq!(after, json!({"licensesPageUsers": 20, "historyDays": 100, "passwordGrant": true}));
    for body in [
        json!({"licensesPageUsers": 0}),
        json!({"licensesPageUsers": 1_001}),
        json!({"historyDays": 29}),
        json!({"historyDays": 36_501}),
        json!({"licensesPageUsers": "many"}),
        json!({"licencesPageUsers": 5}),
    ] {
        let (status, error) = world.patch(&admin, PATH, &body);
        assert_eq!((status, error["error"]["code"].as_str()), (400, Some("Request_BadRequest")), "{body}");
    }
    world.restart();
    assert_eq!(world.read(&admin, PATH), after);
    // Nothing changed, so nothing is recorded.
    let sets = world.read_all(&admin, "/reseat/v1/changeSets").len();
    world.send_json(&admin, "PATCH", PATH, &json!({"historyDays": 100})).expect(200);
    assert_eq!(world.read_all(&admin, "/reseat/v1/changeSets").len(), sets);
}

#[test]
fn the_password_grant_is_off_when_it_is_switched_off() {
    let world = World::small();
    let admin = world.sign_in("admin");
    world.send_json(&admin, "PATCH", PATH, &json!({"passwordGrant": false})).expect(200);
    // Sign-in follows a change at most two seconds behind.
    world.clock.advance_seconds(3);
    let form = "grant_type=password&client_id=14d82eec-204b-4c2f-b7e8-296a70dab67e&username=mei%40quillmark.example\
                &password=Reseat-Small-2026!&scope=User.Read";
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let path = "/quillmark.example/oauth2/v2.0/token";
    let answer = world.send(&Who::Nobody, "POST", path, &headers, form.as_bytes().to_vec());
    assert_eq!(answer.status, 400, "{}", answer.text);
    assert!(
        text(&answer.json["error"]).contains("grant") || answer.json["error"] == "invalid_request",
        "{}",
        answer.text
    );
}
