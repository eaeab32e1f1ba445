//! Answers of Graph for a client that repeats a request because it did not see the answer (design section 9). Kept as
//! system records, so that any server can give them again, and one that was restarted.

use aws_lc_rs::digest::{SHA256, digest};
use reseat_model::TenantId;
use reseat_model::system::Replay;
use reseat_store::{Batch, Change, Record, Stored};

use crate::App;
use crate::error::AppError;
use crate::system::SystemWriter;

/// Seconds for which an answer can be given again.
pub const KEPT_SECONDS: i64 = 600;

/// What identifies a request, as a hash that stands apart from those of idempotency keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatKey([u8; 32]);

impl RepeatKey {
    /// The key of a request whose `parts` are all that identifies it.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut text = b"graph".to_vec();
        for part in parts {
            text.extend_from_slice(&(part.len() as u64).to_be_bytes());
            text.extend_from_slice(part);
        }
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, &text).as_ref());
        Self(hash)
    }
}

/// Remembers an answer. The request does not wait for it: it shares the next commit.
pub fn remember(app: &App, tenant: TenantId, key: RepeatKey, status: u16, body: Vec<u8>) {
    let replay = Replay {
        sha256: key.0,
        request: key.0,
        status,
        body,
        expires_at: app.clock.wall().plus_seconds(KEPT_SECONDS),
    };
    let changes = vec![Change::Put(Replay::TABLE, replay.to_row(tenant))];
    if let Err(error) = app.writer.write_later(tenant, Batch { preconditions: Vec::new(), changes }) {
        tracing::warn!(%error, "an answer is not remembered; its repetition is decided again");
    }
}

/// The answer that a request had in the last ten minutes, on whichever server: status and body.
///
/// # Errors
/// When the store fails.
pub fn find(app: &App, tenant: TenantId, key: RepeatKey) -> Result<Option<(u16, Vec<u8>)>, AppError> {
    let found = Replay::load(app.store.as_ref(), tenant, &key.0)?;
    let found = found.filter(|replay| replay.expires_at > app.clock.wall());
    Ok(found.map(|replay| (replay.status, replay.body)))
}
