//! Runs a case: each step is asked of the application while something may go wrong, and what is there afterwards is
//! compared with what the model says could be there.

use std::collections::BTreeSet;
use std::fmt;

use reseat_model::log::Head;
use reseat_model::{JobId, MailboxId, Timestamp};

use crate::case::{Case, Fault, FaultKind, Op, Step};
use crate::invariants;
use crate::memory::{After, Memory};
use crate::mutation::Mutation;
use crate::observe::{head, observe};
use crate::ops::{self, Turn};
use crate::server::{Backend, Server};
use crate::state::{Mail, State};

/// Something that must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// At which step; the number of steps for what shows at the end only.
    pub step: usize,
    /// Which invariant, by its stable name.
    pub invariant: String,
    /// What was found.
    pub detail: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "step {}: {}: {}", self.step, self.invariant, self.detail)
    }
}

/// What an operation answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is done, and durable.
    Done(String),
    /// It was refused for good; nothing happened.
    Refused(String),
    /// It failed; all of it may have happened, or nothing.
    Unknown(String),
    /// It is done, now or before.
    Either(String),
}

/// What came of an operation, and what may be there now.
#[derive(Debug)]
pub struct Ran {
    /// The answer.
    pub answer: Answer,
    /// Per organisation, every state that may be there after a failure, in the order of its commits; the last one is
    /// there after success.
    pub expect: Vec<Vec<State>>,
    /// How many records the audit has more, where that is known and the answer is [`Answer::Done`].
    pub records: Option<usize>,
    /// What to remember.
    pub after: Vec<After>,
}

/// A case while it runs.
#[derive(Debug)]
pub struct Sim {
    /// The application.
    pub server: Server,
    /// What the model knows, per organisation.
    pub states: Vec<State>,
    /// What earlier steps left to refer to, per organisation.
    pub memories: Vec<Memory>,
    mailboxes: BTreeSet<MailboxId>,
    trace: Vec<String>,
}

/// The result of a whole case.
#[derive(Debug)]
pub struct Outcome {
    /// One line per step.
    pub trace: Vec<String>,
    /// What went wrong, if anything did.
    pub violation: Option<Violation>,
    /// Every row at the end.
    pub rows: Vec<String>,
    /// Kinds of operations that were done, and those that were refused.
    pub kinds: BTreeSet<(&'static str, &'static str)>,
}

/// Runs a case to its end, or to the first violation.
///
/// # Errors
/// When there is nothing to run it on.
pub fn run(case: &Case, backend: Backend, mutation: Option<Mutation>) -> Result<Outcome, String> {
    let mut sim = Sim::new(case.seed, backend, mutation)?;
    let mut kinds = BTreeSet::new();
    let mut violation = None;
    for (number, step) in case.steps.iter().enumerate() {
        match sim.step(number, step) {
            Ok(answer) => drop(kinds.insert((step.op.kind(), answer))),
            Err(found) => {
                violation = Some(found);
                break;
            }
        }
    }
    if violation.is_none() {
        violation = crate::liveness::settle_down(&mut sim, case.steps.len()).err();
    }
    if let Some(found) = &violation {
        sim.trace.push(format!("VIOLATION {found}"));
    }
    let rows = crate::dump::rows(sim.server.store().inner(), &sim.server.tenants)?;
    Ok(Outcome { trace: sim.trace, violation, rows, kinds })
}

impl Sim {
    fn new(seed: u64, backend: Backend, mutation: Option<Mutation>) -> Result<Self, String> {
        let server = Server::start(seed, backend, mutation)?;
        let now = server.app().clock.now();
        let mut sim = Self {
            states: Vec::new(),
            memories: Vec::new(),
            mailboxes: BTreeSet::new(),
            trace: Vec::new(),
            server,
        };
        for tenant in sim.server.tenants.clone() {
            let state = sim.observe(&tenant, now)?;
            sim.memories.push(Memory::of(&state));
            sim.note_mailboxes(&state);
            sim.states.push(state);
        }
        Ok(sim)
    }

    fn observe(&self, tenant: &reseat_model::tenant::Tenant, now: Timestamp) -> Result<State, String> {
        observe(self.server.store().inner(), tenant, now).map_err(|error| error.to_string())
    }

    fn note_mailboxes(&mut self, state: &State) {
        self.mailboxes.extend(state.people.values().filter_map(|person| mailbox(person.mail)));
    }

    /// Does one step; answers `done`, `refused` or `unknown`.
    pub(crate) fn step(&mut self, number: usize, step: &Step) -> Result<&'static str, Violation> {
        let wrong = |invariant: &str, detail: String| Violation {
            step: number,
            invariant: invariant.to_owned(),
            detail,
        };
        self.server.turn_to(step.process).map_err(|error| wrong("store", error))?;
        self.server.pass(i64::from(step.pause));
        if let Op::Sleep { hours } = step.op {
            self.server.pass(i64::from(hours) * 3600);
        }
        let now = self.server.app().clock.now();
        self.states.iter_mut().for_each(|state| state.settle(now));
        let heads = self.heads().map_err(|error| wrong("store", error))?;
        let mut turn = Turn::new(self, step).map_err(|error| wrong("store", error))?;
        // A read that fails before the gate would leave the writer waiting for nobody.
        let at_gate = matches!(step.op, Op::Together { .. } | Op::Race { .. } | Op::Paused { .. });
        let kept = |fault: &&Fault| !at_gate || fault.kind != FaultKind::ReadFails;
        let faults: Vec<Fault> = step.faults.iter().filter(kept).copied().collect();
        self.server.store().arm(&faults);
        let ran = ops::run(self, &turn, &step.op);
        let struck = self.server.store().disarm();
        let died = self.server.store().is_dead();
        turn.let_go();
        if died || step.op == Op::Restart {
            self.server.restart().map_err(|error| wrong("restart", error))?;
        }
        let ran = ran.map_err(|(invariant, detail)| wrong(invariant, detail))?;
        if let (Answer::Unknown(error), true) = (&ran.answer, struck.is_empty()) {
            return Err(wrong("no-error-without-a-fault", error.clone()));
        }
        let landed = self.settle(&ran).map_err(|(invariant, detail)| wrong(invariant, detail))?;
        invariants::after_step(self, &turn, step, &ran, &heads)
            .map_err(|(invariant, detail)| wrong(invariant, detail))?;
        for after in ran.after {
            self.memories[turn.tenant].remember(after, landed, matches!(ran.answer, Answer::Done(_)));
        }
        self.write_down(number, step, &ran.answer, &struck, died).map_err(|error| wrong("store", error))?;
        Ok(match ran.answer {
            Answer::Done(_) | Answer::Either(_) => "done",
            Answer::Refused(_) => "refused",
            Answer::Unknown(_) => "unknown",
        })
    }

    pub(crate) fn heads(&self) -> Result<Vec<Head>, String> {
        let store = self.server.store().inner();
        self.server.tenants.iter().map(|t| head(store, t.id).map_err(|error| error.to_string())).collect()
    }

    /// Finds which of the possible states is there, and takes it over; answers whether it is the last.
    pub(crate) fn settle(&mut self, ran: &Ran) -> Result<bool, (&'static str, String)> {
        let now = self.server.app().clock.now();
        let mut landed = true;
        for (place, tenant) in self.server.tenants.clone().iter().enumerate() {
            let actual = self.observe(tenant, now).map_err(|error| ("store", error))?;
            let possible = &ran.expect[place];
            let from = match ran.answer {
                Answer::Done(_) => possible.len() - 1,
                Answer::Refused(_) | Answer::Unknown(_) | Answer::Either(_) => 0,
            };
            let until = if matches!(ran.answer, Answer::Refused(_)) { 1 } else { possible.len() };
            let lines = actual.lines();
            let filled = possible[from..until].iter().map(|state| {
                let mut state = state.clone();
                state.settle(now);
                state.filled_from(&actual, now)
            });
            let filled: Vec<State> = filled.collect();
            let Some(found) = filled.iter().rposition(|state| state.lines() == lines) else {
                let wanted = filled.last().map(State::lines).unwrap_or_default();
                let detail = format!("{:?}, but {}", ran.answer, difference(&wanted, &lines));
                return Err(("the-model-agrees", detail));
            };
            landed &= from + found + 1 == possible.len();
            self.fresh_mailboxes(place, &filled[found])?;
            self.memories[place].meet(&actual);
            self.memories[place].meet_jobs(&filled[found], now);
            self.states[place] = filled[found].clone();
            self.note_mailboxes(&actual);
        }
        Ok(landed)
    }

    /// A mailbox that was not there before is one that nobody ever had (MBX-2).
    fn fresh_mailboxes(&self, place: usize, state: &State) -> Result<(), (&'static str, String)> {
        for (id, person) in &state.people {
            let before = self.states[place].people.get(id).and_then(|before| mailbox(before.mail));
            if let Some(new) = mailbox(person.mail)
                && before != Some(new)
                && self.mailboxes.contains(&new)
            {
                return Err((
                    "a-new-mailbox-is-new",
                    format!("{id} got mailbox {new}, which was there before"),
                ));
            }
        }
        Ok(())
    }

    fn write_down(
        &mut self,
        number: usize,
        step: &Step,
        answer: &Answer,
        struck: &[Fault],
        died: bool,
    ) -> Result<(), String> {
        let digests: Vec<String> = self.states.iter().map(|state| digest(&state.lines())).collect();
        let heads: Vec<String> =
            self.heads()?.iter().map(|head| format!("{}:{}", head.seq, hex(&head.hash[..6]))).collect();
        let died = if died { " died" } else { "" };
        self.trace.push(format!(
            "{number} t{} p{} +{}s {:?} struck {struck:?}{died} -> {answer:?} | {} | {}",
            step.tenant,
            step.process,
            step.pause,
            step.op,
            heads.join(" "),
            digests.join(" ")
        ));
        Ok(())
    }

    pub(crate) fn note(&mut self, line: String) {
        self.trace.push(line);
    }

    /// The unfinished jobs of an organisation.
    pub fn unfinished(&self, place: usize) -> Vec<JobId> {
        use reseat_model::job::JobStatus::{Queued, Running};
        let jobs = self.states[place].jobs.iter();
        jobs.filter(|(_, job)| matches!(job.status, Queued | Running)).map(|(id, _)| *id).collect()
    }
}

fn mailbox(mail: Mail) -> Option<MailboxId> {
    match mail {
        Mail::On(id) | Mail::Off(id, _) => id,
        Mail::None => None,
    }
}

/// The first lines in which two states differ.
pub(crate) fn difference(wanted: &[String], found: &[String]) -> String {
    let missing = wanted.iter().filter(|line| !found.contains(line)).take(3);
    let extra = found.iter().filter(|line| !wanted.contains(line)).take(3);
    let missing: Vec<String> = missing.map(|line| format!("\n  expected {line}")).collect();
    let extra: Vec<String> = extra.map(|line| format!("\n  found    {line}")).collect();
    format!("the state differs:{}{}", missing.concat(), extra.concat())
}

fn digest(lines: &[String]) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for line in lines {
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    hex(&hash.finalize()[..6])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
