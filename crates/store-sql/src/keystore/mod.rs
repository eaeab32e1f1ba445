//! Secrets in a database file apart: wrapped with AES-256-GCM under a master key that is in no backup, and erased when
//! destroyed.
//!
//! `secure_delete` overwrites what is deleted, and there is no write-ahead log in which an old page could survive. The
//! file system may still hold old blocks of the rollback journal; what is in them is wrapped, too.

mod master;

use std::fmt;
use std::path::Path;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use parking_lot::Mutex;
use reseat_store::StoreError;
use reseat_store::keystore::KeyStore;
use rusqlite::{Connection, OptionalExtension};

pub use master::{MASTER_KEY_FILE, MasterKey, MasterKeySource};

use crate::sqlite::{cannot, copy_database, make_directory};

/// The keystore inside a data directory.
pub const KEYSTORE_FILE: &str = "keystore.db";

/// The row by which a wrong master key is noticed when the keystore is opened. Names of secrets are never empty.
const CHECK: &str = "";

/// A keystore in a file.
pub struct SqliteKeyStore {
    connection: Mutex<Connection>,
    master: RandomizedNonceKey,
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
        let master = source.resolve(directory, path.exists(), random)?;
        let master = RandomizedNonceKey::new(&AES_256_GCM, master.bytes())
            .map_err(|_| StoreError::Failed("the master key cannot be used".to_owned()))?;
        let connection = Connection::open(&path).map_err(failed)?;
        // EXTRA: the removal of the journal is durable, too.
        connection
            .execute_batch(
                "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; \
                 PRAGMA secure_delete = ON; \
                 CREATE TABLE IF NOT EXISTS secret (name TEXT NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;",
            )
            .map_err(failed)?;
        let keystore = Self { connection: Mutex::new(connection), master };
        // The first open writes the check, every later one unwraps it and fails if the master key is another one.
        keystore.put(CHECK, b"reseat")?;
        Ok(keystore)
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
        let wrapped = self.wrap(name, secret)?;
        let connection = self.connection.lock();
        connection
            .execute(
                "INSERT INTO secret (name, wrapped) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING",
                (name, wrapped),
            )
            .map_err(failed)?;
        self.kept(&connection, name)?.ok_or_else(|| StoreError::Failed(format!("secret {name} was not kept")))
    }

    fn kept(&self, connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT wrapped FROM secret WHERE name = ?1";
        let wrapped: Option<Vec<u8>> =
            connection.query_row(sql, [name], |row| row.get(0)).optional().map_err(failed)?;
        wrapped.map(|wrapped| self.unwrap(name, wrapped)).transpose()
    }

    /// Nonce, then the sealed secret. The name is sealed in, so that two rows cannot be exchanged.
    fn wrap(&self, name: &str, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut sealed = secret.to_vec();
        let nonce = self
            .master
            .seal_in_place_append_tag(Aad::from(name.as_bytes()), &mut sealed)
            .map_err(|_| StoreError::Failed(format!("secret {name} cannot be wrapped")))?;
        Ok([nonce.as_ref().as_slice(), &sealed].concat())
    }

    fn unwrap(&self, name: &str, mut wrapped: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        let misfit = || {
            StoreError::Failed(format!(
                "the master key does not fit {KEYSTORE_FILE}, or the file is damaged: give the master key with which it was made"
            ))
        };
        let (nonce, sealed) = wrapped.split_at_mut_checked(NONCE_LEN).ok_or_else(misfit)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| misfit())?;
        let secret =
            self.master.open_in_place(nonce, Aad::from(name.as_bytes()), sealed).map_err(|_| misfit())?;
        Ok(secret.to_vec())
    }
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
