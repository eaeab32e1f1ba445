//! The engine against the model, over random commands.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use reseat_engine::{digest, settle};
use reseat_model::assignment::AssignmentKey;
use reseat_model::command::{Command, LicenseEdit, ProductChoice};
use reseat_model::outcome::Status;
use reseat_model::services::MailboxState;
use reseat_model::{MailboxId, PoolId};

use crate::model::*;
use crate::world::*;

fn choice((product, on): (usize, bool)) -> ProductChoice {
    let sku = PRODUCTS[product];
    if on { all(sku) } else { without(sku, &[optional_plan(sku)]) }
}

/// The command of a step; steps about seats and time are done at once.
fn command(world: &mut World, stash: &BTreeMap<usize, Vec<ProductChoice>>, step: &Step) -> Option<Command> {
    let (who, edit) = match step {
        Step::Update { who, assign, unassign } => {
            let assign = assign.iter().copied().map(choice).collect();
            let unassign = unassign.iter().map(|product| PRODUCTS[*product]).collect();
            (who, LicenseEdit::Update { assign, unassign })
        }
        Step::UnassignAll { who } => (who, LicenseEdit::UnassignAll),
        Step::Replace { who, with } => {
            (who, LicenseEdit::Replace { with: with.iter().copied().map(choice).collect() })
        }
        Step::Move { who, from, to } => (who, LicenseEdit::Move { from: PRODUCTS[*from], to: choice(*to) }),
        Step::Seats { product, enabled } => {
            let pool = world.pool_mut(PRODUCTS[*product], PoolId::ORGANIZATION);
            (pool.enabled, pool.suspended) = (*enabled, 0);
            return None;
        }
        Step::Suspend { product } => {
            let pool = world.pool_mut(PRODUCTS[*product], PoolId::ORGANIZATION);
            (pool.enabled, pool.suspended) = (0, 9);
            return None;
        }
        Step::Days(days) => {
            world.advance_days(*days);
            return None;
        }
        Step::Delete { who } => return Some(Command::DeleteUser { user: PEOPLE[*who] }),
        Step::Restore { who } => {
            let licenses = stash.get(who).cloned().unwrap_or_default();
            return Some(Command::RestoreUser { user: PEOPLE[*who], new_upn: None, licenses });
        }
    };
    Some(Command::ChangeLicenses { user: PEOPLE[*who], edit })
}

/// A world with two seats of everything and what its deletions took.
struct Run {
    world: World,
    stash: BTreeMap<usize, Vec<ProductChoice>>,
}

impl Run {
    fn new() -> Self {
        let mut world = World::new();
        PRODUCTS.iter().for_each(|sku| world.seats(*sku, 2));
        Self { world, stash: BTreeMap::new() }
    }

    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            self.step(step);
        }
    }

    /// Does one step and returns its result, having compared it with its preview.
    fn step(&mut self, step: &Step) -> Option<Status> {
        let command = command(&mut self.world, &self.stash, step)?;
        let preview = self.world.preview(&command);
        let mut earlier = self.world.clone();
        earlier.now = earlier.now.plus_micros(-1);
        let earlier_digest = digest(&earlier.preview(&command).outcome, earlier.now);
        // A clock that ends or began at this very instant is another one a moment before.
        let now = self.world.now;
        let on_the_edge = |due| due == now || due == now.plus_days(30);
        let edge = self.world.timers.iter().any(|timer| on_the_edge(timer.due));
        let decision = self.world.run(&command);
        assert_eq!(preview, decision, "preview and outcome");
        if !edge {
            assert_eq!(earlier_digest, digest(&decision.outcome, self.world.now), "a preview a moment ago");
        }
        if let (Step::Delete { who }, Status::Changed) = (step, decision.outcome.status) {
            let choice = |path: &reseat_model::command::PathChange| {
                let disabled = path.before.as_ref().map(|value| value.disabled.clone()).unwrap_or_default();
                ProductChoice { sku: path.key.sku, disabled }
            };
            self.stash.insert(*who, decision.paths.iter().map(choice).collect());
        }
        Some(decision.outcome.status)
    }
}

/// The world shows what the model knows.
fn compare(world: &World, model: &Model, names: &mut BTreeMap<u32, MailboxId>) {
    for sku in PRODUCTS {
        assert_eq!(world.consumed(sku), model.count(sku), "seats of {sku}");
    }
    for (who, expected) in model.people.iter().enumerate() {
        if model.is_gone(who) {
            continue;
        }
        let person = world.person(PEOPLE[who]);
        let held: Held = person
            .assignments
            .iter()
            .map(|(key, path)| {
                assert_eq!(*key, AssignmentKey::direct(key.sku));
                (key.sku, path.disabled.is_empty())
            })
            .collect();
        assert_eq!(held, expected.held, "licences of person {who}");
        let mail = match settle(&person.services, world.now).mailbox {
            MailboxState::None | MailboxState::Purged { .. } => None,
            MailboxState::Active { id, .. } => Some((id, None)),
            MailboxState::Disconnected { id, purge_at, .. }
            | MailboxState::SoftDeleted { id, purge_at, .. } => Some((id, Some(purge_at))),
        };
        let expected = match expected.mail {
            Mail::On(which) => Some((which, None)),
            Mail::Off(which, gone) if gone > model.today => Some((which, Some(START.plus_days(gone)))),
            Mail::None | Mail::Off(..) => None,
        };
        let named = expected.map(|(which, until)| {
            let id = mail.map(|(id, _)| id).unwrap_or_default();
            (*names.entry(which).or_insert(id), until)
        });
        assert_eq!(mail, named, "mailbox of person {who}");
    }
    let distinct: BTreeSet<_> = names.values().collect();
    assert_eq!(distinct.len(), names.len(), "a new mailbox has a new id (MBX-2)");
}

fn config() -> ProptestConfig {
    // The same cases in every run; PROPTEST_CASES makes more of them.
    ProptestConfig {
        rng_seed: RngSeed::Fixed(0x5eed),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_commands_end_as_in_the_model(steps in steps()) {
        let (mut run, mut model, mut names) = (Run::new(), Model::new(), BTreeMap::new());
        for step in &steps {
            let expected = model.step(step);
            prop_assert_eq!(run.step(step), expected, "{:?}", step);
            compare(&run.world, &model, &mut names);
            let broken: Vec<_> = run.world.check().violations;
            prop_assert!(broken.is_empty(), "{broken:?}");
        }
    }

    #[test]
    fn need_10_removing_alone_is_never_refused_for_seats(steps in steps(), who in 0..PEOPLE.len()) {
        let mut run = Run::new();
        run.steps(&steps);
        let user = PEOPLE[who];
        if run.world.person(user).user.deleted_at.is_none() {
            PRODUCTS.iter().for_each(|sku| run.world.seats(*sku, 0));
            let decision = run.world.change(user, LicenseEdit::UnassignAll);
            prop_assert_ne!(decision.outcome.status, Status::Refused);
            prop_assert!(run.world.holds(user).is_empty());
        }
    }

    #[test]
    fn need_7_undo_restores_licences(steps in steps(), last in steps()) {
        let mut run = Run::new();
        run.steps(&steps);
        for step in &last {
            let Some(command @ Command::ChangeLicenses { user, .. }) =
                command(&mut run.world, &run.stash, step) else { continue };
            let before = run.world.clone();
            let decision = run.world.run(&command);
            if decision.outcome.status != Status::Changed {
                continue;
            }
            // Seats are there to take back.
            PRODUCTS.iter().for_each(|sku| run.world.seats(*sku, 9));
            run.world.now = run.world.now.plus_days(29);
            let undone = run.world.change(user, LicenseEdit::Revert { paths: decision.paths });
            prop_assert_eq!(undone.outcome.status, Status::Changed);
            let (was, is) = (before.person(user), run.world.person(user));
            prop_assert_eq!(was.assigned_licenses(), is.assigned_licenses());
            for (key, path) in &was.assignments {
                prop_assert_eq!(path.assigned_at, is.assignments[key].assigned_at);
            }
            for sku in PRODUCTS {
                prop_assert_eq!(before.consumed(sku), run.world.consumed(sku));
            }
        }
    }

    #[test]
    fn design_5_the_worker_may_run_daily_or_never(steps in steps()) {
        let (mut daily, mut never) = (Run::new(), Run::new());
        for step in &steps {
            if let Step::Days(days) = step {
                for _ in 0..*days {
                    daily.world.advance_days(1);
                    daily.world.tick();
                }
            } else {
                prop_assert_eq!(daily.step(step), never.step(step));
                continue;
            }
            never.step(step);
        }
        for run in [&mut daily, &mut never] {
            run.world.advance_days(31);
            run.world.tick();
        }
        prop_assert_eq!(&daily.world.timers, &never.world.timers);
        for user in PEOPLE {
            prop_assert_eq!(daily.world.view.person(user), never.world.view.person(user));
        }
        for sku in PRODUCTS {
            prop_assert_eq!(daily.world.consumed(sku), never.world.consumed(sku));
        }
    }
}
