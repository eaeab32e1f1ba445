//! The history: every request and every answer with its time, one line of JSON each, as the clients saw them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use serde::{Deserialize, Serialize};

/// Microseconds since the history began, of one clock for all clients.
pub type Micros = u64;

/// What is contested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scene {
    /// `skuId` of the product.
    pub product: String,
    /// Its seats.
    pub seats: u64,
    /// Object ids of the people who contest them; nobody holds one in the beginning.
    pub people: Vec<String>,
}

/// Giving or taking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Act {
    /// The product is assigned.
    Assign,
    /// It is unassigned.
    Unassign,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Ask {
    /// A change of one or several people.
    Change {
        /// Which.
        act: Act,
        /// Whom; exactly one without a reason.
        people: Vec<String>,
        /// Nobody else's, sent with `/reseat/v1/changes` and found in its change set; none for Graph's `assignLicense`.
        reason: Option<String>,
    },
    /// Whether someone holds the product.
    Holds {
        /// Who.
        person: String,
    },
    /// How many seats are taken.
    Count,
}

/// What became of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Outcome {
    /// As asked, whether or not it was so before: Graph does not tell.
    Done,
    /// Changed.
    Changed,
    /// It was so before.
    Unchanged,
    /// Refused, for no seat is left.
    NoSeats {
        /// Seats that were taken, when the refusal says so.
        consumed: Option<u64>,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Reply {
    /// Of a change.
    Outcomes {
        /// Header `request-id`, which the audit record names.
        request: String,
        /// One for each person, in the order of the request.
        outcomes: Vec<Outcome>,
    },
    /// Whether someone holds the product.
    Holds {
        /// So it is.
        held: bool,
    },
    /// Seats that are taken.
    Count {
        /// So many.
        consumed: u64,
    },
    /// Refused before anything was done: too many requests.
    Declined {
        /// Status and body.
        why: String,
    },
    /// No answer, or one that does not say what was done.
    Unknown {
        /// Status and body, or what happened to the connection.
        why: String,
    },
}

/// A line of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "camelCase")]
enum Line {
    Scene(Scene),
    Sent { op: u64, at: Micros, client: usize, server: usize, ask: Ask },
    Answered { op: u64, at: Micros, reply: Reply },
}

/// A request with its answer.
#[derive(Debug, Clone)]
pub struct Op {
    /// Number in the history.
    pub id: u64,
    /// Who sent it.
    pub client: usize,
    /// Through which server.
    pub server: usize,
    /// The request.
    pub ask: Ask,
    /// When it was sent.
    pub sent: Micros,
    /// When it was answered; none when nobody knows what became of it, so that it may come true at any later time.
    pub answered: Option<Micros>,
    /// The answer; [`Reply::Unknown`] when there is none.
    pub reply: Reply,
}

/// All of it.
#[derive(Debug, Clone)]
pub struct History {
    /// What is contested.
    pub scene: Scene,
    /// In the order in which they were sent.
    pub ops: Vec<Op>,
}

impl History {
    /// Reads a file that a [`Recorder`] has written, one that was cut off included.
    ///
    /// # Errors
    /// When it cannot be read or is no history.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut scene = None;
        let mut ops: BTreeMap<u64, Op> = BTreeMap::new();
        for line in BufReader::new(File::open(path)?).lines() {
            match serde_json::from_str(&line?)? {
                Line::Scene(found) => scene = Some(found),
                Line::Sent { op, at, client, server, ask } => {
                    let reply = Reply::Unknown { why: "nothing came".to_owned() };
                    ops.insert(op, Op { id: op, client, server, ask, sent: at, answered: None, reply });
                }
                Line::Answered { op, at, reply } => {
                    let asked =
                        ops.get_mut(&op).ok_or_else(|| io::Error::other(format!("no request {op}")))?;
                    asked.answered = (!matches!(reply, Reply::Unknown { .. })).then_some(at);
                    asked.reply = reply;
                }
            }
        }
        let scene = scene.ok_or_else(|| io::Error::other("the history has no scene"))?;
        Ok(Self { scene, ops: ops.into_values().collect() })
    }
}

/// Writes a history while it happens.
pub struct Recorder {
    began: Instant,
    file: Mutex<BufWriter<File>>,
    next: AtomicU64,
    answers: AtomicU64,
}

impl Recorder {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(path: &Path, scene: &Scene) -> io::Result<Self> {
        let file = Mutex::new(BufWriter::new(File::create(path)?));
        let recorder = Self { began: now(), file, next: AtomicU64::new(0), answers: AtomicU64::new(0) };
        recorder.write(&Line::Scene(scene.clone()))?;
        Ok(recorder)
    }

    /// Notes a request that is about to be sent; answers its number.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn sent(&self, client: usize, server: usize, ask: &Ask) -> io::Result<u64> {
        let op = self.next.fetch_add(1, Ordering::Relaxed);
        self.write(&Line::Sent { op, at: self.now(), client, server, ask: ask.clone() })?;
        Ok(op)
    }

    /// Notes its answer.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn answered(&self, op: u64, at: Micros, reply: Reply) -> io::Result<()> {
        if !matches!(reply, Reply::Unknown { .. } | Reply::Declined { .. }) {
            self.answers.fetch_add(1, Ordering::Relaxed);
        }
        self.write(&Line::Answered { op, at, reply })
    }

    /// Answers that say what was done, so far.
    pub fn answers(&self) -> u64 {
        self.answers.load(Ordering::Relaxed)
    }

    /// The time of the history.
    pub fn now(&self) -> Micros {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(Micros::MAX)
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(&self) -> io::Result<()> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }

    fn write(&self, line: &Line) -> io::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        self.file.lock().unwrap_or_else(PoisonError::into_inner).write_all(&text)
    }
}

/// The machine's monotonic clock: what is proved is about real time.
#[allow(clippy::disallowed_methods, reason = "a history is timed by the clients' own clock")]
pub fn now() -> Instant {
    Instant::now()
}
