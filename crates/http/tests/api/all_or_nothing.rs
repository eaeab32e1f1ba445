//! 25.12: one result per person; all of them or nobody when asked for.

use reseat_testkit::{TenantText, World};
use serde_json::json;

use crate::support::*;

fn atomic(body: serde_json::Value) -> serde_json::Value {
    with(body, &json!({"allOrNothing": true}))
}

#[test]
fn rule_25_12_one_refusal_and_nobody_changes() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let before = world.export();
    // Anna's audio conferencing needs a plan of Office 365 E3 (error 7).
    let body = atomic(unassign(&world, &["ben", "anna", "gwen", "clara"], &[E3]));
    let previewed = preview(&world, &admin, &body);
    let result = change(&world, &admin, &body);
    for answer in [&previewed, &result] {
        assert_eq!(verdict_of(answer, &world, "anna"), is("refused", &["planDependency"]));
        assert_eq!(verdict_of(answer, &world, "ben"), is("refused", &["notAttempted"]));
        assert_eq!(verdict_of(answer, &world, "clara"), is("refused", &["notAttempted"]));
        assert_eq!(verdict_of(answer, &world, "gwen"), is("unchanged", &["alreadySo"]));
        assert_eq!(counts(answer), (0, 1, 3));
    }
    assert_eq!(result["changeSetId"], json!(null), "nothing was done, so there is nothing to undo");
    assert_eq!(world.export(), before);
}

#[test]
fn rule_25_12_without_a_refusal_everyone_changes() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let result = change(&world, &admin, &atomic(unassign(&world, &["ben", "clara", "gwen"], &[E3])));
    assert_eq!(counts(&result), (2, 1, 0));
    assert_eq!(seats(&world, &admin, E3), (5, 3));
}

#[test]
fn rule_25_12_seats_that_are_short_for_one_are_taken_by_nobody() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    // Three seats, one of them taken.
    let result = change(&world, &admin, &atomic(assign(&world, &["gwen", "anna", "ben"], &[BI])));
    assert_eq!(counts(&result), (0, 0, 3));
    assert_eq!(seats(&world, &admin, BI), (1, 2));
    let result = change(&world, &admin, &atomic(assign(&world, &["gwen", "anna"], &[BI])));
    assert_eq!(counts(&result), (2, 0, 0));
    assert_eq!(seats(&world, &admin, BI), (3, 0));
}

#[test]
fn rule_25_12_freed_and_taken_seats_of_one_change_meet() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let e5 = world.sku(E5);
    // Both seats are taken; the first person frees one for the second, in the order asked.
    change(&world, &admin, &unassign(&world, &["ben"], &[E3]));
    let operation = json!({"kind": "move", "from": world.sku(E3), "to": {"skuId": e5}});
    let refused = change(&world, &admin, &atomic(request(&world, &["mei"], operation.clone())));
    assert_eq!(verdict_of(&refused, &world, "mei"), is("refused", &["noSeats"]));
    change(&world, &admin, &unassign(&world, &["ben"], &[E5]));
    let moved = change(&world, &admin, &atomic(request(&world, &["mei"], operation)));
    assert_eq!(counts(&moved), (1, 0, 0));
    assert_eq!(held(&world, &admin, "mei"), [BI, E5]);
}

#[test]
fn rule_25_12_takes_at_most_1000_people() {
    let world = World::from_tenant_yaml(&TenantText::at("many.example").people(1).seats(E3, 5).text());
    let admin = world.sign_in("admin");
    let nobody = |n: usize| format!("00000000-0000-4000-8000-{n:012x}");
    let body = |people: usize| {
        let ids: Vec<String> = (0..people).map(nobody).collect();
        json!({"people": {"ids": ids}, "allOrNothing": true, "operation": {"kind": "unassignAll"}})
    };
    for path in [CHANGES, PREVIEWS] {
        let (status, error) = world.post(&admin, path, &body(1_001));
        assert_eq!((status, error["error"]["code"].as_str()), (400, Some("Request_BadRequest")));
        assert!(message(&error).contains("1000"), "{error}");
    }
    let as_job = with(body(2), &json!({"asJob": true}));
    let (status, error) = world.post(&admin, CHANGES, &as_job);
    assert!(status == 400 && message(&error).contains("one transaction"), "a job is many: {error}");
    let result = change(&world, &admin, &body(1_000));
    assert_eq!(counts(&result), (0, 0, 1_000));
    assert_eq!(result["people"][0]["reasons"][0]["code"], "userNotFound");
}
