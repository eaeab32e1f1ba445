//! Rows of people that were read lately. A page of a list is one walk along an index and a point read per person; the
//! point reads are most of its cost, and the first pages of lists are asked for again and again.
//!
//! This process is the only one that writes the directory, so it knows when a row is stale. A batch that touches such
//! rows takes them out and closes the cache until it is written; whoever reads meanwhile, or across it, reads from the
//! database, so that nobody sees a part of a batch.

use std::collections::HashMap;

use parking_lot::Mutex;
use quick_cache::unsync::Cache;
use reseat_store::{Batch, Change, Key, Row, StoreError, Table, tables};

/// Rows kept, about 1.5 KB each.
const ROWS_MAX: usize = 10_000;
/// Larger reads are walks through everybody; they would only push out what is asked for often.
const KEYS_MAX: usize = 1_000;

/// See the module.
pub(super) struct RowCache(Mutex<Kept>);

struct Kept {
    rows: Cache<Key, Row>,
    /// Batches that are being written.
    writing: usize,
    /// Grows with each batch: what was read before it began is not kept, nor mixed with what is read after.
    batches: u64,
}

/// Closes the cache while it lives.
pub(super) struct Closed<'a>(&'a RowCache);

impl RowCache {
    pub fn new() -> Self {
        Self(Mutex::new(Kept { rows: Cache::new(ROWS_MAX), writing: 0, batches: 0 }))
    }

    /// Whether rows of a table are kept.
    pub fn keeps(table: &Table, keys: &[Key]) -> bool {
        table.name == tables::USER.name && keys.len() <= KEYS_MAX
    }

    /// The rows of `keys`, those not kept from `read`.
    pub fn get_many(
        &self,
        keys: &[Key],
        read: impl Fn(&[Key]) -> Result<Vec<Option<Row>>, StoreError>,
    ) -> Result<Vec<Option<Row>>, StoreError> {
        let Some((began, mut found)) = self.kept(keys) else { return read(keys) };
        let missing: Vec<Key> =
            keys.iter().zip(&found).filter(|(_, row)| row.is_none()).map(|(key, _)| key.clone()).collect();
        if missing.is_empty() {
            return Ok(found);
        }
        let rows = read(&missing)?;
        if !self.keep(began, &missing, &rows) {
            // A batch was written in between: of two rows one might be from before it and one from after.
            return read(keys);
        }
        let mut read: HashMap<&Key, Option<Row>> = missing.iter().zip(rows).collect();
        for (key, row) in keys.iter().zip(&mut found).filter(|(_, row)| row.is_none()) {
            *row = read.get_mut(key).and_then(|row| row.clone());
        }
        Ok(found)
    }

    /// What is kept of `keys`, and when; `None` while a batch is being written.
    fn kept(&self, keys: &[Key]) -> Option<(u64, Vec<Option<Row>>)> {
        let kept = self.0.lock();
        let rows = || keys.iter().map(|key| kept.rows.get(key).cloned()).collect();
        (kept.writing == 0).then(|| (kept.batches, rows()))
    }

    /// Keeps rows that were read since `began`; answers whether no batch came in between.
    fn keep(&self, began: u64, keys: &[Key], rows: &[Option<Row>]) -> bool {
        let mut kept = self.0.lock();
        let same = kept.writing == 0 && kept.batches == began;
        if same {
            for (key, row) in keys.iter().zip(rows) {
                if let Some(row) = row {
                    kept.rows.insert(key.clone(), row.clone());
                }
            }
        }
        same
    }

    /// Takes out what a batch is about to change and closes the cache until the answer is dropped; `None` when the batch
    /// touches nothing that is kept.
    pub fn close_for(&self, batch: &Batch) -> Option<Closed<'_>> {
        let touches = |change: &&Change| match change {
            Change::Put(table, _) | Change::Insert(table, _) | Change::Delete(table, _) => {
                table.name == tables::USER.name
            }
        };
        let mut changes = batch.changes.iter().filter(touches).peekable();
        changes.peek()?;
        let mut kept = self.0.lock();
        kept.writing += 1;
        kept.batches += 1;
        for change in changes {
            match change {
                Change::Put(table, row) | Change::Insert(table, row) => {
                    drop(kept.rows.remove(&row[..table.key]))
                }
                Change::Delete(_, key) => drop(kept.rows.remove(key.as_slice())),
            }
        }
        Some(Closed(self))
    }
}

impl Drop for Closed<'_> {
    fn drop(&mut self) {
        self.0.0.lock().writing -= 1;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use reseat_store::Value;

    use super::*;

    fn key(n: i64) -> Key {
        vec![Value::Int(n)]
    }

    fn row(n: i64, text: &str) -> Row {
        vec![Value::Int(n), text.into()]
    }

    fn change(n: i64) -> Batch {
        Batch { changes: vec![Change::Delete(&tables::USER, key(n))], ..Batch::default() }
    }

    /// Reads what `source` gives and counts the keys asked for.
    fn read<'a>(
        asked: &'a Cell<usize>,
        source: impl Fn(i64) -> Option<Row> + 'a,
    ) -> impl Fn(&[Key]) -> Result<Vec<Option<Row>>, StoreError> + 'a {
        move |keys| {
            asked.set(asked.get() + keys.len());
            let number = |key: &Key| if let Value::Int(n) = key[0] { n } else { 0 };
            Ok(keys.iter().map(|key| source(number(key))).collect())
        }
    }

    #[test]
    fn what_was_read_is_not_read_again_until_it_changes() {
        let cache = RowCache::new();
        let asked = Cell::new(0);
        let keys = [key(1), key(2), key(1), key(3)];
        let old = |n| (n < 3).then(|| row(n, "old"));
        let expected = vec![Some(row(1, "old")), Some(row(2, "old")), Some(row(1, "old")), None];
        assert_eq!(cache.get_many(&keys, read(&asked, old)).unwrap(), expected);
        assert_eq!(asked.get(), 4);
        assert_eq!(cache.get_many(&keys, read(&asked, old)).unwrap(), expected);
        assert_eq!(asked.get(), 5, "absence is not kept");
        drop(cache.close_for(&change(2)));
        let new = |n| Some(row(n, "new"));
        let expected = vec![Some(row(1, "old")), Some(row(2, "new"))];
        assert_eq!(cache.get_many(&keys[..2], read(&asked, new)).unwrap(), expected);
        assert_eq!(asked.get(), 6);
    }

    #[test]
    fn nothing_is_kept_nor_answered_from_it_while_a_batch_is_written() {
        let cache = RowCache::new();
        let asked = Cell::new(0);
        cache.get_many(&[key(1)], read(&asked, |n| Some(row(n, "old")))).unwrap();
        let closed = cache.close_for(&change(2));
        let found = cache.get_many(&[key(1), key(2)], read(&asked, |n| Some(row(n, "during")))).unwrap();
        assert_eq!(found, [Some(row(1, "during")), Some(row(2, "during"))]);
        drop(closed);
        let found = cache.get_many(&[key(1), key(2)], read(&asked, |n| Some(row(n, "after")))).unwrap();
        assert_eq!(found, [Some(row(1, "old")), Some(row(2, "after"))]);
    }

    #[test]
    fn a_batch_amid_a_read_makes_it_start_anew() {
        let cache = RowCache::new();
        let asked = Cell::new(0);
        cache.get_many(&[key(1)], read(&asked, |n| Some(row(n, "before")))).unwrap();
        let interrupted = |n: i64| {
            if asked.get() == 2 {
                drop(cache.close_for(&change(1)));
            }
            Some(row(n, "after"))
        };
        let found = cache.get_many(&[key(1), key(2)], read(&asked, interrupted)).unwrap();
        assert_eq!(found, [Some(row(1, "after")), Some(row(2, "after"))]);
    }

    #[test]
    fn a_batch_about_other_tables_closes_nothing() {
        let cache = RowCache::new();
        let batch = Batch { changes: vec![Change::Delete(&tables::POOL, key(1))], ..Batch::default() };
        assert!(cache.close_for(&batch).is_none());
    }
}
