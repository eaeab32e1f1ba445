//! `reseat backup` and `reseat restore`: database and keystore as separate files; the master key is in neither.

use std::fs;
use std::io::Write;
use std::path::Path;

use reseat_app::entropy::{Entropy, SystemEntropy};
use reseat_store_sql::{
    PostgresKeyStore, PostgresOptions, PostgresStore, SqliteKeyStore, SqliteOptions, SqliteStore,
};

use super::migrate::copy_snapshot;
use super::{BackupArgs, DataDir, RestoreArgs, ServerFailure};
use crate::exit::Exit;

/// Copies a data directory while a server may be running on it.
///
/// # Errors
/// When there is no data directory, or the target is not empty.
pub fn backup(args: &BackupArgs) -> Result<Exit, ServerFailure> {
    let failed = |error| ServerFailure::of("the backup failed", error);
    refuse_full(&args.to)?;
    if let Some(url) = &args.data.database {
        return backup_database(args, url);
    }
    let store = SqliteStore::open_read_only(&args.data.data_dir, SqliteOptions::default()).map_err(failed)?;
    store.backup(&args.to).map_err(failed)?;
    args.data.open_key_file()?.backup(&args.to).map_err(failed)?;
    say(&format!(
        "Backed up to {}. The master key is not in it: keep {} apart and safe.",
        args.to.display(),
        master_key(&args.data)
    ))
}

/// A database as it is at one instant, in the form of a data directory.
fn backup_database(args: &BackupArgs, url: &str) -> Result<Exit, ServerFailure> {
    let failed = |error| ServerFailure::of("the backup failed", error);
    let store = PostgresStore::connect_current(url, PostgresOptions::default()).map_err(failed)?;
    let copied = copy_snapshot(&store, &args.to)?;
    let source = args.data.master_key()?;
    let keys = PostgresKeyStore::open(&store, &args.data.data_dir, source, |bytes| SystemEntropy.fill(bytes));
    keys.and_then(|keys| keys.backup(&args.to)).map_err(failed)?;
    let rows: u64 = copied.iter().map(|contents| contents.rows).sum();
    say(&format!(
        "Backed up {rows} rows to {}, as a data directory. The master key is not in it: keep {} apart and safe. \
         `reseat restore` and `reseat migrate` bring it back.",
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
    if args.data.database.is_some() {
        return Err(ServerFailure(
            "restore makes a data directory: leave out --database (and RESEAT_DATABASE), then run `reseat migrate \
             --from sqlite:DIR --to postgres://...` into an empty database"
                .to_owned(),
        ));
    }
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
