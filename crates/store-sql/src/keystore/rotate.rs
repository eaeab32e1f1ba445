//! Another master key: all secrets are wrapped anew in one transaction. Whenever it is broken off, either the old or the
//! new key opens all of them, and the next start finds out which.

use std::path::{Path, PathBuf};

use reseat_store::StoreError;
use rusqlite::TransactionBehavior;

use super::master::{MasterKey, write_new};
use super::seal::{CHECK, Seal};
use super::{SqliteKeyStore, failed};
use crate::sqlite::cannot;

/// Where a new master key waits until everything is wrapped with it.
pub(super) fn next_file(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".next");
    PathBuf::from(name)
}

impl SqliteKeyStore {
    /// Wraps every secret with a new master key; answers how many. No server may be using the keystore: hold the data
    /// directory's lock. With a key file, the new key is written beside it first and takes its place last.
    ///
    /// # Errors
    /// When a secret cannot be unwrapped or something cannot be written; then all of them are wrapped as before.
    pub fn rotate_master(&mut self, new: &MasterKey) -> Result<usize, StoreError> {
        let seal = Seal::new(new)?;
        let (count, check) = in_file(self.master_file.as_deref(), new, || self.rewrap(&seal))?;
        (self.seal, self.check) = (seal, check);
        Ok(count)
    }

    /// How many secrets were wrapped anew, and the check as it is now.
    fn rewrap(&self, new: &Seal) -> Result<(usize, Vec<u8>), StoreError> {
        let mut connection = self.connection.lock();
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Exclusive).map_err(failed)?;
        let mut all = Vec::new();
        {
            let mut statement = transaction.prepare("SELECT name, wrapped FROM secret").map_err(failed)?;
            let mut rows = statement.query([]).map_err(failed)?;
            while let Some(row) = rows.next().map_err(failed)? {
                let (name, wrapped): (String, Vec<u8>) =
                    row.get(0).and_then(|name| Ok((name, row.get(1)?))).map_err(failed)?;
                all.push((name, wrapped));
            }
        }
        let mut check = Vec::new();
        for (name, wrapped) in &all {
            let anew = new.wrap(name, &self.opened(name, wrapped.clone())?)?;
            transaction
                .execute("UPDATE secret SET wrapped = ?1 WHERE name = ?2", (&anew, name))
                .map_err(failed)?;
            if name == CHECK {
                check = anew;
            }
        }
        transaction.commit().map_err(failed)?;
        // The check is one of them, and no secret.
        Ok((all.len().saturating_sub(1), check))
    }
}

/// The seal with a new master key that waits beside the present one and fits, after a rotation that was broken off before
/// it took its place; it takes it now.
pub(super) fn completed(master_file: Option<&Path>, check: &[u8]) -> Result<Option<Seal>, StoreError> {
    let Some(path) = master_file else { return Ok(None) };
    let Some(next) = MasterKey::read(&next_file(path))? else { return Ok(None) };
    let seal = Seal::new(&next)?;
    if seal.unwrap(CHECK, check.to_vec()).is_none() {
        return Ok(None);
    }
    take_place(path)?;
    Ok(Some(seal))
}

/// A new master key is written beside the present one, `rewrap` wraps everything with it, then it takes its place.
pub(super) fn in_file<T>(
    master_file: Option<&Path>,
    new: &MasterKey,
    rewrap: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let Some(path) = master_file else { return rewrap() };
    let next = next_file(path);
    write_new(&next, new).map_err(|error| cannot("write", &next, &error))?;
    let done = rewrap()?;
    take_place(path)?;
    Ok(done)
}

/// The key that everything is wrapped with becomes the one that is looked for first.
pub(super) fn take_place(path: &Path) -> Result<(), StoreError> {
    let next = next_file(path);
    std::fs::rename(&next, path).map_err(|error| cannot("rename", &next, &error))?;
    match path.parent() {
        Some(parent) if cfg!(unix) && !parent.as_os_str().is_empty() => {
            let flushed = std::fs::File::open(parent).and_then(|parent| parent.sync_all());
            flushed.map_err(|error| cannot("flush", parent, &error))
        }
        _ => Ok(()),
    }
}
