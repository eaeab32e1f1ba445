//! `Idempotency-Key`: the same request sent twice is done once and answered twice (design section 9).

use reseat_testkit::{Answer, TenantText, Who, World};
use serde_json::{Value, json};

use crate::support::*;

fn send(world: &World, who: &Who, key: &str, body: &Value) -> Answer {
    let headers = [("content-type", "application/json"), ("idempotency-key", key)];
    world.send(who, "POST", CHANGES, &headers, body.to_string().into_bytes())
}

fn sets(world: &World, who: &Who) -> usize {
    world.read_all(who, "/reseat/v1/changeSets").len()
}

#[test]
fn the_same_key_and_body_are_done_once_and_answered_alike() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let body = json!({"people": {"userPrincipalNames": [world.upn("mei"), "nobody@x.example", world.upn("anna")]},
        "operation": {"kind": "unassign", "products": skus(&world, &[E3])}});
    let first = send(&world, &admin, "k1", &body).expect(200);
    assert_eq!(counts(&first), (1, 0, 2));
    let before = (world.export(), sets(&world, &admin));
    // What was undone meanwhile is not done again.
    let again = send(&world, &admin, "k1", &body).expect(200);
    assert_eq!(again, first);
    assert_eq!((world.export(), sets(&world, &admin)), before);
    let other_key = send(&world, &admin, "k2", &body).expect(200);
    assert_eq!(counts(&other_key), (0, 1, 2), "another key is another request");
}

#[test]
fn a_key_used_for_another_request_is_a_conflict() {
    let world = World::small();
    let admin = world.sign_in("admin");
    send(&world, &admin, "k", &unassign(&world, &["mei"], &[E3])).expect(200);
    let before = world.export();
    let error = send(&world, &admin, "k", &unassign(&world, &["ben"], &[E3])).expect(409);
    assert_eq!(error["error"]["code"], "Conflict");
    assert!(message(&error).contains("'k'"), "{error}");
    assert_eq!(world.export(), before);
    // Keys belong to their caller.
    let other = world.sign_in("licenses");
    assert_eq!(counts(&send(&world, &other, "k", &unassign(&world, &["ben"], &[E3])).expect(200)), (1, 0, 0));
}

#[test]
fn a_key_is_kept_for_24_hours_of_wall_time() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let body = unassign(&world, &["mei"], &[E3]);
    let first = send(&world, &admin, "k", &body).expect(200);
    world.advance_days(40);
    assert_eq!(send(&world, &admin, "k", &body).expect(200), first, "domain time does not count");
    world.clock.advance_seconds(24 * 3_600);
    world.run_until_idle();
    let admin = world.sign_in("admin");
    assert_eq!(counts(&send(&world, &admin, "k", &body).expect(200)), (0, 1, 0));
}

#[test]
fn an_answer_without_any_change_is_repeated_too() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let nothing = unassign(&world, &["gwen"], &[E3]);
    let first = send(&world, &admin, "nothing", &nothing).expect(200);
    assert_eq!(counts(&first), (0, 1, 0));
    let atomic = with(assign(&world, &["farid", "gwen"], &[E3]), &json!({"allOrNothing": true}));
    let refused = send(&world, &admin, "refused", &atomic).expect(200);
    assert_eq!(counts(&refused), (0, 0, 2));
    // Now both would do something.
    change(&world, &admin, &assign(&world, &["gwen"], &[E3]));
    assert_eq!(send(&world, &admin, "nothing", &nothing).expect(200), first);
    change(&world, &admin, &unassign(&world, &["gwen"], &[E3]));
    world.patch(&admin, &format!("/v1.0/users/{}", world.id("farid")), &json!({"usageLocation": "AE"}));
    assert_eq!(send(&world, &admin, "refused", &atomic).expect(200), refused);
    assert_eq!(held(&world, &admin, "gwen"), [] as [&str; 0]);
}

#[test]
fn racing_requests_with_one_key_are_done_once() {
    let text = TenantText::at("race.example").people(40).seats(E3, 40).text();
    let world = World::from_tenant_yaml(&text);
    let admin = world.sign_in("admin");
    for round in 0..8 {
        let names = [format!("p{round}")];
        let body = assign(&world, &[names[0].as_str()], &[E3]);
        let key = format!("key-{round}");
        let answers: Vec<Value> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..8).map(|_| scope.spawn(|| send(&world, &admin, &key, &body).expect(200))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        for answer in &answers {
            assert_eq!(answer, &answers[0]);
        }
        assert_eq!(counts(&answers[0]), (1, 0, 0));
    }
    // The tenant's own, and one of each round.
    assert_eq!(sets(&world, &admin), 9);
}

#[test]
fn a_job_is_started_once() {
    let text = TenantText::at("race.example").people(40).seats(E3, 40).text();
    let world = World::from_tenant_yaml(&text);
    let admin = world.sign_in("admin");
    let body = with(assign(&world, &["p1", "p2"], &[E3]), &json!({"asJob": true}));
    let ids: Vec<Value> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| send(&world, &admin, "k", &body).expect(202)["job"]["id"].clone()))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(world.read_all(&admin, "/reseat/v1/jobs").len(), 1);
    world.run_until_idle();
    assert_eq!(send(&world, &admin, "k", &body).expect(202)["job"]["status"], "completed");
    assert_eq!(seats(&world, &admin, E3).0, 2);
}

#[test]
fn the_licenses_page_takes_keys_too() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let path = format!("/reseat/v1/products/{}/unassign", world.sku(E3));
    let body = json!({"users": world.ids(&["ben"])}).to_string().into_bytes();
    let headers = [("content-type", "application/json"), ("idempotency-key", "page")];
    let first = world.send(&admin, "POST", &path, &headers, body.clone()).expect(200);
    let again = world.send(&admin, "POST", &path, &headers, body.clone()).expect(200);
    assert_eq!((counts(&first), &again), ((1, 0, 0), &first));
    // The same key and body on another path is another request.
    let elsewhere = format!("/reseat/v1/products/{}/unassign", world.sku(E5));
    assert_eq!(world.send(&admin, "POST", &elsewhere, &headers, body).status, 409);
}

#[test]
fn an_undo_takes_keys_too() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let set = text(&change(&world, &admin, &unassign(&world, &["ben"], &[E3]))["changeSetId"]);
    let path = format!("/reseat/v1/changeSets/{set}/revert");
    let headers = [("content-type", "application/json"), ("idempotency-key", "undo")];
    let first = world.send(&admin, "POST", &path, &headers, b"{}".to_vec()).expect(200);
    let again = world.send(&admin, "POST", &path, &headers, b"{}".to_vec()).expect(200);
    assert_eq!((counts(&first), &again), ((1, 0, 0), &first));
}

#[test]
fn the_document_names_the_key_where_it_is_honoured_and_nowhere_else() {
    let world = World::small();
    let document = world.read(&world.sign_in("admin"), "/reseat/v1/openapi.json");
    let mut named: Vec<String> = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            if parameters.iter().any(|one| one["in"] == "header" && one["name"] == "Idempotency-Key") {
                named.push(format!("{method} {path}"));
            }
        }
    }
    named.sort();
    let honoured = [
        "/reseat/v1/changeSets/{id}/revert",
        "/reseat/v1/changes",
        "/reseat/v1/people/update",
        "/reseat/v1/products/{skuId}/unassign",
    ];
    assert_eq!(named, honoured.map(|path| format!("post {path}")));
}
