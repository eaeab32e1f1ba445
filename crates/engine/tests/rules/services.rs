//! Mailbox, drive and Office states follow effective plans; clocks meet (sections 16, 17, 19, 25.20, 25.21).

use reseat_model::MailboxId;
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::decision::{Timer, TimerKind};
use reseat_model::services::{DriveState, MailboxState, OfficeState};

use crate::world::*;

fn mailbox(world: &World) -> MailboxState {
    reseat_engine::settle(&world.person(ANA).services, world.now).mailbox
}

fn mailbox_id(world: &World) -> MailboxId {
    match mailbox(world) {
        MailboxState::Active { id, .. } => id,
        other => panic!("not active: {other:?}"),
    }
}

fn purge_timers(world: &World) -> Vec<i64> {
    let days = |timer: &Timer| (timer.due.0 - START.0) / START.plus_days(1).0.abs_diff(START.0) as i64;
    world.timers.iter().filter(|timer| timer.kind == TimerKind::PurgeMailbox).map(days).collect()
}

/// Ana has mail, and then not.
fn disconnected() -> (World, MailboxId) {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let id = mailbox_id(&world);
    world.unassign(ANA, &[E3]);
    (world, id)
}

#[test]
fn una_40_the_mailbox_is_kept_30_days_from_the_removal() {
    let (world, id) = disconnected();
    let expected = MailboxState::Disconnected { id, since: START, purge_at: START.plus_days(30) };
    assert_eq!(mailbox(&world), expected);
    assert_eq!(purge_timers(&world), [30]);
}

#[test]
fn una_41_a_mail_plan_before_the_instant_brings_the_same_mailbox_back() {
    let (mut world, id) = disconnected();
    world.now = START.plus_days(30).plus_micros(-1);
    world.assign(ANA, &[E1]);
    assert_eq!(mailbox(&world), MailboxState::Active { id, since: world.now });
    assert!(world.timers.is_empty());
}

#[test]
fn mbx_2_after_30_days_it_is_gone_and_a_mail_plan_gives_a_new_empty_one() {
    for worker_ran in [false, true] {
        let (mut world, old) = disconnected();
        world.advance_days(30);
        if worker_ran {
            world.tick();
        }
        assert_eq!(mailbox(&world), MailboxState::Purged { id: old, at: START.plus_days(30) });
        let decision = world.assign(ANA, &[E1]);
        assert_ne!(mailbox_id(&world), old);
        assert_eq!(warning_codes(&decision), ["newEmptyMailbox"]);
        assert!(world.timers.is_empty());
    }
}

#[test]
fn rule_25_20_switching_the_mail_plan_off_is_the_same_event() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let choice = without(E3, &[MAIL_2]);
    let decision = world.change(ANA, LicenseEdit::Update { assign: vec![choice], unassign: vec![] });
    assert!(matches!(mailbox(&world), MailboxState::Disconnected { .. }));
    assert!(warning_codes(&decision).contains(&"mailPurge"));
}

#[test]
fn rule_25_20_another_mail_plan_keeps_the_mailbox() {
    let mut world = World::new();
    world.assign(ANA, &[E3, E1]);
    let id = mailbox_id(&world);
    let decision = world.unassign(ANA, &[E3]);
    assert_eq!(mailbox_id(&world), id);
    assert_eq!(decision.outcome.impact.mailbox, None);
    assert!(world.timers.is_empty());
}

#[test]
fn rule_25_20_blocked_sign_in_starts_no_clock() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let mut blocked = world.person(ANA).user.clone();
    blocked.account_enabled = false;
    world.run(&Command::UpdateUser { user: Box::new(blocked) });
    assert!(world.timers.is_empty());
    mailbox_id(&world);
}

#[test]
fn una_43_files_are_kept_without_a_clock_and_come_back() {
    let (mut world, _) = disconnected();
    let DriveState::Unlicensed { id, since: START } = world.person(ANA).services.drive else {
        panic!("{:?}", world.person(ANA).services.drive)
    };
    world.advance_days(400);
    world.tick();
    assert!(matches!(world.person(ANA).services.drive, DriveState::Unlicensed { .. }));
    world.assign(ANA, &[E1]);
    assert_eq!(world.person(ANA).services.drive, DriveState::Active { id, since: world.now });
}

#[test]
fn una_46_office_apps_are_unlicensed_and_reduced_within_30_days_offline() {
    let (mut world, _) = disconnected();
    let reduced_by = START.plus_days(30);
    assert_eq!(world.person(ANA).services.office, OfficeState::Unlicensed { since: START, reduced_by });
    world.assign(ANA, &[E1]);
    assert_eq!(world.person(ANA).services.office, OfficeState::Unlicensed { since: START, reduced_by });
    world.advance_days(1);
    world.assign(ANA, &[E3]);
    assert_eq!(world.person(ANA).services.office, OfficeState::Licensed { since: world.now });
}

#[test]
fn rule_25_21_a_stopped_clock_does_nothing_when_its_old_timer_comes() {
    let (mut world, id) = disconnected();
    let due = START.plus_days(30);
    world.advance_days(10);
    world.assign(ANA, &[E1]);
    world.unassign(ANA, &[E1]);
    world.now = due;
    assert_unchanged(
        &world.run(&Command::PurgeMailbox { user: ANA, due }),
        &[reseat_model::reason::Reason::AlreadySo],
    );
    assert!(matches!(mailbox(&world), MailboxState::Disconnected { id: same, .. } if same == id));
    assert_eq!(purge_timers(&world), [40]);
}

#[test]
fn rule_25_16_nothing_is_purged_before_its_instant() {
    let (mut world, _) = disconnected();
    let due = START.plus_days(30);
    world.now = due.plus_micros(-1);
    let decision = world.run(&Command::PurgeMailbox { user: ANA, due });
    assert_eq!(decision.mutations, []);
    world.tick();
    assert!(matches!(mailbox(&world), MailboxState::Disconnected { .. }));
}

#[test]
fn mbx_7_deleting_starts_the_mailbox_clock_and_the_drives() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let id = mailbox_id(&world);
    world.advance_days(2);
    world.run(&Command::DeleteUser { user: ANA });
    let (since, end) = (START.plus_days(2), START.plus_days(32));
    assert_eq!(mailbox(&world), MailboxState::SoftDeleted { id, since, purge_at: end });
    assert!(matches!(
        world.person(ANA).services.drive,
        DriveState::MarkedForDeletion { since: at, delete_at, .. } if at == since && delete_at == end
    ));
    assert_eq!(world.timers.len(), 2);
}

#[test]
fn rule_25_21_deleting_does_not_prolong_a_mailbox_clock() {
    let (mut world, id) = disconnected();
    world.advance_days(10);
    world.run(&Command::DeleteUser { user: ANA });
    let kept = MailboxState::Disconnected { id, since: START, purge_at: START.plus_days(30) };
    assert_eq!(mailbox(&world), kept, "MBX-13: it does not go to soft-deleted");
    assert_eq!(purge_timers(&world), [30]);
}

#[test]
fn rule_25_21_restored_without_a_mail_plan_is_a_fresh_30_days() {
    for start in [false, true] {
        let (mut world, id) = disconnected();
        if start {
            world.assign(ANA, &[E3]);
        }
        world.advance_days(5);
        world.run(&Command::DeleteUser { user: ANA });
        world.advance_days(5);
        world.run(&Command::RestoreUser { user: ANA, new_upn: None, licenses: vec![] });
        let (since, purge_at) = (START.plus_days(10), START.plus_days(40));
        assert_eq!(mailbox(&world), MailboxState::Disconnected { id, since, purge_at });
        assert_eq!(purge_timers(&world), [40]);
        assert!(matches!(world.person(ANA).services.drive, DriveState::Unlicensed { .. }));
    }
}

#[test]
fn rule_25_21_restored_after_the_mailbox_clock_ran_out_there_is_no_mail() {
    let (mut world, old) = disconnected();
    world.advance_days(10);
    world.run(&Command::DeleteUser { user: ANA });
    world.advance_days(25);
    let decision = world.run(&Command::RestoreUser { user: ANA, new_upn: None, licenses: vec![all(E1)] });
    assert_ne!(mailbox_id(&world), old);
    assert!(warning_codes(&decision).contains(&"newEmptyMailbox"));
}

#[test]
fn design_5_what_is_due_has_happened_whenever_the_worker_runs() {
    let script = |ticks: &[i64]| {
        let mut world = World::new();
        world.assign(ANA, &[E3]);
        world.assign(BO, &[E3]);
        world.unassign(ANA, &[E3]);
        world.run(&Command::DeleteUser { user: BO });
        for days in ticks {
            world.advance_days(*days);
            world.tick();
        }
        let mut people: Vec<_> = world.view.people.into_iter().collect();
        people.sort_by_key(|(id, _)| *id);
        (people, world.timers)
    };
    assert_eq!(script(&[31]), script(&[1; 31]));
    assert_eq!(script(&[31]), script(&[29, 1, 1]));
}

#[test]
fn new_ids_differ_between_people_of_one_context() {
    let mut world = World::new();
    let ctx = world.ctx();
    for id in [ANA, BO] {
        let command = Command::ChangeLicenses { user: id, edit: update(&[E3], &[]) };
        world.load(&command);
        let decision = reseat_engine::decide(&world.view, &command, &ctx);
        world.view.apply(&decision.mutations);
    }
    let id = |who| world.person(who).services.mailbox;
    assert_ne!(id(ANA), id(BO));
}
