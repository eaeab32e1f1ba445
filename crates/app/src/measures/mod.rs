//! What an operator watches: counts and durations of one process, shown by `/metrics` (docs/operations.md).
//!
//! Values are kept where the work is done and registered once, by the edge. Labels have a fixed, small set of values;
//! nothing here names an organisation or a person.

mod store;
mod survey;

use std::fmt::Write as _;

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

pub(crate) use store::MeasuredStore;
pub use survey::{Survey, survey};

/// How a write ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WriteEnd {
    /// Durable.
    Done,
    /// A precondition or a unique name stood against it: somebody else was faster.
    Conflict,
    /// The database could not be reached.
    Unavailable,
    /// No room on the disk.
    Full,
    /// Any other failure.
    Failed,
}

impl EncodeLabelValue for WriteEnd {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        encoder.write_str(match self {
            Self::Done => "done",
            Self::Conflict => "conflict",
            Self::Unavailable => "unavailable",
            Self::Full => "disk_full",
            Self::Failed => "failed",
        })
    }
}

/// The label of [`Measures::writes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct WriteLabel {
    /// How it ended.
    pub result: WriteEnd,
}

/// What one process has done and how it stands. Cheap to count into from any thread.
#[derive(Debug)]
pub struct Measures {
    /// Transactions, by how they ended.
    pub writes: Family<WriteLabel, Counter>,
    /// How long a transaction took to be durable, in seconds.
    pub write_seconds: Histogram,
    /// Rows changed by a transaction.
    pub write_rows: Histogram,
    /// How long reads took, in seconds.
    pub read_seconds: Histogram,
    /// Reads that failed.
    pub read_failures: Counter,
    /// 1 while changes can be written, 0 from a write that found no room or no database until one that succeeds.
    pub writable: Gauge,
    /// Rounds of the worker.
    pub worker_rounds: Counter,
    /// Rounds of the worker that failed.
    pub worker_failures: Counter,
    /// When the worker's last round ended well, in seconds since 1970.
    pub worker_last_round: Gauge,
    /// Timers carried out.
    pub timers_done: Counter,
    /// Chunks of jobs decided.
    pub job_chunks: Counter,
    /// When the certificate of the https listeners ends, in seconds since 1970; 0 without https.
    pub certificate_ends: Gauge,
    /// Secrets of applications that end within 30 days and have no successor.
    pub secrets_ending: Gauge,
    /// Organisations whose audit does not fit what was signed of it.
    pub audit_misfits: Gauge,
    /// Bytes of the database file and of its log; 0 where the database is elsewhere.
    pub database_bytes: Gauge,
    /// Bytes that the disk of the data directory has left.
    pub disk_free_bytes: Gauge,
}

impl Default for Measures {
    fn default() -> Self {
        // 0.1 ms to 6.5 s for writes and reads; 1 to 65,536 rows.
        let writable = Gauge::default();
        writable.set(1);
        Self {
            writes: Family::default(),
            write_seconds: Histogram::new(exponential_buckets(0.0001, 2.0, 17)),
            write_rows: Histogram::new(exponential_buckets(1.0, 4.0, 9)),
            read_seconds: Histogram::new(exponential_buckets(0.000_01, 4.0, 11)),
            read_failures: Counter::default(),
            writable,
            worker_rounds: Counter::default(),
            worker_failures: Counter::default(),
            worker_last_round: Gauge::default(),
            timers_done: Counter::default(),
            job_chunks: Counter::default(),
            certificate_ends: Gauge::default(),
            secrets_ending: Gauge::default(),
            audit_misfits: Gauge::default(),
            database_bytes: Gauge::default(),
            disk_free_bytes: Gauge::default(),
        }
    }
}

impl Measures {
    /// Names everything in a registry, without the prefix that the registry has.
    pub fn register(&self, registry: &mut Registry) {
        let r = registry;
        r.register("store_writes", "Transactions, by how they ended", self.writes.clone());
        let help = "Time until a transaction was durable";
        r.register_with_unit("store_write", help, Unit::Seconds, self.write_seconds.clone());
        r.register("store_write_rows", "Rows changed by a transaction", self.write_rows.clone());
        r.register_with_unit("store_read", "Time of a read", Unit::Seconds, self.read_seconds.clone());
        r.register("store_read_failures", "Reads that failed", self.read_failures.clone());
        let help = "1 while changes can be written, 0 after one found no room or no database";
        r.register("store_writable", help, self.writable.clone());
        r.register("worker_rounds", "Rounds of the worker", self.worker_rounds.clone());
        r.register("worker_failures", "Rounds of the worker that failed", self.worker_failures.clone());
        let help = "When the worker's last round ended well, as Unix time";
        r.register_with_unit("worker_last_round", help, Unit::Seconds, self.worker_last_round.clone());
        r.register("timers_done", "Timers carried out", self.timers_done.clone());
        r.register("job_chunks", "Chunks of jobs decided", self.job_chunks.clone());
        let help = "When the https certificate ends, as Unix time; 0 without https";
        r.register_with_unit("certificate_end", help, Unit::Seconds, self.certificate_ends.clone());
        let help = "Secrets of applications that end within 30 days and have no successor";
        r.register("application_secrets_ending", help, self.secrets_ending.clone());
        let help = "Organisations whose audit does not fit what was signed of it: somebody changed it";
        r.register("audit_misfits", help, self.audit_misfits.clone());
        let help = "Size of the database file and its log; 0 where the database is elsewhere";
        r.register_with_unit("database", help, Unit::Bytes, self.database_bytes.clone());
        let help = "Room left on the disk of the data directory";
        r.register_with_unit("disk_free", help, Unit::Bytes, self.disk_free_bytes.clone());
    }
}
