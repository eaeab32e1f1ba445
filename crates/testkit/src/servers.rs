//! Several servers in process on one store.

use std::sync::Arc;

use reseat_model::Timestamp;
use reseat_store::{Batch, Key, Row, Scan, Store, StoreError, Table};

/// A store on which other servers work, too, as [`Store::shared`] says of PostgreSQL.
#[derive(Debug)]
pub struct SharedStore(Arc<dyn Store>);

impl SharedStore {
    /// Shares a store: give each server one of its own over the same inner store.
    pub fn over(inner: Arc<dyn Store>) -> Arc<dyn Store> {
        Arc::new(Self(inner))
    }
}

impl Store for SharedStore {
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
        self.0.get_many(table, keys)
    }

    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.0.range(scan)
    }

    fn range_many(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.0.range_many(scans)
    }

    fn entries(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.0.entries(scan)
    }

    fn count(&self, scan: &Scan) -> Result<u64, StoreError> {
        self.0.count(scan)
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        self.0.apply(batch)
    }

    fn shared(&self) -> bool {
        true
    }

    fn now(&self) -> Result<Option<Timestamp>, StoreError> {
        self.0.now()
    }
}
