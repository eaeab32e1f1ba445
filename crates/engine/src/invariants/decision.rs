//! Invariants of one decision: what it writes, compared with what was.

use std::collections::HashMap;
use std::sync::Arc;

use reseat_model::UserId;
use reseat_model::command::{Command, Ctx};
use reseat_model::decision::{Decision, Mutation};
use reseat_model::outcome::{Impact, Status};
use reseat_model::pool::Pool;
use reseat_model::services::{DriveState, MailboxState, Services};

use crate::invariants::person::clocks;
use crate::invariants::{Invariant, Violation, check_person};
use crate::services::settle;
use crate::{Person, View};

/// What `decision` breaks. Empty for every decision that [`crate::decide`] makes.
pub fn check(view: &View, command: &Command, decision: &Decision, ctx: &Ctx) -> Vec<Violation> {
    let mut violations = Vec::new();
    let user = decision.outcome.user;
    recorded(decision, &mut violations);
    let before = view.person(user).cloned();
    let after = after(view, decision, user, before.clone());
    pools(view, command, decision, before.as_ref(), after.as_ref(), &mut violations);
    if let (Some(before), Some(after)) = (&before, &after) {
        if decision.mutations.iter().any(is_path) {
            violations.extend(check_person(&view.catalog, after, ctx.now));
        }
        purges(before, after, ctx, &mut violations);
    }
    timers(decision, before.as_ref(), after.as_ref(), &mut violations);
    violations
}

/// The person afterwards, by the same rules by which a view follows a decision.
fn after(view: &View, decision: &Decision, user: UserId, before: Option<Person>) -> Option<Person> {
    let mut view = View {
        tenant: view.tenant,
        catalog: Arc::clone(&view.catalog),
        people: HashMap::from([(user, before)]),
        ..View::default()
    };
    view.apply(&decision.mutations);
    view.people.remove(&user).flatten()
}

fn is_path(mutation: &Mutation) -> bool {
    matches!(mutation, Mutation::PutAssignment(_) | Mutation::RemoveAssignment(..))
}

fn recorded(decision: &Decision, violations: &mut Vec<Violation>) {
    let changed = decision.outcome.status == Status::Changed;
    let written = !decision.mutations.is_empty();
    let silent = decision.paths.is_empty() && decision.outcome.impact == Impact::default();
    if changed != written || changed != decision.audit.is_some() || !(changed || silent) {
        let detail = format!("{:?}, but {} mutations", decision.outcome.status, decision.mutations.len());
        violations.push(Violation::of_user(Invariant::ChangedIsRecorded, decision.outcome.user, detail));
    }
}

/// Every pool whose holders change is written with the new count, and no other count changes.
fn pools(
    view: &View,
    command: &Command,
    decision: &Decision,
    before: Option<&Person>,
    after: Option<&Person>,
    violations: &mut Vec<Violation>,
) {
    if matches!(command, Command::RepairPool { .. }) {
        return;
    }
    let written: HashMap<_, Pool> = decision
        .mutations
        .iter()
        .filter_map(
            |m| if let Mutation::PutPool(pool) = m { Some(((pool.sku, pool.pool), *pool)) } else { None },
        )
        .collect();
    let paths = [before, after].into_iter().flatten().flat_map(|person| person.assignments.keys());
    let mut keys: Vec<_> = paths.map(|key| (key.sku, key.pool)).chain(written.keys().copied()).collect();
    keys.sort();
    keys.dedup();
    for (sku, pool) in keys {
        let Some(old) = view.pools.get(&(sku, pool)).copied().flatten() else { continue };
        let new = written.get(&(sku, pool)).copied().unwrap_or(old);
        let delta = i32::from(holds(after, &old)) - i32::from(holds(before, &old));
        if new.consumed != old.consumed.saturating_add_signed(delta) {
            let detail = format!("{} became {}, holders changed by {delta}", old.consumed, new.consumed);
            violations.push(Violation::of_pool(Invariant::PoolCountsHolders, sku, pool, detail));
        }
        if new.consumed > old.consumed && new.consumed > new.enabled {
            let detail = format!("{} of {} enabled seats", new.consumed, new.enabled);
            violations.push(Violation::of_pool(Invariant::NoOversubscription, sku, pool, detail));
        }
    }
}

fn holds(person: Option<&Person>, pool: &Pool) -> bool {
    person.is_some_and(|person| {
        let in_pool =
            |key: &reseat_model::assignment::AssignmentKey| (key.sku, key.pool) == (pool.sku, pool.pool);
        person.assignments.values().any(|a| in_pool(&a.key) && a.state.is_valid())
    })
}

/// What is gone afterwards was due.
fn purges(before: &Person, after: &Person, ctx: &Ctx, violations: &mut Vec<Violation>) {
    let due = settle(&before.services, ctx.now);
    let gone = |services: &Services| {
        (
            matches!(services.mailbox, MailboxState::Purged { .. }),
            matches!(services.drive, DriveState::Deleted { .. }),
        )
    };
    let (was_due, is) = (gone(&due), gone(&after.services));
    if (is.0 && !was_due.0) || (is.1 && !was_due.1) {
        let detail = "content would be gone before its instant";
        violations.push(Violation::of_user(Invariant::NoEarlyPurge, before.user.id, detail));
    }
    let renewed = match (before.services.mailbox, after.services.mailbox) {
        (
            MailboxState::Active { id: old, .. }
            | MailboxState::Disconnected { id: old, .. }
            | MailboxState::SoftDeleted { id: old, .. },
            MailboxState::Active { id: new, .. },
        ) => old != new && !was_due.0,
        _ => false,
    };
    if renewed {
        let detail = "a new mailbox although the old one is still there";
        violations.push(Violation::of_user(Invariant::NoEarlyPurge, before.user.id, detail));
    }
}

/// Timers start and stop with the clocks of the person.
fn timers(
    decision: &Decision,
    before: Option<&Person>,
    after: Option<&Person>,
    violations: &mut Vec<Violation>,
) {
    let mut timers = before.map(clocks).unwrap_or_default();
    for mutation in &decision.mutations {
        match mutation {
            Mutation::StopTimer(timer) => {
                timers.remove(timer);
            }
            Mutation::StartTimer(timer) => {
                timers.insert(*timer);
            }
            _ => {}
        }
    }
    let wanted = after.map(clocks).unwrap_or_default();
    if timers != wanted {
        let detail = format!("timers {timers:?}, clocks {wanted:?}");
        violations.push(Violation::of_user(Invariant::ClocksHaveTimers, decision.outcome.user, detail));
    }
}
