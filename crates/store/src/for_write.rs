//! A store as the writer reads it.

use reseat_model::Timestamp;

use crate::port::{Batch, Key, Row, Scan, Store, StoreError, Table};

/// A store as the writer reads it; see [`Store::get_many_for_write`].
#[derive(Debug)]
pub struct ForWrite<'a>(pub &'a dyn Store);

impl Store for ForWrite<'_> {
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
        self.0.get_many_for_write(table, keys)
    }

    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.0.range_for_write(scan)
    }

    fn range_many(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.0.range_many_for_write(scans)
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
        self.0.shared()
    }

    fn now(&self) -> Result<Option<Timestamp>, StoreError> {
        self.0.now()
    }

    fn get_many_now(
        &self,
        table: &'static Table,
        keys: &[Key],
    ) -> Result<(Vec<Option<Row>>, Option<Timestamp>), StoreError> {
        self.0.get_many_now(table, keys)
    }
}
