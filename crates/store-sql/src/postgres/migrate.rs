//! Migrations on PostgreSQL: each step once, in one transaction, under the lock of a row, so that processes that start
//! together do not get in each other's way. A server may be one version behind the database (ADR 12).

use reseat_store::StoreError;
use tokio_postgres::error::SqlState;

use super::error::failed;
use super::pool::Connection;
use super::schema::statements;
use crate::migrations::{MIGRATIONS, Migration, known};

/// The table of what was applied, and the row (version 0) that whoever migrates locks.
const SCHEMA_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration \
    (version BIGINT PRIMARY KEY, name TEXT NOT NULL, compatible_from BIGINT NOT NULL); \
    INSERT INTO schema_migration (version, name, compatible_from) VALUES (0, 'the lock of migrations', 0) \
    ON CONFLICT (version) DO NOTHING";

/// The row that says that a copy into this database is not finished.
pub(super) const COPY_UNFINISHED: i64 = -1;

/// How often the table is tried to be made: two processes may do it at once, and one of them is told off.
const TRIES: usize = 5;

/// What a database says about its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    version: i64,
    compatible_from: i64,
}

/// The version of the database; 0 when it is empty.
pub(super) async fn present(connection: &Connection) -> Result<i64, StoreError> {
    Ok(found(connection).await?.version)
}

async fn found(connection: &Connection) -> Result<Found, StoreError> {
    let sql = "SELECT COALESCE(MAX(version), 0), COALESCE(MAX(compatible_from), 0) FROM schema_migration";
    match connection.client.query_one(sql, &[]).await {
        Ok(row) => Ok(Found {
            version: row.try_get(0).map_err(failed)?,
            compatible_from: row.try_get(1).map_err(failed)?,
        }),
        Err(error) if error.code() == Some(&SqlState::UNDEFINED_TABLE) => {
            Ok(Found { version: 0, compatible_from: 0 })
        }
        Err(error) => Err(failed(error)),
    }
}

/// Brings the database to the version of this binary. One that is further is used as it is where its last steps say that
/// servers of this version go on working.
pub(super) async fn migrate(connection: &Connection) -> Result<(), StoreError> {
    refuse_other_encodings(connection).await?;
    let before = found(connection).await?;
    refuse_newer(before)?;
    if before.version >= newest() {
        return Ok(());
    }
    apply_all(connection).await
}

/// The same for the target of a copy, which may be half done.
pub(super) async fn migrate_for_copy(connection: &Connection) -> Result<(), StoreError> {
    if found(connection).await?.compatible_from != i64::MAX {
        return migrate(connection).await;
    }
    refuse_other_encodings(connection).await?;
    apply_all(connection).await
}

/// Whether the database is the target of a copy that was broken off.
pub(super) async fn is_copy_unfinished(connection: &Connection) -> Result<bool, StoreError> {
    Ok(found(connection).await?.compatible_from == i64::MAX)
}

async fn apply_all(connection: &Connection) -> Result<(), StoreError> {
    make_table(connection).await?;
    for step in steps() {
        apply(connection, &step).await?;
    }
    Ok(())
}

/// Says so unless the database has this binary's version or one that works with it; for those who may not migrate it.
pub(super) async fn require_current(connection: &Connection) -> Result<(), StoreError> {
    let found = found(connection).await?;
    refuse_newer(found)?;
    if found.version == 0 {
        return Err(StoreError::Failed(
            "there is no data of Reseat in this database: name the database of a server".to_owned(),
        ));
    }
    if found.version < known() {
        return Err(StoreError::Failed(format!(
            "the database has schema version {} and this Reseat works with {}: start the server once, which brings it up to date",
            found.version,
            known()
        )));
    }
    Ok(())
}

fn refuse_newer(found: Found) -> Result<(), StoreError> {
    if found.compatible_from <= newest() {
        return Ok(());
    }
    if found.compatible_from == i64::MAX {
        return Err(StoreError::Failed(
            "`reseat migrate` into this database was broken off: run it again, it begins anew".to_owned(),
        ));
    }
    Err(StoreError::Failed(format!(
        "the database was written by a newer Reseat (schema version {}, which works with servers from {} on; this one knows up to {}): use that version or a newer one",
        found.version,
        found.compatible_from,
        known()
    )))
}

/// Order and length of text are those of its bytes only in UTF-8.
async fn refuse_other_encodings(connection: &Connection) -> Result<(), StoreError> {
    let row = connection.client.query_one("SHOW server_encoding", &[]).await.map_err(failed)?;
    let encoding: String = row.try_get(0).map_err(failed)?;
    if encoding == "UTF8" {
        return Ok(());
    }
    Err(StoreError::Failed(format!(
        "the database's encoding is {encoding}: make one with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0"
    )))
}

async fn make_table(connection: &Connection) -> Result<(), StoreError> {
    let mut tries = 0;
    loop {
        tries += 1;
        match connection.client.batch_execute(SCHEMA_TABLE).await {
            Ok(()) => return Ok(()),
            // IF NOT EXISTS looks first and makes then; in between another process may have made it.
            Err(error)
                if tries < TRIES
                    && matches!(
                        error.code(),
                        Some(
                            &SqlState::UNIQUE_VIOLATION
                                | &SqlState::DUPLICATE_TABLE
                                | &SqlState::DUPLICATE_OBJECT
                        )
                    ) => {}
            Err(error) => return Err(failed(error)),
        }
    }
}

/// Applies a step unless another process has done it meanwhile.
async fn apply(connection: &Connection, step: &Step) -> Result<(), StoreError> {
    let client = &connection.client;
    let result = async {
        // A migration may take long; what it waits for is another migration, or statements of running servers.
        client.batch_execute("BEGIN; SET LOCAL statement_timeout = 0").await?;
        client.query("SELECT version FROM schema_migration WHERE version = 0 FOR UPDATE", &[]).await?;
        let done =
            client.query("SELECT 1 FROM schema_migration WHERE version = $1", &[&step.version]).await?;
        if done.is_empty() {
            client.batch_execute(&step.sql).await?;
            let row = "INSERT INTO schema_migration (version, name, compatible_from) VALUES ($1, $2, $3)";
            client.execute(row, &[&step.version, &step.name, &step.compatible_from]).await?;
        }
        client.batch_execute("COMMIT").await
    };
    // On an error the connection is closed, which ends the transaction.
    result.await.map_err(failed)
}

/// A step in PostgreSQL's words.
struct Step {
    version: i64,
    name: String,
    sql: String,
    compatible_from: i64,
}

impl From<&Migration> for Step {
    fn from(step: &Migration) -> Self {
        Self {
            version: step.version,
            name: step.name.to_owned(),
            sql: statements(step),
            compatible_from: step.compatible_from,
        }
    }
}

fn steps() -> Vec<Step> {
    let mut steps: Vec<Step> = MIGRATIONS.iter().map(Step::from).collect();
    steps.extend(rehearsed());
    steps
}

/// The version to which [`migrate`] brings a database.
fn newest() -> i64 {
    known() + rehearsals()
}

/// Further steps for rehearsing rolling upgrades: what a build with so many more migrations would bring. Only builds with
/// debug assertions look at the variable.
fn rehearsed() -> Vec<Step> {
    let step = |number: i64| Step {
        version: known() + number,
        name: format!("rehearsal {number}"),
        sql: format!(
            "ALTER TABLE \"head\" ADD COLUMN \"rehearsal_{number}\" BIGINT NOT NULL DEFAULT 0; \
             CREATE TABLE \"rehearsal_{number}\" (\"tenant\" BYTEA NOT NULL, PRIMARY KEY (\"tenant\"))"
        ),
        compatible_from: known() + number - 1,
    };
    (1..=rehearsals()).map(step).collect()
}

fn rehearsals() -> i64 {
    let wanted = cfg!(debug_assertions).then(|| std::env::var("RESEAT_REHEARSE_MIGRATIONS").ok());
    wanted.flatten().and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
