//! SQLite under the suite that every store has to pass.

use reseat_store::{Batch, ForWrite, Key, Row, Scan, Store, StoreError, Table};
use reseat_store_sql::{SqliteOptions, SqliteStore};

fn store() -> (tempfile::TempDir, SqliteStore) {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), SqliteOptions::default()).unwrap();
    (directory, store)
}

reseat_store::conformance_suite!(store());

/// The same store as the writer sees it, who reads where it writes.
#[derive(Debug)]
struct WriterSide(SqliteStore);

impl Store for WriterSide {
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
        ForWrite(&self.0).get_many(table, keys)
    }

    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        ForWrite(&self.0).range(scan)
    }

    fn range_many(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        ForWrite(&self.0).range_many(scans)
    }

    fn entries(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        ForWrite(&self.0).entries(scan)
    }

    fn count(&self, scan: &Scan) -> Result<u64, StoreError> {
        ForWrite(&self.0).count(scan)
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        ForWrite(&self.0).apply(batch)
    }
}

mod for_write {
    reseat_store::conformance_suite!({
        let (directory, store) = super::store();
        (directory, super::WriterSide(store))
    });
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]

    /// The same as the suite's own comparison, with other seeds in every run.
    #[test]
    fn any_seed_finds_no_difference_from_the_oracle(seed: u64, steps in 1..30_usize) {
        let (_directory, store) = store();
        reseat_store::conformance::differ(&store, &reseat_store::memory::MemoryStore::new(), seed, steps);
    }
}
