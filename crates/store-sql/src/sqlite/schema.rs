//! The schema in SQLite's words, and how tables are laid out on its pages.

use reseat_store::{Table, tables};

use crate::statements::{Dialect, create_index, create_table};

/// Tables with large rows are kept apart from their key: in a tree whose inner pages hold whole rows, large ones would
/// make it deep and its inner pages too many to keep. All others are one tree in key order (WITHOUT ROWID).
const LARGE_ROWS: &[&Table] = &[
    &tables::TENANT,
    &tables::APPLICATION,
    &tables::REPLAY,
    &tables::USER,
    &tables::LOG_ENTRY,
    &tables::CHANGE_ITEM,
    &tables::JOB,
];

fn definition(table: &Table) -> String {
    let layout = if LARGE_ROWS.contains(&table) { " STRICT" } else { " STRICT, WITHOUT ROWID" };
    create_table(Dialect::Sqlite, table) + layout
}

/// What the declared tables look like as SQL: a fresh database has this, and so has one that went through all
/// migrations.
pub fn declared_schema() -> String {
    let mut sql = String::new();
    for table in tables::ALL {
        sql.push_str(&definition(table));
        sql.push_str(";\n");
        for index in table.indexes {
            sql.push_str(&create_index(Dialect::Sqlite, table, index));
            sql.push_str(";\n");
        }
        sql.push('\n');
    }
    sql
}
