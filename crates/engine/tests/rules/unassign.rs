//! Taking licences away (section 4, 25.13, 25.22, 25.23).

use reseat_model::assignment::{AssignmentKey, Path, PathState};
use reseat_model::command::LicenseEdit;
use reseat_model::outcome::SeatChange;
use reseat_model::reason::Reason;
use reseat_model::{PoolId, SkuId};

use crate::world::*;

fn self_service(world: &mut World) {
    let pool = PoolId::of_purchaser(BO);
    world.pool_mut(CHART_TOOL, pool).enabled = 5;
    world.path(ANA, AssignmentKey { sku: CHART_TOOL, pool, path: Path::Direct }, PathState::Active);
}

#[test]
fn una_12_exactly_the_chosen_product_goes_and_its_seat_is_free_at_once() {
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK]);
    world.assign(BO, &[E3]);
    let decision = world.unassign(ANA, &[E3]);
    assert_changed(&decision, &[]);
    assert_eq!(world.holds(ANA), [DESK].into());
    assert_eq!(world.holds(BO), [E3].into());
    assert_eq!((world.consumed(E3), world.consumed(DESK)), (1, 1));
    let freed = SeatChange { sku: E3, pool: PoolId::ORGANIZATION, delta: -1 };
    assert_eq!(decision.outcome.impact.seats, [freed]);
}

#[test]
fn una_20_any_subset_goes_in_one_save() {
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK, CRM_A]);
    assert_changed(&world.unassign(ANA, &[CRM_A, E3]), &[]);
    assert_eq!(world.holds(ANA), [DESK].into());
}

#[test]
fn api_9_graph_refuses_the_whole_call_when_one_product_is_not_held() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    assert_refused(&world.change(ANA, graph(&[], &[E3, DESK])), &[Reason::NotHeld { sku: DESK }]);
    assert_eq!(world.holds(ANA), [E3].into());
}

#[test]
fn need_8_ensure_absent_is_idempotent() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    assert_changed(&world.unassign(ANA, &[E3, DESK]), &[]);
    assert_unchanged(&world.unassign(ANA, &[E3, DESK]), &[Reason::AlreadySo]);
}

#[test]
fn grp_6_a_licence_from_groups_only_is_refused_and_the_groups_are_named() {
    for edit in [graph(&[], &[E3]), update(&[], &[E3])] {
        let mut world = World::new();
        world.inherit(ANA, E3, group(1));
        world.inherit(ANA, E3, group(2));
        let reason = Reason::InheritedOnly { sku: E3, groups: vec![group(1), group(2)] };
        assert_refused(&world.change(ANA, edit), &[reason]);
        assert_eq!(world.consumed(E3), 1);
    }
}

#[test]
fn grp_8_the_direct_path_goes_and_the_inherited_one_keeps_seat_and_services() {
    for edit in [graph(&[], &[E3]), update(&[], &[E3])] {
        let mut world = World::new();
        world.assign(ANA, &[E3]);
        world.inherit(ANA, E3, group(1));
        let decision = world.change(ANA, edit);
        assert_changed(&decision, &[Reason::StillInherited { sku: E3, groups: vec![group(1)] }]);
        assert_eq!(world.consumed(E3), 1, "one unit for several paths (CNT-3)");
        assert!(decision.outcome.impact.seats.is_empty());
        assert!(decision.outcome.impact.services_lost.is_empty());
        assert_eq!(decision.outcome.impact.mailbox, None);
        assert!(warning_codes(&decision).is_empty());
    }
}

#[test]
fn grp_28_a_group_path_that_is_not_in_force_is_no_licence() {
    for (edit, reason) in [(graph(&[], &[E3]), Some(Reason::NotHeld { sku: E3 })), (update(&[], &[E3]), None)]
    {
        let mut world = World::new();
        let key = AssignmentKey { sku: E3, pool: PoolId::ORGANIZATION, path: Path::Group(group(1)) };
        world.path(ANA, key, PathState::Error);
        let decision = world.change(ANA, edit);
        match reason {
            Some(reason) => assert_refused(&decision, &[reason]),
            None => assert_unchanged(&decision, &[Reason::AlreadySo]),
        }
    }
}

#[test]
fn una_2_a_self_service_licence_is_refused_and_the_purchaser_is_named() {
    for edit in [graph(&[], &[CHART_TOOL]), update(&[], &[CHART_TOOL])] {
        let mut world = World::new();
        self_service(&mut world);
        let reason = Reason::SelfService { sku: CHART_TOOL, purchaser: BO };
        assert_refused(&world.change(ANA, edit), &[reason]);
    }
}

#[test]
fn rule_25_22_direct_beside_self_service_goes_and_each_pool_has_its_own_seat() {
    let mut world = World::new();
    self_service(&mut world);
    world.assign(ANA, &[CHART_TOOL]);
    assert_eq!(world.consumed(CHART_TOOL), 1);
    let decision = world.unassign(ANA, &[CHART_TOOL]);
    assert_changed(&decision, &[Reason::SelfService { sku: CHART_TOOL, purchaser: BO }]);
    assert_eq!(world.consumed(CHART_TOOL), 0);
    assert_eq!(world.view.pool(CHART_TOOL, PoolId::of_purchaser(BO)).consumed, 1);
    assert!(decision.outcome.impact.services_lost.is_empty());
}

#[test]
fn rule_25_24_one_refused_product_leaves_the_person_everything() {
    let mut world = World::new();
    world.assign(ANA, &[DESK]);
    world.inherit(ANA, E3, group(1));
    let decision = world.change(ANA, update(&[CRM_A], &[DESK, E3]));
    assert_refused(&decision, &[Reason::InheritedOnly { sku: E3, groups: vec![group(1)] }]);
    assert_eq!(world.holds(ANA), [DESK, E3].into());
}

#[test]
fn need_10_removing_works_whatever_the_state_of_product_and_pool() {
    type Trouble = fn(&mut World);
    let troubles: &[(&str, Trouble)] = &[
        ("suspended", |world| {
            let pool = world.pool_mut(E3, PoolId::ORGANIZATION);
            (pool.enabled, pool.suspended) = (0, 10);
        }),
        ("oversubscribed", |world| world.seats(E3, 0)),
        ("counter lost", |world| world.pool_mut(E3, PoolId::ORGANIZATION).consumed = 0),
        ("no pool", |world| {
            world.view.pools.insert((E3, PoolId::ORGANIZATION), None);
        }),
        ("not in the catalogue", |world| {
            let mut catalog = catalog();
            catalog.products.remove(&E3);
            world.view.catalog = catalog.into();
        }),
        ("no usage location", |world| world.person_mut(ANA).user.usage_location = None),
        ("sign-in blocked", |world| world.person_mut(ANA).user.account_enabled = false),
        ("synced", |world| world.person_mut(ANA).user.synced = true),
    ];
    for edit in [graph(&[], &[E3]), update(&[], &[E3]), LicenseEdit::UnassignAll] {
        for (name, trouble) in troubles {
            let mut world = World::new();
            world.assign(ANA, &[E3]);
            trouble(&mut world);
            let decision = world.change(ANA, edit.clone());
            assert_eq!(decision.outcome.reasons, [], "{name}");
            assert!(world.holds(ANA).is_empty(), "{name}");
        }
    }
}

#[test]
fn need_10_a_path_in_error_can_be_removed_and_frees_no_seat() {
    let mut world = World::new();
    world.path(ANA, AssignmentKey::direct(E3), PathState::Error);
    let decision = world.unassign(ANA, &[E3]);
    assert_changed(&decision, &[]);
    assert!(decision.outcome.impact.seats.is_empty());
    assert!(world.person(ANA).assignments.is_empty());
}

#[test]
fn error_7_a_plan_that_stays_and_needs_one_that_goes_refuses() {
    let mut world = World::new();
    world.assign(ANA, &[E1, PHONE_SYSTEM]);
    let reason = Reason::PlanDependency { sku: PHONE_SYSTEM, plan: vec![PHONE], needs: vec![TEAMS] };
    assert_refused(&world.unassign(ANA, &[E1]), &[reason]);
    // Both together leave nothing that needs anything, and another product with Teams is as good.
    assert_changed(&world.clone().unassign(ANA, &[E1, PHONE_SYSTEM]), &[]);
    assert_changed(&world.change(ANA, update(&[E3], &[E1])), &[]);
}

#[test]
fn error_7_what_was_broken_before_keeps_nobody_from_removing_something_else() {
    let mut world = World::new();
    world.assign(ANA, &[DESK]);
    world.inherit(ANA, PHONE_SYSTEM, group(1));
    assert_changed(&world.unassign(ANA, &[DESK]), &[]);
}

#[test]
fn una_30_unassign_all_removes_every_direct_path() {
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK, CRM_A]);
    assert_changed(&world.change(ANA, LicenseEdit::UnassignAll), &[]);
    assert!(world.holds(ANA).is_empty());
    assert_eq!([E3, DESK, CRM_A].map(|sku| world.consumed(sku)), [0, 0, 0]);
}

#[test]
fn rule_25_13_unassign_all_leaves_and_reports_what_is_inherited_or_self_service() {
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK]);
    world.inherit(ANA, E3, group(1));
    world.inherit(ANA, CRM_A, group(2));
    self_service(&mut world);
    let expected = [
        Reason::SelfService { sku: CHART_TOOL, purchaser: BO },
        Reason::InheritedOnly { sku: CRM_A, groups: vec![group(2)] },
        Reason::StillInherited { sku: E3, groups: vec![group(1)] },
    ];
    assert_changed(&world.change(ANA, LicenseEdit::UnassignAll), &expected);
    assert_eq!(world.holds(ANA), [E3, CRM_A, CHART_TOOL].into());
    let left = [
        Reason::SelfService { sku: CHART_TOOL, purchaser: BO },
        Reason::InheritedOnly { sku: CRM_A, groups: vec![group(2)] },
        Reason::InheritedOnly { sku: E3, groups: vec![group(1)] },
    ];
    assert_unchanged(&world.change(ANA, LicenseEdit::UnassignAll), &left);
}

#[test]
fn rule_25_13_nothing_to_unassign_is_unchanged() {
    assert_unchanged(&World::new().change(ANA, LicenseEdit::UnassignAll), &[Reason::AlreadySo]);
}

#[test]
fn who_is_deleted_or_unknown_is_refused() {
    let mut world = World::new();
    world.run(&reseat_model::command::Command::DeleteUser { user: ANA });
    assert_refused(&world.unassign(ANA, &[E3]), &[Reason::UserDeleted]);
    assert_refused(&world.unassign(user(0x99), &[E3]), &[Reason::UserNotFound]);
    world.advance_days(30);
    assert_refused(&world.unassign(ANA, &[E3]), &[Reason::UserNotFound]);
}

#[test]
fn the_same_product_twice_in_a_removal_counts_once() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    assert_changed(&world.change(ANA, graph(&[], &[E3, E3])), &[]);
    assert_eq!(world.consumed(E3), 0);
}

#[test]
fn contract_2_2_a_product_that_is_lost_stays_listed_as_former_until_it_returns() {
    let former = |world: &World| -> Vec<SkuId> {
        world.person(ANA).services.former.iter().map(|former| former.sku).collect()
    };
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK, CRM_A]);
    world.unassign(ANA, &[E3]);
    world.unassign(ANA, &[CRM_A]);
    assert_eq!(former(&world), [CRM_A, E3]);
    world.assign(ANA, &[E3]);
    assert_eq!(former(&world), [CRM_A]);
}
