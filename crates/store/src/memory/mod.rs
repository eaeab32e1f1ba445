//! The store in memory: the oracle that says what every other store has to do, and the store of tests. Written once
//! for all tables.

mod order;

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use parking_lot::RwLock;

use self::order::{encode_columns, encoded, limits};
use crate::port::{Batch, Change, Direction, Key, Precondition, Row, Scan, Store, StoreError, Table, Value};

/// A store that forgets everything when it is dropped.
#[derive(Default)]
pub struct MemoryStore(RwLock<Tables>);

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryStore")
    }
}

impl Store for MemoryStore {
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
        let tables = self.0.read();
        let data = tables.0.get(table.name);
        Ok(keys.iter().map(|key| data.and_then(|data| data.rows.get(&encoded(key)).cloned())).collect())
    }

    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        Ok(self.0.read().range(scan))
    }

    fn range_many(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        let tables = self.0.read();
        Ok(scans.iter().map(|scan| tables.range(scan)).collect())
    }

    fn count(&self, scan: &Scan) -> Result<u64, StoreError> {
        Ok(self.0.read().scanned(scan).count() as u64)
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        let mut tables = self.0.write();
        for (number, precondition) in batch.preconditions.iter().enumerate() {
            if !tables.holds(precondition) {
                return Err(StoreError::Precondition(number));
            }
        }
        let mut undo = Vec::with_capacity(batch.changes.len());
        for change in &batch.changes {
            if let Err(error) = tables.change(change, &mut undo) {
                tables.take_back(undo);
                return Err(error);
            }
        }
        Ok(())
    }
}

#[derive(Default)]
struct Tables(HashMap<&'static str, Data>);

/// One table: rows by encoded key, and per index the encoded keys by the index's encoded order.
struct Data {
    table: &'static Table,
    rows: BTreeMap<Vec<u8>, Row>,
    indexes: Vec<IndexData>,
}

struct IndexData {
    order: Vec<usize>,
    keys: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// What a row was before: table, encoded key, row.
type Undo = (&'static Table, Vec<u8>, Option<Row>);

impl Tables {
    fn data(&mut self, table: &'static Table) -> &mut Data {
        self.0.entry(table.name).or_insert_with(|| Data {
            table,
            rows: BTreeMap::new(),
            indexes: table
                .indexes
                .iter()
                .map(|index| IndexData { order: table.order(Some(index)), keys: BTreeMap::new() })
                .collect(),
        })
    }

    fn range(&self, scan: &Scan) -> Vec<Row> {
        let rows = self.scanned(scan);
        match scan.direction {
            Direction::Ascending => rows.take(scan.limit).cloned().collect(),
            Direction::Descending => rows.rev().take(scan.limit).cloned().collect(),
        }
    }

    fn scanned<'a>(&'a self, scan: &Scan) -> Box<dyn DoubleEndedIterator<Item = &'a Row> + 'a> {
        let (from, to) = limits(scan);
        let Some(data) = self.0.get(scan.table.name).filter(|_| from < to) else {
            return Box::new(std::iter::empty());
        };
        let Some(index) = scan.index else {
            return Box::new(data.rows.range(from..to).map(|(_, row)| row));
        };
        let position = data.table.indexes.iter().position(|declared| declared == index);
        match position.and_then(|position| data.indexes.get(position)) {
            Some(index) => Box::new(index.keys.range(from..to).filter_map(|(_, key)| data.rows.get(key))),
            None => Box::new(std::iter::empty()),
        }
    }

    fn holds(&self, precondition: &Precondition) -> bool {
        let row =
            |table: &Table, key: &Key| self.0.get(table.name).and_then(|data| data.rows.get(&encoded(key)));
        match precondition {
            Precondition::Equals(table, key, column, value) => {
                row(table, key).is_some_and(|row| row.get(*column) == Some(value))
            }
            Precondition::Absent(table, key) => row(table, key).is_none(),
            Precondition::Exists(table, key) => row(table, key).is_some(),
        }
    }

    fn change(&mut self, change: &Change, undo: &mut Vec<Undo>) -> Result<(), StoreError> {
        match change {
            Change::Put(table, row) => {
                check_row(table, row)?;
                let key = encoded(&row[..table.key]);
                let data = self.data(table);
                data.check_unique(&key, row)?;
                undo.push((table, key.clone(), data.set(key, Some(row.clone()))));
            }
            Change::Insert(table, row) => {
                check_row(table, row)?;
                let key = encoded(&row[..table.key]);
                let data = self.data(table);
                if data.rows.contains_key(&key) {
                    return Err(StoreError::Unique(table.name.to_owned()));
                }
                data.check_unique(&key, row)?;
                undo.push((table, key.clone(), data.set(key, Some(row.clone()))));
            }
            Change::Delete(table, key) => {
                let key = encoded(key);
                undo.push((table, key.clone(), self.data(table).set(key, None)));
            }
        }
        Ok(())
    }

    fn take_back(&mut self, undo: Vec<Undo>) {
        for (table, key, row) in undo.into_iter().rev() {
            self.data(table).set(key, row);
        }
    }
}

impl Data {
    /// Sets or removes a row, with its index entries; answers what was there.
    fn set(&mut self, key: Vec<u8>, row: Option<Row>) -> Option<Row> {
        let before = match &row {
            Some(row) => self.rows.insert(key.clone(), row.clone()),
            None => self.rows.remove(&key),
        };
        for index in &mut self.indexes {
            if let Some(before) = &before {
                index.keys.remove(&encode_columns(before, &index.order));
            }
            if let Some(row) = &row {
                index.keys.insert(encode_columns(row, &index.order), key.clone());
            }
        }
        before
    }

    /// Whether another row has the same values in a unique index.
    fn check_unique(&self, key: &[u8], row: &Row) -> Result<(), StoreError> {
        for (index, data) in self.table.indexes.iter().zip(&self.indexes) {
            if !index.unique || index.columns.iter().any(|column| row[*column] == Value::Null) {
                continue;
            }
            let values = encode_columns(row, index.columns);
            let mut same =
                data.keys.range(values.clone()..).take_while(|(order, _)| order.starts_with(&values));
            if same.any(|(_, other)| other != key) {
                return Err(StoreError::Unique(index.name.to_owned()));
            }
        }
        Ok(())
    }
}

/// A row that its table cannot hold is a mistake of the caller.
fn check_row(table: &Table, row: &Row) -> Result<(), StoreError> {
    if table.fits(row) { Ok(()) } else { Err(table.misfit()) }
}

#[cfg(test)]
mod tests {
    crate::conformance_suite!(((), crate::memory::MemoryStore::new()));
}
