//! The digest that binds a preview: the same for the same meaning, another for another.

use reseat_engine::digest;
use reseat_model::Timestamp;
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::reason::Reason;

use crate::world::*;

fn preview(world: &World, edit: LicenseEdit) -> u64 {
    let decision = world.preview(&Command::ChangeLicenses { user: ANA, edit });
    digest(&decision.outcome, world.now)
}

fn later(world: &World, micros: i64) -> World {
    let mut later = world.clone();
    later.now = later.now.plus_micros(micros);
    later.ctx();
    later
}

#[test]
fn a_preview_a_minute_ago_equals_the_outcome_now() {
    let mut world = World::new();
    for edit in [update(&[E3], &[]), update(&[], &[E3]), update(&[E1], &[]), LicenseEdit::UnassignAll] {
        let later = later(&world, 61_234_567);
        assert_eq!(preview(&world, edit.clone()), preview(&later, edit.clone()), "{edit:?}");
        world.change(ANA, edit);
        world.now = world.now.plus_micros(7_777_777);
    }
}

#[test]
fn a_clock_that_runs_is_the_same_clock_a_minute_later() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    world.unassign(ANA, &[E3]);
    world.now = world.now.plus_micros(3_600_000_000);
    let preview = |world: &World| {
        let decision = world.preview(&Command::ChangeLicenses { user: ANA, edit: update(&[E1], &[]) });
        digest(&decision.outcome, world.now)
    };
    assert_eq!(preview(&world), preview(&later(&world, 60_000_000)));
    let mut gone = world.clone();
    gone.now = START.plus_days(30);
    assert_ne!(preview(&world), preview(&gone), "by now it would be a new, empty mailbox");
}

#[test]
fn another_outcome_has_another_digest() {
    let mut world = World::new();
    world.assign(ANA, &[E3, E1]);
    let edit = update(&[], &[E3]);
    let before = preview(&world, edit.clone());
    let mut changes: Vec<World> = vec![];
    let mut other = world.clone();
    other.unassign(ANA, &[E1]);
    changes.push(other);
    let mut other = world.clone();
    other.unassign(ANA, &[E3]);
    changes.push(other);
    let mut other = world.clone();
    other.inherit(ANA, E3, group(1));
    changes.push(other);
    let mut other = world.clone();
    other.change(ANA, LicenseEdit::Update { assign: vec![without(E3, &[OFFICE])], unassign: vec![] });
    changes.push(other);
    for (index, changed) in changes.iter().enumerate() {
        assert_ne!(preview(changed, edit.clone()), before, "change {index}");
    }
    world.person_mut(BO).user.department = Some("Sales".to_owned());
    assert_eq!(preview(&world, edit), before, "what does not concern the outcome");
}

#[test]
fn people_and_reasons_are_told_apart_but_not_how_full_a_pool_was() {
    let refused = |user, reason| digest(&reseat_model::outcome::Outcome::refused(user, reason), Timestamp(0));
    let full = |consumed| Reason::NoSeats { sku: E3, enabled: 1, consumed, warning: 0 };
    assert_eq!(refused(ANA, full(1)), refused(ANA, full(2)));
    assert_ne!(refused(ANA, full(1)), refused(BO, full(1)));
    assert_ne!(refused(ANA, Reason::NotHeld { sku: E3 }), refused(ANA, Reason::NotHeld { sku: E1 }));
}

#[test]
fn the_digest_is_the_same_in_every_build() {
    let outcome = reseat_model::outcome::Outcome::unchanged(ANA, vec![Reason::AlreadySo]);
    assert_eq!(digest(&outcome, START), 9_935_762_849_987_005_398);
}
