//! Named invariants find what is wrong, in a tenant and in a decision.

use reseat_engine::decide;
use reseat_engine::invariants::{Invariant, check};
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::decision::{Mutation, Timer, TimerKind};
use reseat_model::services::{DriveState, FormerProduct, MailboxState, OfficeState};
use reseat_model::{MailboxId, PoolId};

use crate::world::*;

/// Ana holds E3; Bo was deleted; nothing is wrong.
fn sound() -> World {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    world.assign(BO, &[E3]);
    world.run(&Command::DeleteUser { user: BO });
    assert_eq!(world.check().violations, []);
    world
}

#[test]
fn a_tenant_check_names_each_kind_of_damage() {
    type Damage = fn(&mut World);
    let cases: &[(Invariant, Damage)] = &[
        (Invariant::PoolCountsHolders, |w| w.pool_mut(E3, PoolId::ORGANIZATION).consumed = 0),
        (Invariant::LicensedMailboxIsActive, |w| w.person_mut(ANA).services.mailbox = MailboxState::None),
        (Invariant::UnlicensedMailboxHasPurge, |w| {
            w.person_mut(ROOT).services.mailbox = MailboxState::Active { id: MailboxId::NIL, since: START };
        }),
        (Invariant::DriveFollowsPlans, |w| w.person_mut(ANA).services.drive = DriveState::None),
        (Invariant::OfficeFollowsPlans, |w| {
            w.person_mut(ROOT).services.office = OfficeState::Licensed { since: START };
        }),
        (Invariant::DeletedHoldNothing, |w| {
            let path = w.person(ANA).assignments.values().next().unwrap().clone();
            let path = reseat_model::assignment::Assignment { user: BO, ..path };
            w.person_mut(BO).assignments.insert(path.key, path);
        }),
        (Invariant::ClocksHaveTimers, |w| {
            w.timers.pop_first();
        }),
        (Invariant::ClocksHaveTimers, |w| {
            w.timers.insert(Timer { due: START, kind: TimerKind::PurgeUser, user: ANA });
        }),
        (Invariant::FormerIsNotHeld, |w| {
            w.person_mut(ANA).services.former.push(FormerProduct { sku: E3, removed_at: START });
        }),
        (Invariant::PathsBelong, |w| {
            w.person_mut(ANA).assignments.values_mut().next().unwrap().user = BO;
        }),
    ];
    for (invariant, damage) in cases {
        let mut world = sound();
        damage(&mut world);
        let found = world.check().violations;
        assert!(found.iter().any(|violation| violation.invariant == *invariant), "{invariant:?}: {found:?}");
        assert!(found[0].to_string().contains(found[0].invariant.name()));
    }
}

#[test]
fn a_decision_check_names_each_kind_of_forgery() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    let command = Command::ChangeLicenses { user: ANA, edit: LicenseEdit::UnassignAll };
    world.load(&command);
    let ctx = world.ctx();
    let honest = decide(&world.view, &command, &ctx);
    assert_eq!(check(&world.view, &command, &honest, &ctx), []);
    type Forge = fn(&mut Vec<Mutation>);
    let cases: &[(Invariant, Forge)] = &[
        (Invariant::PoolCountsHolders, |m| m.retain(|m| !matches!(m, Mutation::PutPool(_)))),
        (Invariant::ClocksHaveTimers, |m| m.retain(|m| !matches!(m, Mutation::StartTimer(_)))),
        (Invariant::UnlicensedMailboxHasPurge, |m| m.retain(|m| !matches!(m, Mutation::PutServices(..)))),
        (Invariant::ChangedIsRecorded, Vec::clear),
        (Invariant::NoEarlyPurge, |m| {
            for mutation in m {
                if let Mutation::PutServices(_, services) = mutation {
                    services.mailbox = MailboxState::Purged { id: MailboxId::NIL, at: START };
                }
            }
        }),
    ];
    for (invariant, forge) in cases {
        let mut forged = honest.clone();
        forge(&mut forged.mutations);
        let found = check(&world.view, &command, &forged, &ctx);
        assert!(found.iter().any(|violation| violation.invariant == *invariant), "{invariant:?}: {found:?}");
    }
}

#[test]
fn a_decision_check_finds_a_seat_too_many() {
    let mut world = World::new();
    let command = Command::ChangeLicenses { user: ANA, edit: update(&[E3], &[]) };
    world.load(&command);
    let ctx = world.ctx();
    let decision = decide(&world.view, &command, &ctx);
    world.seats(E3, 0);
    let found = check(&world.view, &command, &decision, &ctx);
    // The forged decision still says that ten seats are enabled; what it writes counts.
    assert_eq!(found, []);
    let mut forged = decision;
    for mutation in &mut forged.mutations {
        if let Mutation::PutPool(pool) = mutation {
            pool.enabled = 0;
        }
    }
    let found = check(&world.view, &command, &forged, &ctx);
    assert_eq!(found.iter().map(|v| v.invariant).collect::<Vec<_>>(), [Invariant::NoOversubscription]);
}

#[test]
fn names_are_unique() {
    let names: std::collections::BTreeSet<_> = Invariant::ALL.iter().map(|i| i.name()).collect();
    assert_eq!(names.len(), Invariant::ALL.len());
}
