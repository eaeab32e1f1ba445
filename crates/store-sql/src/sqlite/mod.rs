//! SQLite: one data directory, one writer connection, a pool of readers.
//!
//! A commit is one flush of the write-ahead log (`synchronous=FULL`). Moving the log into the database is no part of a
//! write: nobody but [`SqliteStore::checkpoint`] does it, called by the server's worker.

mod backup;
mod checkpoint;
mod error;
mod lock;
mod migrate;
#[cfg(test)]
mod plans;
mod reads;
mod row_cache;
mod rows;
mod schema;
mod writes;

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use parking_lot::Mutex;
use reseat_store::{Batch, Key, Row, Scan, Store, StoreError, Table, tables};
use rusqlite::Connection;

pub use backup::restore;
pub use checkpoint::Checkpoint;
pub use schema::declared_schema;

pub(crate) use backup::copy_database;
pub(crate) use lock::{cannot, make_directory};

use self::lock::DirectoryLock;
use self::reads::Readers;
use self::row_cache::RowCache;
use self::writes::Writer;
use crate::statements::{Dialect, TableStatements};

/// The database inside a data directory.
pub const DATABASE_FILE: &str = "reseat.db";
/// The file whose lock says that a server uses the directory.
pub const LOCK_FILE: &str = "reseat.lock";

/// How a data directory is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqliteOptions {
    /// Reads at the same time; further ones wait.
    pub readers: usize,
    /// Milliseconds that a statement waits for a lock before the store is called unavailable.
    pub busy_timeout_ms: u32,
    /// Bytes of the write-ahead log beyond which a checkpoint makes writers wait until it is empty.
    pub wal_bytes_max: u64,
    /// KiB of pages that the writer keeps.
    pub writer_cache_kib: u32,
    /// KiB of pages that each reader keeps.
    pub reader_cache_kib: u32,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self {
            readers: 4,
            busy_timeout_ms: 5_000,
            wal_bytes_max: 64 * 1024 * 1024,
            // Ending a transaction costs SQLite a walk over all pages in the cache; what is not here is in the system's.
            writer_cache_kib: 8 * 1024,
            reader_cache_kib: 16 * 1024,
        }
    }
}

/// A store in one data directory. Cheap to share behind an `Arc`; all calls block.
pub struct SqliteStore {
    directory: PathBuf,
    options: SqliteOptions,
    statements: Statements,
    // Readers are closed before the writer, so that the last one to close can empty the log.
    readers: Readers,
    /// None where another process may write.
    rows: Option<RowCache>,
    checkpointer: Mutex<Option<Connection>>,
    writer: Option<Mutex<Writer>>,
    _lock: Option<DirectoryLock>,
}

impl SqliteStore {
    /// Opens the data directory for a server, making it and its schema where needed.
    ///
    /// # Errors
    /// When another server uses it, when it was written by a newer Reseat, or when it cannot be read or written.
    pub fn open(directory: &Path, options: SqliteOptions) -> Result<Self, StoreError> {
        make_directory(directory)?;
        let lock = DirectoryLock::take(directory)?;
        let writer = Writer::open(directory.join(DATABASE_FILE), options.clone())?;
        Ok(Self {
            directory: directory.to_owned(),
            statements: Statements::new(),
            readers: Readers::new(directory.join(DATABASE_FILE), &options),
            rows: Some(RowCache::new()),
            checkpointer: Mutex::new(None),
            writer: Some(Mutex::new(writer)),
            _lock: Some(lock),
            options,
        })
    }

    /// Opens the data directory for reading, beside a running server or without one. `apply` is refused.
    ///
    /// # Errors
    /// When there is no database, or its schema is not this binary's.
    pub fn open_read_only(directory: &Path, options: SqliteOptions) -> Result<Self, StoreError> {
        let database = directory.join(DATABASE_FILE);
        if !database.is_file() {
            return Err(StoreError::Failed(format!(
                "there is no database in {}: give the data directory of a server",
                directory.display()
            )));
        }
        let readers = Readers::new(database, &options);
        readers.with(migrate::require_current)?;
        Ok(Self {
            directory: directory.to_owned(),
            statements: Statements::new(),
            readers,
            rows: None,
            checkpointer: Mutex::new(None),
            writer: None,
            _lock: None,
            options,
        })
    }

    /// The data directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Reads where the writer's cache is warm, or beside it while it writes.
    fn read_for_write<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self.writer()?.try_lock() {
            Some(mut writer) => writer.read(read),
            None => self.readers.with(read),
        }
    }

    fn writer(&self) -> Result<&Mutex<Writer>, StoreError> {
        self.writer.as_ref().ok_or_else(|| {
            StoreError::Failed(
                "the data directory was opened for reading only; nothing can be changed".to_owned(),
            )
        })
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("directory", &self.directory).finish_non_exhaustive()
    }
}

impl Store for SqliteStore {
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let statements = self.statements.of(table)?;
        let read = |keys: &[Key]| {
            self.readers.with(|connection| reads::get_many(connection, table, &statements.get, keys))
        };
        match &self.rows {
            Some(rows) if RowCache::keeps(table, keys) => rows.get_many(keys, read),
            _ => read(keys),
        }
    }

    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.readers.with(|connection| reads::range(connection, scan))
    }

    fn range_many(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.readers.with(|connection| reads::range_many(connection, scans))
    }

    fn entries(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.readers.with(|connection| reads::entries(connection, scan))
    }

    fn count(&self, scan: &Scan) -> Result<u64, StoreError> {
        self.readers.with(|connection| reads::count(connection, scan))
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        let mut writer = self.writer()?.lock();
        let _closed = self.rows.as_ref().and_then(|rows| rows.close_for(batch));
        writer.apply(&self.statements, batch)
    }

    fn get_many_for_write(
        &self,
        table: &'static Table,
        keys: &[Key],
    ) -> Result<Vec<Option<Row>>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let statements = self.statements.of(table)?;
        self.read_for_write(|connection| reads::get_many(connection, table, &statements.get, keys))
    }

    fn range_for_write(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.read_for_write(|connection| reads::range(connection, scan))
    }

    fn range_many_for_write(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.read_for_write(|connection| reads::range_many(connection, scans))
    }
}

/// The texts of all declared tables.
struct Statements(HashMap<&'static str, TableStatements>);

impl Statements {
    fn new() -> Self {
        Self(
            tables::ALL
                .iter()
                .map(|table| (table.name, TableStatements::new(Dialect::Sqlite, table)))
                .collect(),
        )
    }

    fn of(&self, table: &Table) -> Result<&TableStatements, StoreError> {
        let found = self.0.get(table.name);
        found
            .ok_or_else(|| StoreError::Failed(format!("table {} is not among the declared ones", table.name)))
    }
}
