//! Cells into parameters and results into cells.

use reseat_store::{Column, Corrupt, Row, StoreError, Table, Value};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Rows};

use super::error::failed;

/// A cell as a parameter, without a copy on our side.
struct Cell<'a>(&'a Value);

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Binds parameters from the first on; answers how many there were.
pub(super) fn bind<'a>(
    statement: &mut CachedStatement<'_>,
    values: impl IntoIterator<Item = &'a Value>,
) -> rusqlite::Result<usize> {
    let mut bound = 0;
    for value in values {
        bound += 1;
        statement.raw_bind_parameter(bound, Cell(value))?;
    }
    Ok(bound)
}

/// A result as a cell.
pub(super) fn value(cell: ValueRef<'_>) -> Option<Value> {
    Some(match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => Value::Text(std::str::from_utf8(text).ok()?.to_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_owned()),
        ValueRef::Real(_) => return None,
    })
}

/// The next row of a result that selects all columns of the table.
pub(super) fn next_row(rows: &mut Rows<'_>, table: &'static Table) -> Result<Option<Row>, StoreError> {
    next_of(rows, table, table.columns.iter())
}

/// The next row of a result that selects these columns of the table.
pub(super) fn next_of(
    rows: &mut Rows<'_>,
    table: &'static Table,
    columns: impl ExactSizeIterator<Item = &'static Column>,
) -> Result<Option<Row>, StoreError> {
    let Some(found) = rows.next().map_err(failed)? else { return Ok(None) };
    let mut row = Row::with_capacity(columns.len());
    for (at, column) in columns.enumerate() {
        let cell = found.get_ref(at).map_err(failed)?;
        row.push(value(cell).ok_or(Corrupt { table: table.name, column: column.name })?);
    }
    Ok(Some(row))
}
