//! The same lists on SQLite: page by page what the memory store gives.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use reseat_model::TenantId;
use reseat_model::query::UserQuery;
use reseat_store::memory::MemoryStore;
use reseat_store_sql::{SqliteOptions, SqliteStore};

use super::pages::queries;
use super::world::{Someone, fill, people};
use crate::query::{PeopleFilter, PeopleSearch, count_people, list_people, search_people};

#[test]
fn sqlite_gives_the_pages_of_the_memory_store() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let sqlite = SqliteStore::open(directory.path(), SqliteOptions::default()).expect("a database");
    let mut runner =
        TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) });
    // Every case has a tenant of its own in the one database.
    let strategy = (people(40), prop::collection::vec(queries(), 8), 1usize..9, any::<[u8; 16]>());
    let outcome = runner.run(&strategy, |(people, queries, top, tenant)| {
        let tenant = TenantId::from_bytes(tenant);
        let memory = MemoryStore::new();
        fill(&memory, tenant, &people);
        fill(&sqlite, tenant, &people);
        for query in &queries {
            compare(&memory, &sqlite, tenant, query, top)?;
        }
        compare_search(&memory, &sqlite, tenant, &people, top)
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

fn compare(
    memory: &MemoryStore,
    sqlite: &SqliteStore,
    tenant: TenantId,
    query: &UserQuery,
    top: usize,
) -> Result<(), TestCaseError> {
    let count = |store| count_people(store, tenant, query).expect("counted");
    prop_assert_eq!(count(sqlite as &dyn reseat_store::Store), count(memory));
    let mut from = None;
    loop {
        let page = |store| list_people(store, tenant, query, from.as_ref(), top).expect("listed");
        let (own, expected) = (page(sqlite as &dyn reseat_store::Store), page(memory));
        prop_assert_eq!(&own, &expected, "{:?}", query);
        match own.next {
            Some(next) => from = Some(next),
            None => return Ok(()),
        }
    }
}

fn compare_search(
    memory: &MemoryStore,
    sqlite: &SqliteStore,
    tenant: TenantId,
    people: &[Someone],
    top: usize,
) -> Result<(), TestCaseError> {
    for text in people.iter().take(3).map(|someone| someone.user.display_name.as_str()) {
        let filters = vec![PeopleFilter::Licensed];
        let search = PeopleSearch { text: Some(text.to_owned()), filters, ..PeopleSearch::default() };
        let page = |store| search_people(store, tenant, &search, top, None).expect("found");
        prop_assert_eq!(page(sqlite as &dyn reseat_store::Store), page(memory));
    }
    Ok(())
}
