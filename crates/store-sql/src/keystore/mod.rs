//! Secrets in a database file apart: wrapped with AES-256-GCM under a master key that is in no backup, and erased when
//! destroyed.
//!
//! `secure_delete` overwrites what is deleted, and there is no write-ahead log in which an old page could survive. The
//! file system may still hold old blocks of the rollback journal; what is in them is wrapped, too.

mod master;
mod postgres;
mod rotate;
pub(crate) mod seal;

use std::fmt;
use std::path::{Path, PathBuf};

use parking_lot::Mutex;
use reseat_store::StoreError;
use reseat_store::keystore::KeyStore;
use rusqlite::{Connection, OptionalExtension};

pub use master::{MASTER_KEY_FILE, MasterKey, MasterKeySource};
pub use postgres::PostgresKeyStore;

use self::seal::{CHECK, CHECK_SECRET, Seal};
use crate::sqlite::{cannot, copy_database, make_directory};

/// The keystore inside a data directory.
pub const KEYSTORE_FILE: &str = "keystore.db";

/// A keystore in a file.
pub struct SqliteKeyStore {
    connection: Mutex<Connection>,
    seal: Seal,
    /// Where the master key is, when it is in a file.
    master_file: Option<PathBuf>,
    /// The check as it was wrapped when the keystore was opened: once it differs, another master key is in use.
    check: Vec<u8>,
}

impl fmt::Debug for SqliteKeyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SqliteKeyStore")
    }
}

impl SqliteKeyStore {
    /// Opens the keystore of a data directory, making it where there is none. `random` fills bytes with the machine's
    /// randomness; it is asked once, for a master key that does not exist yet.
    ///
    /// # Errors
    /// When the master key is missing or does not fit, or the file cannot be read or written.
    pub fn open(
        directory: &Path,
        source: MasterKeySource,
        random: impl FnOnce(&mut [u8]),
    ) -> Result<Self, StoreError> {
        make_directory(directory)?;
        let path = directory.join(KEYSTORE_FILE);
        let master_file = source.file(directory);
        let master = source.resolve(directory, path.exists(), random)?;
        let connection = Connection::open(&path).map_err(failed)?;
        // EXTRA: the removal of the journal is durable, too.
        connection
            .execute_batch(
                "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; \
                 PRAGMA secure_delete = ON; \
                 CREATE TABLE IF NOT EXISTS secret (name TEXT NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;",
            )
            .map_err(failed)?;
        Self::unlock(connection, &master, master_file)
    }

    /// The first open writes the check, every later one unwraps it and fails if the master key is another one. A rotation
    /// that was broken off after everything was wrapped anew is completed here.
    fn unlock(
        connection: Connection,
        master: &MasterKey,
        master_file: Option<PathBuf>,
    ) -> Result<Self, StoreError> {
        let mut seal = Seal::new(master)?;
        connection
            .execute(
                "INSERT INTO secret (name, wrapped) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING",
                (CHECK, seal.wrap(CHECK, CHECK_SECRET)?),
            )
            .map_err(failed)?;
        let check: Vec<u8> = connection
            .query_row("SELECT wrapped FROM secret WHERE name = ?1", [CHECK], |row| row.get(0))
            .map_err(failed)?;
        if seal.unwrap(CHECK, check.clone()).is_none() {
            seal = rotate::completed(master_file.as_deref(), &check)?.ok_or_else(misfit)?;
        }
        Ok(Self { connection: Mutex::new(connection), seal, master_file, check })
    }

    /// Writes the keystore into `directory` as a file of its own. Every secret in it is wrapped; the master key is
    /// not there and has to be kept elsewhere.
    ///
    /// # Errors
    /// When `directory` has a keystore already or cannot be written.
    pub fn backup(&self, directory: &Path) -> Result<(), StoreError> {
        make_directory(directory)?;
        let target = directory.join(KEYSTORE_FILE);
        refuse_existing(&target)?;
        copy_database(&self.connection.lock(), &target)
    }

    /// Puts a backup of a keystore into a data directory, unless there is a keystore: that one is kept, because keys
    /// that were destroyed since the backup must not return. Answers whether the backup was used.
    ///
    /// # Errors
    /// When the file cannot be copied.
    pub fn restore(backup: &Path, directory: &Path) -> Result<bool, StoreError> {
        make_directory(directory)?;
        let (source, target) = (backup.join(KEYSTORE_FILE), directory.join(KEYSTORE_FILE));
        if target.exists() || !source.exists() {
            return Ok(false);
        }
        let source = Connection::open(&source).map_err(failed)?;
        copy_database(&source, &target)?;
        Ok(true)
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        let wrapped = self.seal.wrap(name, secret)?;
        let connection = self.connection.lock();
        // Nothing is wrapped with a master key that is out of use since this process began.
        connection
            .execute(
                "INSERT INTO secret (name, wrapped) SELECT ?1, ?2 \
                 WHERE EXISTS (SELECT 1 FROM secret WHERE name = ?3 AND wrapped = ?4) ON CONFLICT (name) DO NOTHING",
                (name, wrapped, CHECK, &self.check),
            )
            .map_err(failed)?;
        self.kept(&connection, name)?.ok_or_else(misfit)
    }

    fn kept(&self, connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT wrapped FROM secret WHERE name = ?1";
        let wrapped: Option<Vec<u8>> =
            connection.query_row(sql, [name], |row| row.get(0)).optional().map_err(failed)?;
        wrapped.map(|wrapped| self.opened(name, wrapped)).transpose()
    }

    fn opened(&self, name: &str, wrapped: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        self.seal.unwrap(name, wrapped).ok_or_else(misfit)
    }
}

/// The master key is another one, or a secret was damaged.
pub(crate) fn misfit() -> StoreError {
    StoreError::Failed(format!(
        "the master key does not fit {KEYSTORE_FILE}, or the file is damaged: give the master key with which it was made"
    ))
}

impl KeyStore for SqliteKeyStore {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        check_name(name)?;
        self.kept(&self.connection.lock(), name)
    }

    fn put_if_absent(&self, name: &str, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        check_name(name)?;
        self.put(name, secret)
    }

    fn destroy(&self, name: &str) -> Result<(), StoreError> {
        check_name(name)?;
        self.connection.lock().execute("DELETE FROM secret WHERE name = ?1", [name]).map_err(failed)?;
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.connection.lock();
        let mut statement =
            connection.prepare("SELECT name FROM secret WHERE name <> ?1 ORDER BY name").map_err(failed)?;
        let names = statement.query_map([CHECK], |row| row.get(0)).map_err(failed)?;
        names.collect::<rusqlite::Result<_>>().map_err(failed)
    }
}

fn check_name(name: &str) -> Result<(), StoreError> {
    if name == CHECK { Err(StoreError::Failed("a secret needs a name".to_owned())) } else { Ok(()) }
}

fn refuse_existing(target: &Path) -> Result<(), StoreError> {
    if target.exists() {
        let taken = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        return Err(cannot("write", target, &taken));
    }
    Ok(())
}

fn failed(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy) => StoreError::Unavailable(error.to_string()),
        _ => StoreError::Failed(format!("the keystore failed: {error}")),
    }
}

#[cfg(test)]
mod tests;
