//! Idempotency keys: the same request sent twice is done once and answered twice (design section 9).

use aws_lc_rs::digest::{SHA256, digest};
use reseat_model::audit::Actor;
use reseat_model::system::Replay;
use reseat_model::{ChangeSetId, JobId, limits};
use reseat_store::{Batch, Change, Precondition, Record, Stored, Value, tables};

use crate::App;
use crate::call::Call;
use crate::error::AppError;

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
    /// A change set: its items are the answer, and the sign-in names that nobody had.
    ChangeSet(ChangeSetId, Vec<String>),
    /// A job.
    Job(JobId),
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

    /// The rows that remember the answer, refused when someone else was faster.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn rows(&self, app: &App, call: &Call, answer: &Replayed) -> Result<Batch, AppError> {
        let (status, body) = match answer {
            Replayed::ChangeSet(id, unknown) => {
                let names = serde_json::Value::from(unknown.clone()).to_string();
                (200, [id.bytes().as_slice(), names.as_bytes()].concat())
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
    let unknown = if rest.is_empty() { Vec::new() } else { serde_json::from_slice(rest).ok()? };
    Some(Replayed::ChangeSet(ChangeSetId::from_bytes(*id), unknown))
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}
