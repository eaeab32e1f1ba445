//! Secrets in a schema of their own beside the data, so that they are backed up apart. Every server of a database needs
//! the same master key.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use reseat_store::StoreError;
use reseat_store::keystore::KeyStore;
use rusqlite::Connection;

use super::seal::{CHECK, CHECK_SECRET, Seal};
use super::{
    KEYSTORE_FILE, MasterKey, MasterKeySource, check_name, failed as file_failed, refuse_existing, rotate,
};
use crate::postgres::{Database, PostgresStore, failed};
use crate::sqlite::make_directory;

const TABLE: &str = "CREATE SCHEMA IF NOT EXISTS reseat_keys; \
    CREATE TABLE IF NOT EXISTS reseat_keys.secret \
    (name TEXT COLLATE \"C\" NOT NULL PRIMARY KEY, wrapped BYTEA NOT NULL)";
const EXISTS: &str = "SELECT to_regclass('reseat_keys.secret') IS NOT NULL";
const PUT_CHECK: &str =
    "INSERT INTO reseat_keys.secret (name, wrapped) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
/// Nothing is wrapped with a master key that is out of use since this process began.
const PUT: &str = "INSERT INTO reseat_keys.secret (name, wrapped) SELECT $1, $2 \
    WHERE EXISTS (SELECT 1 FROM reseat_keys.secret WHERE name = '' AND wrapped = $3 FOR SHARE) \
    ON CONFLICT (name) DO NOTHING";
const GET: &str = "SELECT wrapped FROM reseat_keys.secret WHERE name = $1";
const EVERY: &str = "SELECT name, wrapped FROM reseat_keys.secret ORDER BY name";
/// The table of a keystore file.
const SECRET_TABLE: &str =
    "CREATE TABLE secret (name TEXT NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL) STRICT";
const ALL: &str = "SELECT name, wrapped FROM reseat_keys.secret ORDER BY name FOR UPDATE";
const REPLACE: &str = "UPDATE reseat_keys.secret SET wrapped = $2 WHERE name = $1";
const NAMES: &str = "SELECT name FROM reseat_keys.secret WHERE name <> '' ORDER BY name";
const DESTROY: &str = "DELETE FROM reseat_keys.secret WHERE name = $1";
/// Writes the table anew without what was deleted. The write-ahead log and backups keep what they have; it is wrapped.
const ERASE: &str = "VACUUM FULL reseat_keys.secret";

/// How often the table is tried to be made while other servers start, too.
const TRIES: usize = 5;

/// A keystore in a PostgreSQL database.
pub struct PostgresKeyStore {
    database: Arc<Database>,
    seal: Seal,
    /// Where the master key of this server is, when it is in a file.
    master_file: Option<PathBuf>,
    /// The check as it was wrapped when the keystore was opened: once it differs, another master key is in use.
    check: Vec<u8>,
}

impl fmt::Debug for PostgresKeyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PostgresKeyStore")
    }
}

impl PostgresKeyStore {
    /// Opens the keystore in the database of a store, making it where there is none. `directory` is this server's own, in
    /// which the master key is unless `source` says otherwise; `random` is asked once, for a master key that does not
    /// exist yet.
    ///
    /// # Errors
    /// When the master key is missing or does not fit, or the database does not answer.
    pub fn open(
        store: &PostgresStore,
        directory: &Path,
        source: MasterKeySource,
        random: impl FnOnce(&mut [u8]),
    ) -> Result<Self, StoreError> {
        make_directory(directory)?;
        let database = Arc::clone(store.database());
        let exists = database.run(async |connection| {
            let row = connection.client.query_one(EXISTS, &[]).await.map_err(failed)?;
            row.try_get::<_, bool>(0).map_err(failed)
        })?;
        let master_file = source.file(directory);
        let master = source.resolve(directory, exists, random).map_err(every_server)?;
        let mut seal = Seal::new(&master)?;
        if !exists {
            make_table(&database)?;
        }
        // The first open writes the check, every later one unwraps it and fails if the master key is another one.
        let wrapped = seal.wrap(CHECK, CHECK_SECRET)?;
        let check = database.run(async |connection| {
            let client = &connection.client;
            client.execute(PUT_CHECK, &[&CHECK, &wrapped]).await.map_err(failed)?;
            let row = client.query_one(GET, &[&CHECK]).await.map_err(failed)?;
            row.try_get::<_, Vec<u8>>(0).map_err(failed)
        })?;
        if seal.unwrap(CHECK, check.clone()).is_none() {
            seal = rotate::completed(master_file.as_deref(), &check)?.ok_or_else(misfit)?;
        }
        Ok(Self { database, seal, master_file, check })
    }

    /// Writes the keystore into `directory` as the file that [`super::SqliteKeyStore`] opens. Every secret in it is wrapped
    /// with the same master key, which is not there and has to be kept elsewhere.
    ///
    /// # Errors
    /// When `directory` has a keystore already or cannot be written.
    pub fn backup(&self, directory: &Path) -> Result<(), StoreError> {
        make_directory(directory)?;
        let target = directory.join(KEYSTORE_FILE);
        refuse_existing(&target)?;
        let rows = self.database.run(async |connection| {
            let rows = connection.client.query(EVERY, &[]).await.map_err(failed)?;
            let pair = |row: &tokio_postgres::Row| Ok((row.try_get(0)?, row.try_get(1)?));
            rows.iter().map(|row| pair(row).map_err(failed)).collect::<Result<Vec<(String, Vec<u8>)>, _>>()
        })?;
        let file = Connection::open(&target).map_err(file_failed)?;
        file.execute_batch("PRAGMA synchronous = EXTRA").map_err(file_failed)?;
        file.execute_batch(SECRET_TABLE).map_err(file_failed)?;
        for row in rows {
            file.execute("INSERT INTO secret (name, wrapped) VALUES (?1, ?2)", row).map_err(file_failed)?;
        }
        Ok(())
    }

    /// Wraps every secret with a new master key; answers how many. Servers that run go on with what they have read and can
    /// wrap nothing more; start them with the new key.
    ///
    /// # Errors
    /// When a secret cannot be unwrapped or the database does not answer; then all of them are wrapped as before.
    pub fn rotate_master(&mut self, new: &MasterKey) -> Result<usize, StoreError> {
        let next = Seal::new(new)?;
        let rewrap = || self.rewrap(&next);
        let (count, check) = rotate::in_file(self.master_file.as_deref(), new, rewrap)?;
        (self.seal, self.check) = (next, check);
        Ok(count)
    }

    /// How many secrets were wrapped anew, and the check as it is now.
    fn rewrap(&self, next: &Seal) -> Result<(usize, Vec<u8>), StoreError> {
        self.database.run(async |connection| {
            let client = &connection.client;
            client.batch_execute("BEGIN").await.map_err(failed)?;
            let (mut count, mut check) = (0, Vec::new());
            for row in client.query(ALL, &[]).await.map_err(failed)? {
                let name: String = row.try_get(0).map_err(failed)?;
                let secret = self.seal.unwrap(&name, row.try_get(1).map_err(failed)?).ok_or_else(misfit)?;
                let wrapped = next.wrap(&name, &secret)?;
                client.execute(REPLACE, &[&name, &wrapped]).await.map_err(failed)?;
                if name == CHECK {
                    check = wrapped;
                } else {
                    count += 1;
                }
            }
            client.batch_execute("COMMIT").await.map_err(failed)?;
            client.batch_execute(ERASE).await.map_err(failed)?;
            Ok((count, check))
        })
    }

    fn kept(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let wrapped = self.database.run(async |connection| {
            let row = connection.client.query_opt(GET, &[&name]).await.map_err(failed)?;
            row.map(|row| row.try_get::<_, Vec<u8>>(0).map_err(failed)).transpose()
        })?;
        wrapped.map(|wrapped| self.seal.unwrap(name, wrapped).ok_or_else(misfit)).transpose()
    }
}

/// Two servers may look and make at once, and one of them is told off.
fn make_table(database: &Database) -> Result<(), StoreError> {
    let mut tries = 0;
    loop {
        tries += 1;
        let made =
            database.run(async |connection| connection.client.batch_execute(TABLE).await.map_err(failed));
        match made {
            Err(StoreError::Failed(_)) if tries < TRIES => {}
            made => return made,
        }
    }
}

/// The master key is another one, or a secret was damaged.
fn misfit() -> StoreError {
    every_server(StoreError::Failed(
        "the master key does not fit the keystore in the database: give the master key with which it was made"
            .to_owned(),
    ))
}

/// The commonest reason why a master key is missing or does not fit.
fn every_server(error: StoreError) -> StoreError {
    match error {
        StoreError::Failed(text) => StoreError::Failed(format!(
            "{text}. All servers of a database need the same master key: give it to each with --master-key-file or in \
             RESEAT_MASTER_KEY"
        )),
        other => other,
    }
}

impl KeyStore for PostgresKeyStore {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        check_name(name)?;
        self.kept(name)
    }

    fn put_if_absent(&self, name: &str, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        check_name(name)?;
        let wrapped = self.seal.wrap(name, secret)?;
        self.database.run(async |connection| {
            let put = connection.client.execute(PUT, &[&name, &wrapped, &self.check]).await;
            put.map(drop).map_err(failed)
        })?;
        self.kept(name)?.ok_or_else(misfit)
    }

    fn destroy(&self, name: &str) -> Result<(), StoreError> {
        check_name(name)?;
        self.database.run(async |connection| {
            connection.client.execute(DESTROY, &[&name]).await.map_err(failed)?;
            connection.client.batch_execute(ERASE).await.map_err(failed)
        })
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        self.database.run(async |connection| {
            let rows = connection.client.query(NAMES, &[]).await.map_err(failed)?;
            rows.iter().map(|row| row.try_get(0).map_err(failed)).collect()
        })
    }
}
