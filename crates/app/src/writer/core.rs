//! What the writer's thread works with, and what waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use reseat_store::{Batch, Store};
use tokio::sync::oneshot;

use super::submission::{Commit, Submission, WriteError};
use crate::domain_clock::DomainClock;
use crate::state::Tenants;

/// What waits for the writer.
pub(super) enum Waiting {
    /// Commands to decide.
    Decide(Box<Submission>, oneshot::Sender<Result<Commit, WriteError>>),
    /// System rows to write.
    System(Batch, oneshot::Sender<Result<(), WriteError>>),
}

/// What the writer's threads work with.
#[derive(Clone)]
pub(super) struct WriterCore {
    pub store: Arc<dyn Store>,
    pub tenants: Arc<Tenants>,
    pub clock: Arc<DomainClock>,
    pub commits: Arc<Commits>,
    /// Whether records are hashed.
    pub chained: bool,
    /// Between two tries on a shared store that does not answer.
    pub outage_pause: Duration,
}

/// Counts commits, so that caches and the worker notice.
#[derive(Debug, Default)]
pub struct Commits(AtomicU64);

impl Commits {
    pub(super) fn add(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }

    /// Commits since the start.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }
}
