//! SQLite under the suite that every store has to pass.

use reseat_store_sql::{SqliteOptions, SqliteStore};

fn store() -> (tempfile::TempDir, SqliteStore) {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), SqliteOptions::default()).unwrap();
    (directory, store)
}

reseat_store::conformance_suite!(store());

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]

    /// The same as the suite's own comparison, with other seeds in every run.
    #[test]
    fn any_seed_finds_no_difference_from_the_oracle(seed: u64, steps in 1..30_usize) {
        let (_directory, store) = store();
        reseat_store::conformance::differ(&store, &reseat_store::memory::MemoryStore::new(), seed, steps);
    }
}
