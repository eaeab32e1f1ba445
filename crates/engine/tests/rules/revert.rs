//! Undo (design section 3, NEED-7): every path goes back where it still is what the change left.

use reseat_model::assignment::{AssignmentKey, Path};
use reseat_model::command::{Command, LicenseEdit, PathChange};
use reseat_model::decision::Decision;
use reseat_model::reason::Reason;
use reseat_model::{PoolId, SkuId};

use crate::world::*;

fn undo(decision: &Decision) -> LicenseEdit {
    LicenseEdit::Revert { paths: decision.paths.clone() }
}

fn since(sku: SkuId) -> Reason {
    Reason::ChangedSince { sku }
}

#[test]
fn need_7_undo_gives_back_products_plans_seniority_and_the_same_mailbox() {
    let mut world = World::new();
    let choice = without(E3, &[TEAMS]);
    world.change(ANA, LicenseEdit::Update { assign: vec![choice, all(DESK)], unassign: vec![] });
    let before = world.person(ANA).clone();
    world.advance_days(20);
    let taken = world.change(ANA, LicenseEdit::UnassignAll);
    world.advance_days(5);
    assert_changed(&world.change(ANA, undo(&taken)), &[]);
    let after = world.person(ANA);
    for (key, path) in &before.assignments {
        let back = &after.assignments[key];
        assert_eq!((&back.disabled, back.assigned_at), (&path.disabled, START));
    }
    assert_eq!(mailbox_id(after), mailbox_id(&before));
    assert!(world.timers.is_empty());
    assert!(world.check().violations.is_empty());
}

fn mailbox_id(person: &reseat_engine::Person) -> reseat_model::MailboxId {
    match person.services.mailbox {
        reseat_model::services::MailboxState::Active { id, .. } => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_undo_is_a_change_and_can_be_undone() {
    let mut world = World::new();
    let given = world.assign(ANA, &[E3]);
    let undone = world.change(ANA, undo(&given));
    assert!(world.holds(ANA).is_empty());
    assert_changed(&world.change(ANA, undo(&undone)), &[]);
    assert_eq!(world.holds(ANA), [E3].into());
    let path = &world.person(ANA).assignments[&AssignmentKey::direct(E3)];
    assert_eq!(path.assigned_at, START);
}

#[test]
fn undoing_twice_is_unchanged() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let taken = world.unassign(ANA, &[E3]);
    assert_changed(&world.change(ANA, undo(&taken)), &[]);
    assert_unchanged(&world.change(ANA, undo(&taken)), &[Reason::AlreadySo]);
}

#[test]
fn what_was_changed_since_is_left_and_named() {
    let mut world = World::new();
    let given = world.assign(ANA, &[E3, DESK]);
    let off = LicenseEdit::Update { assign: vec![without(E3, &[TEAMS])], unassign: vec![] };
    world.change(ANA, off);
    assert_changed(&world.change(ANA, undo(&given)), &[since(E3)]);
    assert_eq!(world.holds(ANA), [E3].into());
    assert_refused(&world.change(ANA, undo(&given)), &[since(E3)]);
}

#[test]
fn taken_and_given_again_is_changed_since() {
    let mut world = World::new();
    let given = world.assign(ANA, &[E3]);
    world.unassign(ANA, &[E3]);
    world.advance_days(1);
    world.assign(ANA, &[E3]);
    assert_refused(&world.change(ANA, undo(&given)), &[since(E3)]);
}

#[test]
fn undo_needs_a_free_seat_and_a_location_like_any_change() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let taken = world.unassign(ANA, &[E3]);
    world.person_mut(ANA).user.usage_location = None;
    assert_refused(&world.change(ANA, undo(&taken)), &[Reason::UsageLocationMissing]);
    world.person_mut(ANA).user.usage_location = Some("DE".to_owned());
    world.seats(E3, 0);
    let full = Reason::NoSeats { sku: E3, enabled: 0, consumed: 0, warning: 0 };
    assert_refused(&world.change(ANA, undo(&taken)), &[full]);
}

#[test]
fn undo_breaks_no_dependency() {
    let mut world = World::new();
    let given = world.assign(ANA, &[E1]);
    world.assign(ANA, &[PHONE_SYSTEM]);
    let needs = Reason::PlanDependency { sku: PHONE_SYSTEM, plan: vec![PHONE], needs: vec![TEAMS] };
    assert_refused(&world.change(ANA, undo(&given)), &[needs]);
}

#[test]
fn undo_of_a_move_brings_the_old_product_back_in_one_step() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let moved = world.change(ANA, LicenseEdit::Move { from: E3, to: all(E1) });
    assert_changed(&world.change(ANA, undo(&moved)), &[]);
    assert_eq!(world.holds(ANA), [E3].into());
    assert_eq!((world.consumed(E3), world.consumed(E1)), (1, 0));
}

#[test]
fn rule_25_22_what_a_purchaser_gave_is_not_ours_to_take_but_comes_back_after_a_deletion() {
    let mut world = World::new();
    world.pool_mut(CHART_TOOL, PoolId::of_purchaser(BO)).enabled = 1;
    let given = world.run(&Command::AssignSelfService { user: ANA, sku: CHART_TOOL, purchaser: BO });
    let reason = Reason::SelfService { sku: CHART_TOOL, purchaser: BO };
    assert_refused(&world.change(ANA, undo(&given)), &[reason]);
    let deleted = world.run(&Command::DeleteUser { user: ANA });
    assert_refused(&world.change(ANA, undo(&deleted)), &[Reason::UserDeleted]);
    world.run(&Command::RestoreUser { user: ANA, new_upn: None, licenses: vec![] });
    assert_changed(&world.change(ANA, undo(&deleted)), &[]);
    assert_eq!(world.holds(ANA), [CHART_TOOL].into());
}

#[test]
fn grp_6_group_paths_follow_membership_not_undo() {
    let mut world = World::new();
    world.inherit(ANA, E3, group(1));
    let deleted = world.run(&Command::DeleteUser { user: ANA });
    world.run(&Command::RestoreUser { user: ANA, new_upn: None, licenses: vec![] });
    let reason = Reason::InheritedOnly { sku: E3, groups: vec![group(1)] };
    assert_refused(&world.change(ANA, undo(&deleted)), &[reason]);
}

#[test]
fn a_path_named_twice_counts_once() {
    let mut world = World::new();
    let given = world.assign(ANA, &[E3]);
    let paths: Vec<PathChange> = given.paths.iter().chain(&given.paths).cloned().collect();
    assert!(paths.iter().all(|path| path.key.path == Path::Direct));
    assert_changed(&world.change(ANA, LicenseEdit::Revert { paths }), &[]);
    assert_eq!(world.consumed(E3), 0);
}
