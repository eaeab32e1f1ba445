//! The store in SQL: every statement is generated from the table declarations of `reseat_store::tables`, in the
//! subset that SQLite and PostgreSQL share (design section 4). Today's engine is SQLite, embedded and without set-up.
//!
//! - [`SqliteStore`] is one data directory: one writer, a pool of readers, WAL, every answer durable.
//! - [`SqliteKeyStore`] keeps secrets in a file apart, wrapped by a master key that is in no backup.
//!
//! `statements` makes the texts, `segments` turns a scan into ranges that an index answers directly; what is particular
//! to SQLite (pragmas, errors, layout, locks) is under `sqlite`.

mod keystore;
mod migrations;
#[cfg(test)]
mod portable;
mod postgres;
mod segments;
mod sqlite;
mod statements;

pub use keystore::{
    KEYSTORE_FILE, MASTER_KEY_FILE, MasterKey, MasterKeySource, PostgresKeyStore, SqliteKeyStore,
};
pub use postgres::{PostgresOptions, PostgresStore, declared_postgres_schema};
pub use sqlite::{
    Checkpoint, DATABASE_FILE, LOCK_FILE, SqliteOptions, SqliteStore, declared_schema, restore,
};
