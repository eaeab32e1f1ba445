//! Audit and change sets hold each answered change exactly once, and nothing that nobody asked for.

use std::collections::{BTreeMap, HashMap};

use super::{Fault, Touch};
use crate::after::{After, Record, Set};
use crate::history::{Act, Ask, History, Outcome, Reply};

/// Which request made which record.
#[derive(Debug, Default)]
pub struct Matched {
    /// For each record the touch (by index) that made it.
    pub touch_of_record: Vec<Option<usize>>,
    /// For each touch its record (by index).
    pub record_of_touch: Vec<Option<usize>>,
}

/// Matches records and requests, and notes what does not fit.
pub fn check(history: &History, touches: &[Touch<'_>], after: &After, faults: &mut Vec<Fault>) -> Matched {
    let sets = sets(history, after, faults);
    let mut matched = Matched {
        touch_of_record: vec![None; after.records.len()],
        record_of_touch: vec![None; touches.len()],
    };
    let mut of_op: HashMap<(u64, &str), usize> = HashMap::new();
    for (n, touch) in touches.iter().enumerate() {
        of_op.insert((touch.op.id, touch.person), n);
    }
    let mut strays = Vec::new();
    for (n, record) in after.records.iter().enumerate() {
        let Some(found) = sets.get(record.set.as_str()) else {
            faults.push(Fault::Half(format!("a record without its change set: {record:?}")));
            continue;
        };
        let Some(op) = found.op else {
            strays.push(n);
            continue;
        };
        match of_op.get(&(op, record.person.as_str())) {
            Some(&touch) if touches[touch].act == record.act => {
                take(&mut matched, touches, touch, n, record, faults)
            }
            _ => faults.push(Fault::Phantom(format!("{record:?} in request {op}"))),
        }
    }
    settle(&mut matched, touches, after, &strays, faults);
    for (n, touch) in touches.iter().enumerate() {
        let must = match touch.outcome {
            Some(Outcome::Changed) => true,
            // Graph refuses to take what is not held, so "done" means taken; to give what is held is done as well.
            Some(Outcome::Done) => touch.act == Act::Unassign,
            _ => false,
        };
        if must && matched.record_of_touch[n].is_none() {
            faults.push(Fault::Lost { op: touch.op.id, person: touch.person.to_owned() });
        }
    }
    matched
}

fn take(
    matched: &mut Matched,
    touches: &[Touch<'_>],
    touch: usize,
    n: usize,
    record: &Record,
    faults: &mut Vec<Fault>,
) {
    let asked = &touches[touch];
    if matched.record_of_touch[touch].is_some() {
        faults.push(Fault::Twice { op: asked.op.id, what: format!("{record:?}") });
        return;
    }
    if !matches!(asked.outcome, None | Some(Outcome::Done | Outcome::Changed)) {
        let what = format!("{record:?}, for request {} was answered {:?}", asked.op.id, asked.outcome);
        faults.push(Fault::Phantom(what));
    }
    matched.record_of_touch[touch] = Some(n);
    matched.touch_of_record[n] = Some(touch);
}

/// A change set with the request that made it, where its number or its reason tells.
struct Found<'a> {
    set: &'a Set,
    op: Option<u64>,
    records: u64,
}

fn sets<'a>(history: &History, after: &'a After, faults: &mut Vec<Fault>) -> BTreeMap<&'a str, Found<'a>> {
    let mut by_request: HashMap<&str, u64> = HashMap::new();
    let mut by_reason: HashMap<&str, u64> = HashMap::new();
    let mut people: HashMap<u64, u64> = HashMap::new();
    for op in &history.ops {
        let Ask::Change { people: asked, reason, .. } = &op.ask else { continue };
        people.insert(op.id, asked.len() as u64);
        if let Reply::Outcomes { request, .. } = &op.reply {
            by_request.insert(request, op.id);
        }
        if let Some(reason) = reason {
            by_reason.insert(reason, op.id);
        }
    }
    let mut found: BTreeMap<&str, Found<'_>> = BTreeMap::new();
    let mut set_of: HashMap<u64, &str> = HashMap::new();
    for set in &after.sets {
        let reason = set.reason.as_deref().and_then(|reason| by_reason.get(reason));
        let op = by_request.get(set.request.as_str()).or(reason).copied();
        if let Some(op) = op {
            if let Some(other) = set_of.insert(op, &set.id) {
                faults.push(Fault::Twice { op, what: format!("change sets {other} and {}", set.id) });
            }
            if people.get(&op) != Some(&set.asked) {
                faults.push(Fault::Half(format!("{set:?} does not cover request {op}")));
            }
        } else if set.reason.is_some() {
            faults.push(Fault::Phantom(format!("{set:?}")));
        }
        found.insert(&set.id, Found { set, op, records: 0 });
    }
    for record in &after.records {
        if let Some(found) = found.get_mut(record.set.as_str()) {
            found.records += 1;
            if found.set.request != record.request {
                faults.push(Fault::Half(format!("{record:?} and {:?} name different requests", found.set)));
            }
        }
    }
    for Found { set, records, .. } in found.values() {
        if set.changed != *records {
            faults.push(Fault::Half(format!("{set:?} has {records} records in the audit")));
        }
    }
    found
}

/// Gives records whose request had no answer, and no reason of its own, to the requests without an answer: for one
/// person and act, in the order of the log to those in the order of their sending, which excludes the fewest orders.
fn settle(
    matched: &mut Matched,
    touches: &[Touch<'_>],
    after: &After,
    strays: &[usize],
    faults: &mut Vec<Fault>,
) {
    let mut open: HashMap<(&str, Act), Vec<usize>> = HashMap::new();
    let graph = |touch: &Touch<'_>| matches!(touch.op.ask, Ask::Change { reason: None, .. });
    for (n, touch) in touches.iter().enumerate() {
        if touch.outcome.is_none() && graph(touch) {
            open.entry((touch.person, touch.act)).or_default().push(n);
        }
    }
    for waiting in open.values_mut() {
        waiting.sort_by_key(|&n| std::cmp::Reverse(touches[n].op.sent));
    }
    for &n in strays {
        let record = &after.records[n];
        match open.get_mut(&(record.person.as_str(), record.act)).and_then(Vec::pop) {
            Some(touch) => take(matched, touches, touch, n, record, faults),
            None => faults.push(Fault::Phantom(format!("{record:?}"))),
        }
    }
}
