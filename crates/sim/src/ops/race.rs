//! Two processes on one store, interleaved on purpose.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::task::{Context, Waker};

use reseat_app::changes::change_one;
use reseat_app::worker;

use super::time::{catalogs, round_at};
use super::together::{PATIENCE, Waiting, block_on, expected};
use super::{Found, Turn, failure, person};
use crate::case::{By, Edit};
use crate::fault::Gate;
use crate::run::{Answer, Ran, Sim};

/// Past every lease.
const LEASE_SECONDS: i64 = 30;
/// Rounds of the worker that the step can have: one of each process, and one that goes on after the pause.
const ROUNDS: usize = 3;

/// The process of this step has decided and is about to write when the other one does: it must decide anew.
pub(super) fn run(sim: &mut Sim, turn: &Turn, loser: &(u8, Edit), winner: &(u8, Edit)) -> Result<Ran, Found> {
    let Some((other, _)) = sim.server.other() else { return Ok(turn.refused("there is one process")) };
    let each = |(who, edit): &(u8, Edit)| (person(sim, turn, *who), turn.edit(edit));
    let asked = [each(winner), each(loser)];
    let (arrived, came) = channel();
    let (opened, open) = channel();
    let store = Arc::clone(sim.server.store());
    store.close_gate(0, Gate { arrived, open });
    let call = turn.call(By::Console);
    let (user, edit) = asked[1].clone();
    let mut slow = Box::pin(change_one(turn.app(), &call, user, edit)) as Waiting<'_>;
    let early = slow.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    // Whoever has nothing to write never comes to the gate; then the other is simply first or second.
    let held =
        early.is_pending() && !nothing_to_write(turn, &asked[1]) && came.recv_timeout(PATIENCE).is_ok();
    if !held {
        store.open_gate();
        let slow = match early {
            std::task::Poll::Ready(answer) => answer,
            std::task::Poll::Pending => block_on(slow),
        };
        return expected(turn, &asked[1..], vec![slow]);
    }
    let call = turn.call(By::Console);
    let (user, edit) = asked[0].clone();
    let fast = block_on(change_one(&other, &call, user, edit));
    store.open_gate();
    let _ = opened.send(());
    let slow = block_on(slow);
    expected(turn, &asked, vec![fast, slow])
}

/// Whether the change would be refused or change nothing as things stand.
fn nothing_to_write(
    turn: &Turn,
    (user, edit): &(reseat_model::UserId, reseat_model::command::LicenseEdit),
) -> bool {
    let mut state = turn.state().clone();
    super::licenses::one(turn, &mut state, *user, edit, true).deltas.is_empty()
}

/// The worker of this step's process stops in the middle of its work until its lease is over and the other process has
/// worked; then it goes on.
pub(super) fn paused(sim: &mut Sim, turn: &Turn, after: u8) -> Result<Ran, Found> {
    let Some((other, _)) = sim.server.other() else { return Ok(turn.refused("there is one process")) };
    let mut expect = turn.expect(Vec::new());
    let catalogs = match catalogs(turn) {
        Ok(catalogs) => catalogs,
        Err(error) => return Ok(Ran { answer: failure(&error), ..turn.refused("") }),
    };
    let now = turn.now.plus_seconds(LEASE_SECONDS);
    for (states, catalog) in expect.iter_mut().zip(&catalogs) {
        let first = states[0].clone();
        let most = first.jobs.len() + 1;
        // What was committed before the pause was decided before it, everything else after it.
        for before in 0..=most {
            let (mut state, mut commits) = (first.clone(), 0);
            let mut time = || {
                commits += 1;
                if commits <= before { turn.now } else { now }
            };
            for _ in 0..ROUNDS {
                states.extend(round_at(catalog, &mut state, &mut time));
            }
        }
    }
    let (arrived, came) = channel();
    let (opened, open) = channel();
    let store = Arc::clone(sim.server.store());
    store.close_gate(after, Gate { arrived, open });
    let app = turn.shared_app();
    let slow = std::thread::spawn(move || app.map(|app| worker::tick(&app, app.clock.now())));
    // The worker may have less to write than that.
    while !slow.is_finished() && came.try_recv().is_err() {
        std::thread::yield_now();
    }
    sim.server.pass(LEASE_SECONDS);
    let fast = worker::tick(&other, other.clock.now());
    store.open_gate();
    let _ = opened.send(());
    let slow = slow.join().map_err(|_| ("no-panic", "the worker panicked".to_owned()))?;
    let answer = match (fast, slow) {
        (Err(error), _) | (_, Some(Err(error))) => failure(&error),
        (Ok(fast), slow) => Answer::Either(format!("{fast:?}, then {slow:?}")),
    };
    Ok(Ran { answer, expect, records: None, after: Vec::new() })
}
