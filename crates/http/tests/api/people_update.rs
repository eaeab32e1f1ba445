//! Changing the same properties of several people.

use reseat_testkit::{TenantText, World};
use serde_json::{Value, json};

use crate::support::*;

const PATH: &str = "/reseat/v1/people/update";

fn body(world: &World, names: &[&str], rest: &Value) -> Value {
    with(json!({"people": {"ids": world.ids(names)}}), rest)
}

#[test]
fn rule_25_23_one_change_set_with_one_result_per_person() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let mut request =
        body(&world, &["ben", "mei"], &json!({"set": {"usageLocation": "cn"}, "reason": "move"}));
    let nobody = "00000000-0000-0000-0000-00000000dead";
    request["people"]["ids"].as_array_mut().unwrap().extend([json!(nobody), json!(world.id("ben"))]);
    let result = world.send_json(&admin, "POST", PATH, &request).expect(200);
    assert_eq!(counts(&result), (1, 1, 1), "ben moves, mei is there already, someone is nobody: {result}");
    assert_eq!(verdict_of(&result, &world, "ben"), is("changed", &[]));
    assert_eq!(verdict_of(&result, &world, "mei").0, "unchanged");
    assert_eq!(verdict(&result["people"][2]), is("refused", &["userNotFound"]));
    assert_eq!(person(&world, &admin, "ben")["usageLocation"], "CN");
    let set = world.read(&admin, &format!("/reseat/v1/changeSets/{}", text(&result["changeSetId"])));
    assert_eq!((&set["kind"], &set["reason"]), (&json!("updateUser"), &json!("move")));
    let again = world.send_json(&admin, "POST", PATH, &request).expect(200);
    assert_eq!((counts(&again), &again["changeSetId"]), ((0, 2, 1), &Value::Null));
}

#[test]
fn notes_7_and_9_who_is_out_of_reach_does_not_keep_the_others_from_changing() {
    let world = World::small();
    let users = world.sign_in("users");
    let request = body(&world, &["ben", "admin", "mei"], &json!({"set": {"accountEnabled": false}}));
    let result = world.send_json(&users, "POST", PATH, &request).expect(200);
    assert_eq!(counts(&result), (2, 0, 1), "{result}");
    assert_eq!(verdict_of(&result, &world, "admin"), is("refused", &["roleLacking"]));
    let admin = world.sign_in("admin");
    assert_eq!(person(&world, &admin, "ben")["accountEnabled"], false);
    assert_eq!(person(&world, &admin, "admin")["accountEnabled"], true);
    // A License Administrator sets locations only (ROL-2).
    let licenses = world.sign_in("licenses");
    assert_eq!(world.post(&licenses, PATH, &request).0, 403);
    let location = body(&world, &["admin"], &json!({"set": {"usageLocation": "SE"}}));
    assert_eq!(counts(&world.send_json(&licenses, "POST", PATH, &location).expect(200)), (1, 0, 0));
}

#[test]
fn rule_25_25_the_last_enabled_global_admin_stays_enabled() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let request = body(&world, &["admin", "mei"], &json!({"set": {"accountEnabled": false}}));
    let result = world.send_json(&admin, "POST", PATH, &request).expect(200);
    assert_eq!(verdict_of(&result, &world, "admin"), is("refused", &["lastGlobalAdmin"]));
    assert_eq!(verdict_of(&result, &world, "mei").0, "changed");
}

#[test]
fn people_are_signed_out_everywhere_in_the_same_change_set() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let console = world.console("mei");
    let own = format!("/reseat/v1/people/{}", world.id("mei"));
    assert_eq!(world.get(&console, &own).0, 200);
    let request =
        body(&world, &["mei", "ben"], &json!({"set": {"usageLocation": "CN"}, "revokeSessions": true}));
    let result = world.send_json(&admin, "POST", PATH, &request).expect(200);
    assert_eq!(counts(&result), (2, 0, 0), "{result}");
    assert!(result["people"].as_array().unwrap().iter().all(|row| row["signedOut"] == true), "{result}");
    assert_eq!(world.get(&console, &own).0, 401, "at once");
    let audit = world.read_all(&admin, "/reseat/v1/audit?$top=50");
    let of_set = audit.iter().filter(|record| record["changeSetId"] == result["changeSetId"]);
    let mut activities: Vec<String> = of_set.map(|record| text(&record["activity"])).collect();
    activities.sort();
    let revoked = "Update StsRefreshTokenValidFrom Timestamp";
    assert_eq!(activities, [revoked, revoked, "Update user"]);
    // Alone it is a change set, too.
    let alone = body(&world, &["ben"], &json!({"revokeSessions": true}));
    let result = world.send_json(&admin, "POST", PATH, &alone).expect(200);
    assert_eq!(counts(&result), (1, 0, 0));
    assert!(result["changeSetId"].is_string());
}

#[test]
fn what_makes_no_sense_is_refused_as_a_whole() {
    let world = World::small();
    let admin = world.sign_in("admin");
    for (names, rest) in [
        (&["ben"][..], json!({})),
        (&["ben"], json!({"set": {}})),
        (&["ben"], json!({"set": {"usageLocation": "XX"}})),
        (&["ben"], json!({"set": {"department": "Sales"}})),
        (&[], json!({"set": {"accountEnabled": false}})),
    ] {
        let (status, error) = world.post(&admin, PATH, &body(&world, names, &rest));
        assert_eq!((status, error["error"]["code"].as_str()), (400, Some("Request_BadRequest")), "{rest}");
    }
}

#[test]
fn more_than_a_thousand_people_are_a_job_with_a_result_each() {
    let tenant = TenantText::at("many.example").people(1_050).seats(E3, 1).text();
    let world = World::from_tenant_yaml(&tenant);
    let admin = world.sign_in("admin");
    let mut ids: Vec<String> = (0..1_050).map(|n| world.id(&format!("p{n}"))).collect();
    ids.extend([world.id("admin"), "00000000-0000-0000-0000-00000000dead".to_owned()]);
    let request = json!({"people": {"ids": ids}, "set": {"usageLocation": "SE", "accountEnabled": false},
        "revokeSessions": true, "reason": "closing"});
    let headers = [("content-type", "application/json"), ("idempotency-key", "closing-1")];
    let send = || world.send(&admin, "POST", PATH, &headers, request.to_string().into_bytes());
    let answer = send();
    assert_eq!(answer.status, 202, "{}", answer.text);
    let id = text(&answer.json["job"]["id"]);
    assert_eq!(answer.header("location"), format!("/reseat/v1/jobs/{id}"));
    assert_eq!(
        (&answer.json["job"]["kind"], &answer.json["job"]["total"]),
        (&json!("people"), &json!(1_052))
    );
    assert_eq!(text(&send().json["job"]["id"]), id, "the same key is the same job");
    world.run_until_idle();
    let job = world.read(&admin, &format!("/reseat/v1/jobs/{id}"));
    assert_eq!((&job["status"], counts(&job)), (&json!("completed"), (1_050, 0, 2)), "{job}");
    let results = world.read_all(&admin, &format!("/reseat/v1/jobs/{id}/results?$top=999"));
    assert_eq!(results.len(), 1_052, "a result for everyone");
    assert_eq!(verdict(&results[1_050]), is("refused", &["lastGlobalAdmin"]));
    assert_eq!(verdict(&results[1_051]), is("refused", &["userNotFound"]));
    let someone = person(&world, &admin, "p1049");
    assert_eq!((&someone["usageLocation"], &someone["accountEnabled"]), (&json!("SE"), &json!(false)));
    let set = world.read(&admin, &format!("/reseat/v1/changeSets/{}", text(&job["changeSetId"])));
    assert_eq!((&set["kind"], &set["reason"]), (&json!("updateUser"), &json!("closing")));
    let path = format!("/reseat/v1/audit?changeSet={}&$top=999", text(&job["changeSetId"]));
    let about: Vec<_> = world.read_all(&admin, &path);
    let of =
        |name: &str| about.iter().filter(|record| record["target"]["id"] == json!(world.id(name))).count();
    assert_eq!((of("p0"), of("p1049"), of("admin")), (2, 2, 0), "updated and signed out");
}

#[test]
fn properties_and_sign_outs_are_one_batch_of_the_log() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let request = body(&world, &["ben"], &json!({"set": {"accountEnabled": false}, "revokeSessions": true}));
    let result = world.send_json(&admin, "POST", PATH, &request).expect(200);
    let path = format!("/reseat/v1/audit?changeSet={}", text(&result["changeSetId"]));
    let records = world.read_all(&admin, &path);
    let batch = |record: &Value| text(&record["id"]).split('-').next().unwrap().to_owned();
    assert_eq!(records.len(), 2, "{records:?}");
    assert_eq!(batch(&records[0]), batch(&records[1]));
}

#[test]
fn a_repeated_request_with_its_key_is_done_once_and_answered_alike() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let request =
        body(&world, &["ben", "mei"], &json!({"set": {"usageLocation": "CN"}, "revokeSessions": true}));
    let headers = [("content-type", "application/json"), ("idempotency-key", "cn-1")];
    let send = |request: &Value| world.send(&admin, "POST", PATH, &headers, request.to_string().into_bytes());
    let first = send(&request).expect(200);
    let before = world.export();
    assert_eq!(send(&request).expect(200), first);
    assert_eq!(world.export(), before);
    let other = body(&world, &["ben"], &json!({"revokeSessions": true}));
    assert_eq!(send(&other).status, 409);
}
