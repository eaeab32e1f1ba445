//! The queue before the writer, and its thread.

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::thread::JoinHandle;

use parking_lot::Mutex;
use reseat_model::{TenantId, limits};
use reseat_store::{Batch, Store, StoreError};
use tokio::sync::oneshot;

use super::apart::together;
use super::batch::run_batch;
use super::core::{Commits, Waiting, WriterCore};
use super::submission::{Commit, Submission, WriteError};
use crate::state::Tenants;
use crate::system::SystemWriter;

/// How the writer runs.
#[derive(Debug, Clone, Copy)]
pub struct WriterOptions {
    /// Commands taken into one commit at most.
    pub batch_commands_max: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { batch_commands_max: limits::WRITER_BATCH_COMMANDS_MAX }
    }
}

/// The writer's front: hand in a submission, get its answer once it is durable.
pub struct Writer {
    sender: Mutex<Option<SyncSender<Waiting>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    commits: Arc<Commits>,
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("commits", &self.commits.count()).finish_non_exhaustive()
    }
}

impl Writer {
    /// Starts the writer's thread.
    ///
    /// # Errors
    /// When the machine has no thread to give.
    pub fn start(
        store: Arc<dyn Store>,
        tenants: Arc<Tenants>,
        options: WriterOptions,
    ) -> Result<Self, std::io::Error> {
        let (sender, receiver) = sync_channel(limits::WRITER_QUEUE_MAX);
        let commits = Arc::new(Commits::default());
        let core = WriterCore { store, tenants, commits: Arc::clone(&commits) };
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(&core, &receiver, options))?;
        Ok(Self { sender: Mutex::new(Some(sender)), thread: Mutex::new(Some(thread)), commits })
    }

    /// Hands in a submission; await the receiver from async code, or call [`Self::submit`] from a blocking thread.
    ///
    /// # Errors
    /// [`WriteError::Overloaded`] and [`WriteError::Closed`].
    pub fn enqueue(
        &self,
        submission: Submission,
    ) -> Result<oneshot::Receiver<Result<Commit, WriteError>>, WriteError> {
        let (reply, answer) = oneshot::channel();
        self.send(Waiting::Decide(Box::new(submission), reply))?;
        Ok(answer)
    }

    /// Hands in a submission and waits for its answer, blocking.
    ///
    /// # Errors
    /// Whatever kept the submission from being decided and written.
    pub fn submit(&self, submission: Submission) -> Result<Commit, WriteError> {
        self.enqueue(submission)?.blocking_recv().map_err(|_| WriteError::Closed)?
    }

    /// Commits since the start.
    pub fn commits(&self) -> u64 {
        self.commits.count()
    }

    /// Takes no more work, finishes what is waiting, and ends the thread.
    pub fn close(&self) {
        drop(self.sender.lock().take());
        if let Some(thread) = self.thread.lock().take()
            && thread.join().is_err()
        {
            tracing::error!("the writer's thread panicked");
        }
    }

    fn send(&self, waiting: Waiting) -> Result<(), WriteError> {
        let sender = self.sender.lock().clone().ok_or(WriteError::Closed)?;
        sender.try_send(waiting).map_err(|error| match error {
            TrySendError::Full(_) => WriteError::Overloaded,
            TrySendError::Disconnected(_) => WriteError::Closed,
        })
    }
}

impl SystemWriter for Writer {
    fn write(&self, _tenant: TenantId, batch: Batch) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        let failed = |error: WriteError| match error {
            WriteError::Store(error) => error,
            other => StoreError::Unavailable(other.to_string()),
        };
        self.send(Waiting::System(batch, reply)).map_err(failed)?;
        answer.blocking_recv().map_err(|_| failed(WriteError::Closed))?.map_err(failed)
    }

    fn write_later(&self, _tenant: TenantId, batch: Batch) -> Result<(), StoreError> {
        let (reply, _) = oneshot::channel();
        self.send(Waiting::System(batch, reply)).map_err(|error| StoreError::Unavailable(error.to_string()))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

/// The thread: wait for one, take what else is there, commit, answer, again.
fn run(core: &WriterCore, receiver: &Receiver<Waiting>, options: WriterOptions) {
    while let Ok(first) = receiver.recv() {
        let mut taken = vec![first];
        while gather(receiver, options, &mut taken) {
            // Those who were answered together come back together, one after another: let them arrive, and one flush
            // serves them all. When nobody else has anything to do, this returns at once.
            std::thread::yield_now();
        }
        while !taken.is_empty() {
            let rest = taken.split_off(together(&taken));
            run_batch(core, taken);
            taken = rest;
        }
    }
}

/// Takes what is there, as far as it fits into a batch; answers whether there was something and more would fit.
fn gather(receiver: &Receiver<Waiting>, options: WriterOptions, taken: &mut Vec<Waiting>) -> bool {
    let mut commands: usize = taken.iter().map(weight).sum();
    let before = taken.len();
    while commands < options.batch_commands_max {
        match receiver.try_recv() {
            Ok(next) => {
                commands += weight(&next);
                taken.push(next);
            }
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => return taken.len() > before,
        }
    }
    false
}

fn weight(waiting: &Waiting) -> usize {
    match waiting {
        Waiting::Decide(submission, _) => submission.commands.len().max(1),
        Waiting::System(..) => 1,
    }
}
