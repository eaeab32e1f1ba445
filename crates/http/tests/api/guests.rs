//! Guests are licensed by Global administrators only (rules.md 3.2 note 6); the rest of a selection goes through.

use reseat_testkit::{SMALL, World};
use serde_json::{Value, json};

use crate::support::*;

fn world() -> World {
    World::from_tenant_yaml(&SMALL.replace("  - upn: gwen\n", "  - upn: gwen\n    guest: true\n"))
}

#[track_caller]
fn refused(answer: &Value, world: &World) {
    assert_eq!(verdict_of(answer, world, "gwen"), is("refused", &["roleLacking"]));
    let roles = &row(answer, world, "gwen")["reasons"][0]["params"]["roles"];
    assert_eq!(roles[0]["name"], "Global Administrator");
    assert_eq!(roles.as_array().unwrap().len(), 1);
}

#[test]
fn matrix_note_6_a_licence_administrator_cannot_license_a_guest() {
    let world = world();
    let licenses = world.sign_in("licenses");
    let body = assign(&world, &["gwen", "anna"], &[BI]);
    for path in [PREVIEWS, CHANGES] {
        let answer = world.send_json(&licenses, "POST", path, &body).expect(200);
        refused(&answer, &world);
        assert_eq!(verdict_of(&answer, &world, "anna"), is("changed", &[]));
    }
    let answer = world.send_json(&licenses, "POST", CHANGES, &with(body.clone(), &json!({"asJob": true})));
    let id = text(&answer.expect(202)["job"]["id"]);
    world.run_until_idle();
    let rows = world.read_all(&licenses, &format!("/reseat/v1/jobs/{id}/results"));
    refused(&json!({"people": rows}), &world);
    let admin = world.sign_in("admin");
    assert_eq!(verdict_of(&change(&world, &admin, &body), &world, "gwen"), is("changed", &[]));
}

#[test]
fn matrix_note_6_taking_from_a_guest_is_allowed_and_undoing_that_is_not() {
    let world = world();
    let admin = world.sign_in("admin");
    let licenses = world.sign_in("licenses");
    change(&world, &admin, &assign(&world, &["gwen"], &[E3]));
    let taken = change(&world, &licenses, &unassign(&world, &["gwen"], &[E3]));
    assert_eq!(counts(&taken), (1, 0, 0));
    let path = format!("/reseat/v1/changeSets/{}/revert", text(&taken["changeSetId"]));
    let (_, answer) = world.post(&licenses, &path, &json!({}));
    refused(&answer, &world);
    let (status, answer) = world.post(&admin, &path, &json!({}));
    assert_eq!((status, counts(&answer)), (200, (1, 0, 0)));
}
