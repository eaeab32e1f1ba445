//! The statements that PostgreSQL has in words of its own: sets of rows through arrays, and conditions that end the
//! transaction by themselves. A test counts them by kind; all other texts are those of every engine.

use reseat_store::{Column, Precondition, Table, Type, Value};

use super::DIALECT;
use crate::statements::{TableStatements, Text};

/// Every text that only PostgreSQL gets, by kind.
#[cfg(test)]
pub(crate) fn overrides() -> Vec<(&'static str, Vec<String>)> {
    use reseat_store::tables;
    let all = |text: fn(&'static Table) -> String| tables::ALL.iter().map(|table| text(table)).collect();
    let guards = |table: &'static Table| {
        let key = vec![Value::Null; table.key];
        let equals = |value| guard(&Precondition::Equals(table, key.clone(), table.columns.len() - 1, value));
        [
            guard(&Precondition::Exists(table, key.clone())),
            guard(&Precondition::Absent(table, key.clone())),
            equals(Value::Null),
            equals(Value::Int(0)),
        ]
    };
    vec![
        ("rows of many keys", all(|table| TableTexts::new(table).get_many)),
        ("insert or replace many rows", all(|table| TableTexts::new(table).put_many)),
        ("insert many rows", all(|table| TableTexts::new(table).insert_many)),
        ("delete by many keys", all(|table| TableTexts::new(table).delete_many)),
        ("a condition, checked under a lock", tables::ALL.iter().flat_map(|table| guards(table)).collect()),
        ("the lock of a tenant's head", vec![lock_tenant(&tables::HEAD)]),
        ("the time", vec![NOW.to_owned()]),
    ]
}

/// The texts of one table.
#[derive(Debug)]
pub(super) struct TableTexts {
    /// Those of every engine.
    pub plain: TableStatements,
    /// Rows of many keys, one array per key column; the last column is the key's number, from 1.
    pub get_many: String,
    /// Insert or replace, one array per column.
    pub put_many: String,
    /// Insert, one array per column.
    pub insert_many: String,
    /// Delete, one array per key column.
    pub delete_many: String,
}

impl TableTexts {
    pub fn new(table: &Table) -> Self {
        Self {
            plain: TableStatements::new(DIALECT, table),
            get_many: get_many(table),
            put_many: {
                let mut text = insert_many(table);
                text.or_replace(table);
                text.sql
            },
            insert_many: insert_many(table).sql,
            delete_many: delete_many(table),
        }
    }
}

/// Arrays as rows, in their order.
fn arrays<'a>(text: &mut Text, columns: impl IntoIterator<Item = &'a Column>) {
    text.push("UNNEST(").list(columns, ", ", |text, column| {
        text.param().push(match column.ty {
            Type::Int => "::BIGINT[]",
            Type::Text => "::TEXT[]",
            Type::Bytes => "::BYTEA[]",
        });
    });
    text.push(")");
}

fn on_key(text: &mut Text, joint: &str, key: &[Column]) {
    text.push(joint).list(key, " AND ", |text, column| {
        text.push("held.").name(column.name).push(" = wanted.").name(column.name);
    });
}

fn names(text: &mut Text, key: &[Column]) {
    text.list(key, ", ", |text, column| {
        text.name(column.name);
    });
}

fn get_many(table: &Table) -> String {
    let key = &table.columns[..table.key];
    let mut text = Text::new(DIALECT, "SELECT ");
    text.list(table.columns, ", ", |text, column| {
        text.push("held.").name(column.name);
    });
    text.push(", wanted.wanted_number FROM ");
    arrays(&mut text, key);
    text.push(" WITH ORDINALITY AS wanted (");
    names(&mut text, key);
    text.push(", wanted_number) JOIN ").name(table.name).push(" AS held");
    on_key(&mut text, " ON ", key);
    text.sql
}

fn insert_many(table: &Table) -> Text {
    let mut text = Text::new(DIALECT, "INSERT INTO ");
    text.name(table.name).push(" (").columns(table).push(") SELECT * FROM ");
    arrays(&mut text, table.columns);
    text
}

fn delete_many(table: &Table) -> String {
    let key = &table.columns[..table.key];
    let mut text = Text::new(DIALECT, "DELETE FROM ");
    text.name(table.name).push(" AS held USING ");
    arrays(&mut text, key);
    text.push(" AS wanted (");
    names(&mut text, key);
    text.push(")");
    on_key(&mut text, " WHERE ", key);
    text.sql
}

/// Waits for whoever writes to the tenant and keeps others from it until the transaction ends. The parameter is the
/// tenant. No row is fine: a tenant that is being made has no head, and its rows are inserted, not replaced.
pub(super) fn lock_tenant(head: &Table) -> String {
    let mut text = Text::new(DIALECT, "SELECT 1 FROM ");
    text.name(head.name).where_key(head).push(" FOR UPDATE");
    text.sql
}

/// A condition as a statement that fails with a division by zero (SQLSTATE 22012) where it does not hold, so that
/// everything sent after it fails, too, and nobody has to wait for its answer. The row is locked against changes. The
/// parameters are the key and, unless it is null, the value.
pub(super) fn guard(condition: &Precondition) -> String {
    let mut text = Text::new(DIALECT, "SELECT 1 / CASE WHEN ");
    let (table, column, value) = match condition {
        Precondition::Equals(table, _, column, value) => (table, *column, Some(value)),
        Precondition::Absent(table, _) => {
            text.push("NOT ");
            (table, 0, None)
        }
        Precondition::Exists(table, _) => (table, 0, None),
    };
    text.push("EXISTS (SELECT 1 FROM (SELECT ").name(table.columns[column].name).push(" AS cell FROM ");
    text.name(table.name).where_key(table).push(" FOR UPDATE) AS held");
    match value {
        None => {}
        Some(Value::Null) => drop(text.push(" WHERE held.cell IS NULL")),
        Some(_) => drop(text.push(" WHERE held.cell = ").param()),
    }
    text.push(") THEN 1 ELSE 0 END");
    text.sql
}

/// The database's time in microseconds UTC: when the statement runs, not when its transaction began.
pub(super) const NOW: &str = "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT";
