//! Where a world keeps its data, and a store that fails on purpose.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use parking_lot::Mutex;
use reseat_store::memory::MemoryStore;
use reseat_store::{Batch, Key, Row, Scan, Store, StoreError, Table};
use reseat_store_sql::{PostgresOptions, PostgresStore, SqliteOptions, SqliteStore};
use tempfile::TempDir;

use crate::postgres;

/// Where a world keeps its data.
#[derive(Debug, Clone)]
pub enum Storage {
    /// In memory: the oracle, and fast.
    Memory,
    /// In a database file in a directory of its own, removed afterwards.
    Sqlite,
    /// In a database of the private PostgreSQL of this test program.
    Postgres,
    /// In this store.
    Given(Arc<dyn Store>),
}

impl Storage {
    /// One of each kind, for what has to be the same everywhere.
    pub const EVERY: [Self; 3] = [Self::Memory, Self::Sqlite, Self::Postgres];

    /// What a test gets that does not say: memory, or what `RESEAT_TEST_STORAGE` names (`sqlite`, `postgres`), with which
    /// whole suites run on another store.
    ///
    /// # Panics
    /// When it names something else.
    pub fn usual() -> Self {
        match std::env::var("RESEAT_TEST_STORAGE").as_deref() {
            Err(_) | Ok("memory") => Self::Memory,
            Ok("sqlite") => Self::Sqlite,
            Ok("postgres") => Self::Postgres,
            Ok(other) => panic!("RESEAT_TEST_STORAGE is memory, sqlite or postgres, not {other}"),
        }
    }
}

/// A store that can be opened again after a restart.
pub(crate) enum Backend {
    Kept(Arc<dyn Store>),
    Directory(TempDir),
    Database(postgres::Database),
}

impl Backend {
    pub(crate) fn new(storage: &Storage) -> Self {
        match storage {
            Storage::Memory => Self::Kept(Arc::new(MemoryStore::new())),
            Storage::Sqlite => Self::Directory(tempfile::tempdir().unwrap()),
            Storage::Postgres => Self::Database(postgres::database()),
            Storage::Given(store) => Self::Kept(Arc::clone(store)),
        }
    }

    pub(crate) fn open(&self) -> Arc<dyn Store> {
        match self {
            Self::Kept(store) => Arc::clone(store),
            Self::Directory(directory) => Arc::new(open_sqlite(directory.path())),
            Self::Database(database) => {
                Arc::new(PostgresStore::connect(&database.url(), PostgresOptions::default()).unwrap())
            }
        }
    }
}

fn open_sqlite(directory: &Path) -> SqliteStore {
    SqliteStore::open(directory, SqliteOptions::default()).unwrap()
}

/// Looks at a batch and says what shall become of it.
type WriteTrap = dyn Fn(&Batch) -> Result<(), StoreError> + Send + Sync;
/// Looks at the rows that are asked for and says what shall become of the read.
type ReadTrap = dyn Fn(&'static Table, &[Key]) -> Result<(), StoreError> + Send + Sync;

/// A store whose reads and writes run into a trap first: for failing disks, marker rows, pauses and panics.
pub struct TrapStore {
    inner: Arc<dyn Store>,
    writes: Mutex<Option<Arc<WriteTrap>>>,
    reads: Mutex<Option<Arc<ReadTrap>>>,
}

impl TrapStore {
    /// A store without a trap yet, on top of another one.
    pub fn over(inner: Arc<dyn Store>) -> Arc<Self> {
        Arc::new(Self { inner, writes: Mutex::new(None), reads: Mutex::new(None) })
    }

    /// A store in memory without a trap yet.
    pub fn in_memory() -> Arc<Self> {
        Self::over(Arc::new(MemoryStore::new()))
    }

    /// Sets the trap for writes.
    pub fn on_write(&self, trap: impl Fn(&Batch) -> Result<(), StoreError> + Send + Sync + 'static) {
        *self.writes.lock() = Some(Arc::new(trap));
    }

    /// Sets the trap for reads by key.
    pub fn on_read(
        &self,
        trap: impl Fn(&'static Table, &[Key]) -> Result<(), StoreError> + Send + Sync + 'static,
    ) {
        *self.reads.lock() = Some(Arc::new(trap));
    }

    /// Takes both traps away.
    pub fn clear(&self) {
        *self.writes.lock() = None;
        *self.reads.lock() = None;
    }
}

impl fmt::Debug for TrapStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrapStore").finish_non_exhaustive()
    }
}

impl Store for TrapStore {
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
        let trap = self.reads.lock().clone();
        if let Some(trap) = trap {
            trap(table, keys)?;
        }
        self.inner.get_many(table, keys)
    }

    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.inner.range(scan)
    }

    fn entries(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.inner.entries(scan)
    }

    fn count(&self, scan: &Scan) -> Result<u64, StoreError> {
        self.inner.count(scan)
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        // Not held while the trap runs: a trap may wait for another thread.
        let trap = self.writes.lock().clone();
        if let Some(trap) = trap {
            trap(batch)?;
        }
        self.inner.apply(batch)
    }
}
