//! The queues before the writer, and its threads: one, or where several processes share a store a few, each with the
//! tenants of one hash, so that a tenant's batches follow each other (design section 3).

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use parking_lot::{Mutex, RwLock};
use reseat_model::{TenantId, limits};
use reseat_store::{Batch, Store, StoreError};
use tokio::sync::oneshot;

use super::apart::together;
use super::batch::run_batch;
use super::core::{Commits, Waiting, WriterCore};
use super::submission::{Commit, Submission, WriteError};
use crate::domain_clock::DomainClock;
use crate::state::Tenants;
use crate::system::SystemWriter;

/// How the writer runs.
#[derive(Debug, Clone, Copy)]
pub struct WriterOptions {
    /// Commands taken into one commit at most.
    pub batch_commands_max: usize,
    /// Threads on a store that other processes share; on any other there is one.
    pub threads_shared: usize,
    /// Between two tries on a shared store that does not answer, longer each time. A simulation has nothing to wait for.
    pub outage_pause: Duration,
    /// Whether records are hashed. False exists to measure what hashing costs (`scripts/bench.sh audit`): no option of the
    /// server leads here.
    pub chained: bool,
}

/// Threads that wait for a shared store's commits: as many tenants are written at the same time.
const THREADS_SHARED: usize = 8;
/// A failover takes seconds; a connection that broke for another reason is back sooner.
const OUTAGE_PAUSE: Duration = Duration::from_millis(100);

impl Default for WriterOptions {
    fn default() -> Self {
        Self {
            batch_commands_max: limits::WRITER_BATCH_COMMANDS_MAX,
            threads_shared: THREADS_SHARED,
            outage_pause: OUTAGE_PAUSE,
            chained: true,
        }
    }
}

/// The writer's front: hand in a submission, get its answer once it is durable.
pub struct Writer {
    /// One for each thread; none once the writer is closed.
    senders: RwLock<Vec<SyncSender<Waiting>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    commits: Arc<Commits>,
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("commits", &self.commits.count()).finish_non_exhaustive()
    }
}

impl Writer {
    /// Starts the writer's threads.
    ///
    /// # Errors
    /// When the machine has no thread to give.
    pub fn start(
        store: Arc<dyn Store>,
        tenants: Arc<Tenants>,
        clock: Arc<DomainClock>,
        options: WriterOptions,
    ) -> Result<Self, std::io::Error> {
        let threads = if store.shared() { options.threads_shared.max(1) } else { 1 };
        let commits = Arc::new(Commits::default());
        let WriterOptions { chained, outage_pause, .. } = options;
        let core = WriterCore { store, tenants, clock, commits: Arc::clone(&commits), chained, outage_pause };
        let writer =
            Self { senders: RwLock::default(), threads: Mutex::default(), commits: Arc::clone(&commits) };
        for number in 0..threads {
            let (sender, receiver) = sync_channel(limits::WRITER_QUEUE_MAX / threads);
            let core = core.clone();
            let thread = std::thread::Builder::new()
                .name(format!("writer-{number}"))
                .spawn(move || run(&core, &receiver, options))?;
            writer.senders.write().push(sender);
            writer.threads.lock().push(thread);
        }
        Ok(writer)
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
        self.send(submission.tenant, Waiting::Decide(Box::new(submission), reply))?;
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

    /// Takes no more work, finishes what is waiting, and ends the threads.
    pub fn close(&self) {
        self.senders.write().clear();
        for thread in std::mem::take(&mut *self.threads.lock()) {
            if thread.join().is_err() {
                tracing::error!("a thread of the writer panicked");
            }
        }
    }

    fn send(&self, tenant: TenantId, waiting: Waiting) -> Result<(), WriteError> {
        let senders = self.senders.read();
        let (_, hash) = tenant.0.as_u64_pair();
        // As many threads as fit any integer.
        let at = hash.checked_rem(senders.len() as u64).ok_or(WriteError::Closed)?;
        senders[at as usize].try_send(waiting).map_err(|error| match error {
            TrySendError::Full(_) => WriteError::Overloaded,
            TrySendError::Disconnected(_) => WriteError::Closed,
        })
    }
}

impl SystemWriter for Writer {
    fn write(&self, tenant: TenantId, batch: Batch) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        let failed = |error: WriteError| match error {
            WriteError::Store(error) => error,
            other => StoreError::Unavailable(other.to_string()),
        };
        self.send(tenant, Waiting::System(batch, reply)).map_err(failed)?;
        answer.blocking_recv().map_err(|_| failed(WriteError::Closed))?.map_err(failed)
    }

    fn write_later(&self, tenant: TenantId, batch: Batch) -> Result<(), StoreError> {
        let (reply, _) = oneshot::channel();
        self.send(tenant, Waiting::System(batch, reply))
            .map_err(|error| StoreError::Unavailable(error.to_string()))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

/// A thread: wait for one, take what else is there, commit, answer, again.
fn run(core: &WriterCore, receiver: &Receiver<Waiting>, options: WriterOptions) {
    while let Ok(first) = receiver.recv() {
        let mut taken = vec![first];
        while gather(receiver, options, &mut taken) {
            // Those who were answered together come back together, one after another: let them arrive, and one flush
            // serves them all. When nobody else has anything to do, this returns at once.
            std::thread::yield_now();
        }
        while !taken.is_empty() {
            let mut rest = taken.split_off(together(&taken));
            // Who has to decide anew because another server was faster takes along who has arrived meanwhile.
            let mut more = |taken: &mut Vec<Waiting>| {
                taken.append(&mut rest);
                gather(receiver, options, taken);
                rest = taken.split_off(together(taken));
            };
            run_batch(core, taken, &mut more);
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
