//! A store of either kind, as the options say: a data directory, or a PostgreSQL database (`--database`).

use std::sync::Arc;

use reseat_app::entropy::{Entropy, SystemEntropy};
use reseat_store::keystore::KeyStore;
use reseat_store::{Store, StoreError};
use reseat_store_sql::{
    DATABASE_FILE, MasterKey, MasterKeySource, PostgresKeyStore, PostgresOptions, PostgresStore,
    SqliteKeyStore, SqliteOptions, SqliteStore,
};

use super::{DataDir, ServerFailure};

/// The environment variable that may hold the master key itself, as 64 hexadecimal digits.
const MASTER_KEY_VARIABLE: &str = "RESEAT_MASTER_KEY";

/// An opened store.
#[derive(Debug, Clone)]
pub enum OpenStore {
    /// In a data directory, used by this process alone.
    Sqlite(Arc<SqliteStore>),
    /// In a database that several processes share.
    Postgres(Arc<PostgresStore>),
}

/// A store and its keystore, to be read beside a server that may be running.
pub type Beside = (Arc<dyn Store>, Arc<dyn KeyStore>);

/// An opened keystore.
#[derive(Debug)]
pub enum OpenedKeys {
    /// In a file of the data directory.
    Sqlite(SqliteKeyStore),
    /// In a schema of the database.
    Postgres(PostgresKeyStore),
}

impl OpenStore {
    /// The store, whatever it is.
    pub fn store(&self) -> Arc<dyn Store> {
        match self {
            Self::Sqlite(store) => Arc::clone(store) as Arc<dyn Store>,
            Self::Postgres(store) => Arc::clone(store) as Arc<dyn Store>,
        }
    }

    /// Moves the embedded store's log into its file; a database server does that by itself.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.checkpoint().map(drop),
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Whether its file is in the data directory of this machine.
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }
}

impl DataDir {
    /// What the data is in, for messages; never with a password.
    pub fn place(&self) -> String {
        match &self.database {
            None => self.data_dir.display().to_string(),
            Some(url) => PostgresStore::describe(url).unwrap_or_else(|_| "--database".to_owned()),
        }
    }

    /// Whether there is a database already.
    ///
    /// # Errors
    /// When the database server does not answer.
    pub fn exists(&self) -> Result<bool, ServerFailure> {
        match &self.database {
            None => Ok(self.data_dir.join(DATABASE_FILE).is_file()),
            Some(url) => PostgresStore::exists(url, PostgresOptions::default())
                .map_err(|error| ServerFailure::of(&self.place(), error)),
        }
    }

    /// Opens the store for a server, making or migrating it where needed.
    ///
    /// # Errors
    /// When it is in use, was made by a newer version, or cannot be reached.
    pub fn open_store(&self) -> Result<OpenStore, ServerFailure> {
        let failed = |error| ServerFailure::of(&self.place(), error);
        match &self.database {
            None => SqliteStore::open(&self.data_dir, SqliteOptions::default())
                .map(|store| OpenStore::Sqlite(Arc::new(store)))
                .map_err(failed),
            Some(url) => PostgresStore::connect(url, PostgresOptions::default())
                .map(|store| OpenStore::Postgres(Arc::new(store)))
                .map_err(failed),
        }
    }

    /// Opens what exists for reading it, while a server may be running on it.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn open_beside(&self) -> Result<Beside, ServerFailure> {
        if !self.exists()? {
            return Err(ServerFailure::of(
                &self.place(),
                "there is no database here; name the data directory or the --database of a server",
            ));
        }
        if self.database.is_some() {
            let store = self.open_store()?;
            let keys = self.open_keys(&store)?;
            return Ok((store.store(), keys));
        }
        let store = SqliteStore::open_read_only(&self.data_dir, SqliteOptions::default())
            .map_err(|error| ServerFailure::of(&self.place(), error))?;
        Ok((Arc::new(store), Arc::new(self.open_key_file()?)))
    }

    /// Opens the keystore that belongs to the store, to change its master key.
    ///
    /// # Errors
    /// As [`Self::open_keys`].
    pub fn open_own_keys(&self, store: &OpenStore) -> Result<OpenedKeys, ServerFailure> {
        match store {
            OpenStore::Sqlite(_) => self.open_key_file().map(OpenedKeys::Sqlite),
            OpenStore::Postgres(store) => {
                PostgresKeyStore::open(store, &self.data_dir, self.master_key()?, |bytes| {
                    SystemEntropy.fill(bytes)
                })
                .map(OpenedKeys::Postgres)
                .map_err(|error| ServerFailure::of("the keystore cannot be opened", error))
            }
        }
    }

    /// Opens the keystore that belongs to the store.
    ///
    /// # Errors
    /// When the master key is missing or does not fit, or the keystore cannot be read.
    pub fn open_keys(&self, store: &OpenStore) -> Result<Arc<dyn KeyStore>, ServerFailure> {
        match store {
            OpenStore::Sqlite(_) => self.open_key_file().map(|keys| Arc::new(keys) as Arc<dyn KeyStore>),
            OpenStore::Postgres(store) => {
                let source = self.master_key()?;
                PostgresKeyStore::open(store, &self.data_dir, source, |bytes| SystemEntropy.fill(bytes))
                    .map(|keys| Arc::new(keys) as Arc<dyn KeyStore>)
                    .map_err(|error| ServerFailure::of("the keystore cannot be opened", error))
            }
        }
    }

    /// Opens the keystore file of the data directory.
    ///
    /// # Errors
    /// As [`Self::open_keys`].
    pub fn open_key_file(&self) -> Result<SqliteKeyStore, ServerFailure> {
        SqliteKeyStore::open(&self.data_dir, self.master_key()?, |bytes| SystemEntropy.fill(bytes))
            .map_err(|error| ServerFailure::of("the keystore cannot be opened", error))
    }

    /// Where the master key is.
    ///
    /// # Errors
    /// When the environment holds something else.
    pub fn master_key(&self) -> Result<MasterKeySource, ServerFailure> {
        Ok(match (std::env::var(MASTER_KEY_VARIABLE), &self.master_key_file) {
            (Ok(text), _) => MasterKeySource::Given(
                MasterKey::from_hex(&text).map_err(|error| ServerFailure::of(MASTER_KEY_VARIABLE, error))?,
            ),
            (Err(_), Some(file)) => MasterKeySource::File(file.clone()),
            (Err(_), None) => MasterKeySource::DataDirectory,
        })
    }
}
