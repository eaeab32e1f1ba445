use std::fs;

use super::*;

fn open(directory: &Path) -> Result<SqliteKeyStore, StoreError> {
    SqliteKeyStore::open(directory, MasterKeySource::default(), |bytes| bytes.fill(7))
}

/// Every byte of every file in the folder.
fn all_bytes(directory: &Path) -> Vec<u8> {
    let files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    files.flat_map(|path| fs::read(path).unwrap()).collect()
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn wrapped(keystore: &SqliteKeyStore, name: &str) -> Vec<u8> {
    let connection = keystore.connection.lock();
    connection.query_row("SELECT wrapped FROM secret WHERE name = ?1", [name], |row| row.get(0)).unwrap()
}

#[test]
fn secrets_are_kept_over_a_restart_and_the_first_one_stays() {
    let directory = tempfile::tempdir().unwrap();
    let keystore = open(directory.path()).unwrap();
    assert_eq!(keystore.put_if_absent("signing", b"first").unwrap(), b"first");
    assert_eq!(keystore.put_if_absent("signing", b"second").unwrap(), b"first");
    drop(keystore);
    let keystore = open(directory.path()).unwrap();
    assert_eq!(keystore.get("signing").unwrap().as_deref(), Some(b"first".as_slice()));
    assert_eq!(keystore.get("other").unwrap(), None);
    assert_eq!(keystore.put_if_absent("another", b"").unwrap(), b"");
    assert_eq!(keystore.names().unwrap(), ["another", "signing"]);
    assert!(keystore.get("").is_err());
}

#[test]
fn nothing_is_written_unwrapped() {
    let directory = tempfile::tempdir().unwrap();
    let keystore = open(directory.path()).unwrap();
    let secret = b"a secret of some length, easy to find";
    keystore.put_if_absent("signing", secret).unwrap();
    assert!(!has(&all_bytes(directory.path()), secret));
}

#[test]
fn what_is_destroyed_is_in_no_file_any_more() {
    let directory = tempfile::tempdir().unwrap();
    let keystore = open(directory.path()).unwrap();
    // Large enough for overflow pages, which are freed rather than overwritten in place.
    for (name, secret) in [("small", vec![1; 32]), ("large", vec![2; 20_000]), ("kept", vec![3; 32])] {
        keystore.put_if_absent(name, &secret).unwrap();
    }
    for name in ["small", "large"] {
        let wrapped = wrapped(&keystore, name);
        let pieces: Vec<_> = wrapped.chunks(32).filter(|piece| piece.len() == 32).collect();
        assert!(
            pieces.iter().any(|piece| has(&all_bytes(directory.path()), piece)),
            "the test looks at the wrong files"
        );
        keystore.destroy(name).unwrap();
        keystore.destroy(name).unwrap();
        let bytes = all_bytes(directory.path());
        assert!(!pieces.iter().any(|piece| has(&bytes, piece)), "{name} is still there");
        assert_eq!(keystore.get(name).unwrap(), None);
    }
    assert_eq!(keystore.get("kept").unwrap(), Some(vec![3; 32]));
}

#[test]
fn another_master_key_is_noticed_at_once() {
    let directory = tempfile::tempdir().unwrap();
    drop(open(directory.path()).unwrap());
    let other = MasterKeySource::Given(MasterKey::from_hex(&"ab".repeat(32)).unwrap());
    let error = SqliteKeyStore::open(directory.path(), other, |_| ()).unwrap_err();
    assert!(error.to_string().contains("does not fit"), "{error}");
}

#[test]
fn a_lost_master_key_is_never_replaced_by_a_new_one() {
    let directory = tempfile::tempdir().unwrap();
    drop(open(directory.path()).unwrap());
    let path = directory.path().join(MASTER_KEY_FILE);
    fs::remove_file(&path).unwrap();
    let error = open(directory.path()).unwrap_err();
    assert!(error.to_string().contains("is missing"), "{error}");
    assert!(!path.exists());
}

#[test]
fn the_master_key_can_be_elsewhere() {
    let (directory, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let source = || MasterKeySource::File(elsewhere.path().join("key"));
    drop(SqliteKeyStore::open(directory.path(), source(), |bytes| bytes.fill(9)).unwrap());
    assert!(!directory.path().join(MASTER_KEY_FILE).exists());
    SqliteKeyStore::open(directory.path(), source(), |_| panic!("the key exists")).unwrap();
    let text = fs::read_to_string(elsewhere.path().join("key")).unwrap();
    SqliteKeyStore::open(
        directory.path(),
        MasterKeySource::Given(MasterKey::from_hex(&text).unwrap()),
        |_| (),
    )
    .unwrap();
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_master_key() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    drop(open(directory.path()).unwrap());
    let mode = fs::metadata(directory.path().join(MASTER_KEY_FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_key_is_64_hexadecimal_digits() {
    for bad in ["", "ab", &"zz".repeat(32), &"+1".repeat(32), &"ä".repeat(32)] {
        assert!(MasterKey::from_hex(bad).is_err(), "{bad}");
    }
    let key = MasterKey::from_hex(&format!(" {}\n", "0F".repeat(32))).unwrap();
    assert_eq!(key.bytes(), &[15; 32]);
    assert_eq!(format!("{key:?}"), "MasterKey");
}

#[test]
fn exchanged_rows_are_noticed() {
    let directory = tempfile::tempdir().unwrap();
    let keystore = open(directory.path()).unwrap();
    keystore.put_if_absent("a", b"1").unwrap();
    keystore.put_if_absent("b", b"2").unwrap();
    let of_b = wrapped(&keystore, "b");
    keystore.connection.lock().execute("UPDATE secret SET wrapped = ?1 WHERE name = 'a'", [of_b]).unwrap();
    assert!(keystore.get("a").is_err());
}

#[test]
fn a_backup_has_no_master_key_and_never_brings_destroyed_keys_back() {
    let (directory, backup, fresh) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let keystore = open(directory.path()).unwrap();
    keystore.put_if_absent("mailbox", b"key").unwrap();
    keystore.backup(backup.path()).unwrap();
    assert!(keystore.backup(backup.path()).is_err(), "a backup is never overwritten");
    assert!(!backup.path().join(MASTER_KEY_FILE).exists());
    keystore.destroy("mailbox").unwrap();

    assert!(!SqliteKeyStore::restore(backup.path(), directory.path()).unwrap());
    assert_eq!(keystore.get("mailbox").unwrap(), None);

    assert!(SqliteKeyStore::restore(backup.path(), fresh.path()).unwrap());
    fs::copy(directory.path().join(MASTER_KEY_FILE), fresh.path().join(MASTER_KEY_FILE)).unwrap();
    assert_eq!(open(fresh.path()).unwrap().get("mailbox").unwrap().as_deref(), Some(b"key".as_slice()));
}

fn filled_with(byte: u8) -> MasterKey {
    MasterKey::fresh(|bytes| bytes.fill(byte))
}

#[test]
fn a_new_master_key_opens_everything_and_the_old_one_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let mut keystore = open(directory.path()).unwrap();
    keystore.put_if_absent("signing", b"one").unwrap();
    keystore.put_if_absent("authority", b"two").unwrap();
    let old = wrapped(&keystore, "signing");
    assert_eq!(keystore.rotate_master(&filled_with(9)).unwrap(), 2);
    assert_eq!(keystore.get("signing").unwrap().as_deref(), Some(b"one".as_slice()));
    assert!(!has(&all_bytes(directory.path()), &old), "what the old key opens is still there");
    drop(keystore);
    let text = fs::read_to_string(directory.path().join(MASTER_KEY_FILE)).unwrap();
    assert_eq!(text.trim(), "09".repeat(32));
    assert_eq!(open(directory.path()).unwrap().get("authority").unwrap().as_deref(), Some(b"two".as_slice()));
    let given = MasterKeySource::Given(filled_with(7));
    assert!(SqliteKeyStore::open(directory.path(), given, |_| ()).is_err());
}

#[test]
fn a_rotation_that_was_broken_off_at_any_step_leaves_a_keystore_that_opens() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(MASTER_KEY_FILE);
    let next = rotate::next_file(&path);
    let keystore = open(directory.path()).unwrap();
    keystore.put_if_absent("signing", b"one").unwrap();
    drop(keystore);
    let still_opens = || {
        assert_eq!(
            open(directory.path()).unwrap().get("signing").unwrap().as_deref(),
            Some(b"one".as_slice())
        );
    };
    // The new key was written, and nothing was wrapped with it.
    master::write_new(&next, &filled_with(8)).unwrap();
    still_opens();
    // Everything was wrapped with it, and it has not taken its place.
    let old = fs::read_to_string(&path).unwrap();
    open(directory.path()).unwrap().rotate_master(&filled_with(8)).unwrap();
    fs::rename(&path, &next).unwrap();
    fs::write(&path, &old).unwrap();
    still_opens();
    assert!(!next.exists(), "the new key has taken its place");
    assert_eq!(fs::read_to_string(&path).unwrap().trim(), "08".repeat(32));
    still_opens();
}

#[test]
fn a_process_that_slept_through_a_rotation_wraps_nothing_with_the_old_key() {
    let directory = tempfile::tempdir().unwrap();
    let asleep = open(directory.path()).unwrap();
    open(directory.path()).unwrap().rotate_master(&filled_with(8)).unwrap();
    assert!(asleep.put_if_absent("late", b"secret").is_err());
    assert_eq!(open(directory.path()).unwrap().names().unwrap(), Vec::<String>::new());
}

#[test]
fn a_given_master_key_is_rotated_without_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let given = |byte| MasterKeySource::Given(filled_with(byte));
    let mut keystore = SqliteKeyStore::open(directory.path(), given(1), |_| ()).unwrap();
    keystore.put_if_absent("signing", b"one").unwrap();
    keystore.rotate_master(&filled_with(2)).unwrap();
    drop(keystore);
    assert!(SqliteKeyStore::open(directory.path(), given(1), |_| ()).is_err());
    let keystore = SqliteKeyStore::open(directory.path(), given(2), |_| ()).unwrap();
    assert_eq!(keystore.get("signing").unwrap().as_deref(), Some(b"one".as_slice()));
    assert!(!directory.path().join(MASTER_KEY_FILE).exists());
}
