//! Undo: a change set is taken back where the present still is as it left it (design section 3, 25.26).

use reseat_testkit::{Who, World};
use serde_json::{Value, json};

use crate::support::*;

/// The change set of a result.
#[track_caller]
fn set_of(result: &Value) -> String {
    text(&result["changeSetId"])
}

fn path(set: &str, what: &str) -> String {
    format!("/reseat/v1/changeSets/{set}{what}")
}

#[track_caller]
fn revert(world: &World, who: &Who, set: &str) -> Value {
    world.send_json(who, "POST", &path(set, "/revert"), &json!({})).expect(200)
}

/// Everything of the state but instants of services that were away meanwhile.
fn licences(world: &World) -> Vec<(Value, Value, Value)> {
    let lines = world.export();
    let parsed = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let users = parsed.filter(|line| line.get("user").is_some());
    users.map(|user| (user["upn"].clone(), user["licenses"].clone(), user["mailbox"].clone())).collect()
}

#[test]
fn undo_brings_back_licences_switched_off_plans_and_mailboxes() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let before = licences(&world);
    let result = change(&world, &admin, &request(&world, EVERYONE, json!({"kind": "unassignAll"})));
    let set = set_of(&result);
    assert_eq!(mailbox(&world, &admin, "clara"), "disconnected");
    let (status, previewed) = world.post(&admin, &path(&set, "/revert/preview"), &json!({}));
    assert_eq!((status, counts(&previewed)), (200, (9, 0, 0)));
    assert_eq!(previewed["summary"]["mailboxesRestored"], 9);
    let body = json!({"previewToken": previewed["previewToken"], "reason": "too many"});
    let (status, undone) = world.post(&admin, &path(&set, "/revert"), &body);
    assert_eq!((status, counts(&undone)), (200, (9, 0, 0)));
    assert_eq!(without_times(&undone["people"]), without_times(&previewed["people"]));
    assert_eq!(mailbox(&world, &admin, "clara"), "active");
    let off = direct(&world, &admin, "clara", E3)["disabledPlans"].as_array().unwrap().len();
    assert_eq!(off, 2);
    // The same mailboxes, the same dates of first assignment.
    let strip = |all: Vec<(Value, Value, Value)>| all.into_iter().map(|(u, l, _)| (u, l)).collect::<Vec<_>>();
    assert_eq!(strip(licences(&world)), strip(before));

    let first = world.read(&admin, &path(&set, ""));
    let second = world.read(&admin, &path(&set_of(&undone), ""));
    assert_eq!((&first["revertedBy"], &first["revertible"]), (&second["id"], &json!(false)));
    assert_eq!(first["notRevertibleBecause"], "alreadyReverted");
    assert_eq!(
        (&second["reverts"], &second["kind"], &second["reason"]),
        (&first["id"], &json!("revert"), &json!("too many"))
    );
}

#[test]
fn nothing_is_undone_twice_but_an_undo_can_be_undone() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let set = set_of(&change(&world, &admin, &unassign(&world, &["clara"], &[E3])));
    let undo = set_of(&revert(&world, &admin, &set));
    for what in ["/revert", "/revert/preview"] {
        let (status, error) = world.post(&admin, &path(&set, what), &json!({}));
        assert_eq!((status, error["error"]["code"].as_str()), (409, Some("Conflict")));
        let detail = &error["error"]["details"][0];
        assert_eq!((&detail["code"], &detail["target"]), (&json!("alreadyReverted"), &json!(set)), "{error}");
        assert!(text(&detail["message"]).starts_with("It has already been undone. "), "{error}");
        assert!(!message(&error).contains("alreadyReverted"), "a code is not for readers: {error}");
    }
    assert_eq!(held(&world, &admin, "clara"), [E3, VISIO_SELF_SERVICE]);
    let redo = set_of(&revert(&world, &admin, &undo));
    assert_eq!(held(&world, &admin, "clara"), [VISIO_SELF_SERVICE]);
    revert(&world, &admin, &redo);
    let off = direct(&world, &admin, "clara", E3)["disabledPlans"].as_array().unwrap().len();
    assert_eq!(off, 2, "through three undos");
}

#[test]
fn what_was_changed_since_is_refused_and_the_rest_goes_through() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let set = set_of(&change(&world, &admin, &unassign(&world, &["clara", "ben", "mei"], &[E3])));
    // Clara has it again, with all services on; Ben another product, which is not what was changed.
    change(&world, &admin, &assign(&world, &["clara"], &[E3]));
    change(&world, &admin, &assign(&world, &["ben"], &[BI]));
    let undone = revert(&world, &admin, &set);
    assert_eq!(verdict_of(&undone, &world, "clara"), is("refused", &["changedSince"]));
    assert_eq!(verdict_of(&undone, &world, "ben"), is("changed", &[]));
    assert_eq!(verdict_of(&undone, &world, "mei"), is("changed", &[]));
    assert_eq!(direct(&world, &admin, "clara", E3)["disabledPlans"], json!([]));
    assert_eq!(held(&world, &admin, "ben"), [E3, BI, E5]);
}

#[test]
fn an_undo_needs_seats_like_any_assignment() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    // Exchange Online has one seat.
    let set = set_of(&change(&world, &admin, &unassign(&world, &["dmitri"], &[MAIL])));
    change(&world, &admin, &assign(&world, &["gwen"], &[MAIL]));
    let undone = revert(&world, &admin, &set);
    assert_eq!(verdict_of(&undone, &world, "dmitri"), is("refused", &["noSeats"]));
    assert_eq!(undone["changeSetId"], json!(null));
    // Nothing was undone, so it can be tried again once the seat is free.
    change(&world, &admin, &unassign(&world, &["gwen"], &[MAIL]));
    assert_eq!(counts(&revert(&world, &admin, &set)), (1, 0, 0));
    assert_eq!(mailbox(&world, &admin, "dmitri"), "active");
}

#[test]
fn an_undo_of_an_assignment_takes_it_and_of_services_gives_them_back() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let set = set_of(&change(&world, &admin, &assign(&world, &["gwen"], &[E3])));
    revert(&world, &admin, &set);
    assert_eq!(
        (held(&world, &admin, "gwen"), mailbox(&world, &admin, "gwen")),
        (vec![], "disconnected".to_owned())
    );
    let operation = json!({"kind": "assign", "products": [choice(&world, E3, &["TEAMS1"])]});
    let set = set_of(&change(&world, &admin, &request(&world, &["clara"], operation)));
    assert_eq!(direct(&world, &admin, "clara", E3)["disabledPlans"].as_array().unwrap().len(), 1);
    revert(&world, &admin, &set);
    assert_eq!(direct(&world, &admin, "clara", E3)["disabledPlans"].as_array().unwrap().len(), 2);
}

#[test]
fn rule_25_25_undo_needs_the_right_of_the_reverse_change() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let set = set_of(&change(&world, &admin, &unassign(&world, &["ben"], &[E3])));
    let before = world.export();
    let reader = world.sign_in("reader");
    let weak = world.sign_in_for("licenses", "AuditLog.Read.All LicenseAssignment.Read.All");
    for who in [&reader, &weak] {
        for what in ["/revert", "/revert/preview"] {
            let (status, error) = world.post(who, &path(&set, what), &json!({}));
            assert_eq!(
                (status, error["error"]["code"].as_str()),
                (403, Some("Authorization_RequestDenied")),
                "{error}"
            );
        }
    }
    assert_eq!(world.export(), before);
    assert_eq!(counts(&revert(&world, &world.sign_in("users"), &set)), (1, 0, 0));
}

#[test]
fn rule_25_26_what_is_no_licence_change_says_why_it_cannot_be_undone() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let gwen = world.id("gwen");
    assert_eq!(world.patch(&admin, &format!("/v1.0/users/{gwen}"), &json!({"jobTitle": "Poet"})).0, 204);
    assert_eq!(world.delete(&admin, &format!("/v1.0/users/{gwen}")).0, 204);
    world.patch(&admin, "/reseat/v1/settings", &json!({"historyDays": 500}));
    let sets = world.read_all(&admin, "/reseat/v1/changeSets");
    let why: Vec<(String, String)> =
        sets.iter().map(|set| (text(&set["kind"]), text(&set["notRevertibleBecause"]))).collect();
    let pair = |kind: &str, why: &str| (kind.to_owned(), why.to_owned());
    assert_eq!(
        why,
        [
            pair("administration", "administration"),
            pair("deleteUser", "restoreFromDeletedUsers"),
            pair("updateUser", "personChange"),
            pair("administration", "administration"),
        ]
    );
    for set in sets {
        let (status, error) = world.post(&admin, &path(&text(&set["id"]), "/revert"), &json!({}));
        assert_eq!(status, 409);
        let detail = &error["error"]["details"][0];
        assert_eq!(detail["code"], set["notRevertibleBecause"], "{error}");
    }
    let nobody = "00000000-0000-4000-8000-000000000001";
    assert_eq!(world.post(&admin, &path(nobody, "/revert"), &json!({})).0, 404);
    assert_eq!(world.post(&admin, &path("x", "/revert"), &json!({})).0, 404);
}

#[test]
fn a_preview_of_an_undo_binds_it() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let set = set_of(&change(&world, &admin, &unassign(&world, &["ben", "mei"], &[E3])));
    let (_, previewed) = world.post(&admin, &path(&set, "/revert/preview"), &json!({}));
    change(&world, &admin, &assign(&world, &["mei"], &[E3]));
    let body = json!({"previewToken": previewed["previewToken"]});
    let (status, undone) = world.post(&admin, &path(&set, "/revert"), &body);
    assert_eq!(status, 200);
    assert_eq!(verdict_of(&undone, &world, "ben"), is("changed", &[]));
    let (status, codes) = verdict_of(&undone, &world, "mei");
    assert_eq!((status.as_str(), codes[0].as_str()), ("refused", "changedSincePreview"));
}
