//! The one writer: a batch is one transaction and one flush.

use std::path::PathBuf;

use reseat_store::{Batch, Change, Key, Precondition, Row, StoreError, Table, Value, tables};
use rusqlite::{Connection, OpenFlags};

use super::error::{change_failed, commit_failed, failed};
use super::reads::keep_statements;
use super::rows::{bind, value};
use super::{SqliteOptions, Statements, migrate};
use crate::statements::{self, Dialect};

/// The connection that writes; opened anew after an error that it may not have come through.
pub(super) struct Writer {
    database: PathBuf,
    options: SqliteOptions,
    connection: Option<Connection>,
}

impl Writer {
    /// Opens the database, making and migrating it where needed.
    pub fn open(database: PathBuf, options: SqliteOptions) -> Result<Self, StoreError> {
        let mut connection = open(&database, &options)?;
        migrate::migrate(&mut connection)?;
        Ok(Self { database, options, connection: Some(connection) })
    }

    /// Reads on the connection that writes: its page cache survives its own commits, while every commit of another
    /// connection empties a reader's.
    pub fn read<T>(
        &mut self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => open(&self.database, &self.options)?,
        };
        // After an error or a panic the connection is closed rather than trusted: it may be amid a transaction.
        let result = read(&connection)?;
        self.connection = Some(connection);
        Ok(result)
    }

    /// Applies a batch; see [`reseat_store::Store::apply`].
    pub fn apply(&mut self, statements: &Statements, batch: &Batch) -> Result<(), StoreError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => open(&self.database, &self.options)?,
        };
        let result = in_transaction(&connection, statements, batch);
        // A connection whose transaction could not be ended is closed, which ends it.
        if connection.is_autocommit() || execute(&connection, "ROLLBACK").is_ok() {
            self.connection = Some(connection);
        }
        result
    }
}

/// A connection that writes.
pub(super) fn open(database: &std::path::Path, options: &SqliteOptions) -> Result<Connection, StoreError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags).map_err(failed)?;
    keep_statements(&connection)?;
    // Checkpoints are made by `checkpoint` alone, beside the write path. The log's file may stay as long as it usually
    // gets until then; what a burst added beyond that is cut off.
    let pragmas = format!(
        "PRAGMA busy_timeout = {}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
         PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = {}; PRAGMA cache_size = -{}; \
         PRAGMA temp_store = MEMORY;",
        options.busy_timeout_ms,
        options.wal_bytes_max.saturating_mul(2),
        options.writer_cache_kib
    );
    connection.execute_batch(&pragmas).map_err(failed)?;
    Ok(connection)
}

/// Tables whose rows are replaced far more often than made: an update finds the row once, an insert that turns into an
/// update looks for it three times.
const MOSTLY_THERE: &[&Table] = &[&tables::SERVICES, &tables::POOL, &tables::HEAD, &tables::JOB];

fn execute(connection: &Connection, sql: &str) -> rusqlite::Result<usize> {
    connection.prepare_cached(sql)?.raw_execute()
}

fn in_transaction(connection: &Connection, statements: &Statements, batch: &Batch) -> Result<(), StoreError> {
    // IMMEDIATE: a transaction that begins as a reader fails when it turns writer, and no timeout helps.
    execute(connection, "BEGIN IMMEDIATE").map_err(failed)?;
    for (number, precondition) in batch.preconditions.iter().enumerate() {
        if !holds(connection, precondition)? {
            return Err(StoreError::Precondition(number));
        }
    }
    for change in &batch.changes {
        apply_change(connection, statements, change)?;
    }
    execute(connection, "COMMIT").map_err(|error| commit_failed(&error))?;
    Ok(())
}

fn holds(connection: &Connection, precondition: &Precondition) -> Result<bool, StoreError> {
    match precondition {
        Precondition::Equals(table, key, column, expected) => {
            Ok(cell(connection, table, key, *column)?.as_ref() == Some(expected))
        }
        Precondition::Absent(table, key) => Ok(cell(connection, table, key, 0)?.is_none()),
        Precondition::Exists(table, key) => Ok(cell(connection, table, key, 0)?.is_some()),
    }
}

/// One cell of a key's row; `None` when there is no row.
fn cell(
    connection: &Connection,
    table: &'static Table,
    key: &Key,
    column: usize,
) -> Result<Option<Value>, StoreError> {
    if key.len() != table.key || column >= table.columns.len() {
        return Err(table.misfit());
    }
    let mut statement =
        connection.prepare_cached(&statements::column(Dialect::Sqlite, table, column)).map_err(failed)?;
    bind(&mut statement, key).map_err(failed)?;
    let mut rows = statement.raw_query();
    let Some(row) = rows.next().map_err(failed)? else { return Ok(None) };
    Ok(value(row.get_ref(0).map_err(failed)?))
}

fn apply_change(connection: &Connection, statements: &Statements, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::Put(table, row) => {
            let texts = statements.of(table)?;
            let mostly = MOSTLY_THERE.iter().any(|known| known.name == table.name);
            let there = mostly && write_row(connection, table, &texts.update, row)? > 0;
            if !there {
                write_row(connection, table, &texts.put, row)?;
            }
            Ok(())
        }
        Change::Insert(table, row) => {
            write_row(connection, table, &statements.of(table)?.insert, row).map(drop)
        }
        Change::Delete(table, key) => {
            if key.len() != table.key {
                return Err(table.misfit());
            }
            write(connection, table, &statements.of(table)?.delete, key).map(drop)
        }
    }
}

/// Writes a row; answers how many rows that were.
fn write_row(
    connection: &Connection,
    table: &'static Table,
    sql: &str,
    row: &Row,
) -> Result<usize, StoreError> {
    // STRICT would turn the text '1' into a number; a row of another shape is refused instead.
    if !table.fits(row) {
        return Err(table.misfit());
    }
    write(connection, table, sql, row)
}

fn write(
    connection: &Connection,
    table: &'static Table,
    sql: &str,
    values: &[Value],
) -> Result<usize, StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    bind(&mut statement, values).map_err(failed)?;
    statement.raw_execute().map_err(|error| change_failed(error, table))
}
