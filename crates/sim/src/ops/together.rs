//! Several changes that meet in one commit: the writer is held at a gate until all are waiting.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::mpsc::channel;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use reseat_app::AppError;
use reseat_app::changes::change_one;
use reseat_app::system::SystemWriter as _;
use reseat_app::writer::Commit;
use reseat_model::tenant::Tenant;
use reseat_store::{Batch, Precondition, Record};

use super::{Found, Turn, failure, licenses, person, statuses, told};
use crate::case::{By, Edit};
use crate::fault::Gate;
use crate::memory::{After, Set};
use crate::run::{Answer, Ran, Sim};
use crate::state::State;

/// How long the writer may take to come to the gate; only a defect of the simulation itself makes it longer.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for one future, blocking.
pub(super) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(std::sync::Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}

struct Unpark(std::thread::Thread);

impl std::task::Wake for Unpark {
    fn wake(self: std::sync::Arc<Self>) {
        self.0.unpark();
    }
}

pub(super) type Waiting<'a> = Pin<Box<dyn Future<Output = Result<Commit, AppError>> + 'a>>;

/// Lets several changes of one person each into one commit, in order.
pub(super) fn run(sim: &mut Sim, turn: &Turn, changes: &[(u8, Edit)]) -> Result<Ran, Found> {
    let asked: Vec<_> =
        changes.iter().map(|(who, edit)| (person(sim, turn, *who), turn.edit(edit))).collect();
    let (arrived, came) = channel();
    let (opened, open) = channel();
    sim.server.store().close_gate(0, Gate { arrived, open });
    // Nothing to write, but a condition to check: it takes the writer to the store and holds it there.
    let there = Precondition::Exists(Tenant::TABLE, Tenant::key(turn.id, &()));
    let plug = Batch { preconditions: vec![there], changes: Vec::new() };
    if let Err(error) = turn.app().writer.write_later(turn.id, plug) {
        return Ok(Ran { answer: failure(&error.into()), ..turn.refused("") });
    }
    let held = came.recv_timeout(PATIENCE).is_ok();
    sim.server.store().open_gate();
    let call = turn.call(By::Console);
    let mut waiting: Vec<Waiting<'_>> = asked
        .iter()
        .map(|(user, edit)| Box::pin(change_one(turn.app(), &call, *user, edit.clone())) as Waiting<'_>)
        .collect();
    let mut context = Context::from_waker(Waker::noop());
    for change in &mut waiting {
        // Once polled, it waits for the writer.
        let early = change.as_mut().poll(&mut context).is_ready();
        debug_assert!(!early || !held, "a change was answered while the writer was held");
    }
    // Nobody waits at the gate when the write never came.
    let _ = opened.send(());
    let answers: Vec<_> = waiting.into_iter().map(block_on).collect();
    expected(turn, &asked, answers)
}

/// Every state that fits the answers: what was answered is there, the rest may be.
pub(super) fn expected(
    turn: &Turn,
    asked: &[(reseat_model::UserId, reseat_model::command::LicenseEdit)],
    answers: Vec<Result<Commit, AppError>>,
) -> Result<Ran, Found> {
    let mut possible: Vec<State> = vec![turn.state().clone()];
    let (mut texts, mut after, mut records, mut lost) = (Vec::new(), Vec::new(), 0, None);
    for ((user, edit), answer) in asked.iter().zip(answers) {
        let mut next = Vec::new();
        match &answer {
            Ok(commit) => {
                texts.push(told(&commit.outcomes));
                for state in &possible {
                    let mut state = state.clone();
                    let verdict = licenses::one(turn, &mut state, *user, edit, true);
                    if statuses(&commit.outcomes) == [verdict.status] {
                        records += usize::from(possible.len() == 1 && !verdict.deltas.is_empty());
                        if possible.len() == 1
                            && let Some(id) = commit.change_set
                        {
                            let deltas = vec![(*user, verdict.deltas)];
                            after.push(After::Set(Set { id, deltas, at: turn.now, reverted: false }));
                        }
                        next.push(state);
                    }
                }
                if next.is_empty() {
                    let outcomes = told(&commit.outcomes);
                    return Err(("answers-agree", format!("together: {user} was answered {outcomes}")));
                }
            }
            Err(error) => {
                lost = Some(format!("{error:?}"));
                for state in &possible {
                    let mut changed = state.clone();
                    licenses::one(turn, &mut changed, *user, edit, true);
                    next.extend([state.clone(), changed]);
                }
            }
        }
        possible = next;
    }
    let answer = match lost {
        None => Answer::Done(texts.join(" ")),
        Some(error) => Answer::Unknown(error),
    };
    let mut expect = turn.expect(Vec::new());
    expect[turn.tenant] = possible;
    Ok(Ran { answer, expect, records: Some(records), after })
}
