//! The order of the log explains everything: it agrees with real time, each change could be made where it stands, and
//! each other answer was true at some moment between its sending and its coming.
//!
//! The log names the order of the changes, so only the reads and refusals are to be placed between them. Taken by the
//! time of their answers, each at the earliest moment that those before it leave, they are placed if they can be placed
//! at all: whoever was answered before another was sent comes before it, and an earlier place never leaves less room.

use std::collections::HashMap;

use super::records::Matched;
use super::{Fault, Touch};
use crate::after::After;
use crate::history::{Act, Ask, History, Micros, Op, Outcome, Reply};

/// Judges the order of the log.
pub fn check(
    history: &History,
    touches: &[Touch<'_>],
    matched: &Matched,
    after: &After,
    faults: &mut Vec<Fault>,
) {
    let changes: Vec<Change<'_>> = matched
        .touch_of_record
        .iter()
        .zip(&after.records)
        .map(|(touch, record)| Change {
            op: touch.map(|n| touches[n].op),
            person: &record.person,
            act: record.act,
        })
        .collect();
    real_time(&changes, faults);
    let states = States::follow(history, &changes, faults);
    states.compare(history, after, faults);
    place(history, touches, matched, &changes, &states, faults);
}

/// A change as the log has it.
struct Change<'a> {
    op: Option<&'a Op>,
    person: &'a str,
    act: Act,
}

impl Change<'_> {
    fn sent(&self) -> Micros {
        self.op.map_or(0, |op| op.sent)
    }

    fn answered(&self) -> Micros {
        self.op.and_then(|op| op.answered).unwrap_or(Micros::MAX)
    }
}

fn real_time(changes: &[Change<'_>], faults: &mut Vec<Fault>) {
    let mut latest: Option<&Change<'_>> = None;
    for change in changes {
        if let Some(before) = latest
            && before.sent() > change.answered()
        {
            let id = |change: &Change<'_>| change.op.map_or(u64::MAX, |op| op.id);
            faults.push(Fault::Order { earlier: id(change), later: id(before) });
        }
        if latest.is_none_or(|before| before.sent() < change.sent()) {
            latest = Some(change);
        }
    }
}

/// The state after each change; state 0 is before the first.
struct States<'a> {
    taken: Vec<u64>,
    /// The states at which a person's hold changed, with what it became.
    turns: HashMap<&'a str, Vec<(usize, bool)>>,
}

impl<'a> States<'a> {
    fn follow(history: &History, changes: &[Change<'a>], faults: &mut Vec<Fault>) -> Self {
        let mut states = Self { taken: vec![0], turns: HashMap::new() };
        for (n, change) in changes.iter().enumerate() {
            let (held, taken) = (states.held(change.person, n), states.taken[n]);
            let gives = change.act == Act::Assign;
            if held == gives {
                faults.push(Fault::Impossible(format!("{n}: {:?} of {} twice", change.act, change.person)));
            }
            let taken = if gives { taken + 1 } else { taken.saturating_sub(1) };
            if taken > history.scene.seats {
                faults.push(Fault::Impossible(format!("{n}: seat {taken} of {}", history.scene.seats)));
            }
            states.taken.push(taken);
            states.turns.entry(change.person).or_default().push((n + 1, gives));
        }
        states
    }

    fn held(&self, person: &str, state: usize) -> bool {
        let Some(turns) = self.turns.get(person) else { return false };
        let after = turns.partition_point(|(at, _)| *at <= state);
        after > 0 && turns[after - 1].1
    }

    fn compare(&self, history: &History, after: &After, faults: &mut Vec<Fault>) {
        let last = self.taken.len() - 1;
        for person in &history.scene.people {
            let held = after.held.get(person).copied();
            if held != Some(self.held(person, last)) {
                faults.push(Fault::After(format!("{person} holds a seat: {held:?}, the log says otherwise")));
            }
        }
        let holders = after.held.values().filter(|held| **held).count() as u64;
        if after.consumed != holders || holders > history.scene.seats {
            let (consumed, seats) = (after.consumed, history.scene.seats);
            faults.push(Fault::After(format!("{holders} people hold {consumed} of {seats} seats")));
        }
    }
}

/// An answer that changed nothing.
struct Look<'a> {
    op: &'a Op,
    what: What<'a>,
}

enum What<'a> {
    Holds(&'a str, bool),
    Count(u64),
    NoSeats(&'a str, Option<u64>),
}

fn looks<'a>(history: &'a History, touches: &[Touch<'a>], matched: &Matched) -> Vec<Look<'a>> {
    let mut looks = Vec::new();
    for op in &history.ops {
        let what = match (&op.ask, &op.reply) {
            (Ask::Holds { person }, Reply::Holds { held }) => What::Holds(person, *held),
            (Ask::Count, Reply::Count { consumed }) => What::Count(*consumed),
            _ => continue,
        };
        looks.push(Look { op, what });
    }
    for (touch, record) in touches.iter().zip(&matched.record_of_touch) {
        let what = match (touch.outcome, record) {
            (_, Some(_)) | (None | Some(Outcome::Changed), None) => continue,
            (Some(Outcome::NoSeats { consumed }), None) => What::NoSeats(touch.person, consumed),
            (Some(Outcome::Done | Outcome::Unchanged), None) => {
                What::Holds(touch.person, touch.act == Act::Assign)
            }
        };
        looks.push(Look { op: touch.op, what });
    }
    looks.sort_by_key(|look| look.op.answered);
    looks
}

fn place(
    history: &History,
    touches: &[Touch<'_>],
    matched: &Matched,
    changes: &[Change<'_>],
    states: &States<'_>,
    faults: &mut Vec<Fault>,
) {
    let room = Room::new(changes);
    // Placed so far: when they were answered, and the latest state among them up to here.
    let mut placed: Vec<(Micros, usize)> = Vec::new();
    for look in looks(history, touches, matched) {
        let answered = look.op.answered.unwrap_or(Micros::MAX);
        let before = placed.partition_point(|(at, _)| *at < look.op.sent);
        let after_others = before.checked_sub(1).map_or(0, |at| placed[at].1);
        let first = room.first(look.op.sent).max(after_others);
        let last = room.last(answered);
        let fits = |state: &usize| match look.what {
            What::Holds(person, held) => states.held(person, *state) == held,
            What::Count(taken) => states.taken[*state] == taken,
            What::NoSeats(person, claimed) => {
                let taken = states.taken[*state];
                taken == history.scene.seats
                    && claimed.is_none_or(|claimed| claimed == taken)
                    && !states.held(person, *state)
            }
        };
        match (first..=last).find(fits) {
            Some(state) => {
                let latest = placed.last().map_or(0, |(_, latest)| *latest).max(state);
                placed.push((answered, latest));
            }
            None => faults.push(Fault::Unexplained { op: look.op.id, what: format!("{:?}", look.op.reply) }),
        }
    }
}

/// Between which changes real time allows a moment.
struct Room {
    /// By the time of the answer: the latest state that had surely been reached.
    reached: Vec<(Micros, usize)>,
    /// By the time of sending, latest first: the last state that could be reached without what was sent then or later.
    open: Vec<(Micros, usize)>,
}

impl Room {
    fn new(changes: &[Change<'_>]) -> Self {
        let mut reached: Vec<(Micros, usize)> =
            changes.iter().enumerate().map(|(n, change)| (change.answered(), n + 1)).collect();
        reached.sort_unstable();
        let mut latest = 0;
        for (_, state) in &mut reached {
            latest = latest.max(*state);
            *state = latest;
        }
        let mut open: Vec<(Micros, usize)> =
            changes.iter().enumerate().map(|(n, change)| (change.sent(), n)).collect();
        open.sort_unstable_by(|a, b| b.cmp(a));
        let mut earliest = changes.len();
        for (_, state) in &mut open {
            earliest = earliest.min(*state);
            *state = earliest;
        }
        open.insert(0, (Micros::MAX, changes.len()));
        Self { reached, open }
    }

    /// The first state that someone may see who asks at `sent`.
    fn first(&self, sent: Micros) -> usize {
        let before = self.reached.partition_point(|(at, _)| *at < sent);
        before.checked_sub(1).map_or(0, |at| self.reached[at].1)
    }

    /// The last state that someone may have seen who was answered at `answered`.
    fn last(&self, answered: Micros) -> usize {
        let later = self.open.partition_point(|(at, _)| *at > answered);
        self.open[later.max(1) - 1].1
    }
}
