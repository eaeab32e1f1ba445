//! Idempotency keys: the same request sent twice is done once and answered twice (design section 9).

use aws_lc_rs::digest::{SHA256, digest};
use reseat_model::audit::Actor;
use reseat_model::change_set::ChangeSet;
use reseat_model::outcome::Outcome;
use reseat_model::system::Replay;
use reseat_model::{ChangeSetId, JobId, limits};
use reseat_store::{Batch, Change, Precondition, Record, Stored, Value, tables};
use serde_json::json;

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::history;
use crate::writer::Submission;

/// A caller's key for one request.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    /// What the caller sent in `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of method, path and body.
    pub request: [u8; 32],
}

/// What a key was used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replayed {
    /// A change set: these of its items are the answer, and the sign-in names that nobody had.
    ChangeSet(Part, Vec<String>),
    /// A job.
    Job(JobId),
}

/// The items of a change set that are one call's: other calls may have joined the set before it or since (25.26).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The change set.
    pub set: ChangeSetId,
    /// The number of the first item.
    pub from: u64,
    /// How many; `None` is all that follow, as rows of earlier versions say.
    pub count: Option<u64>,
}

impl Part {
    /// The outcomes, as they were answered.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn outcomes(&self, app: &App, call: &Call) -> Result<Vec<Outcome>, AppError> {
        let items = match self.count {
            None => history::all_items(app, call.tenant, self.set)?,
            Some(count) => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                history::items(app, call.tenant, self.set, self.from, count)?
            }
        };
        Ok(items.into_iter().map(|item| item.outcome).collect())
    }
}

impl IdempotencyKey {
    /// The key of a request.
    pub fn new(key: &str, method: &str, path: &str, body: &[u8]) -> Self {
        let mut text = format!("{method} {path}\n").into_bytes();
        text.extend_from_slice(body);
        Self { key: key.to_owned(), request: sha256(&text) }
    }

    /// What this caller used the key for in the last day, if it did.
    ///
    /// # Errors
    /// [`AppError::Conflict`] when it was another request.
    pub(crate) fn find(&self, app: &App, call: &Call) -> Result<Option<Replayed>, AppError> {
        let Some(replay) = Replay::load(app.store.as_ref(), call.tenant, &self.digest(call))? else {
            return Ok(None);
        };
        if replay.expires_at <= app.clock.wall() {
            return Ok(None);
        }
        if replay.request != self.request {
            return Err(AppError::Conflict(format!(
                "the Idempotency-Key '{}' was used for another request; use a new key",
                self.key
            )));
        }
        read(&replay).map(Some).ok_or_else(|| {
            AppError::Conflict(format!("the answer to the Idempotency-Key '{}' cannot be read", self.key))
        })
    }

    /// Gives a submission the rows that remember its answer. A set that it joins must not have grown meanwhile, or nobody
    /// could tell which of its items are the answer.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn remember(
        &self,
        app: &App,
        call: &Call,
        submission: &mut Submission,
        unknown: &[String],
    ) -> Result<(), AppError> {
        let set = submission.meta.change_set;
        let (mut from, mut unmoved) = (0, None);
        if submission.append {
            let table = ChangeSet::TABLE;
            let key = ChangeSet::key(call.tenant, &set);
            unmoved = Some(match ChangeSet::load(app.store.as_ref(), call.tenant, &set)? {
                None => vec![Precondition::Absent(table, key)],
                Some(known) => {
                    from = known.counts.total();
                    let row = known.to_row(call.tenant);
                    let counts = ["changed", "unchanged", "refused"].map(|name| table.position(name));
                    counts.map(|at| Precondition::Equals(table, key.clone(), at, row[at].clone())).to_vec()
                }
            });
        }
        let part = Part { set, from, count: Some(submission.commands.len() as u64) };
        submission.rows = self.rows(app, call, &Replayed::ChangeSet(part, unknown.to_vec()))?;
        submission.rows.preconditions.extend(unmoved.into_iter().flatten());
        submission.keep_always = true;
        Ok(())
    }

    /// The rows that remember the answer, refused when someone else was faster.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn rows(&self, app: &App, call: &Call, answer: &Replayed) -> Result<Batch, AppError> {
        let (status, body) = match answer {
            Replayed::ChangeSet(part, unknown) => {
                let rest = json!({"from": part.from, "count": part.count, "unknown": unknown}).to_string();
                (200, [part.set.bytes().as_slice(), rest.as_bytes()].concat())
            }
            Replayed::Job(id) => (202, id.bytes().to_vec()),
        };
        let replay = Replay {
            sha256: self.digest(call),
            request: self.request,
            status,
            body,
            expires_at: app.clock.wall().plus_seconds(limits::IDEMPOTENCY_HOURS * 3600),
        };
        let key = Replay::key(call.tenant, &replay.sha256);
        // An expired one may still be there until the worker forgets it.
        let precondition = match Replay::load(app.store.as_ref(), call.tenant, &replay.sha256)? {
            Some(old) if old.expires_at <= app.clock.wall() => {
                let at = Value::Int(old.expires_at.0);
                Precondition::Equals(Replay::TABLE, key, const { tables::REPLAY.position("expires_at") }, at)
            }
            _ => Precondition::Absent(Replay::TABLE, key),
        };
        let changes = vec![Change::Put(Replay::TABLE, replay.to_row(call.tenant))];
        Ok(Batch { preconditions: vec![precondition], changes })
    }

    fn digest(&self, call: &Call) -> [u8; 32] {
        let who = match &call.actor {
            Actor::User { id, .. } => id.to_string(),
            Actor::App { client_id, .. } => client_id.to_string(),
            Actor::System { name } => name.clone(),
        };
        sha256(format!("{who}\n{}", self.key).as_bytes())
    }
}

/// What a remembered row says.
fn read(replay: &Replay) -> Option<Replayed> {
    let (id, rest) = replay.body.split_first_chunk::<16>()?;
    if replay.status == 202 {
        return Some(Replayed::Job(JobId::from_bytes(*id)));
    }
    let set = ChangeSetId::from_bytes(*id);
    let rest = if rest.is_empty() { json!([]) } else { serde_json::from_slice(rest).ok()? };
    // Earlier versions kept the names only.
    let names = if rest.is_array() { &rest } else { &rest["unknown"] };
    let unknown = names.as_array()?.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect();
    let part = Part { set, from: rest["from"].as_u64().unwrap_or(0), count: rest["count"].as_u64() };
    Some(Replayed::ChangeSet(part, unknown))
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}
