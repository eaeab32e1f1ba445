//! Two batches at once: while one is being made durable, the next is decided on top of it. Nobody is answered before
//! what the answer rests on is durable, and a decision on top of a batch that could not be written is made again.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use reseat_store::ForWrite;

use super::batch::{CarriedTenants, Decided, answer, decide_all, guarded, run_batch, write};
use super::core::{Waiting, WriterCore};
use super::submission::WriteError;

/// The batch that is being written.
struct InFlight {
    carried: CarriedTenants,
    /// Cached state of a tenant is stale once it is written: the next batch cannot be decided before.
    stale: bool,
}

/// Decides batches on the thread that owns it and has them written on another.
pub(super) struct Pipeline {
    core: Arc<WriterCore>,
    decided: Option<SyncSender<(Vec<Waiting>, Decided)>>,
    /// Whether each batch was written as it was decided.
    written: Receiver<bool>,
    committer: Option<JoinHandle<()>>,
    in_flight: Option<InFlight>,
}

impl Pipeline {
    /// Starts the thread that writes.
    ///
    /// # Errors
    /// When the machine has no thread to give.
    pub fn start(core: Arc<WriterCore>) -> Result<Self, std::io::Error> {
        let (decided, batches) = sync_channel(1);
        let (report, written) = sync_channel(1);
        let committer = {
            let core = Arc::clone(&core);
            std::thread::Builder::new()
                .name("committer".to_owned())
                .spawn(move || commit(&core, &batches, &report))?
        };
        Ok(Self { core, decided: Some(decided), written, committer: Some(committer), in_flight: None })
    }

    /// Decides what was taken and hands it on to be written and answered.
    pub fn push(&mut self, taken: Vec<Waiting>) {
        let carried = self.carried();
        let on_top = carried.is_some();
        let mut decided = self.decide(carried, &taken);
        // From here on the batch before is durable, or is known to have failed.
        if !self.settle() && on_top {
            decided = self.decide(None, &taken);
        }
        match decided {
            Ok((decided, _))
                if decided.batch.changes.is_empty() && decided.batch.preconditions.is_empty() =>
            {
                answer(taken, decided.answers);
            }
            Ok((decided, carried)) => self.hand_over(taken, decided, carried),
            // Decided one by one where it has to be, with the culprit alone refused.
            Err(_) => run_batch(&self.core, taken),
        }
    }

    /// What the batch before made, if it is still being written and the next can be decided on top of it.
    fn carried(&mut self) -> Option<CarriedTenants> {
        if self.written.try_recv().is_ok() {
            self.in_flight = None;
        }
        if self.in_flight.as_ref()?.stale {
            self.settle();
        }
        self.in_flight.as_mut().map(|in_flight| std::mem::take(&mut in_flight.carried))
    }

    fn decide(
        &self,
        carried: Option<CarriedTenants>,
        taken: &[Waiting],
    ) -> Result<(Decided, CarriedTenants), WriteError> {
        let reads = ForWrite(self.core.store.as_ref());
        guarded(|| decide_all(&self.core, &reads, carried.unwrap_or_default(), taken))
    }

    /// Waits for the batch that is being written; answers whether it was written as it was decided.
    fn settle(&mut self) -> bool {
        self.in_flight.take().is_none() || self.written.recv().unwrap_or(false)
    }

    fn hand_over(&mut self, taken: Vec<Waiting>, decided: Decided, carried: CarriedTenants) {
        let stale = !decided.reload.is_empty();
        let Some(sender) = &self.decided else { return };
        // The committer ends only with this pipeline; if it is gone all the same, those who wait see it closed.
        if sender.send((taken, decided)).is_ok() {
            self.in_flight = Some(InFlight { carried, stale });
        }
    }
}

impl Drop for Pipeline {
    fn drop(&mut self) {
        drop(self.decided.take());
        if let Some(committer) = self.committer.take()
            && committer.join().is_err()
        {
            tracing::error!("the committer's thread panicked");
        }
    }
}

/// The thread that writes: one batch after another, each answered once it is durable. One that could not be written is
/// decided and written again here, in parts if need be, before the report that tells the decider to start anew.
fn commit(core: &WriterCore, batches: &Receiver<(Vec<Waiting>, Decided)>, report: &SyncSender<bool>) {
    while let Ok((taken, decided)) = batches.recv() {
        let written = guarded(|| write(core, &decided)).is_ok();
        if written {
            answer(taken, decided.answers);
        } else {
            run_batch(core, taken);
        }
        if report.send(written).is_err() {
            return;
        }
    }
}
