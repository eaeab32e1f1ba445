//! `reseat backup` and `reseat restore`: database and keystore as separate files; the master key is in neither.

use std::fs;
use std::io::Write;
use std::path::Path;

use reseat_store_sql::{SqliteKeyStore, SqliteOptions, SqliteStore};

use super::{BackupArgs, DataDir, RestoreArgs, ServerFailure};
use crate::exit::Exit;

/// Copies a data directory while a server may be running on it.
///
/// # Errors
/// When there is no data directory, or the target is not empty.
pub fn backup(args: &BackupArgs) -> Result<Exit, ServerFailure> {
    let failed = |error| ServerFailure::of("the backup failed", error);
    refuse_full(&args.to)?;
    let store = SqliteStore::open_read_only(&args.data.data_dir, SqliteOptions::default()).map_err(failed)?;
    store.backup(&args.to).map_err(failed)?;
    args.data.open_key_file()?.backup(&args.to).map_err(failed)?;
    say(&format!(
        "Backed up to {}. The master key is not in it: keep {} apart and safe.",
        args.to.display(),
        master_key(&args.data)
    ))
}

/// A backup beside other files would be taken for what it is not.
fn refuse_full(directory: &Path) -> Result<(), ServerFailure> {
    let full = match fs::read_dir(directory) {
        // A backup that was broken off leaves its partial file; the next one replaces it.
        Ok(mut entries) => {
            entries.any(|entry| entry.is_ok_and(|entry| entry.path().extension() != Some("partial".as_ref())))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(ServerFailure::of(&directory.display().to_string(), error)),
    };
    if full {
        return Err(ServerFailure(format!("{} is not empty: give an empty folder", directory.display())));
    }
    Ok(())
}

/// Makes a data directory from a backup. A keystore that is there is kept.
///
/// # Errors
/// When there is no backup, or the data directory has a database already.
pub fn restore(args: &RestoreArgs) -> Result<Exit, ServerFailure> {
    let failed = |error| ServerFailure::of("the restore failed, nothing was changed", error);
    reseat_store_sql::restore(&args.from, &args.data.data_dir).map_err(failed)?;
    let used = SqliteKeyStore::restore(&args.from, &args.data.data_dir).map_err(failed)?;
    let keys = if used { "and its keystore" } else { "and kept the keystore that was there" };
    say(&format!(
        "Restored {} {keys}. Put the master key at {} before the server starts; people sign in again.",
        args.data.data_dir.display(),
        master_key(&args.data)
    ))
}

fn master_key(data: &DataDir) -> String {
    let default = || data.data_dir.join(reseat_store_sql::MASTER_KEY_FILE);
    data.master_key_file.clone().unwrap_or_else(default).display().to_string()
}

fn say(text: &str) -> Result<Exit, ServerFailure> {
    writeln!(std::io::stdout(), "{text}").map_err(|error| ServerFailure::of("standard output", error))?;
    Ok(Exit::Done)
}
