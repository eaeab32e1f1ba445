//! PostgreSQL under the suite that every store has to pass, and what is particular to it.

use reseat_store_sql::{PostgresOptions, PostgresStore};
use reseat_testkit::postgres::{Database, database};

fn store() -> (Database, PostgresStore) {
    let database = database();
    let store = PostgresStore::connect(&database.url(), PostgresOptions::default()).unwrap();
    (database, store)
}

reseat_store::conformance_suite!(store());
