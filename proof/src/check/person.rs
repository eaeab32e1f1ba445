//! Whether a person holds the product is a register. Is there an order of the answers about it, in agreement with real
//! time, that explains them all? Found by search (after Wing and Gong), from the answers alone: the log is not asked.

use std::collections::{HashMap, HashSet};

use super::{Fault, Touch, by_person};
use crate::after::After;
use crate::history::{Act, Ask, History, Micros, Outcome, Reply};

/// Judges every person.
pub fn check(history: &History, touches: &[Touch<'_>], after: &After, faults: &mut Vec<Fault>) {
    let reads = history.ops.iter().filter_map(|op| match (&op.ask, &op.reply) {
        (Ask::Holds { person }, Reply::Holds { held }) => {
            let effect = Effect { needs: Some(*held), leaves: None };
            Some((person.as_str(), Event { op: op.id, sent: op.sent, answered: op.answered, effect }))
        }
        _ => None,
    });
    let changes = touches.iter().map(|touch| {
        let (op, effect) = (touch.op, Effect::of(touch));
        (touch.person, Event { op: op.id, sent: op.sent, answered: op.answered, effect })
    });
    for (person, mut events) in by_person(reads.chain(changes)) {
        events.sort_by_key(|event| event.sent);
        let held = after.held.get(person).copied().unwrap_or_default();
        if let Err(op) = explain(&events, held) {
            faults.push(Fault::Person { person: person.to_owned(), op });
        }
    }
}

/// What an event needs to find, and what it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Effect {
    needs: Option<bool>,
    leaves: Option<bool>,
}

impl Effect {
    fn of(touch: &Touch<'_>) -> Self {
        let gives = touch.act == Act::Assign;
        let (needs, leaves) = match touch.outcome {
            // Not known, or done whatever was before; Graph takes only what is held.
            None => (None, Some(gives)),
            Some(Outcome::Done) => ((!gives).then_some(true), Some(gives)),
            Some(Outcome::Changed) => (Some(!gives), Some(gives)),
            Some(Outcome::Unchanged) => (Some(gives), None),
            Some(Outcome::NoSeats { .. }) => (Some(false), None),
        };
        Self { needs, leaves }
    }

    fn apply(self, held: bool) -> Option<bool> {
        self.needs.is_none_or(|needed| needed == held).then(|| self.leaves.unwrap_or(held))
    }
}

struct Event {
    op: u64,
    sent: Micros,
    answered: Option<Micros>,
    effect: Effect,
}

/// Which of the events that are under way have taken effect, and what the register holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Case {
    done: Vec<usize>,
    held: bool,
}

/// Follows every order that is still possible through the sendings and answers, in the order of time. An event takes
/// effect when an answer needs it to, not earlier, so that the cases stay few.
fn explain(events: &[Event], held_after: bool) -> Result<(), Option<u64>> {
    let mut answers: Vec<usize> = (0..events.len()).filter(|&n| events[n].answered.is_some()).collect();
    answers.sort_by_key(|&n| events[n].answered);
    let mut cases = HashSet::from([Case { done: Vec::new(), held: false }]);
    let mut under_way: Vec<usize> = Vec::new();
    let mut sent = 0;
    for now in answers {
        while sent < events.len() && Some(events[sent].sent) <= events[now].answered {
            under_way.push(sent);
            sent += 1;
        }
        cases = reachable(cases, events, &under_way);
        cases.retain(|case| case.done.contains(&now));
        if cases.is_empty() {
            return Err(Some(events[now].op));
        }
        // Nobody waits for it any longer.
        under_way.retain(|&n| n != now);
        cases = cases
            .into_iter()
            .map(|mut case| {
                case.done.retain(|&n| n != now);
                case
            })
            .collect();
        cases = fewest(cases, events);
    }
    under_way.extend(sent..events.len());
    let ends = reachable(cases, events, &under_way).iter().any(|case| case.held == held_after);
    if ends { Ok(()) } else { Err(None) }
}

/// Leaves out cases that differ from another only in having used more requests without an answer: nobody needs those to
/// have been done, so whatever such a case can explain later, the other one can.
fn fewest(cases: HashSet<Case>, events: &[Event]) -> HashSet<Case> {
    let answered = |case: &Case| -> Vec<usize> {
        case.done.iter().copied().filter(|&n| events[n].answered.is_some()).collect()
    };
    let mut alike: HashMap<(bool, Vec<usize>), Vec<Case>> = HashMap::new();
    for case in cases {
        alike.entry((case.held, answered(&case))).or_default().push(case);
    }
    let least = |mut group: Vec<Case>| {
        group.sort_by_key(|case| case.done.len());
        let mut kept: Vec<Case> = Vec::new();
        for case in group {
            if !kept.iter().any(|fewer| fewer.done.iter().all(|n| case.done.contains(n))) {
                kept.push(case);
            }
        }
        kept
    };
    alike.into_values().flat_map(least).collect()
}

/// Every case that events under way can lead to and that a later answer may need. Of requests without an answer only one
/// that turns the register over is used, and never two in a row: without both, everything is as before.
fn reachable(cases: HashSet<Case>, events: &[Event], under_way: &[usize]) -> HashSet<Case> {
    let mut open: Vec<(Case, bool)> = cases.into_iter().map(|case| (case, false)).collect();
    let mut seen: HashSet<(Case, bool)> = open.iter().cloned().collect();
    while let Some((case, just_turned)) = open.pop() {
        for (at, &n) in under_way.iter().enumerate() {
            let unanswered = events[n].answered.is_none();
            if unanswered && just_turned || case.done.contains(&n) {
                continue;
            }
            let Some(held) = events[n].effect.apply(case.held) else { continue };
            if unanswered && (held == case.held || !first_of_its_like(&case, events, &under_way[..at], n)) {
                continue;
            }
            let mut done = case.done.clone();
            done.push(n);
            done.sort_unstable();
            let next = (Case { done, held }, unanswered);
            if seen.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    seen.into_iter().map(|(case, _)| case).collect()
}

/// Of requests without an answer that would do the same, the one sent first may as well be the one that was done.
fn first_of_its_like(case: &Case, events: &[Event], earlier: &[usize], n: usize) -> bool {
    !earlier.iter().any(|&other| {
        let other_event = &events[other];
        other_event.answered.is_none()
            && other_event.effect == events[n].effect
            && !case.done.contains(&other)
    })
}
