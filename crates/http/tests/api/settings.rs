//! The organisation's settings.

use reseat_testkit::{Who, World};
use serde_json::json;

use crate::support::*;

const PATH: &str = "/reseat/v1/settings";

#[test]
fn what_is_absent_stays_and_values_have_ranges() {
    let mut world = World::small();
    let admin = world.sign_in("admin");
    let before = json!({"displayName": "Quillmark Books", "country": "DE", "timeZone": "Europe/Berlin",
        "cloud": "worldwide", "language": "en",
        "licensesPageUsers": 20, "historyDays": 400, "passwordGrant": true});
    assert_eq!(world.read(&admin, PATH), before);
    let after = world.send_json(&admin, "PATCH", PATH, &json!({"historyDays": 100})).expect(200);
    assert_eq!(after, with(before, &json!({"historyDays": 100})));
    for body in [
        json!({"licensesPageUsers": 0}),
        json!({"licensesPageUsers": 1_001}),
        json!({"historyDays": 29}),
        json!({"historyDays": 36_501}),
        json!({"licensesPageUsers": "many"}),
        json!({"licencesPageUsers": 5}),
        json!({"displayName": "  "}),
        json!({"displayName": "x".repeat(257)}),
        json!({"country": "XX"}),
        json!({"country": "Germany"}),
        json!({"timeZone": "Central European Time"}),
        json!({"cloud": "china"}),
        json!({"language": "de"}),
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
fn the_organisation_has_a_name_a_country_a_time_zone_a_cloud_and_a_language() {
    let mut world = World::small();
    let admin = world.sign_in("admin");
    let edit = json!({"displayName": " Quillmark (China) ", "country": "cn", "timeZone": "Asia/Shanghai",
        "cloud": "21vianet", "language": "zh-Hans"});
    let expected = with(edit.clone(), &json!({"displayName": "Quillmark (China)", "country": "CN"}));
    let after = world.send_json(&admin, "PATCH", PATH, &edit).expect(200);
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&after[name], value, "{name}");
    }
    world.restart();
    assert_eq!(world.read(&admin, PATH), after);
    let session = world.read(&admin, "/reseat/v1/session");
    for name in ["displayName", "country", "timeZone", "cloud", "language"] {
        assert_eq!(session["tenant"][name], expected[name], "{name}");
    }
    let record = &world.read(&admin, "/reseat/v1/audit?$top=1")["value"][0];
    assert_eq!(record["activity"], "Set Company Information");
    assert_eq!(record["target"]["displayName"], "Quillmark (China)");
    let modified = record["modifiedProperties"].as_array().unwrap();
    let modified: Vec<String> = modified
        .iter()
        .map(|p| format!("{} {} {}", text(&p["name"]), text(&p["old"]), text(&p["new"])))
        .collect();
    assert_eq!(
        modified[1..],
        [
            "country DE CN",
            "timeZone Europe/Berlin Asia/Shanghai",
            "cloud worldwide 21vianet",
            "language en zh-Hans"
        ]
    );
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
