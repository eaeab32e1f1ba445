//! Moving the write-ahead log into the database, beside the write path.

use reseat_store::StoreError;
use rusqlite::Connection;

use super::error::failed;
use super::{DATABASE_FILE, SqliteStore, writes};

/// Milliseconds for which writers wait at most for readers of a log that has grown too large.
const EMPTY_WITHIN_MS: u32 = 250;

/// Passes beside the writers, at most, before they have to wait for what is left.
const PASSES_MAX: usize = 4;

/// What a checkpoint found and did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// Bytes of the log in use when it began.
    pub wal_bytes: u64,
    /// Whether all of them are in the database now; if not, a reader or a writer was in the way and the next one goes on.
    pub complete: bool,
    /// Whether writers had to wait, because the log had grown beyond its limit.
    pub writers_waited: bool,
}

impl SqliteStore {
    /// Moves what is in the log into the database. Readers and writers go on meanwhile; only when the log has grown
    /// beyond its limit do writers wait, for the little that is left. Costs nothing when nothing was written; call it
    /// every second or so.
    ///
    /// # Errors
    /// When the database cannot be read or written, or is open for reading only.
    pub fn checkpoint(&self) -> Result<Checkpoint, StoreError> {
        let writer = self.writer()?;
        let mut kept = self.checkpointer.lock();
        let connection = match kept.take() {
            Some(connection) => connection,
            None => self.open_checkpointer()?,
        };
        let (wal_bytes, mut complete) = run(&connection, "PASSIVE")?;
        // The log is used from its beginning again only once all of it is in the database and nobody reads it; under
        // constant writing that instant never comes by itself. The file keeps its length (RESTART, not TRUNCATE):
        // writing over it is flushed several times faster than making it longer.
        let writers_waited = wal_bytes > self.options.wal_bytes_max;
        if writers_waited {
            // What was written during a pass is left to the next; so little is left in the end that the wait is short.
            let mut before = wal_bytes;
            for _ in 0..PASSES_MAX {
                let (now, _) = run(&connection, "PASSIVE")?;
                if now.saturating_sub(before) < self.options.wal_bytes_max / 32 {
                    break;
                }
                before = now;
            }
            let _waiting = writer.lock();
            complete = run(&connection, "RESTART")?.1;
        }
        *kept = Some(connection);
        Ok(Checkpoint { wal_bytes, complete, writers_waited })
    }

    fn open_checkpointer(&self) -> Result<Connection, StoreError> {
        let options = super::SqliteOptions {
            busy_timeout_ms: EMPTY_WITHIN_MS,
            writer_cache_kib: self.options.reader_cache_kib,
            ..self.options.clone()
        };
        writes::open(&self.directory.join(DATABASE_FILE), &options)
    }
}

/// Runs a checkpoint; answers the log's bytes in use and whether all of them were moved.
fn run(connection: &Connection, mode: &str) -> Result<(u64, bool), StoreError> {
    let page: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0)).map_err(failed)?;
    let sql = format!("PRAGMA wal_checkpoint({mode})");
    let found: (i64, i64, i64) =
        connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).map_err(failed)?;
    let (busy, frames, moved) = found;
    // A frame is a page behind a header of 24 bytes.
    Ok((u64::try_from(frames * (page + 24)).unwrap_or(0), busy == 0 && frames == moved))
}
