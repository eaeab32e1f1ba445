//! Days pass: what is due has happened (design section 5, UNA-40, UNA-41).

use reseat_testkit::World;
use serde_json::{Value, json};

use crate::support::*;

#[track_caller]
fn advance(world: &World, days: i64) -> Value {
    world
        .send_json(&world.sign_in("admin"), "POST", "/reseat/v1/clock", &json!({"advanceDays": days}))
        .expect(200)
}

#[test]
fn una_40_mail_is_kept_for_30_days_and_then_gone() {
    let world = World::small();
    let admin = world.sign_in("admin");
    change(&world, &admin, &unassign(&world, &["mei"], &[E3]));
    let services = |world: &World| person(world, &admin, "mei")["services"].clone();
    let due = text(&services(&world)["mailbox"]["purgeDateTime"]);
    advance(&world, 29);
    assert_eq!(services(&world)["mailbox"]["state"], "disconnected");
    advance(&world, 2);
    let mailbox = services(&world)["mailbox"].clone();
    assert_eq!((&mailbox["state"], &mailbox["since"]), (&json!("purged"), &json!(due)), "at its own instant");
    // UNA-43: only mail has an end; files stay while the person exists.
    assert_eq!(services(&world)["drive"]["state"], "unlicensed");
    advance(&world, 400);
    assert_eq!(services(&world)["drive"]["state"], "unlicensed");
    // MBX-2: a new licence gives a new, empty mailbox and says so.
    let result = change(&world, &admin, &assign(&world, &["mei"], &[E3]));
    let codes: Vec<String> = row(&result, &world, "mei")["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|warning| text(&warning["code"]))
        .collect();
    assert!(codes.contains(&"newEmptyMailbox".to_owned()), "{codes:?}");
}

#[test]
fn una_41_a_licence_within_30_days_brings_the_same_mailbox_back() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let id = |world: &World| {
        let line = world.export().lines().find(|line| line.contains("\"upn\":\"mei@")).unwrap().to_owned();
        let line: Value = serde_json::from_str(&line).unwrap();
        let state = text(&line["mailbox"]);
        let (_, rest) = state.split_once("id: ").unwrap();
        (state.split(' ').next().unwrap().to_owned(), rest.split(',').next().unwrap().to_owned())
    };
    let (_, before) = id(&world);
    change(&world, &admin, &unassign(&world, &["mei"], &[E3]));
    advance(&world, 10);
    // 25.20: any mail plan does, not only the same product.
    change(&world, &admin, &unassign(&world, &["dmitri"], &[MAIL]));
    change(&world, &admin, &assign(&world, &["mei"], &[MAIL]));
    assert_eq!(id(&world), ("Active".to_owned(), before.clone()));
    advance(&world, 60);
    assert_eq!(id(&world), ("Active".to_owned(), before), "no old timer strikes");
}

#[test]
fn what_is_due_has_happened_even_before_the_worker_runs() {
    let world = World::small();
    let admin = world.sign_in("admin");
    change(&world, &admin, &unassign(&world, &["mei"], &[E3]));
    // Wall time moves domain time with it; nobody has ticked yet.
    world.clock.advance_seconds(31 * 86_400);
    let admin = world.sign_in("admin");
    assert_eq!(mailbox(&world, &admin, "mei"), "purged");
    let result = change(&world, &admin, &assign(&world, &["mei"], &[E3]));
    let warnings = row(&result, &world, "mei")["warnings"].to_string();
    assert!(warnings.contains("newEmptyMailbox"), "{warnings}");
    world.run_until_idle();
    assert_eq!(mailbox(&world, &admin, "mei"), "active");
}

/// A workload whose clocks start at different instants and meet.
fn workload(world: &World) {
    let admin = world.sign_in("admin");
    change(world, &admin, &request(world, &["anna", "clara", "licenses"], json!({"kind": "unassignAll"})));
    change(world, &admin, &unassign(world, &["mei"], &[E3]));
    // 25.21: deleted while a mailbox clock runs: the clock is not prolonged.
    assert_eq!(world.delete(&admin, &format!("/v1.0/users/{}", world.id("clara"))).0, 204);
    assert_eq!(world.delete(&admin, &format!("/v1.0/users/{}", world.id("ben"))).0, 204);
    change(world, &admin, &assign(world, &["gwen"], &[E3]));
}

#[test]
fn rule_25_16_one_jump_of_31_days_is_31_jumps_of_a_day() {
    let [one, many, off] = [(); 3].map(|()| World::small());
    for world in [&one, &many, &off] {
        world.pace(1);
        workload(world);
        world.pace(0);
    }
    let end = one.app().clock.now().plus_days(31);
    one.advance_to(end);
    for day in (0..31).rev() {
        many.advance_to(end.plus_days(-day));
    }
    // The machine was switched off for a month: wall time went on, and the worker comes late.
    off.clock.advance_seconds(31 * 86_400);
    off.run_until_idle();
    assert_eq!(one.export(), many.export());
    assert_eq!(one.export(), off.export());
    let kinds = |world: &World| {
        let admin = world.sign_in("admin");
        let audit = world.read_all(&admin, "/reseat/v1/audit?$top=999");
        let mut seen: Vec<String> = audit
            .iter()
            .filter(|record| record["face"] == "system")
            .map(|r| format!("{} {} {}", r["activityDateTime"], r["activity"], r["target"]["id"]))
            .filter(|line| !line.contains("clock"))
            .collect();
        seen.sort();
        seen
    };
    assert_eq!(kinds(&one).len(), kinds(&off).len());
}

#[test]
fn the_clock_goes_forward_only_and_is_remembered() {
    let mut world = World::small();
    let admin = world.sign_in("admin");
    let clock = world.read(&admin, "/reseat/v1/clock");
    assert_eq!(clock["kind"], "simulated");
    assert!(text(&clock["now"]).starts_with("2026-03-02T09:00:"), "{clock}");
    for body in [
        json!({"advanceDays": -1}),
        json!({"to": "2026-01-01T00:00:00Z"}),
        json!({"to": "tomorrow"}),
        json!({}),
        json!({"advanceDays": 1, "to": "2027-01-01T00:00:00Z"}),
        json!({"advanceDays": 100_000}),
        json!({"advanceHours": 1}),
    ] {
        let (status, error) = world.post(&admin, "/reseat/v1/clock", &body);
        assert_eq!((status, error["error"]["code"].as_str()), (400, Some("Request_BadRequest")), "{body}");
    }
    let (status, moved) = world.post(&admin, "/reseat/v1/clock", &json!({"to": "2026-05-01T00:00:00Z"}));
    assert_eq!((status, &moved["now"]), (200, &json!("2026-05-01T00:00:00Z")));
    world.restart();
    let after = text(&world.read(&admin, "/reseat/v1/clock")["now"]);
    assert!(after.as_str() > "2026-05-01T00:00:00Z" && after.as_str() < "2026-05-01T00:01:00Z", "{after}");
}
