//! Migrations: numbered steps, each applied once and in one transaction.
//!
//! The steps are in `crate::migrations`; what they make together is the declared schema (a test).

use reseat_store::StoreError;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::error::failed;
use crate::migrations::{MIGRATIONS, Migration, known};

/// The version of the database; 0 when it is empty.
fn present(connection: &Connection) -> Result<i64, StoreError> {
    let table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'";
    let there = connection.query_row(table, [], |_| Ok(())).optional().map_err(failed)?;
    if there.is_none() {
        return Ok(0);
    }
    let version = "SELECT COALESCE(MAX(version), 0) FROM schema_migration";
    connection.query_row(version, [], |row| row.get(0)).map_err(failed)
}

/// Brings the database to the version of this binary.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let version = present(connection)?;
    refuse_newer(version)?;
    for step in MIGRATIONS.iter().filter(|step| step.version > version) {
        apply(connection, step).map_err(failed)?;
    }
    Ok(())
}

fn apply(connection: &mut Connection, step: &Migration) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
    )?;
    transaction.execute_batch(step.sql)?;
    transaction
        .execute("INSERT INTO schema_migration (version, name) VALUES (?1, ?2)", (step.version, step.name))?;
    transaction.commit()
}

/// Says so unless the database has exactly this binary's version; for those who may not migrate it.
pub(super) fn require_current(connection: &Connection) -> Result<(), StoreError> {
    let version = present(connection)?;
    refuse_newer(version)?;
    if version < known() {
        return Err(StoreError::Failed(format!(
            "the database has schema version {version} and this Reseat works with {}: start the server once, which brings it up to date",
            known()
        )));
    }
    Ok(())
}

fn refuse_newer(version: i64) -> Result<(), StoreError> {
    if version <= known() {
        return Ok(());
    }
    Err(StoreError::Failed(format!(
        "the database was written by a newer Reseat (schema version {version}, this one knows up to {}): use that version or a newer one",
        known()
    )))
}

#[cfg(test)]
mod tests {
    use super::super::declared_schema;
    use super::*;

    fn schema(connection: &Connection) -> Vec<(String, String)> {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'schema_migration' ORDER BY name";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
        rows.map(Result::unwrap).map(|(name, sql)| (name, sql.split_whitespace().collect())).collect()
    }

    fn migrated() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection
    }

    /// When this fails: add a migration. `cargo run -p reseat-store-sql --example schema` prints what it has to lead to.
    #[test]
    fn the_sum_of_the_migrations_is_the_declared_schema() {
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(&declared_schema()).unwrap();
        assert_eq!(schema(&migrated()), schema(&fresh));
    }

    #[test]
    fn rows_of_the_first_version_are_all_there_afterwards() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply(&mut connection, &MIGRATIONS[0]).unwrap();
        let tenant =
            "INSERT INTO tenant VALUES (x'01', 'T', 't.example', 'DE', 'UTC', 0, 1, 20, 0, 400, x'00')";
        connection.execute(tenant, []).unwrap();
        let set = "INSERT INTO change_set VALUES (x'01', ?1, 0, 2, NULL, NULL, 'a', 0, x'02', 3, 4, NULL, 1, 0, 0, NULL, NULL)";
        let path = "INSERT INTO assignment VALUES (x'01', ?1, x'02', x'03', x'04', x'05', 0, 6, 7, 'name')";
        for n in [2_i64, 1, 3] {
            connection.execute(set, [n.to_be_bytes()]).unwrap();
            connection.execute(path, [n.to_be_bytes()]).unwrap();
        }
        migrate(&mut connection).unwrap();
        for table in ["change_set", "assignment"] {
            let count = format!("SELECT COUNT(*) FROM {table}");
            assert_eq!(connection.query_row(&count, [], |row| row.get::<_, i64>(0)).unwrap(), 3, "{table}");
        }
        let language = "SELECT language FROM tenant WHERE display_name = 'T'";
        assert_eq!(connection.query_row(language, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
        let state = "SELECT COUNT(*) FROM assignment INDEXED BY assignment_by_holder WHERE tenant = x'01'";
        assert_eq!(connection.query_row(state, [], |row| row.get::<_, i64>(0)).unwrap(), 3);
    }

    #[test]
    fn steps_are_numbered_without_a_gap_and_applied_once() {
        assert!(MIGRATIONS.iter().map(|step| step.version).eq(1..=known()));
        let mut connection = migrated();
        migrate(&mut connection).unwrap();
        assert_eq!(present(&connection).unwrap(), known());
    }

    #[test]
    fn a_newer_database_is_refused_with_what_to_do() {
        let mut connection = migrated();
        connection.execute("INSERT INTO schema_migration VALUES (?1, 'later')", [known() + 1]).unwrap();
        for error in [migrate(&mut connection).unwrap_err(), require_current(&connection).unwrap_err()] {
            assert!(error.to_string().contains("newer Reseat"), "{error}");
        }
    }

    #[test]
    fn an_older_database_is_not_read_as_if_it_were_current() {
        let empty = Connection::open_in_memory().unwrap();
        assert!(require_current(&empty).unwrap_err().to_string().contains("start the server once"));
    }
}
