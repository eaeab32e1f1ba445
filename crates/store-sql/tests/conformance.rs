//! SQLite under the suite that every store has to pass.

use reseat_store_sql::{SqliteOptions, SqliteStore};

fn store() -> (tempfile::TempDir, SqliteStore) {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), SqliteOptions::default()).unwrap();
    (directory, store)
}

reseat_store::conformance_suite!(store());
