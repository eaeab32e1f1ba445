//! Purchases and seats.

use reseat_app::subscriptions::{self, NewSubscription};
use reseat_app::writer::Submission;
use reseat_app::{AppError, tenant};
use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::outcome::Status as Outcome;
use reseat_model::pool::Pool;
use reseat_model::subscription::{Status, Subscription};
use reseat_model::{PoolId, SubscriptionId};
use reseat_store::{Batch, Change, Record};

use super::{Found, Turn, agree, person, statuses, told};
use crate::rules::{self, Wish};
use crate::run::{Ran, Sim};
use crate::state::State;

const STATUSES: [Status; 5] =
    [Status::Enabled, Status::Warning, Status::Suspended, Status::Deleted, Status::LockedOut];

/// The seats of a pool that a purchase's status stands for.
fn units(pool: &mut Pool, status: Status) -> Option<&mut u32> {
    match status {
        Status::Enabled => Some(&mut pool.enabled),
        Status::Warning => Some(&mut pool.warning),
        Status::Suspended => Some(&mut pool.suspended),
        Status::LockedOut => Some(&mut pool.locked_out),
        Status::Deleted => None,
    }
}

fn add(state: &mut State, purchase: &Subscription) {
    let place = (purchase.sku, purchase.pool);
    let pool = state.pools.entry(place).or_insert(Pool::empty(place.0, place.1));
    if let Some(units) = units(pool, purchase.status) {
        *units += purchase.quantity;
    }
    state.subscriptions.insert(purchase.id, purchase.clone());
}

/// A command that no use case has: it comes from elsewhere, such as the commerce service.
fn command(turn: &Turn, command: Command, after: State, wanted: Outcome) -> Result<Ran, Found> {
    let meta = turn.system().meta(turn.app(), Kind::Administration, None);
    let commit = turn.app().writer.submit(Submission::new(turn.id, meta, vec![command]));
    if let Ok(commit) = &commit {
        agree("a command", &statuses(&commit.outcomes), &[wanted])?;
    }
    let answer = commit.map(|commit| told(&commit.outcomes)).map_err(AppError::from);
    Ok(turn.once(answer, after, usize::from(wanted == Outcome::Changed)))
}

/// Enters a purchase.
pub(super) fn buy(turn: &Turn, product: u8, seats: u8) -> Result<Ran, Found> {
    let new = NewSubscription {
        sku: turn.sku(product),
        quantity: u32::from(seats),
        trial: false,
        term_ends_at: None,
    };
    let mut after = turn.state().clone();
    let purchase = Subscription {
        id: SubscriptionId::NIL,
        sku: new.sku,
        pool: PoolId::ORGANIZATION,
        quantity: new.quantity,
        status: Status::Enabled,
        trial: false,
        created_at: turn.now,
        term_ends_at: None,
    };
    add(&mut after, &purchase);
    let answer = subscriptions::add(turn.app(), &turn.system(), new);
    if seats == 0 && answer.is_ok() {
        return Err(("answers-agree", "a purchase of nothing was entered".to_owned()));
    }
    Ok(turn.once(answer.map(|_| "bought".to_owned()), after, 1))
}

/// A purchase changes by itself.
pub(super) fn change(sim: &Sim, turn: &Turn, which: u8, seats: u8, status: u8) -> Result<Ran, Found> {
    let known = &sim.memories[turn.tenant].purchases;
    let Some(before) = turn.state().subscriptions.get(&known[usize::from(which) % known.len()]) else {
        return Ok(turn.refused("there is no such purchase"));
    };
    let purchase = Subscription {
        quantity: u32::from(seats),
        status: STATUSES[usize::from(status) % STATUSES.len()],
        ..before.clone()
    };
    let mut after = turn.state().clone();
    if let Some(pool) = after.pools.get_mut(&(before.sku, before.pool))
        && let Some(units) = units(pool, before.status)
    {
        *units -= before.quantity;
    }
    add(&mut after, &purchase);
    let wanted = if purchase == *before { Outcome::Unchanged } else { Outcome::Changed };
    let change = Command::PutSubscription { subscription: purchase, before: Some(before.clone()) };
    command(turn, change, after, wanted)
}

/// A purchaser gives a seat of their own.
pub(super) fn self_service(sim: &Sim, turn: &Turn, who: u8) -> Result<Ran, Found> {
    let user = person(sim, turn, who);
    let found = turn.state().pools.keys().find_map(|(sku, pool)| Some((*sku, pool.purchaser()?)));
    let Some((sku, purchaser)) = found else { return Ok(turn.refused("nobody bought anything")) };
    let mut after = turn.state().clone();
    let verdict = rules::change(&mut after, &turn.catalog, user, Wish::SelfService(sku, purchaser), turn.now);
    command(turn, Command::AssignSelfService { user, sku, purchaser }, after, verdict.status)
}

/// A counter that is right needs no repair.
pub(super) fn repair_right(turn: &Turn, product: u8) -> Result<Ran, Found> {
    let place = (turn.sku(product), PoolId::ORGANIZATION);
    let Some(pool) = turn.state().pools.get(&place).copied() else {
        return Ok(turn.refused("nobody bought it"));
    };
    command(turn, Command::RepairPool { pool }, turn.state().clone(), Outcome::Unchanged)
}

/// `reseat check --repair` sets right what was written behind the application's back.
pub(super) fn repair(sim: &Sim, turn: &Turn, damage: u8) -> Result<Ran, Found> {
    let wrong = if turn.calm { u32::from(damage) } else { 0 };
    let pool = turn.state().pools.values().next().copied();
    if let Some(pool) = pool.filter(|_| wrong > 0) {
        let damaged = Pool { consumed: pool.consumed + wrong, ..pool };
        let changes = vec![Change::Put(Pool::TABLE, damaged.to_row(turn.id))];
        let batch = Batch { preconditions: Vec::new(), changes };
        sim.server.store().inner().apply(&batch).map_err(|error| ("store", error.to_string()))?;
    }
    let found = tenant::check(turn.app(), turn.id, true);
    if let Ok(findings) = &found
        && findings.is_empty() != (wrong == 0)
    {
        return Err(("check-finds-what-is-wrong", format!("wrong by {wrong}: {findings:?}")));
    }
    let answer = found.map(|findings| format!("{} findings", findings.len()));
    Ok(turn.once(answer, turn.state().clone(), usize::from(wrong > 0)))
}
