//! What a data directory keeps, refuses and survives.

use std::fs;
use std::path::Path;

use reseat_model::log::Head;
use reseat_model::{TenantId, Timestamp};
use reseat_store::{Batch, Change, Precondition, Record, Scan, Store, StoreError, Stored, tables};
use reseat_store_sql::{DATABASE_FILE, SqliteOptions, SqliteStore, restore};

const TENANT: TenantId = TenantId::from_bytes([7; 16]);

fn open(directory: &Path) -> SqliteStore {
    SqliteStore::open(directory, SqliteOptions::default()).unwrap()
}

fn head(seq: u64) -> Change {
    Change::Put(&tables::HEAD, Head { seq, at: Timestamp(1), hash: [1; 32], ..Head::EMPTY }.to_row(TENANT))
}

fn put_head(store: &dyn Store, seq: u64) -> Result<(), StoreError> {
    store.apply(&Batch { changes: vec![head(seq)], ..Batch::default() })
}

fn seq(store: &dyn Store) -> Option<u64> {
    Head::load(store, TENANT, &()).unwrap().map(|head| head.seq)
}

/// Rows that make the log grow.
fn fill(store: &dyn Store, rounds: u64) {
    for seq in 1..=rounds {
        let changes = (0..200)
            .map(|n| {
                let text = format!("{seq} {n}");
                let set = reseat_model::catalog::ExclusiveSet { id: text, plans: Default::default() };
                Change::Put(&tables::CATALOG_EXCLUSIVE, set.to_row(TENANT))
            })
            .chain([head(seq)])
            .collect();
        store.apply(&Batch { changes, ..Batch::default() }).unwrap();
    }
}

#[test]
fn what_was_answered_is_there_after_a_restart_without_a_checkpoint() {
    let directory = tempfile::tempdir().unwrap();
    for seq in 1_u64..=3 {
        let store = open(directory.path());
        assert_eq!(self::seq(&store), seq.checked_sub(1).filter(|seq| *seq > 0));
        put_head(&store, seq).unwrap();
    }
}

/// A killed process leaves database and log as they are at that instant; a copy of both is such a moment.
#[test]
fn what_was_answered_is_in_the_files_when_the_process_is_gone() {
    let (directory, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = open(directory.path());
    for answered in 1..=5 {
        put_head(&store, answered).unwrap();
        for file in [DATABASE_FILE.to_owned(), format!("{DATABASE_FILE}-wal")] {
            fs::copy(directory.path().join(&file), copy.path().join(&file)).unwrap();
        }
        let reader = SqliteStore::open_read_only(copy.path(), SqliteOptions::default()).unwrap();
        assert_eq!(seq(&reader), Some(answered));
        drop(reader);
        assert_eq!(seq(&open(copy.path())), Some(answered));
        fs::remove_file(copy.path().join(DATABASE_FILE)).unwrap();
    }
}

/// A log that ends in the middle of a batch, at any byte, gives the state of a whole number of batches.
#[test]
fn a_torn_log_loses_whole_batches_only() {
    let (directory, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = open(directory.path());
    while !store.checkpoint().unwrap().complete {}
    fill(&store, 4);
    let wal_name = format!("{DATABASE_FILE}-wal");
    let wal = fs::read(directory.path().join(&wal_name)).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for part in 0..=24 {
        fs::copy(directory.path().join(DATABASE_FILE), copy.path().join(DATABASE_FILE)).unwrap();
        fs::write(copy.path().join(&wal_name), &wal[..wal.len() * part / 24]).unwrap();
        let torn = open(copy.path());
        let seq = seq(&torn).unwrap_or(0);
        let rows = torn.count(&Scan::key(&tables::CATALOG_EXCLUSIVE, vec![TENANT.into()], 1)).unwrap();
        assert_eq!(rows, seq * 200, "part {part}");
        seen.insert(seq);
        drop(torn);
        fs::remove_file(copy.path().join(DATABASE_FILE)).unwrap();
    }
    assert!(seen.contains(&0) && seen.contains(&4) && seen.len() > 2, "{seen:?}");
}

#[test]
fn a_second_server_on_the_directory_is_told_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    let first = open(directory.path());
    let error = SqliteStore::open(directory.path(), SqliteOptions::default()).unwrap_err();
    assert!(error.to_string().contains("another Reseat server uses"), "{error}");
    drop(first);
    open(directory.path());
}

#[test]
fn a_reader_beside_the_server_sees_what_was_written_and_writes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let error = SqliteStore::open_read_only(directory.path(), SqliteOptions::default()).unwrap_err();
    assert!(error.to_string().contains("no database"), "{error}");
    let server = open(directory.path());
    let reader = SqliteStore::open_read_only(directory.path(), SqliteOptions::default()).unwrap();
    put_head(&server, 1).unwrap();
    assert_eq!(seq(&reader), Some(1));
    assert!(put_head(&reader, 2).unwrap_err().to_string().contains("reading only"));
    drop(server);
    assert_eq!(seq(&reader), Some(1));
}

/// Someone else holds the write lock: nothing happens, the store says that it can be tried again, and then it works.
#[test]
fn a_locked_database_is_unavailable_and_the_same_batch_works_later() {
    let directory = tempfile::tempdir().unwrap();
    let options = SqliteOptions { busy_timeout_ms: 1, ..SqliteOptions::default() };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    put_head(&store, 1).unwrap();
    let other = rusqlite::Connection::open(directory.path().join(DATABASE_FILE)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(put_head(&store, 2), Err(StoreError::Unavailable(_))));
    assert_eq!(seq(&store), Some(1));
    other.execute_batch("ROLLBACK").unwrap();
    put_head(&store, 2).unwrap();
    assert_eq!(seq(&store), Some(2));
}

/// A batch whose answer was lost is sent again with its precondition: the head tells that it was written.
#[test]
fn a_repeated_batch_is_not_applied_twice() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path());
    put_head(&store, 4).unwrap();
    let key = Head::key(TENANT, &());
    let batch = Batch {
        preconditions: vec![Precondition::Equals(&tables::HEAD, key, tables::HEAD_SEQ, 4_i64.into())],
        changes: vec![head(5)],
    };
    store.apply(&batch).unwrap();
    assert!(matches!(store.apply(&batch), Err(StoreError::Precondition(0))));
    assert_eq!(seq(&store), Some(5));
}

/// The engine itself fails amid a batch: nothing of it stays, and the store works on.
#[test]
fn a_batch_that_fails_midway_leaves_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path());
    put_head(&store, 1).unwrap();
    let other = rusqlite::Connection::open(directory.path().join(DATABASE_FILE)).unwrap();
    other.execute_batch("DROP TABLE role_grant").unwrap();
    let grant =
        reseat_store::records::RoleGrant { role: reseat_model::RoleId::NIL, user: reseat_model::UserId::NIL };
    let changes = vec![head(2), Change::Put(&tables::ROLE_GRANT, grant.to_row(TENANT)), head(3)];
    let error = store.apply(&Batch { changes, ..Batch::default() }).unwrap_err();
    assert!(matches!(error, StoreError::Failed(_)), "{error:?}");
    assert_eq!(seq(&store), Some(1));
    assert!(store.count(&Scan::key(&tables::ROLE_GRANT, vec![TENANT.into()], 1)).is_err());
    put_head(&store, 2).unwrap();
    assert_eq!(seq(&store), Some(2));
}

#[test]
fn a_file_that_is_no_database_is_an_error_and_stays_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(DATABASE_FILE);
    fs::write(&path, vec![b'x'; 5000]).unwrap();
    assert!(SqliteStore::open(directory.path(), SqliteOptions::default()).is_err());
    assert_eq!(fs::read(&path).unwrap(), vec![b'x'; 5000]);
}

#[test]
fn a_checkpoint_moves_the_log_and_a_large_one_begins_anew() {
    let directory = tempfile::tempdir().unwrap();
    let options = SqliteOptions { wal_bytes_max: 500_000, ..SqliteOptions::default() };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    put_head(&store, 1).unwrap();
    let small = store.checkpoint().unwrap();
    assert!(small.complete && !small.writers_waited && small.wal_bytes > 0, "{small:?}");
    fill(&store, 60);
    let wal = directory.path().join(format!("{DATABASE_FILE}-wal"));
    assert!(fs::metadata(&wal).unwrap().len() > 500_000);
    let large = store.checkpoint().unwrap();
    assert!(large.complete && large.writers_waited, "{large:?}");
    put_head(&store, 61).unwrap();
    assert_eq!(fs::metadata(&wal).unwrap().len(), 1_000_000, "cut to twice its limit, and written over");
    let next = store.checkpoint().unwrap();
    assert!(next.complete && !next.writers_waited && next.wal_bytes < 50_000, "{next:?}");
    assert_eq!(seq(&store), Some(61));
}

/// Backups are taken while another thread writes; each is one instant, restores, and has no sessions in it.
#[test]
fn a_backup_beside_writers_is_one_instant_and_restores() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path());
    fill(&store, 1);
    let session = reseat_model::system::Session {
        id: reseat_model::SessionId::from_bytes([1; 16]),
        sha256: [2; 32],
        user: reseat_model::UserId::NIL,
        csrf: String::new(),
        created_at: Timestamp(1),
        expires_at: Timestamp(2),
    };
    store
        .apply(&Batch {
            changes: vec![Change::Put(&tables::SESSION, session.to_row(TENANT))],
            ..Batch::default()
        })
        .unwrap();
    let backups: Vec<_> = (0..4).map(|_| tempfile::tempdir().unwrap()).collect();
    std::thread::scope(|scope| {
        scope.spawn(|| fill(&store, 60));
        for backup in &backups {
            store.backup(&backup.path().join("backup")).unwrap();
        }
    });
    for backup in &backups {
        let (from, to) = (backup.path().join("backup"), backup.path().join("restored"));
        restore(&from, &to).unwrap();
        let restored = open(&to);
        let seq = seq(&restored).unwrap();
        let scan = Scan::key(&tables::CATALOG_EXCLUSIVE, vec![TENANT.into()], 1);
        assert_eq!(restored.count(&scan).unwrap(), seq * 200);
        assert_eq!(restored.count(&Scan::key(&tables::SESSION, vec![TENANT.into()], 1)).unwrap(), 0);
        put_head(&restored, seq + 1).unwrap();
    }
}

#[test]
fn nothing_is_overwritten_by_backup_or_restore() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path());
    let backup = tempfile::tempdir().unwrap();
    store.backup(backup.path()).unwrap();
    assert!(store.backup(backup.path()).unwrap_err().to_string().contains("empty folder"));
    assert!(restore(backup.path(), directory.path()).is_err());
    drop(store);
    assert!(restore(backup.path(), directory.path()).unwrap_err().to_string().contains("empty folder"));
    let nowhere = tempfile::tempdir().unwrap();
    assert!(restore(nowhere.path(), &nowhere.path().join("new")).is_err());
}

#[test]
fn a_damaged_backup_is_refused_and_leaves_no_database() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path());
    fill(&store, 3);
    let backup = tempfile::tempdir().unwrap();
    store.backup(backup.path()).unwrap();
    let path = backup.path().join(DATABASE_FILE);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    let target = tempfile::tempdir().unwrap();
    assert!(restore(backup.path(), target.path()).is_err());
    assert!(!target.path().join(DATABASE_FILE).exists());
}

/// A reader that does not end keeps the log from beginning anew; writers are not held up by it for long, and go on.
#[test]
fn a_long_read_delays_a_checkpoint_and_no_writer() {
    let directory = tempfile::tempdir().unwrap();
    let options = SqliteOptions { wal_bytes_max: 10_000, ..SqliteOptions::default() };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    put_head(&store, 1).unwrap();
    let reader = rusqlite::Connection::open(directory.path().join(DATABASE_FILE)).unwrap();
    reader.execute_batch("BEGIN; SELECT * FROM head").unwrap();
    fill(&store, 3);
    assert!(!store.checkpoint().unwrap().complete);
    put_head(&store, 4).unwrap();
    reader.execute_batch("COMMIT").unwrap();
    assert!(store.checkpoint().unwrap().complete);
    assert_eq!(seq(&store), Some(4));
}
