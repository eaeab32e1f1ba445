//! Migrations against a real server: the sum is the declared schema, steps are applied once, whoever starts at the same
//! time, and old servers are let in exactly where a step says so.

use reseat_store::{Batch, Change, Store, Value, tables};
use reseat_testkit::postgres::{Database as Private, database};

use super::super::{Database, PostgresOptions, PostgresStore, declared_postgres_schema};
use super::*;

/// Everything a schema is made of, in words, without the table of migrations. Columns by name: one that was added later
/// stands at the end.
const SCHEMA: &str = "SELECT 'column', table_name, column_name, data_type, is_nullable, coalesce(collation_name, '') \
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_migration' \
    UNION ALL SELECT 'index', tablename, indexname, indexdef, '', '' \
    FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'schema_migration' ORDER BY 1, 2, 3";

fn open(private: &Private) -> Database {
    Database::open(&private.url(), PostgresOptions::default()).unwrap()
}

fn migrated() -> Private {
    let private = database();
    open(&private).run(migrate).unwrap();
    private
}

/// When this fails: add a migration, or correct the one you added. `cargo run -p reseat-store-sql --example schema -- postgres`
/// prints what it has to lead to.
#[test]
fn the_sum_of_the_migrations_is_the_declared_schema() {
    let fresh = database();
    fresh.sql(&declared_postgres_schema());
    let (sum, fresh) = (migrated().sql(SCHEMA), fresh.sql(SCHEMA));
    let only = |one: &str, other: &str| -> Vec<String> {
        one.lines().filter(|line| !other.lines().any(|known| known == *line)).map(str::to_owned).collect()
    };
    assert_eq!((only(&sum, &fresh), only(&fresh, &sum)), (Vec::new(), Vec::new()));
}

#[test]
fn twice_is_once() {
    let private = migrated();
    let before = private.sql(SCHEMA);
    open(&private).run(migrate).unwrap();
    assert_eq!(private.sql(SCHEMA), before);
    let versions = private.sql("SELECT version FROM schema_migration WHERE version > 0 ORDER BY version");
    assert!(versions.lines().eq((1..=known()).map(|version| version.to_string())), "{versions}");
}

/// Tables, keys and indexes are those of the declarations by name and columns, and SQLite's tests say the same of SQLite.
#[test]
fn both_engines_have_the_same_tables_keys_and_names() {
    let private = migrated();
    let keys = private.sql(
        "SELECT c.relname || ' ' || i.relname || ' ' || string_agg(a.attname, ',' ORDER BY k.place) \
         FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid \
         JOIN pg_namespace n ON n.oid = c.relnamespace \
         CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (number, place) \
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number \
         WHERE n.nspname = 'public' AND c.relname <> 'schema_migration' GROUP BY c.relname, i.relname",
    );
    let mut found: Vec<&str> = keys.lines().collect();
    found.sort_unstable();
    let mut declared = Vec::new();
    for table in tables::ALL {
        let names = |columns: &[usize]| -> String {
            columns.iter().map(|at| table.columns[*at].name).collect::<Vec<_>>().join(",")
        };
        let key: Vec<usize> = (0..table.key).collect();
        declared.push(format!("{0} {0}_pkey {1}", table.name, names(&key)));
        for index in table.indexes {
            let columns = if index.unique { index.columns.to_vec() } else { table.order(Some(index)) };
            declared.push(format!("{} {} {}", table.name, index.name, names(&columns)));
        }
    }
    declared.sort_unstable();
    assert_eq!(found, declared);
}

#[test]
fn servers_that_start_together_on_an_empty_database_migrate_it_once() {
    let private = database();
    let servers: Vec<Database> = (0..6).map(|_| open(&private)).collect();
    std::thread::scope(|scope| {
        for server in &servers {
            scope.spawn(|| server.run(migrate).unwrap());
        }
    });
    assert_eq!(private.sql("SELECT COUNT(*) FROM schema_migration WHERE version > 0"), known().to_string());
}

#[test]
fn rows_of_the_first_version_are_all_there_afterwards() {
    let private = database();
    let database = open(&private);
    let first = Step::from(&MIGRATIONS[0]);
    database.run(make_table).unwrap();
    database.run(async |connection| apply(connection, &first).await).unwrap();
    private
        .sql("INSERT INTO tenant VALUES ('\\x01', 'T', 't.example', 'DE', 'UTC', 0, 1, 20, 0, 400, '\\x00')");
    private.sql("INSERT INTO head VALUES ('\\x01', 7, '\\x02', 3)");
    for user in ["\\x01", "\\x02", "\\x03"] {
        private.sql(&format!(
            "INSERT INTO assignment VALUES ('\\x01', '{user}', '\\x02', '\\x03', '\\x04', '\\x05', 0, 6, 7, 'name')"
        ));
    }
    database.run(migrate).unwrap();
    assert_eq!(private.sql("SELECT display_name, language FROM tenant"), "T|0");
    assert_eq!(private.sql("SELECT seq FROM head"), "7");
    assert_eq!(private.sql("SELECT COUNT(*) FROM assignment"), "3");
}

#[test]
fn a_newer_database_is_refused_unless_it_says_that_this_version_goes_on_working() {
    let private = migrated();
    let later = |compatible_from: i64| {
        format!(
            "INSERT INTO schema_migration VALUES ({}, 'later', {compatible_from}) \
             ON CONFLICT (version) DO UPDATE SET compatible_from = excluded.compatible_from",
            known() + 1
        )
    };
    private.sql(&later(known()));
    open(&private).run(migrate).unwrap();
    open(&private).run(require_current).unwrap();
    private.sql(&later(known() + 1));
    for error in [open(&private).run(migrate).unwrap_err(), open(&private).run(require_current).unwrap_err()]
    {
        assert!(error.to_string().contains("newer Reseat"), "{error}");
    }
}

/// What a rolling upgrade lives on: a server of this version reads and writes after a later one has added a column.
#[test]
fn a_server_goes_on_while_a_later_one_adds_a_column() {
    let private = database();
    let store = PostgresStore::connect(&private.url(), PostgresOptions::default()).unwrap();
    let state = |number: i64| {
        let of = |column: &reseat_store::Column| match column.ty {
            reseat_store::Type::Int => Value::Int(number),
            reseat_store::Type::Text => Value::from("text"),
            reseat_store::Type::Bytes => Value::Bytes(vec![0; 16]),
        };
        tables::HEAD.columns.iter().map(of).collect::<Vec<_>>()
    };
    let put = |number| Batch { changes: vec![Change::Put(&tables::HEAD, state(number))], ..Batch::default() };
    let key = vec![state(1)[..tables::HEAD.key].to_vec()];
    store.apply(&put(1)).unwrap();
    assert_eq!(store.get_many(&tables::HEAD, &key).unwrap(), [Some(state(1))]);
    private.sql("ALTER TABLE head ADD COLUMN later BIGINT NOT NULL DEFAULT 5");
    store.apply(&put(2)).unwrap();
    assert_eq!(store.get_many(&tables::HEAD, &key).unwrap(), [Some(state(2))]);
    assert_eq!(private.sql("SELECT seq, later FROM head"), "2|5");
}

#[test]
fn an_empty_database_is_not_read_as_if_it_were_a_server() {
    let error = open(&database()).run(require_current).unwrap_err();
    assert!(error.to_string().contains("no data of Reseat"), "{error}");
}

#[test]
fn a_database_in_another_encoding_is_refused_with_what_to_do() {
    let private = database();
    private.sql("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    let url = private.url().replace(private.name(), "latin");
    let error = Database::open(&url, PostgresOptions::default()).unwrap().run(migrate).unwrap_err();
    assert!(error.to_string().contains("ENCODING 'UTF8'"), "{error}");
}
