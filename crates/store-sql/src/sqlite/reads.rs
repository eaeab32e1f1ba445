//! Reads, each in one snapshot, over a bounded pool of connections that cannot write.

use std::path::PathBuf;

use parking_lot::{Condvar, Mutex};
use reseat_store::{Bound, Direction, Key, Row, Scan, StoreError, Table};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::SqliteOptions;
use super::error::failed;
use super::rows::{bind, next_of, next_row};
use crate::segments::{Segment, segments};
use crate::statements::{self, Dialect, Place};

/// Statements that a connection keeps prepared: four per table and the usual forms of scans.
const STATEMENTS_KEPT: usize = 256;

/// Lets a connection keep its statements and their plans. Without the second, SQLite would prepare every statement
/// with a LIMIT anew whenever its parameters are bound, in case a better plan fits their values.
pub(super) fn keep_statements(connection: &Connection) -> Result<(), StoreError> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
    Ok(())
}

/// Connections for reading, opened when needed and kept.
pub(super) struct Readers {
    database: PathBuf,
    options: SqliteOptions,
    pool: Mutex<Pool>,
    freed: Condvar,
}

struct Pool {
    idle: Vec<Connection>,
    /// How many more reads may begin.
    free: usize,
}

impl Readers {
    pub fn new(database: PathBuf, options: &SqliteOptions) -> Self {
        let pool = Pool { idle: Vec::new(), free: options.readers.max(1) };
        Self { database, options: options.clone(), pool: Mutex::new(pool), freed: Condvar::new() }
    }

    /// Runs `read` on a connection; waits while all are in use.
    pub fn with<T>(&self, read: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let (turn, idle) = self.turn();
        let connection = match idle {
            Some(connection) => connection,
            None => self.open()?,
        };
        // After an error or a panic the connection is closed rather than trusted: it may be amid a transaction.
        let result = read(&connection)?;
        self.pool.lock().idle.push(connection);
        drop(turn);
        Ok(result)
    }

    fn turn(&self) -> (Turn<'_>, Option<Connection>) {
        let mut pool = self.pool.lock();
        while pool.free == 0 {
            self.freed.wait(&mut pool);
        }
        pool.free -= 1;
        (Turn(self), pool.idle.pop())
    }

    /// A connection that cannot write.
    pub fn open(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.database, flags).map_err(failed)?;
        keep_statements(&connection)?;
        let pragmas = format!(
            "PRAGMA busy_timeout = {}; PRAGMA cache_size = -{}; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON;",
            self.options.busy_timeout_ms, self.options.reader_cache_kib
        );
        connection.execute_batch(&pragmas).map_err(failed)?;
        Ok(connection)
    }
}

/// The right to one read; given back when dropped.
struct Turn<'a>(&'a Readers);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.pool.lock().free += 1;
        self.0.freed.notify_one();
    }
}

/// Runs statements in one snapshot; a single statement is one by itself.
fn snapshot<T>(
    connection: &Connection,
    statements: usize,
    read: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    if statements < 2 {
        return read();
    }
    let execute = |sql| connection.prepare_cached(sql).and_then(|mut statement| statement.raw_execute());
    execute("BEGIN").map_err(failed)?;
    let result = read()?;
    execute("COMMIT").map_err(failed)?;
    Ok(result)
}

pub(super) fn get_many(
    connection: &Connection,
    table: &'static Table,
    sql: &str,
    keys: &[Key],
) -> Result<Vec<Option<Row>>, StoreError> {
    snapshot(connection, keys.len(), || {
        let mut statement = connection.prepare_cached(sql).map_err(failed)?;
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            if key.len() != table.key {
                return Err(table.misfit());
            }
            bind(&mut statement, key).map_err(failed)?;
            found.push(next_row(&mut statement.raw_query(), table)?);
        }
        Ok(found)
    })
}

/// The segments of a scan with its order, checked against its declaration.
fn prepared(scan: &Scan) -> Result<(Vec<usize>, Vec<Segment<'_>>), StoreError> {
    let order = scan.table.order(scan.index);
    let longest = |bound: &Bound| match bound {
        Bound::Open => 0,
        Bound::Included(tuple) | Bound::Excluded(tuple) => tuple.len(),
    };
    if scan.prefix.len() + longest(&scan.lower).max(longest(&scan.upper)) > order.len() {
        return Err(StoreError::Failed(format!(
            "a scan of table {} has more values than columns",
            scan.table.name
        )));
    }
    Ok((order, segments(scan)))
}

pub(super) fn range(connection: &Connection, scan: &Scan) -> Result<Vec<Row>, StoreError> {
    let (order, segments) = prepared(scan)?;
    snapshot(connection, segments.len(), || rows_of(connection, scan, &order, segments, false))
}

/// See [`reseat_store::Store::entries`].
pub(super) fn entries(connection: &Connection, scan: &Scan) -> Result<Vec<Row>, StoreError> {
    let (order, segments) = prepared(scan)?;
    snapshot(connection, segments.len(), || rows_of(connection, scan, &order, segments, true))
}

pub(super) fn range_many(connection: &Connection, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
    snapshot(connection, 2, || {
        let each = |scan| {
            let (order, segments) = prepared(scan)?;
            rows_of(connection, scan, &order, segments, false)
        };
        scans.iter().map(each).collect()
    })
}

fn rows_of(
    connection: &Connection,
    scan: &Scan,
    order: &[usize],
    mut segments: Vec<Segment<'_>>,
    entries: bool,
) -> Result<Vec<Row>, StoreError> {
    if scan.direction == Direction::Descending {
        segments.reverse();
    }
    let place = Place { dialect: Dialect::Sqlite, table: scan.table, index: scan.index, order };
    let mut found = Vec::new();
    for segment in &segments {
        let left = scan.limit - found.len();
        if left == 0 {
            break;
        }
        let text = if entries { statements::entries } else { statements::range };
        let sql = text(place, segment, scan.direction);
        let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
        let bound = bind(&mut statement, statements::arguments(segment)).map_err(failed)?;
        let limit = i64::try_from(left).unwrap_or(i64::MAX);
        statement.raw_bind_parameter(bound + 1, limit).map_err(failed)?;
        let mut rows = statement.raw_query();
        let mut next = || match entries {
            true => next_of(&mut rows, scan.table, order.iter().map(|column| &scan.table.columns[*column])),
            false => next_row(&mut rows, scan.table),
        };
        while let Some(row) = next()? {
            found.push(row);
        }
    }
    Ok(found)
}

pub(super) fn count(connection: &Connection, scan: &Scan) -> Result<u64, StoreError> {
    let (order, segments) = prepared(scan)?;
    let place = Place { dialect: Dialect::Sqlite, table: scan.table, index: scan.index, order: &order };
    snapshot(connection, segments.len(), || {
        let mut counted = 0;
        for segment in &segments {
            let mut statement =
                connection.prepare_cached(&statements::count(place, segment)).map_err(failed)?;
            bind(&mut statement, statements::arguments(segment)).map_err(failed)?;
            let mut rows = statement.raw_query();
            if let Some(row) = rows.next().map_err(failed)? {
                counted += row.get::<_, i64>(0).map_err(failed)?.cast_unsigned();
            }
        }
        Ok(counted)
    })
}
