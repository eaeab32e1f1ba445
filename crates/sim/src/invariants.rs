//! What holds after every step, besides that the model agrees: the engine's named invariants and the log's chain as
//! `reseat check` sees them, one record per change, and that what the application tells is what is there.

use std::collections::BTreeSet;

use reseat_app::{products, tenant};
use reseat_authz::Caller;
use reseat_model::log::Head;
use reseat_model::{RoleId, UserId};

use crate::case::{Op, Step};
use crate::observe::{head, records_after};
use crate::ops::Turn;
use crate::run::{Answer, Ran, Sim};

type Found = (&'static str, String);

/// Checks everything.
pub(crate) fn after_step(
    sim: &Sim,
    turn: &Turn,
    step: &Step,
    ran: &Ran,
    heads: &[Head],
) -> Result<(), Found> {
    // The worker may have pruned what it wrote itself.
    let worker = matches!(step.op, Op::Tick { .. } | Op::MoveClock { .. } | Op::Licenses { .. });
    for (place, head) in heads.iter().enumerate() {
        if !worker {
            numbers(sim, place, head)?;
        }
        recorded(sim, turn, place, head, worker)?;
        rules(sim, place)?;
    }
    if let (Answer::Done(answer), Some(wanted)) = (&ran.answer, ran.records) {
        let id = sim.server.tenants[turn.tenant].id;
        let store = sim.server.store().inner();
        let records = records_after(store, id, heads[turn.tenant].seq).map_err(failed)?;
        if records.len() != wanted {
            let activities: Vec<&str> = records.iter().map(|record| record.activity.as_str()).collect();
            let detail = format!("{answer}: {wanted} changes, but the audit has {activities:?}");
            return Err(("one-record-per-change", detail));
        }
    }
    told(sim, turn)
}

fn failed(error: reseat_store::StoreError) -> Found {
    ("store", error.to_string())
}

/// The log's numbers have no gap and end where its head says.
fn numbers(sim: &Sim, place: usize, before: &Head) -> Result<(), Found> {
    let (store, id) = (sim.server.store().inner(), sim.server.tenants[place].id);
    let now = head(store, id).map_err(failed)?;
    let records = records_after(store, id, before.seq).map_err(failed)?;
    let mut last = (before.seq, u32::MAX);
    for record in &records {
        let next = (last.0, last.1.wrapping_add(1)) == (record.seq, record.n) && last.1 != u32::MAX;
        if !next && (record.seq, record.n) != (last.0 + 1, 0) {
            let detail = format!("after {}-{} comes {}-{}", last.0, last.1, record.seq, record.n);
            return Err(("the-log-has-no-gaps", detail));
        }
        last = (record.seq, record.n);
    }
    if last.0 != now.seq || now.at < before.at {
        let detail = format!("the head says {} at {:?}, the last record is {}", now.seq, now.at, last.0);
        return Err(("the-log-ends-at-its-head", detail));
    }
    Ok(())
}

/// Whoever changed is in the audit.
fn recorded(sim: &Sim, turn: &Turn, place: usize, before: &Head, pruned: bool) -> Result<(), Found> {
    let (store, id) = (sim.server.store().inner(), sim.server.tenants[place].id);
    let now = sim.server.app().clock.now();
    let mut old = turn.before[place].clone();
    old.settle(now);
    let records = records_after(store, id, before.seq).map_err(failed)?;
    let about: BTreeSet<&str> = records.iter().map(|record| record.object_id.as_str()).collect();
    for (user, person) in &sim.states[place].people {
        let same = old.people.get(user).is_some_and(|old| old == person);
        let told = about.contains(user.to_string().as_str()) || (pruned && records.is_empty());
        if !same && !told {
            return Err(("every-change-has-its-record", format!("{user} changed: {person:?}")));
        }
    }
    Ok(())
}

/// `reseat check` is clean.
fn rules(sim: &Sim, place: usize) -> Result<(), Found> {
    let id = sim.server.tenants[place].id;
    let findings =
        tenant::check(sim.server.app(), id, false).map_err(|error| ("check", error.to_string()))?;
    match findings.first() {
        None => Ok(()),
        Some(finding) => {
            let all: Vec<String> = findings.iter().map(|f| format!("{}: {}", f.rule, f.detail)).collect();
            Err((known(&finding.rule), all.join("; ")))
        }
    }
}

/// The stable name of a rule of `reseat check`.
fn known(rule: &str) -> &'static str {
    let named = reseat_engine::invariants::Invariant::ALL.into_iter().map(|invariant| invariant.name());
    named.into_iter().find(|name| *name == rule).unwrap_or("log-chain")
}

/// What the application tells is what is there: seats, settings and roles, which it keeps in memory.
fn told(sim: &Sim, turn: &Turn) -> Result<(), Found> {
    let app = sim.server.app();
    let state = &sim.states[turn.tenant];
    let call = turn.call_as(Caller::system());
    let owned = products::list(app, &call).map_err(|error| ("products", error.to_string()))?;
    for product in &owned {
        let pool = product.pool;
        let kept = state.pools.get(&(pool.sku, pool.pool));
        if kept.is_some_and(|kept| *kept != pool) {
            return Err(("seats-are-told-as-they-are", format!("{pool:?} instead of {kept:?}")));
        }
    }
    let known = app.tenant(call.tenant).map_err(|error| ("tenant", error.to_string()))?;
    if known.tenant != state.tenant {
        let detail = format!("{:?} instead of {:?}", known.tenant, state.tenant);
        return Err(("settings-are-told-as-they-are", detail));
    }
    let told: BTreeSet<(RoleId, UserId)> =
        known.roles.all().filter(|(_, user)| state.people.contains_key(user)).collect();
    let kept: BTreeSet<(RoleId, UserId)> = state
        .people
        .iter()
        .flat_map(|(user, person)| person.roles.iter().map(|role| (*role, *user)))
        .collect();
    if told != kept {
        return Err(("roles-are-told-as-they-are", format!("{told:?} instead of {kept:?}")));
    }
    Ok(())
}
