//! Accounts: create, change, delete, restore, gone (section 18, 25.2, 25.25).

use reseat_model::assignment::AssignmentKey;
use reseat_model::command::{Command, ProductChoice};
use reseat_model::reason::Reason;
use reseat_model::user::User;
use reseat_model::{RoleId, UserId};

use crate::world::*;

fn delete(user: UserId) -> Command {
    Command::DeleteUser { user }
}

fn restore(user: UserId, licenses: Vec<ProductChoice>) -> Command {
    Command::RestoreUser { user, new_upn: None, licenses }
}

fn edited(world: &World, id: UserId, edit: impl FnOnce(&mut User)) -> Command {
    let mut user = world.person(id).user.clone();
    edit(&mut user);
    Command::UpdateUser { user: Box::new(user) }
}

fn taken(upn: &str) -> [Reason; 1] {
    [Reason::UpnTaken { upn: upn.to_owned() }]
}

#[test]
fn a_sign_in_name_belongs_to_one_person_in_any_letter_case() {
    let mut world = World::new();
    let new = |n, upn: &str| {
        let user = User { id: user(n), upn: upn.to_owned(), deleted_at: Some(START), ..User::default() };
        Command::CreateUser { user: Box::new(user) }
    };
    assert_changed(&world.run(&new(0x31, "cleo@contoso.example")), &[]);
    assert_eq!(world.person(user(0x31)).user.deleted_at, None);
    assert_refused(&world.run(&new(0x32, "CLEO@Contoso.example")), &taken("CLEO@Contoso.example"));
    assert_refused(&world.run(&new(0x31, "dan@contoso.example")), &taken("dan@contoso.example"));
    let rename = edited(&world, ANA, |u| u.upn = "Cleo@contoso.example".to_owned());
    assert_refused(&world.run(&rename), &taken("Cleo@contoso.example"));
    let case = edited(&world, ANA, |u| u.upn = "ANA@contoso.example".to_owned());
    assert_changed(&world.run(&case), &[]);
}

#[test]
fn changing_properties_touches_neither_licences_nor_dates() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    world.advance_days(1);
    let command = edited(&world, ANA, |u| {
        u.department = Some("Sales".to_owned());
        u.created_at = START.plus_days(1);
        u.deleted_at = Some(START);
    });
    assert_changed(&world.run(&command), &[]);
    let ana = &world.person(ANA).user;
    assert_eq!((ana.department.as_deref(), ana.created_at, ana.deleted_at), (Some("Sales"), START, None));
    assert_eq!(world.holds(ANA), [E3].into());
    assert_unchanged(&world.run(&command), &[Reason::AlreadySo]);
    let nobody = User { id: user(0x99), ..User::default() };
    assert_refused(&world.run(&Command::UpdateUser { user: Box::new(nobody) }), &[Reason::UserNotFound]);
}

#[test]
fn asg_14_a_synced_person_can_get_a_location_but_not_another_name() {
    let mut world = World::new();
    world.person_mut(ANA).user.synced = true;
    let location = edited(&world, ANA, |u| u.usage_location = Some("FR".to_owned()));
    assert_changed(&world.run(&location), &[]);
    let name = edited(&world, ANA, |u| u.display_name = "Anna".to_owned());
    assert_refused(&world.run(&name), &[Reason::Synced]);
    assert_changed(&world.assign(ANA, &[E3]), &[]);
}

#[test]
fn del_5_a_synced_person_is_deleted_where_they_are_mastered() {
    let mut world = World::new();
    world.person_mut(ANA).user.synced = true;
    assert_refused(&world.run(&delete(ANA)), &[Reason::Synced]);
}

#[test]
fn del_2_una_4_deleting_frees_every_seat_at_once_and_remembers_every_path() {
    let mut world = World::new();
    world.change(ANA, update(&[E3, DESK], &[]));
    world.inherit(ANA, E3, group(1));
    let decision = world.run(&delete(ANA));
    assert_changed(&decision, &[]);
    assert_eq!([E3, DESK].map(|sku| world.consumed(sku)), [0, 0]);
    assert!(world.person(ANA).assignments.is_empty());
    assert_eq!(decision.paths.len(), 3);
    assert!(decision.paths.iter().all(|path| path.before.is_some() && path.after.is_none()));
    assert_eq!(world.person(ANA).user.deleted_at, Some(START));
    assert_refused(&world.run(&delete(ANA)), &[Reason::UserDeleted]);
}

#[test]
fn rule_25_25_the_last_enabled_global_admin_can_be_neither_deleted_nor_blocked() {
    let mut world = World::new();
    let block = |world: &World, id| edited(world, id, |u| u.account_enabled = false);
    let command = block(&world, ROOT);
    assert_refused(&world.run(&delete(ROOT)), &[Reason::LastGlobalAdmin]);
    assert_refused(&world.run(&command), &[Reason::LastGlobalAdmin]);
    let role = reseat_engine::GLOBAL_ADMINISTRATOR;
    assert_changed(&world.run(&Command::GrantRole { user: ANA, role }), &[]);
    assert_unchanged(&world.run(&Command::GrantRole { user: ANA, role }), &[Reason::AlreadySo]);
    assert_changed(&world.clone().run(&delete(ROOT)), &[]);
    assert_changed(&world.run(&command), &[]);
    assert_refused(&world.run(&delete(ANA)), &[Reason::LastGlobalAdmin]);
    assert_changed(&world.run(&delete(ROOT)), &[]);
}

#[test]
fn rule_25_25_the_last_enabled_global_admin_keeps_the_role() {
    let mut world = World::new();
    let role = reseat_engine::GLOBAL_ADMINISTRATOR;
    let grant = |user| Command::GrantRole { user, role };
    let revoke = |user| Command::RevokeRole { user, role };
    assert_refused(&world.run(&revoke(ROOT)), &[Reason::LastGlobalAdmin]);
    assert_unchanged(&world.run(&revoke(ANA)), &[Reason::AlreadySo]);
    assert_changed(&world.run(&grant(ANA)), &[]);
    let blocked = edited(&world, ANA, |u| u.account_enabled = false);
    assert_changed(&world.run(&blocked), &[]);
    // Ana is blocked, so Root is still the last one who can do everything; Ana's own role may go.
    assert_refused(&world.run(&revoke(ROOT)), &[Reason::LastGlobalAdmin]);
    let decision = world.clone().run(&revoke(ANA));
    assert_changed(&decision, &[]);
    let audit = decision.audit.unwrap();
    assert_eq!(audit.activity.name(), "Remove member from role");
    assert!(audit.modified[0].old.contains(&role.to_string()) && audit.modified[0].new == "[]");
    let enabled = edited(&world, ANA, |u| u.account_enabled = true);
    assert_changed(&world.run(&enabled), &[]);
    assert_changed(&world.run(&revoke(ROOT)), &[]);
    assert_refused(&world.run(&revoke(ANA)), &[Reason::LastGlobalAdmin]);
}

#[test]
fn a_role_can_be_taken_from_a_deleted_person() {
    let mut world = World::new();
    let role = reseat_engine::GLOBAL_ADMINISTRATOR;
    assert_changed(&world.run(&Command::GrantRole { user: ANA, role }), &[]);
    assert_changed(&world.run(&delete(ANA)), &[]);
    assert_changed(&world.run(&Command::RevokeRole { user: ANA, role }), &[]);
    assert!(world.person(ANA).roles.is_empty());
}

#[test]
fn a_role_of_another_kind_protects_nobody() {
    let mut world = World::new();
    let role = RoleId::from_bytes([9; 16]);
    assert_changed(&world.run(&Command::GrantRole { user: ANA, role }), &[]);
    assert_changed(&world.run(&delete(ANA)), &[]);
    assert_refused(&world.run(&Command::GrantRole { user: ANA, role }), &[Reason::UserDeleted]);
}

#[test]
fn del_8_rule_25_2_licences_come_back_with_their_plans_where_a_seat_is_free() {
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK]);
    world.run(&delete(ANA));
    world.seats(E3, 0);
    let decision = world.run(&restore(ANA, vec![all(E3), without(DESK, &[CLOUD_PC])]));
    assert_changed(&decision, &[Reason::SeatNotRestored { sku: E3 }]);
    assert_eq!(world.holds(ANA), [DESK].into());
    let path = &world.person(ANA).assignments[&AssignmentKey::direct(DESK)];
    assert_eq!(path.disabled, [CLOUD_PC].into());
    assert_eq!(world.person(ANA).user.deleted_at, None);
    assert_refused(&world.run(&restore(ANA, vec![])), &[Reason::UserNotDeleted]);
}

#[test]
fn rule_25_2_the_caller_may_ask_for_no_licences() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    world.run(&delete(ANA));
    assert_changed(&world.run(&restore(ANA, vec![])), &[]);
    assert!(world.holds(ANA).is_empty());
}

#[test]
fn rule_25_2_a_licence_that_needs_one_that_cannot_come_is_reported_too() {
    let mut world = World::new();
    world.assign(ANA, &[E1, PHONE_SYSTEM]);
    world.run(&delete(ANA));
    world.seats(E1, 0);
    let decision = world.run(&restore(ANA, vec![all(PHONE_SYSTEM), all(E1)]));
    let expected = [
        Reason::SeatNotRestored { sku: E1 },
        Reason::PlanDependency { sku: PHONE_SYSTEM, plan: vec![PHONE], needs: vec![TEAMS] },
    ];
    assert_changed(&decision, &expected);
    assert!(world.holds(ANA).is_empty());
}

#[test]
fn rule_25_2_of_licences_that_exclude_each_other_the_first_assigned_comes() {
    let mut world = World::new();
    world.run(&delete(ANA));
    let decision = world.run(&restore(ANA, vec![all(CRM_B), all(CRM_A)]));
    assert_changed(&decision, &[Reason::MutuallyExclusive { plans: vec![CRM_1, CRM_2] }]);
    assert_eq!(world.holds(ANA), [CRM_B].into());
}

#[test]
fn rule_25_2_other_obstacles_are_named_and_do_not_stop_the_restore() {
    let mut world = World::new();
    world.run(&delete(ANA));
    let licenses = vec![all(UNHEARD_OF), all(STORAGE)];
    let expected = [Reason::UnknownProduct { sku: UNHEARD_OF }, Reason::NotAssignable { sku: STORAGE }];
    assert_changed(&world.clone().run(&restore(ANA, licenses)), &expected);
    world.person_mut(ANA).user.usage_location = None;
    assert_changed(&world.run(&restore(ANA, vec![all(E3)])), &[Reason::UsageLocationMissing]);
}

#[test]
fn del_9_and_11_a_taken_sign_in_name_needs_a_new_one() {
    let mut world = World::new();
    world.run(&delete(ANA));
    let user = User { id: user(0x31), upn: "Ana@contoso.example".to_owned(), ..User::default() };
    assert_changed(&world.run(&Command::CreateUser { user: Box::new(user) }), &[]);
    assert_refused(&world.run(&restore(ANA, vec![])), &taken("ana@contoso.example"));
    let with_name =
        |name: &str| Command::RestoreUser { user: ANA, new_upn: Some(name.to_owned()), licenses: vec![] };
    assert_refused(&world.run(&with_name("BO@contoso.example")), &taken("BO@contoso.example"));
    assert_changed(&world.run(&with_name("ana.2@contoso.example")), &[]);
    assert_eq!(world.person(ANA).user.upn, "ana.2@contoso.example");
    let third =
        User { id: crate::world::user(0x32), upn: "ana@contoso.example".to_owned(), ..User::default() };
    let command = Command::CreateUser { user: Box::new(third) };
    assert_refused(&world.run(&command), &taken("ana@contoso.example"));
}

#[test]
fn del_1_after_30_days_nobody_can_be_restored_whether_or_not_the_worker_ran() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    world.run(&delete(ANA));
    let mut in_time = world.clone();
    in_time.now = START.plus_days(30).plus_micros(-1);
    assert_changed(&in_time.run(&restore(ANA, vec![all(E3)])), &[]);
    assert!(in_time.timers.is_empty());
    world.advance_days(30);
    assert_refused(&world.run(&restore(ANA, vec![])), &[Reason::UserNotFound]);
    world.tick();
    assert_eq!(world.view.person(ANA), None);
    assert!(world.timers.is_empty());
    assert_refused(&world.run(&delete(ANA)), &[Reason::UserNotFound]);
}

#[test]
fn an_administrator_may_delete_for_good_before_but_only_who_is_deleted() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    assert_refused(&world.run(&Command::PurgeUser { user: ANA }), &[Reason::UserNotDeleted]);
    world.run(&delete(ANA));
    let decision = world.run(&Command::PurgeUser { user: ANA });
    assert_changed(&decision, &[]);
    assert!(world.timers.is_empty());
    assert_eq!(world.view.person(ANA), None);
    assert_refused(&world.run(&Command::PurgeUser { user: ANA }), &[Reason::UserNotFound]);
}
