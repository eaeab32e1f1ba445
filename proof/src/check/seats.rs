//! Bounds on the seats taken at each instant, from the answers alone: who surely holds one from the answer that says so
//! until a change is sent that may take it away, and who surely holds none.

use super::{Fault, Touch, by_person};
use crate::history::{Act, Ask, History, Micros, Op, Outcome, Reply};

/// Judges every instant, every count and every refusal.
pub fn check(history: &History, touches: &[Touch<'_>], faults: &mut Vec<Fault>) {
    let everyone = history.scene.people.len() as u64;
    let holders = Steps::of(&spans(history, touches, true));
    let others = Steps::of(&spans(history, touches, false));
    let seats = history.scene.seats;
    if let Some(&(at, held)) = holders.0.iter().find(|(_, held)| *held > seats) {
        faults.push(Fault::Seats { held, seats, at });
    }
    let mut fits = |op: &Op, taken: u64| {
        let (from, to) = (op.sent, op.answered.unwrap_or(Micros::MAX));
        let most = everyone - others.least(from, to).min(everyone);
        if taken < holders.least(from, to) || taken > most {
            faults
                .push(Fault::Unexplained { op: op.id, what: format!("{taken} seats taken: {:?}", op.reply) });
        }
    };
    for op in &history.ops {
        if let Reply::Count { consumed } = op.reply {
            fits(op, consumed);
        }
    }
    for touch in touches {
        if let Some(Outcome::NoSeats { consumed }) = touch.outcome {
            fits(touch.op, seats);
            if let Some(claimed) = consumed.filter(|claimed| *claimed != seats) {
                fits(touch.op, claimed);
            }
        }
    }
}

/// From when to when people surely held a seat, or surely held none.
fn spans(history: &History, touches: &[Touch<'_>], held: bool) -> Vec<(Micros, Micros)> {
    let turning = touches.iter().filter(|touch| {
        let may_change = matches!(touch.outcome, None | Some(Outcome::Done | Outcome::Changed));
        may_change && (touch.act == Act::Assign) != held
    });
    let turning = by_person(turning.map(|touch| (touch.person, (touch.op.sent, touch.answered()))));
    let read = history.ops.iter().filter_map(|op| match (&op.ask, &op.reply) {
        (Ask::Holds { person }, Reply::Holds { held }) => Some((person.as_str(), op, *held)),
        _ => None,
    });
    let changed = touches.iter().filter_map(|touch| {
        let after = match touch.outcome? {
            Outcome::NoSeats { .. } => false,
            Outcome::Done | Outcome::Changed | Outcome::Unchanged => touch.act == Act::Assign,
        };
        Some((touch.person, touch.op, after))
    });
    let evidence = read.chain(changed).filter(|(_, _, found)| *found == held);
    let mut known = by_person(evidence.filter_map(|(person, op, _)| Some((person, (op.sent, op.answered?)))));
    if !held {
        // Nobody held one in the beginning.
        history.scene.people.iter().for_each(|person| known.entry(person).or_default().push((0, 0)));
    }
    let mut spans = Vec::new();
    for (person, known) in known {
        let turns = turning.get(person).map_or(&[][..], Vec::as_slice);
        let mut own: Vec<(Micros, Micros)> = known
            .into_iter()
            .map(|(sent, answered)| {
                let over = turns.iter().filter(|(_, end)| *end >= sent).map(|(begin, _)| *begin);
                (answered, over.min().unwrap_or(Micros::MAX))
            })
            .filter(|(from, to)| from < to)
            .collect();
        own.sort_unstable();
        let mut until = 0;
        for (from, to) in own {
            // Nobody counts twice.
            let from = from.max(until);
            if from < to {
                spans.push((from, to));
                until = to;
            }
        }
    }
    spans
}

/// How many spans cover an instant: each step from its instant to the next one's.
struct Steps(Vec<(Micros, u64)>);

impl Steps {
    fn of(spans: &[(Micros, Micros)]) -> Self {
        let mut turns: Vec<(Micros, i64)> =
            spans.iter().flat_map(|(from, to)| [(*from, 1), (*to, -1)]).collect();
        turns.sort_unstable();
        let mut steps = vec![(0, 0)];
        let mut count = 0_i64;
        for (at, by) in turns {
            count += by;
            let now = u64::try_from(count).unwrap_or_default();
            match steps.last_mut() {
                Some(last) if last.0 == at => last.1 = now,
                _ => steps.push((at, now)),
            }
        }
        Self(steps)
    }

    /// The least between two instants, both included.
    fn least(&self, from: Micros, to: Micros) -> u64 {
        let begin = self.0.partition_point(|(at, _)| *at <= from).saturating_sub(1);
        let steps = self.0[begin..].iter().take_while(|(at, _)| *at <= to);
        steps.map(|(_, count)| *count).min().unwrap_or_default()
    }
}
