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
