//! Backup beside a running server, and restore into an empty directory.

use std::fs::{self, File};
use std::path::Path;

use reseat_store::{StoreError, tables};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::error::failed;
use super::lock::{DirectoryLock, cannot, make_directory};
use super::{DATABASE_FILE, SqliteStore, migrate};

/// A file that is not whole yet carries this name, so that one left by a crash is never taken for a backup.
const PARTIAL_FILE: &str = "reseat.db.partial";

impl SqliteStore {
    /// Writes the database, as it is at one instant, into `directory`, while reads and writes go on. The keystore is
    /// backed up apart ([`crate::SqliteKeyStore::backup`]).
    ///
    /// # Errors
    /// When `directory` has a database already or cannot be written.
    pub fn backup(&self, directory: &Path) -> Result<(), StoreError> {
        make_directory(directory)?;
        refuse_existing(directory)?;
        let partial = directory.join(PARTIAL_FILE);
        let source = self.readers.open()?;
        copy_database(&source, &partial)?;
        finish(directory)
    }
}

/// Makes a data directory from a backup: `backup` is the folder that [`SqliteStore::backup`] wrote, `directory` the
/// new data directory. Sessions, codes and tokens of the past are ended. The keystore is restored apart.
///
/// # Errors
/// When `directory` has a database already or a server uses it, or when the backup is damaged or from a newer Reseat.
pub fn restore(backup: &Path, directory: &Path) -> Result<(), StoreError> {
    let source = backup.join(DATABASE_FILE);
    if !source.is_file() {
        return Err(StoreError::Failed(format!(
            "there is no {DATABASE_FILE} in {}: give the folder that `reseat backup` wrote",
            backup.display()
        )));
    }
    make_directory(directory)?;
    let _lock = DirectoryLock::take(directory)?;
    refuse_existing(directory)?;
    let partial = directory.join(PARTIAL_FILE);
    fs::copy(&source, &partial).map_err(|error| cannot("copy", &source, &error))?;
    let mut connection = Connection::open(&partial).map_err(failed)?;
    // Without a log beside it, so that the finished file can be given its name.
    connection.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL").map_err(failed)?;
    check_integrity(&connection)?;
    migrate::migrate(&mut connection)?;
    end_sessions(&connection)?;
    drop(connection);
    finish(directory)
}

fn refuse_existing(directory: &Path) -> Result<(), StoreError> {
    if directory.join(DATABASE_FILE).exists() {
        return Err(StoreError::Failed(format!(
            "{} holds a database already: give an empty folder",
            directory.display()
        )));
    }
    let partial = directory.join(PARTIAL_FILE);
    if partial.exists() {
        fs::remove_file(&partial).map_err(|error| cannot("remove", &partial, &error))?;
    }
    Ok(())
}

/// Copies all pages in one read transaction: writers go on in the log, the copy is of one instant.
pub(crate) fn copy_database(source: &Connection, target: &Path) -> Result<(), StoreError> {
    let mut target = Connection::open(target).map_err(failed)?;
    target.execute_batch("PRAGMA synchronous = FULL").map_err(failed)?;
    let backup = Backup::new(source, &mut target).map_err(failed)?;
    match backup.step(-1).map_err(failed)? {
        StepResult::Done => Ok(()),
        other => Err(StoreError::Unavailable(format!(
            "the database is in use ({other:?}); start the backup again"
        ))),
    }
}

/// Gives the finished file its name, durably.
fn finish(directory: &Path) -> Result<(), StoreError> {
    let (partial, finished) = (directory.join(PARTIAL_FILE), directory.join(DATABASE_FILE));
    let sync = |path: &Path| File::open(path).and_then(|file| file.sync_all());
    sync(&partial)
        .and_then(|()| fs::rename(&partial, &finished))
        .and_then(|()| if cfg!(unix) { sync(directory) } else { Ok(()) })
        .map_err(|error| cannot("finish", &finished, &error))
}

fn check_integrity(connection: &Connection) -> Result<(), StoreError> {
    let found: String =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed)?;
    if found == "ok" {
        return Ok(());
    }
    Err(StoreError::Failed(format!("the backup is damaged ({found}): use another one")))
}

/// Whoever was signed in when the backup was made has to sign in again (design section 4).
fn end_sessions(connection: &Connection) -> Result<(), StoreError> {
    for table in [&tables::SESSION, &tables::AUTH_CODE, &tables::REFRESH_TOKEN, &tables::DEVICE_CODE] {
        connection.execute(&format!("DELETE FROM \"{}\"", table.name), []).map_err(failed)?;
    }
    Ok(())
}
