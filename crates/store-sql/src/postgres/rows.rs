//! Cells into parameters and results into cells.

use std::error::Error;

use reseat_store::{Column, Corrupt, Row, StoreError, Table, Value};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

/// A parameter of a statement.
#[derive(Debug)]
pub(super) enum Param<'a> {
    /// A cell.
    Cell(&'a Value),
    /// A number that is no cell, such as a limit.
    Number(i64),
    /// One column of several rows: `BIGINT[]`, `TEXT[]`, `BYTEA[]`.
    Ints(Vec<Option<i64>>),
    Texts(Vec<Option<&'a str>>),
    Bytes(Vec<Option<&'a [u8]>>),
}

impl<'a> Param<'a> {
    /// The cells of one column. A cell of another type is left out as null; rows are checked before they come here.
    pub fn column(column: &Column, cells: impl Iterator<Item = &'a Value>) -> Self {
        use reseat_store::Type::{Bytes, Int, Text};
        match column.ty {
            Int => {
                Self::Ints(cells.map(|cell| if let Value::Int(n) = cell { Some(*n) } else { None }).collect())
            }
            Text => Self::Texts(
                cells
                    .map(|cell| if let Value::Text(text) = cell { Some(text.as_str()) } else { None })
                    .collect(),
            ),
            Bytes => Self::Bytes(
                cells
                    .map(|cell| if let Value::Bytes(b) = cell { Some(b.as_slice()) } else { None })
                    .collect(),
            ),
        }
    }
}

type Written = Result<IsNull, Box<dyn Error + Sync + Send>>;

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Written {
        match self {
            Self::Cell(Value::Null) => Ok(IsNull::Yes),
            Self::Cell(Value::Int(number)) => number.to_sql_checked(ty, out),
            Self::Cell(Value::Text(text)) => text.to_sql_checked(ty, out),
            Self::Cell(Value::Bytes(bytes)) => bytes.to_sql_checked(ty, out),
            Self::Number(number) => number.to_sql_checked(ty, out),
            Self::Ints(all) => all.to_sql_checked(ty, out),
            Self::Texts(all) => all.to_sql_checked(ty, out),
            Self::Bytes(all) => all.to_sql_checked(ty, out),
        }
    }

    /// Each value says so itself, in [`ToSql::to_sql`].
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A result's cell.
struct Cell(Value);

impl<'a> FromSql<'a> for Cell {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::TEXT => Value::Text(String::from_sql(ty, raw)?),
            _ => Value::Bytes(Vec::<u8>::from_sql(ty, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(Value::Null))
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::TEXT, Type::BYTEA].contains(ty)
    }
}

/// A result that begins with these columns of the table.
pub(super) fn row_of<'a>(
    found: &tokio_postgres::Row,
    table: &'static Table,
    columns: impl Iterator<Item = &'a Column>,
) -> Result<Row, StoreError> {
    let cell = |(at, column): (usize, &Column)| {
        let cell: Result<Cell, _> = found.try_get(at);
        cell.map(|cell| cell.0).map_err(|_| {
            let column = table.columns.iter().find(|known| known.name == column.name);
            StoreError::from(Corrupt { table: table.name, column: column.map_or("", |known| known.name) })
        })
    };
    columns.enumerate().map(cell).collect()
}
