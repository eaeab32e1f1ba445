//! PostgreSQL: any number of Reseat processes in front of one database (design section 4).
//!
//! The driver is asynchronous and runs on a runtime of its own; calls block their thread (ADR 1). A batch, and a read of
//! several statements, is sent in one flight: `BEGIN`, everything, `COMMIT`, without waiting in between. So a lock is
//! never held across a round trip, and a process that is paused or killed leaves no transaction open (ADR 12).

mod copy;
mod error;
mod flight;
mod groups;
mod hosts;
mod migrate;
mod options;
mod overrides;
#[cfg(test)]
mod plans;
mod pool;
mod reads;
mod rows;
mod schema;
mod tls;
mod writes;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use reseat_model::Timestamp;
use reseat_store::{Batch, Key, Row, Scan, Store, StoreError, Table, tables};

pub use copy::PostgresSnapshot;
pub use options::PostgresOptions;
pub use schema::{citus_layout, declared_schema as declared_postgres_schema};

pub(crate) use error::failed;
#[cfg(test)]
pub(crate) use overrides::overrides;
pub(crate) use pool::Database;

use crate::statements::Dialect;
use overrides::TableTexts;

/// A store in a PostgreSQL database. Cheap to share behind an `Arc`; all calls block.
pub struct PostgresStore {
    database: Arc<Database>,
    texts: HashMap<&'static str, TableTexts>,
}

impl PostgresStore {
    /// Connects to the database of a `postgres://` URL, making or migrating the schema where needed. Several hosts in the
    /// URL are tried in turn; the one that accepts writes is used.
    ///
    /// # Errors
    /// When the URL cannot be read, nobody answers, or the schema is of a newer Reseat that this one cannot work with.
    pub fn connect(url: &str, options: PostgresOptions) -> Result<Self, StoreError> {
        let store = Self::unmigrated(url, options)?;
        store.database.run(migrate::migrate)?;
        Ok(store)
    }

    /// Connects without changing the schema, for those who only look.
    ///
    /// # Errors
    /// As [`Self::connect`], and when the schema is older than this binary's or not there.
    pub fn connect_current(url: &str, options: PostgresOptions) -> Result<Self, StoreError> {
        let store = Self::unmigrated(url, options)?;
        store.database.run(migrate::require_current)?;
        Ok(store)
    }

    fn unmigrated(url: &str, options: PostgresOptions) -> Result<Self, StoreError> {
        let database = Arc::new(Database::open(url, options)?);
        let texts = tables::ALL.iter().map(|table| (table.name, TableTexts::new(table))).collect();
        Ok(Self { database, texts })
    }

    /// Hosts, ports and database of a URL, without the password, for messages.
    ///
    /// # Errors
    /// When the URL cannot be read.
    pub fn describe(url: &str) -> Result<String, StoreError> {
        Ok(hosts::Hosts::parse(url, PostgresOptions::default().connect)?.described)
    }

    /// Whether a database has a schema of Reseat's already.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn exists(url: &str, options: PostgresOptions) -> Result<bool, StoreError> {
        Ok(Database::open(url, options)?.run(migrate::present)? > 0)
    }

    /// The database, for the keystore that lives in it.
    pub(crate) fn database(&self) -> &Arc<Database> {
        &self.database
    }

    fn texts(&self, table: &Table) -> Result<&TableTexts, StoreError> {
        let found = self.texts.get(table.name);
        found
            .ok_or_else(|| StoreError::Failed(format!("table {} is not among the declared ones", table.name)))
    }
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore").field("database", &self.database).finish_non_exhaustive()
    }
}

impl Store for PostgresStore {
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
        let texts = self.texts(table)?;
        self.database.run(async |client| reads::get_many(client, table, texts, keys).await)
    }

    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        let scans = std::slice::from_ref(scan);
        let mut rows = self.database.run(async |client| reads::range_many(client, scans, false).await)?;
        Ok(rows.pop().unwrap_or_default())
    }

    fn range_many(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.database.run(async |client| reads::range_many(client, scans, false).await)
    }

    fn entries(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        let scans = std::slice::from_ref(scan);
        let mut rows = self.database.run(async |client| reads::range_many(client, scans, true).await)?;
        Ok(rows.pop().unwrap_or_default())
    }

    fn count(&self, scan: &Scan) -> Result<u64, StoreError> {
        self.database.run(async |client| reads::count(client, scan).await)
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        let flight = writes::prepare(batch, |table| self.texts(table))?;
        self.database.run_write(&flight)
    }

    fn shared(&self) -> bool {
        true
    }

    fn now(&self) -> Result<Option<Timestamp>, StoreError> {
        self.database.run(reads::now).map(Some)
    }

    fn get_many_now(
        &self,
        table: &'static Table,
        keys: &[Key],
    ) -> Result<(Vec<Option<Row>>, Option<Timestamp>), StoreError> {
        let texts = self.texts(table)?;
        self.database.run(async |client| {
            let (rows, now) = reads::get_many_now(client, table, texts, keys).await?;
            Ok((rows, Some(now)))
        })
    }
}

/// What every text of this module is in.
const DIALECT: Dialect = Dialect::Postgres;
