//! The same lists on the SQL stores: page by page what the memory store gives.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use reseat_model::TenantId;
use reseat_model::query::UserQuery;
use reseat_store::Store;
use reseat_store::memory::MemoryStore;
use reseat_store_sql::{PostgresOptions, PostgresStore, SqliteOptions, SqliteStore};

use super::pages::queries;
use super::world::{Someone, fill, people};
use crate::query::{PeopleFilter, PeopleSearch, count_people, list_people, search_people};

#[test]
fn sqlite_gives_the_pages_of_the_memory_store() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let sqlite = SqliteStore::open(directory.path(), SqliteOptions::default()).expect("a database");
    gives_the_pages_of_the_memory_store(&sqlite, 150);
}

#[test]
fn postgres_gives_the_pages_of_the_memory_store() {
    let database = reseat_testkit::postgres::database();
    let postgres = PostgresStore::connect(&database.url(), PostgresOptions::default()).expect("a database");
    gives_the_pages_of_the_memory_store(&postgres, 30);
}

fn gives_the_pages_of_the_memory_store(store: &dyn Store, cases: u32) {
    let mut runner =
        TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) });
    // Every case has a tenant of its own in the one database.
    let strategy = (people(40), prop::collection::vec(queries(), 8), 1usize..9, any::<[u8; 16]>());
    let outcome = runner.run(&strategy, |(people, queries, top, tenant)| {
        let tenant = TenantId::from_bytes(tenant);
        let memory = MemoryStore::new();
        fill(&memory, tenant, &people);
        fill(store, tenant, &people);
        for query in &queries {
            compare(&memory, store, tenant, query, top)?;
        }
        compare_search(&memory, store, tenant, &people, top)
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

fn compare(
    memory: &MemoryStore,
    other: &dyn Store,
    tenant: TenantId,
    query: &UserQuery,
    top: usize,
) -> Result<(), TestCaseError> {
    let count = |store: &dyn Store| count_people(store, tenant, query).expect("counted");
    prop_assert_eq!(count(other), count(memory));
    let mut from = None;
    loop {
        let page = |store: &dyn Store| list_people(store, tenant, query, from.as_ref(), top).expect("listed");
        let (own, expected) = (page(other), page(memory));
        prop_assert_eq!(&own, &expected, "{:?}", query);
        match own.next {
            Some(next) => from = Some(next),
            None => return Ok(()),
        }
    }
}

fn compare_search(
    memory: &MemoryStore,
    other: &dyn Store,
    tenant: TenantId,
    people: &[Someone],
    top: usize,
) -> Result<(), TestCaseError> {
    for text in people.iter().take(3).map(|someone| someone.user.display_name.as_str()) {
        let filters = vec![PeopleFilter::Licensed];
        let search = PeopleSearch { text: Some(text.to_owned()), filters, ..PeopleSearch::default() };
        let page = |store: &dyn Store| search_people(store, tenant, &search, top, None).expect("found");
        prop_assert_eq!(page(other), page(memory));
    }
    Ok(())
}
