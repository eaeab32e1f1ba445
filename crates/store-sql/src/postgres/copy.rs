//! A database as the source and as the target of a copy.

use std::fmt;
use std::sync::Arc;

use parking_lot::Mutex;
use reseat_store::{Key, Row, StoreError, Table, tables};

use super::error::failed;
use super::migrate::{self, COPY_UNFINISHED};
use super::pool::{Connection, Database};
use super::{PostgresOptions, PostgresStore, reads};
use crate::copy::{CopySource, is_empty, page};

/// A database as it was at one instant, while servers go on writing to it.
pub struct PostgresSnapshot {
    database: Arc<Database>,
    connection: Mutex<Connection>,
}

impl fmt::Debug for PostgresSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PostgresSnapshot").field(&self.database).finish()
    }
}

impl PostgresStore {
    /// The database as it is now, to be read at leisure.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn snapshot(&self) -> Result<PostgresSnapshot, StoreError> {
        let database = Arc::clone(self.database());
        let connection = database.dedicated(async |connection| {
            let begin = "SET idle_in_transaction_session_timeout = 0; \
                BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
            connection.client.batch_execute(begin).await.map_err(failed)
        })?;
        Ok(PostgresSnapshot { database, connection: Mutex::new(connection) })
    }

    /// Connects to a database that a copy is made into: an empty one, or one whose copy was broken off, which is emptied.
    /// Servers refuse it until [`Self::finish_copy`].
    ///
    /// # Errors
    /// As [`Self::connect`], and when the database holds something else.
    pub fn begin_copy(url: &str, options: PostgresOptions) -> Result<Self, StoreError> {
        let store = Self::unmigrated(url, options)?;
        store.database().run(migrate::migrate_for_copy)?;
        if store.database().run(migrate::is_copy_unfinished)? {
            let names: Vec<String> = tables::ALL.iter().map(|table| format!("\"{}\"", table.name)).collect();
            let empty = format!("TRUNCATE {}", names.join(", "));
            store
                .database()
                .run(async |connection| connection.client.batch_execute(&empty).await.map_err(failed))?;
        } else if !is_empty(&store)? {
            return Err(StoreError::Failed("the database is not empty: give an empty one".to_owned()));
        }
        let mark = format!(
            "INSERT INTO schema_migration (version, name, compatible_from) VALUES ({COPY_UNFINISHED}, \
             'a copy is not finished', {}) ON CONFLICT (version) DO NOTHING",
            i64::MAX
        );
        store
            .database()
            .run(async |connection| connection.client.batch_execute(&mark).await.map_err(failed))?;
        Ok(store)
    }

    /// Lets servers use the copy. The planner learns how large the tables are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn finish_copy(&self) -> Result<(), StoreError> {
        let unmark = format!("DELETE FROM schema_migration WHERE version = {COPY_UNFINISHED}; ANALYZE");
        self.database().run(async |connection| connection.client.batch_execute(&unmark).await.map_err(failed))
    }
}

impl CopySource for PostgresSnapshot {
    fn page(&self, table: &'static Table, after: Option<Key>, limit: usize) -> Result<Vec<Row>, StoreError> {
        let connection = self.connection.lock();
        let scan = page(table, after, limit);
        self.database.on(&connection, async |connection| reads::range_in_snapshot(connection, &scan).await)
    }
}
