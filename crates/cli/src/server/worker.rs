//! The worker's thread: what is due, unfinished jobs, forgotten rows, checkpoints. On signal and on a timer.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use reseat_app::upkeep::Upkeep;
use reseat_app::{App, worker};

use super::disk;
use super::opened::OpenStore;

/// Between two looks at whether something was written.
const LOOK: Duration = Duration::from_millis(50);
/// Looks after which a round is run even if nothing was written: timers become due by themselves.
const LOOKS_PER_ROUND: u32 = 20;

/// Between two checkpoints: each flushes the database file, which writers wait for on the same disk.
const CHECKPOINT_MICROS: i64 = 1_000_000;

/// The running worker.
pub struct Worker {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Worker {
    /// Starts the worker's thread.
    ///
    /// # Errors
    /// When the machine has no thread to give.
    pub fn start(app: Arc<App>, store: OpenStore, data_dir: PathBuf) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new()
            .name("worker".to_owned())
            .spawn(move || run(&app, &store, &data_dir, &stopped))?;
        Ok(Self { stop, thread })
    }

    /// Ends the thread after the chunk it is at; the rest is done after the next start.
    pub fn stop(self) {
        self.stop.store(true, Ordering::Release);
        self.thread.thread().unpark();
        if self.thread.join().is_err() {
            tracing::error!("the worker's thread panicked");
        }
    }
}

fn run(app: &App, store: &OpenStore, data_dir: &Path, stop: &AtomicBool) {
    let mut looks = LOOKS_PER_ROUND;
    let mut checkpointed = app.clock.wall();
    let mut seen = u64::MAX;
    let mut upkeep = Upkeep::default();
    while !stop.load(Ordering::Acquire) {
        upkeep.look(app);
        let commits = app.writer.commits();
        if looks < LOOKS_PER_ROUND && commits == seen {
            looks += 1;
            std::thread::park_timeout(LOOK);
            continue;
        }
        looks = 0;
        seen = commits;
        let round = worker::tick(app, app.clock.now());
        note(app, round.as_ref().ok());
        match round {
            Ok(done) if !done.is_idle() => looks = LOOKS_PER_ROUND,
            Ok(_) => {
                let wall = app.clock.wall();
                if wall >= checkpointed.plus_micros(CHECKPOINT_MICROS) {
                    checkpointed = wall;
                    if store.is_local() {
                        disk::measure(data_dir, &app.measures);
                    }
                    if let Err(error) = store.checkpoint() {
                        tracing::warn!(%error, "the checkpoint failed; the next one goes on");
                    }
                }
                std::thread::park_timeout(LOOK);
            }
            Err(error) => {
                tracing::error!(%error, "the worker's round failed; the next one goes on");
                std::thread::park_timeout(LOOK * LOOKS_PER_ROUND);
            }
        }
    }
}

/// Counts a round for `/metrics`.
fn note(app: &App, round: Option<&worker::Tick>) {
    let measures = &app.measures;
    measures.worker_rounds.inc();
    match round {
        Some(done) => {
            measures.worker_last_round.set(app.clock.wall().seconds());
            measures.timers_done.inc_by(done.timers as u64);
            measures.job_chunks.inc_by(done.chunks as u64);
        }
        None => {
            measures.worker_failures.inc();
        }
    }
}
