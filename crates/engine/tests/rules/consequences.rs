//! What the preview says: services lost, kept and gained, and warnings in the safe order (sections 4.5, 20, 26).

use reseat_model::command::Command;
use reseat_model::outcome::KeptService;
use reseat_model::reason::Warning;
use reseat_model::services::{DriveState, MailboxState, OfficeState};

use crate::world::*;

#[test]
fn need_1_and_2_unassigning_the_last_licence_says_everything_in_the_safe_order() {
    let mut world = World::new();
    world.assign(ANA, &[E3, PHONE_SYSTEM, DESK]);
    let decision = world.change(ANA, reseat_model::command::LicenseEdit::UnassignAll);
    let impact = &decision.outcome.impact;
    assert_eq!(impact.services_lost, [MAIL_2, FILES, OFFICE, TEAMS, PHONE, DEVICES, CLOUD_PC]);
    assert!(impact.services_kept.is_empty() && impact.services_gained.is_empty());
    assert!(matches!(impact.mailbox, Some((MailboxState::Active { .. }, MailboxState::Disconnected { .. }))));
    assert!(matches!(impact.drive, Some((DriveState::Active { .. }, DriveState::Unlicensed { .. }))));
    assert!(matches!(impact.office, Some((OfficeState::Licensed { .. }, OfficeState::Unlicensed { .. }))));
    let expected = [
        Warning::SignInStaysEnabled,
        Warning::SaveMailFirst,
        Warning::MailPurge { at: START.plus_days(30) },
        Warning::NotSearchable,
        Warning::MailBounces,
        Warning::FilesKept,
        Warning::OfficeUnlicensed,
        Warning::NumberReleased,
        Warning::DevicesUnmanaged,
        Warning::CloudPcGrace { until: START.plus_days(7) },
        Warning::BillUnchanged,
    ];
    assert_eq!(impact.warnings, expected);
}

#[test]
fn only_warnings_that_apply_are_given() {
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK]);
    let desk = world.unassign(ANA, &[DESK]);
    assert_eq!(warning_codes(&desk), ["devicesUnmanaged", "cloudPcGrace", "billUnchanged"]);
    world.person_mut(ANA).user.account_enabled = false;
    let blocked = world.unassign(ANA, &[E3]);
    assert!(!warning_codes(&blocked).contains(&"signInStaysEnabled"), "sign-in is blocked already");
}

#[test]
fn cnt_4_services_that_another_licence_covers_are_kept_and_the_cover_is_named() {
    let mut world = World::new();
    world.assign(ANA, &[E3, E1]);
    let decision = world.unassign(ANA, &[E3]);
    let impact = &decision.outcome.impact;
    assert_eq!(impact.services_lost, [MAIL_2, OFFICE]);
    let covered = |plan| KeptService { plan, covered_by: vec![E1] };
    assert_eq!(impact.services_kept, [covered(FILES), covered(TEAMS)]);
    assert_eq!(warning_codes(&decision), ["officeUnlicensed", "billUnchanged"]);
}

#[test]
fn cnt_4_a_group_path_of_the_same_product_covers_it() {
    let mut world = World::new();
    world.assign(ANA, &[DESK]);
    world.inherit(ANA, DESK, group(1));
    let decision = world.unassign(ANA, &[DESK]);
    let covered = |plan| KeptService { plan, covered_by: vec![DESK] };
    assert_eq!(decision.outcome.impact.services_kept, [covered(DEVICES), covered(CLOUD_PC)]);
}

#[test]
fn a_plan_that_is_off_in_the_other_product_covers_nothing() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let choice = without(E1, &[TEAMS]);
    world.change(ANA, reseat_model::command::LicenseEdit::Update { assign: vec![choice], unassign: vec![] });
    let impact = world.unassign(ANA, &[E3]).outcome.impact;
    assert_eq!(impact.services_lost, [MAIL_2, OFFICE, TEAMS]);
    assert_eq!(impact.services_kept, [KeptService { plan: FILES, covered_by: vec![E1] }]);
}

#[test]
fn una_41_a_returning_licence_says_that_mail_returns() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    world.unassign(ANA, &[E3]);
    world.advance_days(29);
    assert_eq!(warning_codes(&world.assign(ANA, &[E1])), ["mailReturns"]);
}

#[test]
fn una_6_a_swap_does_not_lower_the_bill_either() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let decision = world.change(ANA, update(&[E1], &[E3]));
    assert_eq!(warning_codes(&decision), ["officeUnlicensed", "billUnchanged"]);
}

#[test]
fn del_2_deleting_says_what_goes_and_that_the_bill_stays() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let decision = world.preview(&Command::DeleteUser { user: ANA });
    let expected =
        ["saveMailFirst", "mailPurge", "notSearchable", "mailBounces", "officeUnlicensed", "billUnchanged"];
    assert_eq!(warning_codes(&decision), expected);
    assert!(matches!(
        decision.outcome.impact.drive,
        Some((DriveState::Active { .. }, DriveState::MarkedForDeletion { .. }))
    ));
}
