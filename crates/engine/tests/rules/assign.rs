//! Assigning (section 5, 25.3, contract section 10).

use reseat_model::assignment::{AssignmentKey, PathState};
use reseat_model::command::{Command, LicenseEdit, ProductChoice};
use reseat_model::reason::Reason;
use reseat_model::{PlanId, PoolId};

use crate::world::*;

fn assign_choice(choice: ProductChoice) -> LicenseEdit {
    LicenseEdit::Graph { assign: vec![choice], unassign: vec![] }
}

fn disabled(world: &World) -> Vec<PlanId> {
    world.person(ANA).assignments[&AssignmentKey::direct(E3)].disabled.iter().copied().collect()
}

#[test]
fn asg_6_a_product_comes_with_its_plans_and_takes_one_seat() {
    let mut world = World::new();
    let decision = world.assign(ANA, &[E3]);
    assert_changed(&decision, &[]);
    assert_eq!(world.consumed(E3), 1);
    assert_eq!(decision.outcome.impact.services_gained, [MAIL_2, FILES, OFFICE, TEAMS]);
    assert!(world.person(ANA).effective_plans(&world.view.catalog).contains(&WHOLE_TENANT));
}

#[test]
fn error_1_without_a_country_nothing_can_be_assigned() {
    for location in [None, Some(""), Some("XX"), Some("Germany")] {
        let mut world = World::new();
        world.assign(ANA, &[E3]);
        world.person_mut(ANA).user.usage_location = location.map(str::to_owned);
        assert_refused(&world.assign(ANA, &[DESK]), &[Reason::UsageLocationMissing]);
        // What is held already may change its plans and may go.
        assert_changed(&world.change(ANA, assign_choice(without(E3, &[TEAMS]))), &[]);
        assert_changed(&world.unassign(ANA, &[E3]), &[]);
    }
}

#[test]
fn error_5_a_product_the_organisation_does_not_have() {
    let mut world = World::new();
    for sku in [NEVER_BOUGHT, UNHEARD_OF] {
        assert_refused(&world.assign(ANA, &[sku]), &[Reason::UnknownProduct { sku }]);
    }
}

#[test]
fn error_6_a_product_for_the_whole_tenant() {
    assert_refused(&World::new().assign(ANA, &[STORAGE]), &[Reason::NotAssignable { sku: STORAGE }]);
}

#[test]
fn error_11_plans_to_switch_off_must_be_the_products_own_and_for_people() {
    for wrong in [PHONE, WHOLE_TENANT] {
        let decision = World::new().change(ANA, assign_choice(without(E3, &[MAIL_2, wrong])));
        assert_refused(&decision, &[Reason::PlanNotInProduct { sku: E3, plans: vec![wrong] }]);
    }
}

#[test]
fn rule_25_3_seats_come_from_enabled_units_only() {
    let mut world = World::new();
    let pool = world.pool_mut(E3, PoolId::ORGANIZATION);
    (pool.enabled, pool.warning, pool.suspended) = (1, 5, 5);
    assert_changed(&world.assign(ANA, &[E3]), &[]);
    let reason = Reason::NoSeats { sku: E3, enabled: 1, consumed: 1, warning: 5 };
    assert_refused(&world.assign(BO, &[E3]), &[reason]);
    world.unassign(ANA, &[E3]);
    assert_changed(&world.assign(BO, &[E3]), &[]);
}

#[test]
fn cnt_6_more_holders_than_seats_stay_but_nobody_comes() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    world.assign(BO, &[E3]);
    world.seats(E3, 1);
    let reason = Reason::NoSeats { sku: E3, enabled: 1, consumed: 2, warning: 0 };
    assert_refused(&world.assign(ROOT, &[E3]), &[reason]);
    assert_changed(&world.change(ANA, assign_choice(without(E3, &[TEAMS]))), &[]);
    assert_eq!(world.holds(BO), [E3].into());
}

#[test]
fn cnt_3_a_direct_path_beside_an_inherited_one_needs_no_second_seat() {
    let mut world = World::new();
    world.inherit(ANA, E3, group(1));
    world.seats(E3, 1);
    assert_changed(&world.assign(ANA, &[E3]), &[]);
    assert_eq!(world.consumed(E3), 1);
}

#[test]
fn cnt_4_plans_are_the_union_over_all_paths() {
    let mut world = World::new();
    world.change(ANA, assign_choice(without(E3, &[MAIL_2, TEAMS])));
    world.inherit(ANA, E3, group(1));
    let inherited = world.person_mut(ANA).assignments.values_mut().last().unwrap();
    inherited.disabled = [OFFICE, TEAMS].into();
    let plans = world.person(ANA).effective_plans(&world.view.catalog);
    assert_eq!(plans, [MAIL_2, FILES, OFFICE, WHOLE_TENANT]);
    assert_eq!(world.person(ANA).assigned_licenses(), [(E3, vec![TEAMS])]);
}

#[test]
fn api_4_disabled_plans_overwrite_and_the_first_assignment_is_remembered() {
    let mut world = World::new();
    world.change(ANA, assign_choice(without(E3, &[TEAMS])));
    world.advance_days(1);
    let decision = world.change(ANA, assign_choice(without(E3, &[MAIL_2])));
    assert_changed(&decision, &[]);
    assert_eq!(disabled(&world), [MAIL_2]);
    let path = &world.person(ANA).assignments[&AssignmentKey::direct(E3)];
    assert_eq!((path.assigned_at, path.updated_at), (START, START.plus_days(1)));
    assert_eq!(world.consumed(E3), 1);
    assert!(decision.outcome.impact.seats.is_empty());
    assert_eq!(decision.outcome.impact.services_gained, [TEAMS]);
    assert_eq!(decision.outcome.impact.services_lost, [MAIL_2]);
}

#[test]
fn rule_25_23_the_same_again_is_unchanged() {
    let mut world = World::new();
    world.change(ANA, assign_choice(without(E3, &[TEAMS])));
    assert_unchanged(&world.change(ANA, assign_choice(without(E3, &[TEAMS]))), &[Reason::AlreadySo]);
    // Even where the product could not be assigned any more.
    world.view.pools.insert((E3, PoolId::ORGANIZATION), None);
    assert_unchanged(&world.change(ANA, assign_choice(without(E3, &[TEAMS]))), &[Reason::AlreadySo]);
}

#[test]
fn error_7_a_plan_needs_another_among_all_paths() {
    let needs = Reason::PlanDependency { sku: PHONE_SYSTEM, plan: vec![PHONE], needs: vec![TEAMS] };
    let mut world = World::new();
    assert_refused(&world.assign(ANA, &[PHONE_SYSTEM]), std::slice::from_ref(&needs));
    let off =
        LicenseEdit::Update { assign: vec![without(E1, &[TEAMS]), all(PHONE_SYSTEM)], unassign: vec![] };
    assert_refused(&world.change(ANA, off), std::slice::from_ref(&needs));
    assert_changed(&world.assign(ANA, &[E1, PHONE_SYSTEM]), &[]);
    assert_refused(&world.change(ANA, assign_choice(without(E1, &[TEAMS]))), &[needs]);
    let mut inherited = World::new();
    inherited.inherit(BO, E1, group(1));
    assert_changed(&inherited.assign(BO, &[PHONE_SYSTEM]), &[]);
}

#[test]
fn error_8_plans_of_different_products_exclude_each_other() {
    let clash = Reason::MutuallyExclusive { plans: vec![CRM_1, CRM_2] };
    let mut world = World::new();
    assert_refused(&world.assign(ANA, &[CRM_A, CRM_B]), std::slice::from_ref(&clash));
    assert_changed(&world.assign(ANA, &[CRM_A]), &[]);
    assert_refused(&world.assign(ANA, &[CRM_B]), &[clash]);
    // With the plan off, or as a swap in one call, nothing clashes.
    assert_changed(&world.clone().change(ANA, update(&[CRM_B], &[CRM_A])), &[]);
    assert_changed(&world.change(ANA, assign_choice(without(CRM_A, &[CRM_1]))), &[]);
    assert_changed(&world.assign(ANA, &[CRM_B]), &[]);
}

#[test]
fn error_8_a_conflict_that_was_there_before_stops_no_unrelated_change() {
    let mut world = World::new();
    world.inherit(ANA, CRM_A, group(1));
    world.inherit(ANA, CRM_B, group(1));
    assert_changed(&world.assign(ANA, &[DESK]), &[]);
}

#[test]
fn cnt_4_the_same_plan_from_two_products_is_one_plan() {
    let mut world = World::new();
    world.assign(ANA, &[E1]);
    let decision = world.assign(ANA, &[E3]);
    assert_changed(&decision, &[]);
    assert_eq!(decision.outcome.impact.services_gained, [MAIL_2, OFFICE]);
}

#[test]
fn contradictions_are_refused_before_anything_else() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let reason = [Reason::ContradictoryProduct { sku: E3 }];
    assert_refused(&world.change(ANA, update(&[E3], &[E3])), &reason);
    assert_refused(&world.change(ANA, graph(&[E3], &[E3])), &reason);
    assert_refused(&world.assign(ANA, &[E3, E3]), &reason);
    let twice = LicenseEdit::Replace { with: vec![all(E3), without(E3, &[TEAMS])] };
    assert_refused(&world.change(ANA, twice), &reason);
}

#[test]
fn every_problem_is_named_not_only_the_first() {
    let mut world = World::new();
    world.person_mut(ANA).user.usage_location = None;
    let decision = world.change(ANA, graph(&[UNHEARD_OF, E3], &[DESK]));
    let expected = [
        Reason::UnknownProduct { sku: UNHEARD_OF },
        Reason::UsageLocationMissing,
        Reason::NotHeld { sku: DESK },
    ];
    assert_refused(&decision, &expected);
}

#[test]
fn a_direct_path_in_error_comes_into_force_and_takes_a_seat() {
    let mut world = World::new();
    world.path(ANA, AssignmentKey::direct(E3), PathState::Error);
    assert_changed(&world.assign(ANA, &[E3]), &[]);
    assert_eq!((world.consumed(E3), world.holds(ANA)), (1, [E3].into()));
}

#[test]
fn ssp_2_a_purchaser_gives_seats_of_the_own_pool_only() {
    let mut world = World::new();
    let pool = PoolId::of_purchaser(BO);
    world.pool_mut(CHART_TOOL, pool).enabled = 1;
    let give = |user| Command::AssignSelfService { user, sku: CHART_TOOL, purchaser: BO };
    assert_changed(&world.run(&give(ANA)), &[]);
    assert_unchanged(&world.run(&give(ANA)), &[Reason::AlreadySo]);
    let full = Reason::NoSeats { sku: CHART_TOOL, enabled: 1, consumed: 1, warning: 0 };
    assert_refused(&world.run(&give(ROOT)), &[full]);
    assert_eq!(world.consumed(CHART_TOOL), 0, "the organisation's pool is another one");
    assert_eq!(world.holds(ANA), [CHART_TOOL].into());
}
