//! `reseat migrate`: all organisations and the keystore from one kind of store to the other, every row checked.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, str::FromStr};

use clap::Args;
use reseat_store::keystore::KeyStore;
use reseat_store_sql::{
    Contents, DATABASE_FILE, PostgresOptions, PostgresStore, SqliteOptions, SqliteStore, Still, copy_all,
};

use super::opened::OpenStore;
use super::{DataDir, ServerFailure};
use crate::exit::Exit;

/// Where a copy into a data directory is made until it is whole.
const UNFINISHED: &str = "unfinished.partial";

/// Options of `reseat migrate`.
#[derive(Debug, Clone, Args)]
pub struct MigrateArgs {
    /// What to copy: sqlite:DIR or postgres://USER@HOST/DATABASE. Stop its servers first
    #[arg(long, value_name = "STORE")]
    pub from: Place,
    /// Where to: the other kind, empty
    #[arg(long, value_name = "STORE")]
    pub to: Place,
    /// File with the master key, unless it is in the data directory; the same on both sides
    #[arg(long, value_name = "FILE", env = "RESEAT_MASTER_KEY_FILE")]
    pub master_key_file: Option<PathBuf>,
}

/// One side of a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A data directory.
    Sqlite(PathBuf),
    /// A database.
    Postgres(String),
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // `postgres:postgres://...` is what one writes who has just written `sqlite:DIR`.
        let url = text.strip_prefix("postgres:").filter(|rest| rest.starts_with("postgres")).unwrap_or(text);
        match text.strip_prefix("sqlite:") {
            Some(directory) if !directory.is_empty() => Ok(Self::Sqlite(directory.into())),
            None if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Self::Postgres(url.to_owned()))
            }
            _ => Err("give sqlite:DIR or postgres://USER@HOST/DATABASE".to_owned()),
        }
    }
}

/// Copies everything. A copy that is broken off is begun anew by the same command.
///
/// # Errors
/// When the source is in use, the target holds something, or a table differs afterwards.
pub fn migrate(args: &MigrateArgs) -> Result<Exit, ServerFailure> {
    let copied = match (&args.from, &args.to) {
        (Place::Sqlite(directory), Place::Postgres(url)) => to_postgres(args, directory, url)?,
        (Place::Postgres(url), Place::Sqlite(directory)) => to_sqlite(args, url, directory)?,
        _ => {
            return Err(ServerFailure(
                "--from and --to are of the same kind: use backup and restore".to_owned(),
            ));
        }
    };
    let mut out = std::io::stdout().lock();
    let mut print = || {
        for contents in copied.iter().filter(|contents| contents.rows > 0) {
            writeln!(out, "{contents}")?;
        }
        let rows: u64 = copied.iter().map(|contents| contents.rows).sum();
        writeln!(
            out,
            "Copied {rows} rows; every table holds the same on both sides. The master key stays the same."
        )
    };
    print().map_err(|error| ServerFailure::of("standard output", error))?;
    Ok(Exit::Done)
}

/// The options of a side that shares its directory and master key with the other.
fn side(args: &MigrateArgs, directory: &Path, database: Option<&str>) -> DataDir {
    DataDir {
        database: database.map(str::to_owned),
        ..DataDir::at(directory, args.master_key_file.as_deref())
    }
}

fn to_postgres(args: &MigrateArgs, directory: &Path, url: &str) -> Result<Vec<Contents>, ServerFailure> {
    let (from, to) = (side(args, directory, None), side(args, directory, Some(url)));
    if !from.exists()? {
        return Err(ServerFailure::of(&from.place(), "there is no database here"));
    }
    // Its lock keeps servers away while it is copied.
    let source = from.open_store()?;
    let failed = |error| ServerFailure::of(&to.place(), error);
    let target = PostgresStore::begin_copy(url, PostgresOptions::default()).map_err(failed)?;
    let copied = copy_all(&Still(source.store().as_ref()), &target).map_err(failed)?;
    let target = OpenStore::Postgres(target.into());
    copy_keys(from.open_keys(&source)?.as_ref(), to.open_keys(&target)?.as_ref())?;
    if let OpenStore::Postgres(target) = &target {
        target.finish_copy().map_err(failed)?;
    }
    Ok(copied)
}

/// The keystore comes first: a database without its keys is of no use.
fn to_sqlite(args: &MigrateArgs, url: &str, directory: &Path) -> Result<Vec<Contents>, ServerFailure> {
    let (from, to) = (side(args, directory, Some(url)), side(args, directory, None));
    if to.exists()? {
        return Err(ServerFailure::of(&to.place(), "there is a database already: give an empty directory"));
    }
    let source = PostgresStore::connect_current(url, PostgresOptions::default());
    let source = OpenStore::Postgres(source.map_err(|error| ServerFailure::of(&from.place(), error))?.into());
    let keys = from.open_keys(&source)?;
    copy_keys(keys.as_ref(), &to.open_key_file()?)?;
    match &source {
        OpenStore::Postgres(store) => copy_snapshot(store, directory),
        OpenStore::Sqlite(_) => Err(ServerFailure("the source is no database".to_owned())),
    }
}

/// Copies a database as it is now into a directory; its file appears there when it is whole.
pub(super) fn copy_snapshot(store: &PostgresStore, directory: &Path) -> Result<Vec<Contents>, ServerFailure> {
    let failed = |error: &dyn std::fmt::Display| ServerFailure::of(&directory.display().to_string(), error);
    let snapshot = store.snapshot().map_err(|error| failed(&error))?;
    let unfinished = directory.join(UNFINISHED);
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(|error| failed(&error))?;
    }
    let copied = {
        let target =
            SqliteStore::open(&unfinished, SqliteOptions::default()).map_err(|error| failed(&error))?;
        copy_all(&snapshot, &target).map_err(|error| failed(&error))?
    };
    // The last connection has emptied the log into the file, which is whole now.
    fs::rename(unfinished.join(DATABASE_FILE), directory.join(DATABASE_FILE))
        .and_then(|()| fs::remove_dir_all(&unfinished))
        .map_err(|error| failed(&error))?;
    Ok(copied)
}

/// Copies every secret; one that is there already must be the same.
fn copy_keys(from: &dyn KeyStore, to: &dyn KeyStore) -> Result<(), ServerFailure> {
    let failed = |error| ServerFailure::of("the keystore", error);
    for name in from.names().map_err(failed)? {
        let Some(secret) = from.get(&name).map_err(failed)? else { continue };
        if to.put_if_absent(&name, &secret).map_err(failed)? != secret {
            return Err(ServerFailure(format!(
                "the target's keystore has another secret {name}: it belongs to another server"
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_people_write_them() {
        assert_eq!("sqlite:data".parse(), Ok(Place::Sqlite("data".into())));
        let database = Ok(Place::Postgres("postgres://r@h/d".to_owned()));
        assert_eq!("postgres://r@h/d".parse(), database);
        assert_eq!("postgres:postgres://r@h/d".parse(), database);
        for wrong in ["data", "sqlite:", "mysql://h/d"] {
            assert!(wrong.parse::<Place>().is_err(), "{wrong}");
        }
    }
}
