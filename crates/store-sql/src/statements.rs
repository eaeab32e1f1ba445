//! Every SQL text, made from the table declarations in the subset that SQLite and PostgreSQL share.
//!
//! Parameters are written by [`Text::number`] alone: `?n` for SQLite, which takes `$n` for a name and would swap values
//! silently, and `$n` for PostgreSQL. What else differs is in [`Dialect`]; whole statements of PostgreSQL's own are in
//! `postgres::overrides`, counted by a test.

use reseat_store::{Column, Direction, Index, Table, Type, Value};

use crate::segments::{Edge, Segment};

/// Whose words a text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Parameters are `?n`; an index is named where it is used.
    Sqlite,
    /// Parameters are `$n`; text columns compare by their bytes because their definition says so.
    Postgres,
}

impl Dialect {
    /// The type of a column in a definition.
    pub fn column_type(self, ty: Type) -> &'static str {
        match (self, ty) {
            (Self::Sqlite, Type::Int) => "INTEGER",
            (Self::Sqlite, Type::Text) => "TEXT",
            (Self::Sqlite, Type::Bytes) => "BLOB",
            (Self::Postgres, Type::Int) => "BIGINT",
            (Self::Postgres, Type::Text) => "TEXT COLLATE \"C\"",
            (Self::Postgres, Type::Bytes) => "BYTEA",
        }
    }
}

/// A text in the making, with the number of its parameters.
pub(crate) struct Text {
    dialect: Dialect,
    pub sql: String,
    params: usize,
}

impl Text {
    pub fn new(dialect: Dialect, sql: &str) -> Self {
        let mut text = String::with_capacity(256);
        text.push_str(sql);
        Self { dialect, sql: text, params: 0 }
    }

    pub fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    /// A name; quoted, because some tables and columns are called like words of SQL (`user`).
    pub fn name(&mut self, name: &str) -> &mut Self {
        self.sql.push('"');
        self.sql.push_str(name);
        self.sql.push('"');
        self
    }

    /// The next parameter.
    pub fn param(&mut self) -> &mut Self {
        self.params += 1;
        self.number(self.params)
    }

    /// A parameter by its number.
    fn number(&mut self, number: usize) -> &mut Self {
        self.sql.push(match self.dialect {
            Dialect::Sqlite => '?',
            Dialect::Postgres => '$',
        });
        self.sql.push_str(&number.to_string());
        self
    }

    /// Something for each item, with `between` between them.
    pub fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        between: &str,
        each: impl Fn(&mut Self, T),
    ) -> &mut Self {
        for (number, item) in items.into_iter().enumerate() {
            if number > 0 {
                self.push(between);
            }
            each(self, item);
        }
        self
    }

    pub fn columns(&mut self, table: &Table) -> &mut Self {
        self.list(table.columns, ", ", |text, column| {
            text.name(column.name);
        })
    }

    /// The end of an insert that replaces the row that is there.
    pub fn or_replace(&mut self, table: &Table) -> &mut Self {
        let (key, rest) = table.columns.split_at(table.key);
        self.push(" ON CONFLICT (").list(key, ", ", |text, column| {
            text.name(column.name);
        });
        if rest.is_empty() {
            return self.push(") DO NOTHING");
        }
        self.push(") DO UPDATE SET ").list(rest, ", ", |text, column| {
            text.name(column.name).push(" = excluded.").name(column.name);
        })
    }

    pub fn where_key(&mut self, table: &Table) -> &mut Self {
        self.push(" WHERE ").list(&table.columns[..table.key], " AND ", |text, column| {
            text.name(column.name).push(" = ").param();
        })
    }
}

/// The texts of one table that are needed all the time.
#[derive(Debug)]
pub(crate) struct TableStatements {
    /// All columns of a key.
    pub get: String,
    /// Insert or replace.
    pub put: String,
    /// Replace; the parameters are those of `put`. Empty where the table has nothing but its key.
    pub update: String,
    /// Insert.
    pub insert: String,
    /// Delete by key.
    pub delete: String,
}

impl TableStatements {
    pub fn new(dialect: Dialect, table: &Table) -> Self {
        let text = |sql| Text::new(dialect, sql);
        Self {
            get: get(text("SELECT "), table),
            put: put(text("INSERT INTO "), table),
            update: update(text("UPDATE "), table),
            insert: insert(text("INSERT INTO "), table).sql,
            delete: delete(text("DELETE FROM "), table),
        }
    }
}

fn get(mut text: Text, table: &Table) -> String {
    text.columns(table).push(" FROM ").name(table.name).where_key(table);
    text.sql
}

fn insert(mut text: Text, table: &Table) -> Text {
    text.name(table.name).push(" (").columns(table).push(") VALUES (");
    text.list(table.columns, ", ", |text, _| {
        text.param();
    });
    text.push(")");
    text
}

fn put(text: Text, table: &Table) -> String {
    let mut text = insert(text, table);
    text.or_replace(table);
    text.sql
}

fn update(mut text: Text, table: &Table) -> String {
    let (key, rest) = table.columns.split_at(table.key);
    if rest.is_empty() {
        return String::new();
    }
    let numbered = |text: &mut Text, at: usize, column: &Column| {
        text.name(column.name).push(" = ").number(at);
    };
    text.name(table.name).push(" SET ").list(rest.iter().enumerate(), ", ", |text, (at, column)| {
        numbered(text, table.key + at + 1, column);
    });
    text.push(" WHERE ").list(key.iter().enumerate(), " AND ", |text, (at, column)| {
        numbered(text, at + 1, column);
    });
    text.sql
}

fn delete(mut text: Text, table: &Table) -> String {
    text.name(table.name).where_key(table);
    text.sql
}

/// One column of a key's row, for preconditions.
pub(crate) fn column(dialect: Dialect, table: &Table, column: usize) -> String {
    let mut text = Text::new(dialect, "SELECT ");
    text.name(table.columns[column].name).push(" FROM ").name(table.name).where_key(table);
    text.sql
}

/// Where and how rows are looked for, beside the values of the segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub dialect: Dialect,
    pub table: &'a Table,
    pub index: Option<&'a Index>,
    /// The columns of the order, [`Table::order`].
    pub order: &'a [usize],
}

/// The rows of a segment in order; the last parameter is the limit.
pub(crate) fn range(place: Place<'_>, segment: &Segment<'_>, direction: Direction) -> String {
    let mut text = Text::new(place.dialect, "SELECT ");
    text.columns(place.table);
    in_order(text, place, segment, direction)
}

/// The same, but of each row only the columns of the order: the index has them all.
pub(crate) fn entries(place: Place<'_>, segment: &Segment<'_>, direction: Direction) -> String {
    let mut text = Text::new(place.dialect, "SELECT ");
    text.list(place.order, ", ", |text, column| {
        text.name(place.table.columns[*column].name);
    });
    in_order(text, place, segment, direction)
}

fn in_order(mut text: Text, place: Place<'_>, segment: &Segment<'_>, direction: Direction) -> String {
    from_where(&mut text, place, segment);
    // Columns that are equal in all rows of the segment need no ordering; PostgreSQL does not see that for IS NULL and
    // would sort what the index gives in order.
    let seen = match place.dialect {
        Dialect::Sqlite => segment.equal.len(),
        Dialect::Postgres => segment.equal.iter().take_while(|value| ***value != Value::Null).count(),
    };
    let order = &place.order[seen..];
    if !order.is_empty() {
        text.push(" ORDER BY ").list(order, ", ", |text, column| {
            let column = &place.table.columns[*column];
            text.name(column.name).push(match (direction, column.nullable) {
                (Direction::Ascending, false) => " ASC",
                (Direction::Ascending, true) => " ASC NULLS FIRST",
                (Direction::Descending, false) => " DESC",
                (Direction::Descending, true) => " DESC NULLS LAST",
            });
        });
    }
    text.push(" LIMIT ").param();
    text.sql
}

/// How many rows a segment has.
pub(crate) fn count(place: Place<'_>, segment: &Segment<'_>) -> String {
    let mut text = Text::new(place.dialect, "SELECT COUNT(*)");
    from_where(&mut text, place, segment);
    text.sql
}

fn from_where(text: &mut Text, place: Place<'_>, segment: &Segment<'_>) {
    text.push(" FROM ").name(place.table.name);
    if let Some(index) = place.index
        && place.dialect == Dialect::Sqlite
    {
        // SQLite's own, and its only one: plans do not depend on statistics that an embedded store does not keep.
        text.push(" INDEXED BY ").name(index.name);
    }
    let name = |at: usize| place.table.columns[place.order[at]].name;
    let mut joint = " WHERE ";
    for (at, value) in segment.equal.iter().enumerate() {
        text.push(joint).name(name(at));
        if **value == Value::Null {
            text.push(" IS NULL");
        } else {
            text.push(" = ").param();
        }
        joint = " AND ";
    }
    let mut compare = |edge: Edge<'_>, operators: [&str; 2]| {
        match edge {
            Edge::Open => return,
            Edge::NotNull => text.push(joint).name(name(segment.equal.len())).push(" IS NOT NULL"),
            Edge::At(_, included) => {
                let operator = operators[usize::from(included)];
                text.push(joint).name(name(segment.equal.len())).push(operator).param()
            }
        };
        joint = " AND ";
    };
    compare(segment.lower, [" > ", " >= "]);
    compare(segment.upper, [" < ", " <= "]);
}

/// The values of a segment's parameters, in their order, without the limit.
pub(crate) fn arguments<'a>(segment: &Segment<'a>) -> impl Iterator<Item = &'a Value> {
    let edges = [segment.lower, segment.upper].into_iter().filter_map(|edge| match edge {
        Edge::At(value, _) => Some(value),
        _ => None,
    });
    let equal: Vec<&'a Value> =
        segment.equal.iter().copied().filter(|value| **value != Value::Null).collect();
    equal.into_iter().chain(edges)
}

/// The table's definition up to its closing bracket; what follows is the engine's.
pub(crate) fn create_table(dialect: Dialect, table: &Table) -> String {
    let mut text = Text::new(dialect, "CREATE TABLE ");
    text.name(table.name).push(" (\n");
    for column in table.columns {
        text.push("  ").name(column.name).push(" ").push(dialect.column_type(column.ty));
        text.push(if column.nullable { ",\n" } else { " NOT NULL,\n" });
    }
    text.push("  PRIMARY KEY (").list(&table.columns[..table.key], ", ", |text, column| {
        text.name(column.name);
    });
    text.push(")\n)");
    text.sql
}

/// An index's definition. One that is not unique holds the key too, so that it is read in the order of scans.
/// Nulls come first in scans; PostgreSQL would put them last unless told.
pub(crate) fn create_index(dialect: Dialect, table: &Table, index: &Index) -> String {
    let columns = if index.unique { index.columns.to_vec() } else { table.order(Some(index)) };
    let mut text = Text::new(dialect, if index.unique { "CREATE UNIQUE INDEX " } else { "CREATE INDEX " });
    text.name(index.name).push(" ON ").name(table.name).push(" (").list(columns, ", ", |text, column| {
        text.name(table.columns[column].name);
        if dialect == Dialect::Postgres && table.columns[column].nullable {
            text.push(" NULLS FIRST");
        }
    });
    text.push(")");
    text.sql
}

#[cfg(test)]
mod tests {
    use reseat_store::{Bound, Scan, tables};

    use super::*;
    use crate::segments::segments;

    #[test]
    fn statements_of_a_table_are_numbered_and_quoted() {
        let pool = TableStatements::new(Dialect::Sqlite, &tables::ROLE_GRANT);
        assert_eq!(
            pool.get,
            r#"SELECT "tenant", "role", "user" FROM "role_grant" WHERE "tenant" = ?1 AND "role" = ?2 AND "user" = ?3"#
        );
        assert_eq!(
            pool.put,
            r#"INSERT INTO "role_grant" ("tenant", "role", "user") VALUES (?1, ?2, ?3) ON CONFLICT ("tenant", "role", "user") DO NOTHING"#
        );
        let head = TableStatements::new(Dialect::Sqlite, &tables::HEAD);
        assert_eq!(
            head.update,
            r#"UPDATE "head" SET "seq" = ?2, "hash" = ?3, "at" = ?4, "turn" = ?5, "setup" = ?6 WHERE "tenant" = ?1"#
        );
        assert!(
            head.put.contains(r#"("tenant") DO UPDATE SET "seq" = excluded."seq", "hash" = excluded."hash""#)
        );
        assert!(head.put.ends_with(r#", "setup" = excluded."setup""#));
        assert_eq!(head.delete, r#"DELETE FROM "head" WHERE "tenant" = ?1"#);
    }

    #[test]
    fn a_segment_is_equality_then_one_range_in_the_order_of_the_index() {
        let scan = Scan::index(&tables::USER, &tables::USER_BY_SURNAME, vec![1_i64.into(), 0_i64.into()], 9)
            .from(Bound::Excluded(vec!["a".into(), 5_i64.into()]));
        let order = tables::USER.order(scan.index);
        let place = Place { dialect: Dialect::Sqlite, table: scan.table, index: scan.index, order: &order };
        let texts: Vec<_> =
            segments(&scan).iter().map(|segment| range(place, segment, Direction::Ascending)).collect();
        let from = r#" FROM "user" INDEXED BY "user_by_surname" WHERE "tenant" = ?1 AND "deleted" = ?2"#;
        let first = format!(r#"{from} AND "surname_fold" = ?3 AND "id" > ?4 ORDER BY "id" ASC LIMIT ?5"#);
        let second = format!(
            r#"{from} AND "surname_fold" > ?3 ORDER BY "surname_fold" ASC NULLS FIRST, "id" ASC LIMIT ?4"#
        );
        assert!(texts[0].ends_with(&first), "{}", texts[0]);
        assert!(texts[1].ends_with(&second), "{}", texts[1]);
        assert_eq!(arguments(&segments(&scan)[0]).count(), 4);
    }
}
