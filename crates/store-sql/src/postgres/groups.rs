//! Changes of a batch as sets: as few statements as keep the meaning of their order.

use std::collections::{HashMap, HashSet};

use reseat_store::{Change, Key, Row, StoreError, Table, Value};

/// What is done to a set of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Delete by key; comes first where the order is free, so that what is given up can be taken.
    Delete,
    /// Insert or replace.
    Put,
    /// Insert.
    Insert,
}

/// Rows, or keys of rows, of one table that are changed alike by one statement.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub table: &'static Table,
    pub kind: Kind,
    /// Whole rows, or keys where they are deleted.
    pub rows: Vec<&'a [Value]>,
}

/// What is done to one row.
type Part<'a> = (Kind, &'a [Value]);

/// A change in parts.
fn parts(change: &Change) -> (&'static Table, Kind, &[Value]) {
    match change {
        Change::Put(table, row) => (table, Kind::Put, row),
        Change::Insert(table, row) => (table, Kind::Insert, row),
        Change::Delete(table, key) => (table, Kind::Delete, key),
    }
}

/// The groups of a batch. Tables do not refer to each other, so each is taken by itself, in the order in which it first
/// appears. Within a table the order of the changes is kept; only where it cannot matter (no row is changed twice, and
/// no unique index lets rows get in each other's way) all changes of a kind become one group. `claimed` are the keys that a
/// precondition wants absent: a put of one is an insert.
///
/// # Errors
/// When a row does not have the columns of its table.
pub(super) fn groups<'a>(
    changes: &'a [Change],
    claimed: &HashSet<(&'static str, &'a Key)>,
) -> Result<Vec<Group<'a>>, StoreError> {
    let mut tables: Vec<(&'static Table, Vec<Part<'a>>)> = Vec::new();
    let mut places: HashMap<&'static str, usize> = HashMap::new();
    for change in changes {
        let (table, mut kind, row) = parts(change);
        let fits = match change {
            Change::Put(_, row) | Change::Insert(_, row) => table.fits(row),
            Change::Delete(_, key) => key.len() == table.key && fits_key(table, key),
        };
        if !fits {
            return Err(table.misfit());
        }
        if kind == Kind::Put && !claimed.is_empty() && claims(claimed, table, row) {
            kind = Kind::Insert;
        }
        let place = *places.entry(table.name).or_insert_with(|| {
            tables.push((table, Vec::new()));
            tables.len() - 1
        });
        tables[place].1.push((kind, row));
    }
    Ok(tables.into_iter().flat_map(|(table, changes)| of_table(table, changes)).collect())
}

fn fits_key(table: &Table, key: &Row) -> bool {
    use reseat_store::Type;
    table.columns.iter().zip(key).all(|(column, value)| match value {
        Value::Null => false,
        Value::Int(_) => column.ty == Type::Int,
        Value::Text(_) => column.ty == Type::Text,
        Value::Bytes(_) => column.ty == Type::Bytes,
    })
}

fn claims(claimed: &HashSet<(&'static str, &Key)>, table: &Table, row: &[Value]) -> bool {
    claimed.iter().any(|(name, key)| *name == table.name && key.as_slice() == &row[..table.key])
}

fn of_table<'a>(table: &'static Table, changes: Vec<Part<'a>>) -> Vec<Group<'a>> {
    let mut seen = HashSet::with_capacity(changes.len());
    let free = !table.indexes.iter().any(|index| index.unique)
        && changes.iter().all(|(_, row)| seen.insert(&row[..table.key]));
    let mut groups: Vec<Group<'a>> = Vec::new();
    if free {
        for kind in [Kind::Delete, Kind::Put, Kind::Insert] {
            let rows: Vec<&[Value]> =
                changes.iter().filter(|change| change.0 == kind).map(|change| change.1).collect();
            if !rows.is_empty() {
                groups.push(Group { table, kind, rows });
            }
        }
        return groups;
    }
    // One statement must not touch a row twice.
    let mut touched: HashSet<&[Value]> = HashSet::new();
    for (kind, row) in changes {
        let again = !touched.insert(&row[..table.key]);
        match groups.last_mut() {
            Some(last) if last.kind == kind && !again => last.rows.push(row),
            _ => {
                touched.clear();
                touched.insert(&row[..table.key]);
                groups.push(Group { table, kind, rows: vec![row] });
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use reseat_store::tables::{HEAD, USER};

    use super::*;

    fn head(tenant: u8) -> Row {
        let mut row: Row = vec![Value::Int(0); HEAD.columns.len()];
        for (cell, column) in row.iter_mut().zip(HEAD.columns) {
            if column.ty == reseat_store::Type::Bytes {
                *cell = Value::Bytes(vec![tenant; 16]);
            }
        }
        row
    }

    fn key(tenant: u8) -> Key {
        vec![Value::Bytes(vec![tenant; 16])]
    }

    fn user(id: u8) -> Row {
        let of = |column: &reseat_store::Column| match column.ty {
            reseat_store::Type::Int => Value::Int(0),
            reseat_store::Type::Text => Value::from("x"),
            reseat_store::Type::Bytes => Value::Bytes(vec![id; 16]),
        };
        USER.columns.iter().map(of).collect()
    }

    fn kinds(changes: &[Change]) -> Vec<(&'static str, Kind, usize)> {
        let groups = groups(changes, &HashSet::new()).unwrap();
        groups.iter().map(|group| (group.table.name, group.kind, group.rows.len())).collect()
    }

    #[test]
    fn changes_of_different_rows_become_one_statement_per_kind() {
        let changes = [
            Change::Put(&HEAD, head(1)),
            Change::Put(&USER, user(1)),
            Change::Delete(&HEAD, key(2)),
            Change::Put(&HEAD, head(3)),
            Change::Put(&USER, user(2)),
        ];
        let expected = [("head", Kind::Delete, 1), ("head", Kind::Put, 2), ("user", Kind::Put, 2)];
        assert_eq!(kinds(&changes), expected);
    }

    #[test]
    fn the_order_of_changes_to_one_row_is_kept() {
        let changes = [
            Change::Put(&HEAD, head(1)),
            Change::Delete(&HEAD, key(1)),
            Change::Insert(&HEAD, head(1)),
            Change::Insert(&HEAD, head(1)),
        ];
        let expected = [Kind::Put, Kind::Delete, Kind::Insert, Kind::Insert].map(|kind| ("head", kind, 1));
        assert_eq!(kinds(&changes), expected);
    }

    #[test]
    fn where_rows_share_a_unique_index_nothing_is_moved() {
        let delete = |id: u8| Change::Delete(&USER, user(id)[..USER.key].to_vec());
        let changes = [Change::Put(&USER, user(1)), delete(2), Change::Put(&USER, user(3))];
        let expected = [Kind::Put, Kind::Delete, Kind::Put].map(|kind| ("user", kind, 1));
        assert_eq!(kinds(&changes), expected);
    }

    #[test]
    fn a_put_of_what_has_to_be_absent_is_an_insert() {
        let (changes, absent) = ([Change::Put(&HEAD, head(1)), Change::Put(&HEAD, head(2))], key(2));
        let claimed = HashSet::from([("head", &absent)]);
        let kinds: Vec<Kind> = groups(&changes, &claimed).unwrap().iter().map(|group| group.kind).collect();
        assert_eq!(kinds, [Kind::Put, Kind::Insert]);
    }

    #[test]
    fn a_row_of_another_shape_is_refused() {
        let changes = [Change::Put(&HEAD, key(1)), Change::Delete(&HEAD, vec![Value::Int(1)])];
        for change in changes {
            assert!(groups(&[change], &HashSet::new()).is_err());
        }
    }
}
