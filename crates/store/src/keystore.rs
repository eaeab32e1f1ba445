//! The keystore port: secrets apart from the database, in no backup of it (design section 4).
//!
//! Today it holds the keys that sign tokens and the local certificate authority; the keys of mailboxes and drives
//! follow. An implementation wraps every key with a master key and truly erases what is destroyed.

use std::collections::BTreeMap;
use std::fmt;

use parking_lot::Mutex;

use crate::port::StoreError;

/// Keeps named secrets. All calls block and are safe from any thread.
pub trait KeyStore: Send + Sync + fmt::Debug {
    /// The secret of that name.
    ///
    /// # Errors
    /// When the keystore cannot be read or the master key does not fit.
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Keeps a secret unless the name has one already; answers what is kept now, so that racing processes agree.
    ///
    /// # Errors
    /// When the keystore cannot be written.
    fn put_if_absent(&self, name: &str, secret: &[u8]) -> Result<Vec<u8>, StoreError>;

    /// Erases a secret for good; absent is fine.
    ///
    /// # Errors
    /// When the keystore cannot be written.
    fn destroy(&self, name: &str) -> Result<(), StoreError>;

    /// All names, in order.
    ///
    /// # Errors
    /// When the keystore cannot be read.
    fn names(&self) -> Result<Vec<String>, StoreError>;
}

/// A keystore in memory, for tests and the memory store.
#[derive(Default)]
pub struct MemoryKeyStore(Mutex<BTreeMap<String, Vec<u8>>>);

impl fmt::Debug for MemoryKeyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryKeyStore")
    }
}

impl KeyStore for MemoryKeyStore {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.lock().get(name).cloned())
    }

    fn put_if_absent(&self, name: &str, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(self.0.lock().entry(name.to_owned()).or_insert_with(|| secret.to_vec()).clone())
    }

    fn destroy(&self, name: &str) -> Result<(), StoreError> {
        self.0.lock().remove(name);
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.0.lock().keys().cloned().collect())
    }
}
