//! Histories that are in order are believed; each way of lying is seen.

use fastrand::Rng;

use super::{Fault, Tally, judge, judge_with};
use crate::after::{After, Record, Set};
use crate::history::{Act, Ask, History, Op, Outcome, Reply, Scene};

const SEATS: u64 = 3;
const PEOPLE: usize = 6;

/// A true history: each request takes effect at one instant between its sending and its answer.
struct World {
    history: History,
    after: After,
    rng: Rng,
    at: u64,
    lossy: bool,
}

impl World {
    fn new(seed: u64) -> Self {
        let people: Vec<String> = (0..PEOPLE).map(|n| format!("p{n}")).collect();
        let held = people.iter().map(|person| (person.clone(), false)).collect();
        let scene = Scene { product: "sku".to_owned(), seats: SEATS, people };
        Self {
            history: History { scene, ops: Vec::new() },
            after: After { held, ..After::default() },
            rng: Rng::with_seed(seed),
            at: 1_000,
            lossy: false,
        }
    }

    /// A true history of so many requests, of which some have no answer if `lossy`.
    fn of(seed: u64, requests: usize, lossy: bool) -> Self {
        let mut world = Self { lossy, ..Self::new(seed) };
        (0..requests).for_each(|_| world.step());
        world.history.ops.sort_by_key(|op| op.sent);
        world
    }

    fn step(&mut self) {
        self.at += self.rng.u64(1..30);
        let person = format!("p{}", self.rng.usize(0..PEOPLE));
        let (ask, reply) = match self.rng.u8(0..10) {
            0 => (Ask::Count, Reply::Count { consumed: self.after.consumed }),
            1 => {
                let held = self.after.held[&person];
                (Ask::Holds { person }, Reply::Holds { held })
            }
            2..=6 => self.change(Act::Assign, person),
            _ => self.change(Act::Unassign, person),
        };
        let lost = self.rng.u8(0..12) == 0 && self.lossy;
        self.note(ask, if lost { Reply::Unknown { why: "reset".to_owned() } } else { reply });
    }

    fn note(&mut self, ask: Ask, reply: Reply) {
        let (sent, answered) = (self.at - self.rng.u64(1..100), self.at + self.rng.u64(1..100));
        let answered = (!matches!(reply, Reply::Unknown { .. })).then_some(answered);
        let id = self.history.ops.len() as u64;
        self.history.ops.push(Op { id, client: 0, server: 0, ask, sent, answered, reply });
    }

    fn change(&mut self, act: Act, person: String) -> (Ask, Reply) {
        let n = self.history.ops.len();
        let graph = self.rng.bool();
        let mut people = vec![person];
        if !graph && self.rng.bool() {
            let other = format!("p{}", self.rng.usize(0..PEOPLE));
            people.extend((other != people[0]).then_some(other));
        }
        let (request, set) = (format!("r{n}"), format!("s{n:05}"));
        let mut changed = 0;
        let mut outcomes = Vec::new();
        for person in &people {
            let outcome = self.decide(act, person);
            if outcome == Outcome::Changed {
                self.after.records.push(Record {
                    place: (n as u64, changed),
                    person: person.clone(),
                    act,
                    request: request.clone(),
                    set: set.clone(),
                });
                changed += 1;
            }
            let vague =
                graph && (outcome == Outcome::Changed || act == Act::Assign && outcome == Outcome::Unchanged);
            outcomes.push(if vague { Outcome::Done } else { outcome });
        }
        let reason = (!graph).then(|| format!("why{n}"));
        if changed > 0 {
            let asked = people.len() as u64;
            let (request, reason) = (request.clone(), reason.clone());
            self.after.sets.push(Set { id: set, request, reason, changed, asked });
        }
        (Ask::Change { act, people, reason }, Reply::Outcomes { request, outcomes })
    }

    fn decide(&mut self, act: Act, person: &str) -> Outcome {
        let gives = act == Act::Assign;
        let held = self.after.held.get_mut(person).expect("one of the people");
        if *held == gives {
            return Outcome::Unchanged;
        }
        if gives && self.after.consumed == SEATS {
            return Outcome::NoSeats { consumed: Some(SEATS) };
        }
        *held = gives;
        self.after.consumed = if gives { self.after.consumed + 1 } else { self.after.consumed - 1 };
        Outcome::Changed
    }

    /// A plain request of its own time, far from all others.
    fn alone(&mut self, ask: Ask, reply: Reply) {
        self.at += 1_000;
        self.note(ask, reply);
    }

    fn alone_change(&mut self, act: Act, person: &str) {
        self.at += 1_000;
        let outcome = self.decide(act, person);
        let n = self.history.ops.len();
        let (request, set) = (format!("r{n}"), format!("s{n:05}"));
        if outcome == Outcome::Changed {
            self.after.records.push(Record {
                place: (n as u64, 0),
                person: person.to_owned(),
                act,
                request: request.clone(),
                set: set.clone(),
            });
            self.after.sets.push(Set {
                id: set,
                request: request.clone(),
                reason: None,
                changed: 1,
                asked: 1,
            });
        }
        let ask = Ask::Change { act, people: vec![person.to_owned()], reason: None };
        let outcome = if outcome == Outcome::Changed { Outcome::Done } else { outcome };
        self.note(ask, Reply::Outcomes { request, outcomes: vec![outcome] });
    }

    fn faults(&self) -> Vec<Fault> {
        judge(&self.history, &self.after).expect_err("a lie")
    }

    /// Forgets the last change as if it had never been, the state included.
    fn lose_last(&mut self) {
        let record = self.after.records.pop().expect("a change");
        self.after.sets.retain(|set| set.id != record.set);
        let gave = record.act == Act::Assign;
        self.after.held.insert(record.person, !gave);
        self.after.consumed = if gave { self.after.consumed - 1 } else { self.after.consumed + 1 };
    }
}

#[test]
fn what_is_true_is_believed_whatever_the_clients_saw_of_it() {
    let mut all = Tally::default();
    for seed in 0..300 {
        let world = World::of(seed, 120, true);
        let tally =
            judge(&world.history, &world.after).unwrap_or_else(|faults| panic!("seed {seed}: {faults:#?}"));
        all.unknown_done += tally.unknown_done;
        all.no_seats += tally.no_seats;
        all.changes += tally.changes;
    }
    assert!(all.unknown_done > 100 && all.no_seats > 1_000 && all.changes > 5_000, "{all:?}");
}

#[test]
fn an_answered_change_that_is_gone_is_seen_by_the_log_and_without_it() {
    for seed in 0..50 {
        let mut world = World::of(seed, 60, false);
        for person in 0..PEOPLE {
            world.alone_change(Act::Unassign, &format!("p{person}"));
        }
        world.alone_change(Act::Assign, "p1");
        world.lose_last();
        let faults = world.faults();
        // Graph says "done" also for what was so before; then nobody held it at any moment that would explain this.
        let by_log = |fault: &Fault| matches!(fault, Fault::Lost { .. } | Fault::Unexplained { .. });
        assert!(faults.iter().any(by_log), "{faults:?}");
        assert!(faults.iter().any(|fault| matches!(fault, Fault::Person { op: None, .. })), "{faults:?}");
    }
}

#[test]
fn an_answered_taking_that_is_gone_is_named() {
    let mut world = World::new(10);
    world.alone_change(Act::Assign, "p1");
    world.alone_change(Act::Unassign, "p1");
    world.lose_last();
    assert_eq!(world.faults()[0], Fault::Lost { op: 1, person: "p1".to_owned() });
}

#[test]
fn a_change_that_another_overwrote_is_seen() {
    // Two people were given the last seat one after the other; the second writer had not seen the first.
    let mut world = World::new(1);
    for person in ["p0", "p1", "p2"] {
        world.alone_change(Act::Assign, person);
    }
    let request = "r3".to_owned();
    let ask = Ask::Change { act: Act::Assign, people: vec!["p3".to_owned()], reason: None };
    world.alone(ask, Reply::Outcomes { request: request.clone(), outcomes: vec![Outcome::Done] });
    world.after.records.push(Record {
        place: (3, 0),
        person: "p3".to_owned(),
        act: Act::Assign,
        request: request.clone(),
        set: "s3".to_owned(),
    });
    world.after.sets.push(Set { id: "s3".to_owned(), request, reason: None, changed: 1, asked: 1 });
    world.after.held.insert("p3".to_owned(), true);
    // The counter says what both writers meant.
    let faults = world.faults();
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Seats { held: 4, seats: 3, .. })), "{faults:?}");
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Impossible(_))), "{faults:?}");
    assert!(faults.iter().any(|fault| matches!(fault, Fault::After(_))), "{faults:?}");
}

#[test]
fn a_change_that_nobody_asked_for_is_seen() {
    let mut world = World::of(2, 40, true);
    let place = (99_999, 0);
    let person = world.after.held.iter().find(|(_, held)| **held).expect("a holder").0.clone();
    world.after.held.insert(person.clone(), false);
    world.after.consumed -= 1;
    let (request, set) = ("stranger".to_owned(), "s99999".to_owned());
    let record = Record { place, person, act: Act::Unassign, request: request.clone(), set: set.clone() };
    world.history.ops.retain(|op| !matches!(op.reply, Reply::Unknown { .. }) || !graph(&op.ask));
    world.after.records.push(record);
    world.after.sets.push(Set { id: set, request, reason: None, changed: 1, asked: 1 });
    let faults = world.faults();
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Phantom(_))), "{faults:?}");
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Person { .. })), "{faults:?}");
}

fn graph(ask: &Ask) -> bool {
    matches!(ask, Ask::Change { reason: None, .. })
}

#[test]
fn a_change_by_halves_is_seen() {
    // The state and the set are there, the audit record is not.
    let mut world = World::new(3);
    world.alone_change(Act::Assign, "p0");
    world.after.records.clear();
    let faults = world.faults();
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Half(_))), "{faults:?}");
    // A record without a set.
    let mut world = World::new(3);
    world.alone_change(Act::Assign, "p0");
    world.after.sets.clear();
    assert!(matches!(world.faults()[0], Fault::Half(_)));
    // Of two people one was forgotten, and nobody was answered.
    let mut world = World::new(3);
    world.alone_change(Act::Assign, "p0");
    let people = vec!["p0".to_owned(), "p1".to_owned()];
    world.history.ops[0].ask = Ask::Change { act: Act::Assign, people, reason: Some("why".to_owned()) };
    world.history.ops[0].reply = Reply::Unknown { why: "reset".to_owned() };
    world.history.ops[0].answered = None;
    world.after.sets[0].reason = Some("why".to_owned());
    assert!(matches!(world.faults()[0], Fault::Half(_)));
}

#[test]
fn a_change_done_twice_is_seen() {
    let mut world = World::new(4);
    world.alone_change(Act::Assign, "p0");
    world.alone_change(Act::Unassign, "p0");
    let mut record = world.after.records[0].clone();
    record.place = (9, 0);
    record.set = "s9".to_owned();
    world.after.sets.push(Set { id: "s9".to_owned(), ..world.after.sets[0].clone() });
    world.after.records.push(record);
    world.after.held.insert("p0".to_owned(), true);
    world.after.consumed = 1;
    let faults = world.faults();
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Twice { op: 0, .. })), "{faults:?}");
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Person { .. })), "{faults:?}");
}

#[test]
fn reads_of_what_was_no_longer_so_are_seen() {
    let mut world = World::new(5);
    world.alone_change(Act::Assign, "p0");
    world.alone(Ask::Holds { person: "p0".to_owned() }, Reply::Holds { held: false });
    world.alone(Ask::Count, Reply::Count { consumed: 0 });
    let faults = world.faults();
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Unexplained { op: 1, .. })), "{faults:?}");
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Unexplained { op: 2, .. })), "{faults:?}");
    assert!(faults.iter().any(|fault| matches!(fault, Fault::Person { op: Some(1), .. })), "{faults:?}");
    judge_with(&world.history, &world.after, false).expect("the changes are in order");
}

#[test]
fn two_reads_that_go_back_in_time_are_seen_though_each_could_be_true() {
    let mut world = World::new(6);
    world.alone_change(Act::Assign, "p0");
    let op = &mut world.history.ops[0];
    (op.sent, op.answered) = (1_000, Some(9_000));
    for (sent, consumed) in [(2_000, 1), (4_000, 0)] {
        world.note(Ask::Count, Reply::Count { consumed });
        let op = world.history.ops.last_mut().expect("a read");
        (op.sent, op.answered) = (sent, Some(sent + 100));
    }
    assert_eq!(world.faults().len(), 1);
    assert!(matches!(world.faults()[0], Fault::Unexplained { op: 2, .. }));
}

#[test]
fn a_refusal_while_seats_were_free_is_seen() {
    let mut world = World::new(7);
    world.alone_change(Act::Assign, "p0");
    let ask = Ask::Change { act: Act::Assign, people: vec!["p1".to_owned()], reason: None };
    let outcomes = vec![Outcome::NoSeats { consumed: None }];
    world.alone(ask, Reply::Outcomes { request: "r9".to_owned(), outcomes });
    let faults = world.faults();
    assert!(faults.iter().all(|fault| matches!(fault, Fault::Unexplained { op: 1, .. })), "{faults:?}");
    assert_eq!(faults.len(), 2, "by the log and by the answers alone: {faults:?}");
}

#[test]
fn a_log_in_another_order_than_real_time_is_seen() {
    let mut world = World::new(8);
    world.alone_change(Act::Assign, "p0");
    world.alone_change(Act::Assign, "p1");
    world.after.records.swap(0, 1);
    assert_eq!(world.faults(), [Fault::Order { earlier: 0, later: 1 }]);
}

#[test]
fn a_change_without_an_answer_may_be_there_or_not() {
    for done in [true, false] {
        let mut world = World::new(9);
        world.alone_change(Act::Assign, "p0");
        world.alone_change(Act::Unassign, "p0");
        let op = &mut world.history.ops[1];
        (op.reply, op.answered) = (Reply::Unknown { why: "reset".to_owned() }, None);
        if !done {
            world.lose_last();
        }
        let tally = judge(&world.history, &world.after).expect("either is possible");
        assert_eq!((tally.unknown, tally.unknown_done), (1, usize::from(done)));
    }
}
