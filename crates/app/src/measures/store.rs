//! A store that measures what is asked of it.

use std::sync::Arc;

use reseat_model::Timestamp;
use reseat_store::{Batch, Key, Row, Scan, Store, StoreError, Table};

use super::{Measures, WriteEnd, WriteLabel};
use crate::clock::Clock;

/// Passes everything on, and counts it.
#[derive(Debug)]
pub(crate) struct MeasuredStore {
    inner: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    measures: Arc<Measures>,
}

impl MeasuredStore {
    /// Measures `inner`.
    pub fn over(inner: Arc<dyn Store>, clock: Arc<dyn Clock>, measures: Arc<Measures>) -> Self {
        Self { inner, clock, measures }
    }

    fn seconds_since(&self, began: Timestamp) -> f64 {
        // A clock that was set back must not make a negative duration. Micros of hours fit a double exactly.
        let micros = u32::try_from((self.clock.wall().0 - began.0).max(0)).unwrap_or(u32::MAX);
        f64::from(micros) / 1e6
    }

    fn read<T>(&self, read: impl FnOnce(&dyn Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let began = self.clock.wall();
        let result = read(self.inner.as_ref());
        self.measures.read_seconds.observe(self.seconds_since(began));
        if result.is_err() {
            self.measures.read_failures.inc();
        }
        result
    }
}

/// How a write ended, and whether it says something of the store's being writable.
fn end_of(result: &Result<(), StoreError>) -> (WriteEnd, Option<bool>) {
    match result {
        Ok(()) => (WriteEnd::Done, Some(true)),
        Err(StoreError::Precondition(_) | StoreError::Unique(_)) => (WriteEnd::Conflict, None),
        Err(StoreError::Unavailable(_)) => (WriteEnd::Unavailable, Some(false)),
        Err(StoreError::Full(_)) => (WriteEnd::Full, Some(false)),
        Err(StoreError::Corrupt(_) | StoreError::Failed(_)) => (WriteEnd::Failed, None),
    }
}

impl Store for MeasuredStore {
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
        self.read(|store| store.get_many(table, keys))
    }

    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.read(|store| store.range(scan))
    }

    fn range_many(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.read(|store| store.range_many(scans))
    }

    fn entries(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.read(|store| store.entries(scan))
    }

    fn count(&self, scan: &Scan) -> Result<u64, StoreError> {
        self.read(|store| store.count(scan))
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        let began = self.clock.wall();
        let result = self.inner.apply(batch);
        self.measures.write_seconds.observe(self.seconds_since(began));
        // A batch has far fewer rows than a double can count.
        self.measures.write_rows.observe(f64::from(u32::try_from(batch.changes.len()).unwrap_or(u32::MAX)));
        let (end, writable) = end_of(&result);
        self.measures.writes.get_or_create(&WriteLabel { result: end }).inc();
        if let Some(writable) = writable {
            self.measures.writable.set(i64::from(writable));
        }
        result
    }

    fn get_many_for_write(
        &self,
        table: &'static Table,
        keys: &[Key],
    ) -> Result<Vec<Option<Row>>, StoreError> {
        self.read(|store| store.get_many_for_write(table, keys))
    }

    fn range_for_write(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.read(|store| store.range_for_write(scan))
    }

    fn range_many_for_write(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.read(|store| store.range_many_for_write(scans))
    }

    fn shared(&self) -> bool {
        self.inner.shared()
    }

    fn now(&self) -> Result<Option<Timestamp>, StoreError> {
        self.read(|store| store.now())
    }

    fn get_many_now(
        &self,
        table: &'static Table,
        keys: &[Key],
    ) -> Result<(Vec<Option<Row>>, Option<Timestamp>), StoreError> {
        self.read(|store| store.get_many_now(table, keys))
    }
}

#[cfg(test)]
mod tests {
    use reseat_store::memory::MemoryStore;
    use reseat_store::{Change, Precondition, Value, tables};

    use super::*;
    use crate::clock::ManualClock;

    #[derive(Debug)]
    struct Failing(StoreError);

    impl Store for Failing {
        fn get_many(&self, _: &'static Table, _: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
            Err(StoreError::Failed("read".to_owned()))
        }
        fn range(&self, _: &Scan) -> Result<Vec<Row>, StoreError> {
            Err(StoreError::Failed("read".to_owned()))
        }
        fn count(&self, _: &Scan) -> Result<u64, StoreError> {
            Err(StoreError::Failed("read".to_owned()))
        }
        fn apply(&self, _: &Batch) -> Result<(), StoreError> {
            match &self.0 {
                StoreError::Full(text) => Err(StoreError::Full(text.clone())),
                other => Err(StoreError::Unavailable(other.to_string())),
            }
        }
    }

    fn measured(inner: Arc<dyn Store>) -> (MeasuredStore, Arc<Measures>) {
        let measures = Arc::new(Measures::default());
        let clock = Arc::new(ManualClock::at(Timestamp(0)));
        (MeasuredStore::over(inner, clock, Arc::clone(&measures)), measures)
    }

    fn writes(measures: &Measures, result: WriteEnd) -> u64 {
        measures.writes.get_or_create(&WriteLabel { result }).get()
    }

    #[test]
    fn a_write_is_counted_by_how_it_ended() {
        let (store, measures) = measured(Arc::new(MemoryStore::new()));
        let key = vec![Value::Bytes(vec![1; 16])];
        let absent = Batch {
            preconditions: vec![Precondition::Exists(&tables::HEAD, key.clone())],
            changes: vec![Change::Delete(&tables::HEAD, key)],
        };
        assert!(store.apply(&absent).is_err());
        assert!(store.apply(&Batch::default()).is_ok());
        assert_eq!((writes(&measures, WriteEnd::Conflict), writes(&measures, WriteEnd::Done)), (1, 1));
        assert_eq!(measures.writable.get(), 1);
    }

    #[test]
    fn a_full_disk_shows_until_a_write_succeeds() {
        let (store, measures) = measured(Arc::new(Failing(StoreError::Full("no room".to_owned()))));
        assert!(store.apply(&Batch::default()).is_err());
        assert_eq!((writes(&measures, WriteEnd::Full), measures.writable.get()), (1, 0));
        let clock = Arc::new(ManualClock::at(Timestamp(0)));
        let healed = MeasuredStore::over(Arc::new(MemoryStore::new()), clock, Arc::clone(&measures));
        assert!(healed.apply(&Batch::default()).is_ok());
        assert_eq!(measures.writable.get(), 1);
    }

    #[test]
    fn a_failed_read_is_counted() {
        let (store, measures) = measured(Arc::new(Failing(StoreError::Failed(String::new()))));
        assert!(store.get_many(&tables::HEAD, &[]).is_err());
        assert_eq!(measures.read_failures.get(), 1);
    }
}
