//! What a verification found.

use std::fmt;

use serde::Serialize;

use super::head::KeptHead;

/// Problems that are listed; beyond it they are only counted.
const PROBLEMS_MAX: usize = 100;

/// Where a record stands: its batch and its place in the batch, printed as `17-0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The batch, from 1.
    pub seq: u64,
    /// Place in it, from 0.
    pub n: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.seq, self.n)
    }
}

impl std::str::FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (seq, n) = text.split_once('-')?;
            Some(Self { seq: seq.parse().ok()?, n: n.parse().ok()? })
        };
        read().ok_or_else(|| format!("'{text}' is no place in the log such as 17-0"))
    }
}

impl Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ProblemKind {
    /// A record's content or hash is not what was written.
    Altered,
    /// Records between two others, or at the beginning, are not there.
    Missing,
    /// A record stands where one was already, or behind a later one.
    OutOfOrder,
    /// The log or the export ends too early.
    Truncated,
    /// A signed head does not fit the records, is missing, or its signature is wrong.
    Head,
    /// A key is not vouched for, or is none that is trusted.
    Key,
    /// Nothing in the export is signed.
    Unsigned,
    /// A line is no line of an export, or was written otherwise than the server writes it.
    Unreadable,
}

/// One problem, where it is, and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// At which record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// In which line of the export, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// In a sentence.
    pub text: String,
}

/// What a verification found. [`Report::is_clean`] is the answer, the rest says what was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The tenant's id.
    pub tenant: Option<String>,
    /// Records checked.
    pub records: u64,
    /// The first record.
    pub first: Option<Place>,
    /// The last record.
    pub last: Option<Place>,
    /// Signed heads checked.
    pub heads: u64,
    /// The newest signed head that fits; keep it elsewhere.
    pub newest_head: Option<KeptHead>,
    /// Records after the newest signed head: nobody vouches for these yet.
    pub unsigned: u64,
    /// The last record that has gone by retention.
    pub pruned_to: Option<Place>,
    /// Ids of the keys that signed, oldest first.
    pub keys: Vec<String>,
    /// How many problems there are.
    pub problem_count: u64,
    /// The first of them.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Whether nothing is wrong.
    pub const fn is_clean(&self) -> bool {
        self.problem_count == 0
    }

    pub(super) fn add(&mut self, problem: Problem) {
        self.problem_count += 1;
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(problem);
        }
    }
}

impl Serialize for KeptHead {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
