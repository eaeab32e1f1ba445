//! All rows of one store into another, every one counted and checked: for moving between engines and for backups.

use std::fmt;

use aws_lc_rs::digest::{Context, SHA256};
use reseat_store::{Batch, Bound, Change, Key, Row, Scan, Store, StoreError, Table, Value, tables};

/// Rows that are read and written at once.
const ROWS: usize = 1_000;

/// Where rows are read from, in the order of their keys.
pub trait CopySource {
    /// Rows of a table beyond a key, at most `limit`.
    ///
    /// # Errors
    /// When the engine fails.
    fn page(&self, table: &'static Table, after: Option<Key>, limit: usize) -> Result<Vec<Row>, StoreError>;
}

/// A store that nobody else writes to meanwhile.
#[derive(Debug)]
pub struct Still<'a>(pub &'a dyn Store);

impl CopySource for Still<'_> {
    fn page(&self, table: &'static Table, after: Option<Key>, limit: usize) -> Result<Vec<Row>, StoreError> {
        self.0.range(&page(table, after, limit))
    }
}

/// The scan of a page.
pub(crate) fn page(table: &'static Table, after: Option<Key>, limit: usize) -> Scan {
    Scan::key(table, Vec::new(), limit).from(after.map_or(Bound::Open, Bound::Excluded))
}

/// What a table holds, in two numbers that agree for equal tables and for no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The table's name.
    pub table: &'static str,
    /// Its rows.
    pub rows: u64,
    /// SHA-256 over all cells in the order of the keys.
    pub digest: [u8; 32],
}

impl fmt::Display for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<20} {:>10}  ", self.table, self.rows)?;
        self.digest[..8].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Copies every table into an empty store and reads it again there. Answers what each table holds on both sides.
///
/// # Errors
/// When a store fails, or when a table does not hold the same afterwards; then the copy is not to be used.
pub fn copy_all(from: &dyn CopySource, to: &dyn Store) -> Result<Vec<Contents>, StoreError> {
    let mut copied = Vec::with_capacity(tables::ALL.len());
    for &table in tables::ALL {
        let written = walk(from, table, |rows| {
            let changes = rows.iter().map(|row| Change::Insert(table, row.clone())).collect();
            to.apply(&Batch { changes, ..Batch::default() })
        })?;
        let found = walk(&Still(to), table, |_| Ok(()))?;
        if written != found {
            return Err(StoreError::Failed(format!(
                "table {} holds {} rows where {} were copied, or others: try again",
                table.name, found.rows, written.rows
            )));
        }
        copied.push(found);
    }
    Ok(copied)
}

/// Whether no table holds a row.
///
/// # Errors
/// When the store fails.
pub fn is_empty(store: &dyn Store) -> Result<bool, StoreError> {
    for &table in tables::ALL {
        if !store.range(&page(table, None, 1))?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn walk(
    source: &dyn CopySource,
    table: &'static Table,
    mut each: impl FnMut(&[Row]) -> Result<(), StoreError>,
) -> Result<Contents, StoreError> {
    let mut digest = Context::new(&SHA256);
    let (mut count, mut after) = (0, None);
    loop {
        let rows = source.page(table, after, ROWS)?;
        rows.iter().flatten().for_each(|cell| add(&mut digest, cell));
        count += rows.len() as u64;
        if !rows.is_empty() {
            each(&rows)?;
        }
        if rows.len() < ROWS {
            break;
        }
        after = rows.last().map(|row| row[..table.key].to_vec());
    }
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest.finish().as_ref());
    Ok(Contents { table: table.name, rows: count, digest: bytes })
}

/// A cell with its type and length, so that no two rows run together.
fn add(digest: &mut Context, cell: &Value) {
    let (kind, bytes): (u8, &[u8]) = match cell {
        Value::Null => (0, &[]),
        Value::Int(number) => (1, &number.to_be_bytes()),
        Value::Text(text) => (2, text.as_bytes()),
        Value::Bytes(bytes) => (3, bytes),
    };
    digest.update(&[kind]);
    digest.update(&(bytes.len() as u64).to_be_bytes());
    digest.update(bytes);
}

#[cfg(test)]
mod tests {
    use reseat_store::conformance::{Dice, differ};
    use reseat_store::memory::MemoryStore;

    use super::*;
    use crate::{SqliteOptions, SqliteStore};

    /// A store with rows in every table.
    fn filled() -> MemoryStore {
        let (store, oracle) = (MemoryStore::new(), MemoryStore::new());
        (0..10).for_each(|seed| differ(&store, &oracle, seed, 60));
        store
    }

    #[test]
    fn everything_is_there_afterwards() {
        let directory = tempfile::tempdir().unwrap();
        let target = SqliteStore::open(directory.path(), SqliteOptions::default()).unwrap();
        let source = filled();
        assert!(is_empty(&target).unwrap() && !is_empty(&source).unwrap());
        let copied = copy_all(&Still(&source), &target).unwrap();
        assert_eq!(copied.len(), tables::ALL.len());
        assert!(copied.iter().filter(|contents| contents.rows > 0).count() > 10, "{copied:?}");
        for &table in tables::ALL {
            let all = page(table, None, usize::MAX);
            assert_eq!(source.range(&all).unwrap(), target.range(&all).unwrap(), "{}", table.name);
        }
        assert!(copy_all(&Still(&source), &target).is_err(), "not twice into the same");
    }

    #[test]
    fn a_different_row_has_a_different_digest() {
        let mut dice = Dice::new(3);
        let row = |n: i64, name: &str| -> Row {
            let cell = |column: &reseat_store::Column| match column.ty {
                reseat_store::Type::Int => Value::Int(n),
                reseat_store::Type::Text => Value::from(name),
                reseat_store::Type::Bytes => Value::Bytes(vec![1; 16]),
            };
            tables::LEASE.columns.iter().map(cell).collect()
        };
        let digest = |n: i64, name: &str| {
            let store = MemoryStore::new();
            let changes = vec![Change::Put(&tables::LEASE, row(n, name))];
            store.apply(&Batch { changes, ..Batch::default() }).unwrap();
            walk(&Still(&store), &tables::LEASE, |_| Ok(())).unwrap().digest
        };
        let n = i64::try_from(dice.below(100)).unwrap();
        assert_eq!(digest(n, "a"), digest(n, "a"));
        assert_ne!(digest(n, "a"), digest(n + 1, "a"));
        assert_ne!(digest(n, "a"), digest(n, "b"));
    }
}
