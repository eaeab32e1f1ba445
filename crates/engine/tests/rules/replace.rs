//! Replace and move: one end state, no gap (section 6, 25.24).

use reseat_model::command::LicenseEdit;
use reseat_model::reason::Reason;

use crate::world::*;

fn replace(skus: &[reseat_model::SkuId]) -> LicenseEdit {
    LicenseEdit::Replace { with: skus.iter().copied().map(all).collect() }
}

fn exchange(from: reseat_model::SkuId, to: reseat_model::SkuId) -> LicenseEdit {
    LicenseEdit::Move { from, to: all(to) }
}

#[test]
fn mov_1_all_that_was_direct_goes_and_the_chosen_come() {
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK]);
    assert_changed(&world.change(ANA, replace(&[E1, CRM_A])), &[]);
    assert_eq!(world.holds(ANA), [E1, CRM_A].into());
    assert_eq!([E3, DESK, E1, CRM_A].map(|sku| world.consumed(sku)), [0, 0, 1, 1]);
}

#[test]
fn mov_1_a_product_that_is_chosen_again_keeps_its_seat_and_gets_the_services_chosen() {
    let mut world = World::new();
    world.change(ANA, LicenseEdit::Graph { assign: vec![without(E3, &[TEAMS])], unassign: vec![] });
    world.assign(ANA, &[DESK]);
    world.seats(E3, 1);
    let decision = world.change(ANA, replace(&[E3]));
    assert_changed(&decision, &[]);
    assert_eq!(decision.outcome.impact.services_gained, [TEAMS]);
    assert_eq!(world.holds(ANA), [E3].into());
    assert_unchanged(&world.change(ANA, replace(&[E3])), &[Reason::AlreadySo]);
}

#[test]
fn mov_3_mail_does_not_stop_when_the_new_product_has_mail() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let mailbox = world.person(ANA).services.mailbox;
    for edit in [exchange(E3, E1), replace(&[E3])] {
        let decision = world.change(ANA, edit);
        assert_eq!(decision.outcome.impact.mailbox, None);
        assert_eq!(world.person(ANA).services.mailbox, mailbox);
        assert!(world.timers.is_empty());
    }
}

#[test]
fn rule_25_24_inherited_and_self_service_stay_and_are_reported() {
    let mut world = World::new();
    world.assign(ANA, &[DESK]);
    world.inherit(ANA, E3, group(1));
    let decision = world.change(ANA, replace(&[E1]));
    assert_changed(&decision, &[Reason::InheritedOnly { sku: E3, groups: vec![group(1)] }]);
    assert_eq!(world.holds(ANA), [E1, E3].into());
}

#[test]
fn rule_25_24_whoever_cannot_get_the_new_one_keeps_what_they_had() {
    for edit in [replace(&[E1]), exchange(E3, E1)] {
        let mut world = World::new();
        world.assign(ANA, &[E3, DESK]);
        world.seats(E1, 0);
        let full = Reason::NoSeats { sku: E1, enabled: 0, consumed: 0, warning: 0 };
        assert_refused(&world.change(ANA, edit), &[full]);
        assert_eq!(world.holds(ANA), [E3, DESK].into());
    }
}

#[test]
fn rule_25_24_move_touches_that_product_only() {
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK]);
    assert_changed(&world.change(ANA, exchange(E3, E1)), &[]);
    assert_eq!(world.holds(ANA), [E1, DESK].into());
}

#[test]
fn rule_25_24_move_leaves_people_who_do_not_hold_the_product_directly() {
    let mut world = World::new();
    assert_unchanged(&world.change(ANA, exchange(E3, E1)), &[Reason::NotHeld { sku: E3 }]);
    world.inherit(ANA, E3, group(1));
    let reason = Reason::InheritedOnly { sku: E3, groups: vec![group(1)] };
    assert_unchanged(&world.change(ANA, exchange(E3, E1)), &[reason]);
    assert_refused(&world.change(ANA, exchange(E3, E3)), &[Reason::ContradictoryProduct { sku: E3 }]);
}

#[test]
fn contract_2_3_a_swap_needs_no_free_seat_of_what_goes() {
    let mut world = World::new();
    world.seats(CRM_A, 1);
    world.assign(ANA, &[CRM_A]);
    assert_changed(&world.change(ANA, graph(&[CRM_B], &[CRM_A])), &[]);
    assert_changed(&world.change(ANA, graph(&[CRM_A], &[CRM_B])), &[]);
}
