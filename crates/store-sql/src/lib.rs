//! The store in SQL: every statement is generated from the table declarations of `reseat_store::tables`, in the
//! subset that SQLite and PostgreSQL share (design section 4).
//!
//! - [`SqliteStore`] is one data directory: one writer, a pool of readers, WAL, every answer durable.
//! - [`PostgresStore`] is a PostgreSQL database that any number of processes share.
//! - [`SqliteKeyStore`] keeps secrets in a file apart and [`PostgresKeyStore`] in a schema apart, wrapped by a master key
//!   that is in no backup.
//! - [`copy_all`] moves everything from one to the other.
//!
//! `statements` makes the texts, `segments` turns a scan into ranges that an index answers directly; what is particular
//! to an engine is under `sqlite` and `postgres`.

mod copy;
mod keystore;
mod migrations;
#[cfg(test)]
mod portable;
mod postgres;
mod segments;
mod sqlite;
mod statements;

pub use copy::{Contents, CopySource, Still, copy_all, is_empty};
pub use keystore::{
    KEYSTORE_FILE, MASTER_KEY_FILE, MasterKey, MasterKeySource, PostgresKeyStore, SqliteKeyStore,
};
pub use postgres::{
    PostgresOptions, PostgresSnapshot, PostgresStore, citus_layout, declared_postgres_schema,
};
pub use sqlite::{
    Checkpoint, DATABASE_FILE, LOCK_FILE, SqliteOptions, SqliteStore, declared_schema, restore,
};
