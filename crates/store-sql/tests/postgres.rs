//! PostgreSQL under the suite that every store has to pass, and what is particular to it.

use reseat_store_sql::{PostgresOptions, PostgresStore};
use reseat_testkit::postgres::{Database, database};

fn store() -> (Database, PostgresStore) {
    let database = database();
    let store = PostgresStore::connect(&database.url(), PostgresOptions::default()).unwrap();
    (database, store)
}

reseat_store::conformance_suite!(store());

mod keystore {
    use reseat_store::keystore::KeyStore;
    use reseat_store_sql::{MasterKey, MasterKeySource, PostgresKeyStore};

    use super::store;

    fn given(byte: u8) -> MasterKeySource {
        MasterKeySource::Given(key(byte))
    }

    fn key(byte: u8) -> MasterKey {
        MasterKey::from_hex(&format!("{byte:02x}").repeat(32)).unwrap()
    }

    #[test]
    fn servers_with_the_same_master_key_share_secrets_and_others_are_told() {
        let (database, store) = store();
        let directory = tempfile::tempdir().unwrap();
        let open = |source| PostgresKeyStore::open(&store, directory.path(), source, |_| ());
        let (one, two) = (open(given(1)).unwrap(), open(given(1)).unwrap());
        assert_eq!(one.put_if_absent("signing", b"first").unwrap(), b"first");
        assert_eq!(two.put_if_absent("signing", b"second").unwrap(), b"first", "racing servers agree");
        assert_eq!(two.get("signing").unwrap().as_deref(), Some(b"first".as_slice()));
        assert_eq!(two.names().unwrap(), ["signing"]);
        assert!(!database.sql("SELECT wrapped FROM reseat_keys.secret").contains("6669727374"), "wrapped");
        let error = open(given(2)).unwrap_err().to_string();
        assert!(error.contains("All servers of a database need the same master key"), "{error}");
        one.destroy("signing").unwrap();
        assert_eq!(two.get("signing").unwrap(), None);
        assert!(one.get("").is_err() && one.put_if_absent("", b"x").is_err());
    }

    #[test]
    fn a_server_without_the_master_key_makes_none_once_there_is_a_keystore() {
        let (_database, store) = store();
        let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let open = |directory: &std::path::Path| {
            let fill = |bytes: &mut [u8]| bytes.fill(7);
            PostgresKeyStore::open(&store, directory, MasterKeySource::DataDirectory, fill)
        };
        open(first.path()).unwrap();
        open(first.path()).unwrap();
        let error = open(second.path()).unwrap_err().to_string();
        assert!(error.contains("is missing") && error.contains("All servers"), "{error}");
        assert!(std::fs::read_dir(second.path()).unwrap().next().is_none());
    }

    #[test]
    fn a_new_master_key_opens_everything_and_a_server_with_the_old_one_wraps_nothing_more() {
        let (_database, store) = store();
        let directory = tempfile::tempdir().unwrap();
        let open = |byte| PostgresKeyStore::open(&store, directory.path(), given(byte), |_| ());
        let (asleep, mut awake) = (open(1).unwrap(), open(1).unwrap());
        awake.put_if_absent("signing", b"one").unwrap();
        assert_eq!(awake.rotate_master(&key(2)).unwrap(), 1);
        assert_eq!(awake.get("signing").unwrap().as_deref(), Some(b"one".as_slice()));
        assert!(asleep.put_if_absent("late", b"two").is_err());
        assert_eq!(open(2).unwrap().names().unwrap(), ["signing"]);
        assert!(open(1).is_err());
    }
}

/// What several processes, lost connections and crashes do to it.
mod trouble {
    use std::net::TcpListener;
    use std::time::Duration;

    use reseat_store::{
        Batch, Change, Key, Precondition, Row, Store, StoreError, Table, Type, Value, tables,
    };
    use reseat_store_sql::{PostgresOptions, PostgresStore};
    use reseat_testkit::postgres::{Cluster, Durability, cluster, database};

    use super::store;

    /// A row of any table whose ids are of one byte and whose numbers are `number`.
    fn row(table: &Table, id: u8, number: i64) -> Row {
        let cell = |column: &reseat_store::Column| match column.ty {
            Type::Int => Value::Int(number),
            Type::Text => Value::from("text"),
            Type::Bytes => Value::Bytes(vec![id; 16]),
        };
        table.columns.iter().map(cell).collect()
    }

    fn head(id: u8, number: i64) -> Row {
        row(&tables::HEAD, id, number)
    }

    fn key(id: u8) -> Key {
        vec![Value::Bytes(vec![id; 16])]
    }

    fn put(id: u8, number: i64) -> Batch {
        Batch { changes: vec![Change::Put(&tables::HEAD, head(id, number))], ..Batch::default() }
    }

    fn number(store: &PostgresStore, id: u8) -> Option<i64> {
        let row = store.get_many(&tables::HEAD, &[key(id)]).unwrap().pop().unwrap()?;
        match row[tables::HEAD_SEQ] {
            Value::Int(number) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn of_many_who_claim_an_absent_row_one_gets_it_and_the_others_are_told() {
        let (_database, store) = store();
        let results: Vec<_> = std::thread::scope(|scope| {
            let claim = |number| {
                let store = &store;
                move || {
                    let preconditions = vec![Precondition::Absent(&tables::HEAD, key(1))];
                    store.apply(&Batch { preconditions, ..put(1, number) })
                }
            };
            let threads: Vec<_> = (0..8).map(|number| scope.spawn(claim(number))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let refused = results.iter().filter(|result| matches!(result, Err(StoreError::Precondition(0))));
        assert_eq!(refused.count(), 7, "{results:?}");
        let winner = results.iter().position(Result::is_ok).unwrap();
        assert_eq!(number(&store, 1), Some(i64::try_from(winner).unwrap()));
    }

    #[test]
    fn batches_about_the_same_organisations_in_any_order_do_not_wait_for_each_other_for_ever() {
        let (_database, store) = store();
        for id in 1..=4 {
            store.apply(&put(id, 0)).unwrap();
        }
        std::thread::scope(|scope| {
            for thread in 0..4_u8 {
                let store = &store;
                scope.spawn(move || {
                    for round in 1..=20 {
                        let ids = (0..4).map(|at| 1 + (at + thread) % 4);
                        let changes = ids.map(|id| Change::Put(&tables::HEAD, head(id, round))).collect();
                        store.apply(&Batch { changes, ..Batch::default() }).unwrap();
                    }
                });
            }
        });
        assert_eq!((1..=4).map(|id| number(&store, id)).collect::<Vec<_>>(), [Some(20); 4]);
    }

    #[test]
    fn a_connection_that_was_ended_is_replaced_and_the_reader_does_not_notice() {
        let (database, store) = store();
        store.apply(&put(1, 5)).unwrap();
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
            WHERE datname = current_database() AND pid <> pg_backend_pid()";
        for _ in 0..3 {
            database.sql(end);
            assert_eq!(number(&store, 1), Some(5));
        }
        database.sql(end);
        // A batch whose connection breaks may have been written; here it is told so, or goes through on a fresh one.
        match store.apply(&put(1, 6)) {
            Ok(()) => assert_eq!(number(&store, 1), Some(6)),
            Err(StoreError::Unavailable(_)) => store.apply(&put(1, 6)).unwrap(),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_server_that_accepts_no_writes_is_unavailable_and_is_used_again_when_it_does() {
        let (database, store) = store();
        let set = |value: &str| {
            let name = database.name();
            let alter = format!("ALTER DATABASE {name} SET default_transaction_read_only = {value}");
            cluster().sql("postgres", &alter);
            let end =
                format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
            cluster().sql("postgres", &end);
        };
        store.apply(&put(1, 1)).unwrap();
        set("on");
        // The first may be told that its connection was lost.
        drop(store.apply(&put(1, 2)));
        assert!(matches!(store.apply(&put(1, 2)), Err(StoreError::Unavailable(_))));
        set("off");
        assert_eq!(number(&store, 1), Some(1));
        store.apply(&put(1, 2)).unwrap();
    }

    #[test]
    fn a_silent_host_and_an_absent_one_do_not_hide_the_one_that_answers() {
        let database = database();
        // Its queue accepts connections, and nobody ever says a word.
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let absent = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let hosts = format!("@127.0.0.1:{},127.0.0.1:{absent},", silent.local_addr().unwrap().port());
        let url = database.tcp_url().replace('@', &hosts);
        let options = PostgresOptions { connect: Duration::from_millis(300), ..PostgresOptions::default() };
        let store = PostgresStore::connect(&url, options.clone());
        // On a machine that does much else the one that answers may be late, too.
        let store = store.or_else(|_| PostgresStore::connect(&url, PostgresOptions::default())).unwrap();
        store.apply(&put(1, 1)).unwrap();
        let nobody = format!("postgres://reseat@127.0.0.1:{absent}/x");
        let error = PostgresStore::connect(&nobody, options).unwrap_err();
        assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
        assert!(error.to_string().contains(&absent.to_string()), "{error}");
    }

    #[test]
    fn what_was_answered_is_there_after_a_crash() {
        let cluster: &'static Cluster = Box::leak(Box::new(Cluster::start(Durability::Full)));
        let database = cluster.database();
        let store = PostgresStore::connect(&database.url(), PostgresOptions::default()).unwrap();
        let mut answered = 0;
        for _ in 0..2 {
            for _ in 0..30 {
                match store.apply(&put(1, answered + 1)) {
                    Ok(()) => answered += 1,
                    Err(StoreError::Unavailable(_)) => answered = number(&store, 1).unwrap_or(0),
                    Err(error) => panic!("{error}"),
                }
            }
            assert!(answered > 25, "most are answered");
            cluster.crash_and_restart(Durability::Full);
            assert_eq!(number(&store, 1), Some(answered), "an answered batch is gone");
        }
    }

    /// PostgreSQL ends the wait for a standby when a statement's time is up, and then reports the commit as done.
    #[test]
    fn a_commit_that_waits_for_a_standby_is_never_answered_because_its_time_is_up() {
        let cluster: &'static Cluster = Box::leak(Box::new(Cluster::start(Durability::Full)));
        let database = cluster.database();
        let options = PostgresOptions {
            statement: Duration::from_millis(200),
            answer: Duration::from_secs(2),
            ..PostgresOptions::default()
        };
        let store = PostgresStore::connect(&database.url(), PostgresOptions::default()).unwrap();
        store.apply(&put(1, 1)).unwrap();
        drop(store);
        cluster.sql("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'away'");
        cluster.sql("postgres", "SELECT pg_reload_conf()");
        // The setting reaches other processes a moment later; each round gives them one.
        let waits = (2..10).any(|number| {
            let store = PostgresStore::connect(&database.url(), options.clone()).unwrap();
            matches!(store.apply(&put(1, number)), Err(StoreError::Unavailable(_)))
        });
        // Else dropping the database would wait for the standby, too.
        cluster.sql("postgres", "ALTER SYSTEM RESET synchronous_standby_names");
        cluster.sql("postgres", "SELECT pg_reload_conf()");
        assert!(waits, "a commit was answered that no standby has");
    }

    #[test]
    fn the_database_tells_the_time_and_it_does_not_stand() {
        let (database, store) = store();
        let before = store.now().unwrap().unwrap();
        let between: i64 =
            database.sql("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT").parse().unwrap();
        store.apply(&put(1, 9)).unwrap();
        let (rows, after) = store.get_many_now(&tables::HEAD, &[key(1), key(2)]).unwrap();
        assert!(before.0 <= between && between <= after.unwrap().0);
        assert_eq!(rows, [Some(head(1, 9)), None]);
    }

    #[test]
    fn a_copy_that_was_broken_off_is_served_by_nobody_and_begun_anew() {
        let database = database();
        let options = PostgresOptions::default();
        let half = PostgresStore::begin_copy(&database.url(), options.clone()).unwrap();
        half.apply(&put(1, 1)).unwrap();
        drop(half);
        for error in [
            PostgresStore::connect(&database.url(), options.clone()).unwrap_err(),
            PostgresStore::connect_current(&database.url(), options.clone()).unwrap_err(),
        ] {
            assert!(error.to_string().contains("broken off"), "{error}");
        }
        let whole = PostgresStore::begin_copy(&database.url(), options.clone()).unwrap();
        assert_eq!(number(&whole, 1), None, "emptied");
        whole.apply(&put(2, 2)).unwrap();
        whole.finish_copy().unwrap();
        let served = PostgresStore::connect(&database.url(), options.clone()).unwrap();
        assert_eq!(number(&served, 2), Some(2));
        let error = PostgresStore::begin_copy(&database.url(), options).unwrap_err();
        assert!(error.to_string().contains("not empty"), "{error}");
    }
}
