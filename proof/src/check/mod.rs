//! The checker: is there one order of all changes, in agreement with real time, that explains every answer and the
//! state afterwards? It reads nothing of the servers but that.
//!
//! Four judges, each of which could be fooled alone:
//! - [`records`]: audit and change sets hold each answered change exactly once, and nothing that nobody asked for;
//! - [`order`]: the log's order is such an order for all people, the refusals and the counts at once (exact, because
//!   the order is given);
//! - [`person`]: there is such an order for each person from the answers alone, without the log (exact, by search);
//! - [`seats`]: from the answers alone, at no instant more people surely held a seat than there are, and no count and
//!   no refusal was impossible (bounds, because all people share the seats).

mod order;
mod person;
mod records;
mod seats;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::after::After;
use crate::history::{Act, Ask, History, Micros, Op, Outcome, Reply};

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Answered and not there.
    #[error("request {op} changed {person} by its answer, but the log has no record of it")]
    Lost {
        /// The request.
        op: u64,
        /// The person.
        person: String,
    },
    /// Done more than once.
    #[error("request {op} was done more than once: {what}")]
    Twice {
        /// The request.
        op: u64,
        /// The records or sets.
        what: String,
    },
    /// There, and nobody asked for it.
    #[error("nobody asked for {0}")]
    Phantom(String),
    /// Change set and audit do not agree, or a set does not cover its request.
    #[error("done by halves: {0}")]
    Half(String),
    /// The log's order is not that of real time.
    #[error("the log has request {later} before {earlier}, which had been answered before {later} was sent")]
    Order {
        /// Answered first.
        earlier: u64,
        /// Sent afterwards.
        later: u64,
    },
    /// Following the log, a change could not have been made.
    #[error("impossible in the log at {0}")]
    Impossible(String),
    /// No moment of the log explains an answer.
    #[error(
        "request {op} was answered with what was true at no moment between its sending and its answer: {what}"
    )]
    Unexplained {
        /// The request.
        op: u64,
        /// What it was answered.
        what: String,
    },
    /// No order of the answers about a person explains them all.
    #[error(
        "no order of the requests about {person} explains their answers; the first that cannot be: {op:?}"
    )]
    Person {
        /// The person.
        person: String,
        /// The request at which the search ended; none when it was the state afterwards.
        op: Option<u64>,
    },
    /// More people held a seat than there are seats.
    #[error("{held} people surely held one of {seats} seats {at} microseconds after the beginning")]
    Seats {
        /// People.
        held: u64,
        /// Seats.
        seats: u64,
        /// When.
        at: Micros,
    },
    /// The state afterwards does not agree with itself or with the log.
    #[error("the state afterwards: {0}")]
    After(String),
}

/// What a history was made of, so that a proof which proves nothing is seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Requests.
    pub requests: usize,
    /// Requests whose fate no answer tells.
    pub unknown: usize,
    /// People of such requests who were changed.
    pub unknown_done: usize,
    /// Changes in the log.
    pub changes: usize,
    /// Refusals for want of a seat.
    pub no_seats: usize,
    /// Reads.
    pub reads: usize,
}

/// One person's part of a change.
#[derive(Debug, Clone)]
pub(crate) struct Touch<'a> {
    op: &'a Op,
    person: &'a str,
    act: Act,
    /// None when nobody knows.
    outcome: Option<Outcome>,
}

impl Touch<'_> {
    /// When it was over at the latest.
    fn answered(&self) -> Micros {
        self.op.answered.unwrap_or(Micros::MAX)
    }
}

/// Judges a history; no fault means that it is linearisable and that the log tells it truly.
///
/// # Errors
/// Every fault that was found.
pub fn judge(history: &History, after: &After) -> Result<Tally, Vec<Fault>> {
    judge_with(history, after, true)
}

/// The same; without `reads`, what was merely read is not judged (counts that refusals claim are). A primary that was
/// paused and has been replaced may answer reads for an instant after it wakes; it never confirms a change.
///
/// # Errors
/// Every fault that was found.
pub fn judge_with(history: &History, after: &After, reads: bool) -> Result<Tally, Vec<Fault>> {
    let mut history = history.clone();
    history.ops.retain(|op| {
        let read = !matches!(op.ask, Ask::Change { .. });
        !matches!(op.reply, Reply::Declined { .. }) && (reads || !read)
    });
    let touches = touches(&history);
    let mut faults = Vec::new();
    let matched = records::check(&history, &touches, after, &mut faults);
    order::check(&history, &touches, &matched, after, &mut faults);
    person::check(&history, &touches, after, &mut faults);
    seats::check(&history, &touches, &mut faults);
    if faults.is_empty() { Ok(tally(&history, &touches, &matched)) } else { Err(faults) }
}

/// Everything that was asked for one person.
fn touches(history: &History) -> Vec<Touch<'_>> {
    let mut touches = Vec::new();
    for op in &history.ops {
        let Ask::Change { act, people, .. } = &op.ask else { continue };
        for (n, person) in people.iter().enumerate() {
            let outcome = match &op.reply {
                Reply::Outcomes { outcomes, .. } => outcomes.get(n).copied(),
                _ => None,
            };
            touches.push(Touch { op, person, act: *act, outcome });
        }
    }
    touches
}

fn tally(history: &History, touches: &[Touch<'_>], matched: &records::Matched) -> Tally {
    let unknown = |op: &&Op| matches!(op.reply, Reply::Unknown { .. });
    let done = matched.touch_of_record.iter().flatten();
    Tally {
        requests: history.ops.len(),
        unknown: history.ops.iter().filter(unknown).count(),
        unknown_done: done.filter(|&&touch| touches[touch].outcome.is_none()).count(),
        changes: matched.touch_of_record.len(),
        no_seats: touches.iter().filter(|t| matches!(t.outcome, Some(Outcome::NoSeats { .. }))).count(),
        reads: history.ops.iter().filter(|op| !matches!(op.ask, Ask::Change { .. })).count(),
    }
}

/// Groups by person, each list in the order given.
fn by_person<'a, T>(items: impl Iterator<Item = (&'a str, T)>) -> BTreeMap<&'a str, Vec<T>> {
    let mut groups: BTreeMap<&str, Vec<T>> = BTreeMap::new();
    for (person, item) in items {
        groups.entry(person).or_default().push(item);
    }
    groups
}
