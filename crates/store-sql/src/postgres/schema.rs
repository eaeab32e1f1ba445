//! The schema in PostgreSQL's words: as declared, and as the migrations make it.

use std::fmt::Write;

use reseat_store::tables;

use super::DIALECT;
use crate::migrations::Migration;
use crate::statements::{create_index, create_table};

/// What the declared tables look like as PostgreSQL's SQL: a fresh database has this, and so has one that went through all
/// migrations.
pub fn declared_schema() -> String {
    let mut sql = String::new();
    for table in tables::ALL {
        sql.push_str(&create_table(DIALECT, table));
        sql.push_str(";\n");
        for index in table.indexes {
            sql.push_str(&create_index(DIALECT, table, index));
            sql.push_str(";\n");
        }
        sql.push('\n');
    }
    sql
}

/// What turns a migrated database into one that Citus spreads over its workers: all rows of a tenant on one of them, as
/// every key and every index begins with the tenant (docs/distributed.md).
pub fn citus_layout() -> String {
    let mut sql = String::new();
    let mut colocated = "none";
    for table in tables::ALL {
        let _ = writeln!(
            sql,
            "SELECT create_distributed_table('\"{}\"', 'tenant', colocate_with => '{colocated}');",
            table.name
        );
        colocated = tables::ALL[0].name;
    }
    sql
}

/// The statements of a step: its own for PostgreSQL, or SQLite's translated.
pub(super) fn statements(step: &Migration) -> String {
    step.postgres.map_or_else(|| translate(step.sql), str::to_owned)
}

/// SQLite's words of a migration in PostgreSQL's. Only forms that the steps use are known: what else is in a step passes as
/// it is, and the comparison with the declared schema finds what that breaks.
fn translate(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    for statement in sql.split_inclusive(";\n").map(str::trim_start) {
        if statement.starts_with("CREATE TABLE ") {
            out.push_str(&table(statement));
        } else if statement.starts_with("CREATE INDEX ") || statement.starts_with("CREATE UNIQUE INDEX ") {
            out.push_str(&index(statement));
        } else {
            out.push_str(statement);
            if let Some((from, to)) = renamed(statement) {
                // The key's index keeps its name, which the table that replaces this one wants.
                let _ = writeln!(out, "ALTER INDEX \"{from}_pkey\" RENAME TO \"{to}_pkey\";");
            }
        }
    }
    out
}

/// Types, and the words that lay a table out in SQLite.
fn table(statement: &str) -> String {
    let mut out = String::with_capacity(statement.len() + 64);
    for line in statement.split_inclusive('\n') {
        if line.starts_with(')') {
            out.push_str(");\n");
            continue;
        }
        let line = line.replace("\" INTEGER", "\" BIGINT").replace("\" BLOB", "\" BYTEA");
        out.push_str(&line.replace("\" TEXT", "\" TEXT COLLATE \"C\""));
    }
    out
}

/// Nulls first, as in scans, for columns that may be null as declared today.
fn index(statement: &str) -> String {
    let found = tables::ALL.iter().flat_map(|table| table.indexes.iter().map(move |index| (table, index)));
    let named = |name: &str| statement.contains(&format!(" INDEX \"{name}\" "));
    let Some((table, _)) = found.into_iter().find(|(_, index)| named(index.name)) else {
        return statement.to_owned();
    };
    let Some((head, columns)) = statement.split_once('(') else { return statement.to_owned() };
    let mut columns = columns.to_owned();
    for column in table.columns.iter().filter(|column| column.nullable) {
        columns =
            columns.replace(&format!("\"{}\"", column.name), &format!("\"{}\" NULLS FIRST", column.name));
    }
    format!("{head}({columns}")
}

/// The names of a table that is renamed.
fn renamed(statement: &str) -> Option<(&str, &str)> {
    let rest = statement.strip_prefix("ALTER TABLE \"")?;
    let (from, rest) = rest.split_once("\" RENAME TO \"")?;
    Some((from, rest.split_once('"')?.0))
}
