//! The port itself: values, tables, scans, batches and the [`Store`] trait.

use std::fmt;

use reseat_model::Timestamp;

/// One cell. Text compares in binary order on folded text; ids are 16 bytes; times are microseconds UTC.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Absent; sorts first.
    Null,
    /// A number, a time or a flag.
    Int(i64),
    /// UTF-8 text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// INTEGER / BIGINT.
    Int,
    /// TEXT.
    Text,
    /// BLOB / BYTEA.
    Bytes,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, snake case.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// Whether it may be null. Key columns never are.
    pub nullable: bool,
}

/// A secondary index. Its order is its columns, then the key ([`Table::order`]).
#[derive(Debug, PartialEq, Eq)]
pub struct Index {
    /// Its name, unique in the database.
    pub name: &'static str,
    /// Positions of its columns in the table; the first is always 0, the tenant.
    pub columns: &'static [usize],
    /// Whether two rows may agree in all index columns. Rows with a null in one never clash.
    pub unique: bool,
}

/// A table. The first `key` columns are its primary key; the first of them is always the tenant.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, unique.
    pub name: &'static str,
    /// Its columns, key first.
    pub columns: &'static [Column],
    /// How many leading columns are the primary key.
    pub key: usize,
    /// Its secondary indexes.
    pub indexes: &'static [Index],
}

impl Table {
    /// Where a column stands. Meant for constants, where an unknown name does not compile:
    /// `const SEQ: usize = tables::HEAD.position("seq");`
    ///
    /// # Panics
    /// When the table has no such column.
    pub const fn position(&self, name: &str) -> usize {
        let mut at = 0;
        while at < self.columns.len() {
            if crate::tables::same(self.columns[at].name, name) {
                return at;
            }
            at += 1;
        }
        panic!("the table has no such column")
    }

    /// Whether a row has the columns of the table: as many, of their types, null only where it may be.
    pub fn fits(&self, row: &[Value]) -> bool {
        let fits = |(column, value): (&Column, &Value)| match value {
            Value::Null => column.nullable,
            Value::Int(_) => column.ty == Type::Int,
            Value::Text(_) => column.ty == Type::Text,
            Value::Bytes(_) => column.ty == Type::Bytes,
        };
        row.len() == self.columns.len() && self.columns.iter().zip(row).all(fits)
    }

    /// The error of a row that does not fit.
    pub fn misfit(&self) -> StoreError {
        StoreError::Failed(format!("a row does not have the columns of table {}", self.name))
    }

    /// The columns that make a scan's order: those of the index, then the key's where the index does not have them.
    pub fn order(&self, index: Option<&Index>) -> Vec<usize> {
        let mut order = index.map_or_else(Vec::new, |index| index.columns.to_vec());
        order.extend(
            (0..self.key).filter(|column| !index.is_some_and(|index| index.columns.contains(column))),
        );
        order
    }
}

/// A row: one value per column.
pub type Row = Vec<Value>;
/// The values of a primary key.
pub type Key = Vec<Value>;

/// In which order a scan runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// One end of a scan: a tuple over the columns that follow the prefix (a leading part of them is enough).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// No bound.
    Open,
    /// That tuple and beyond; a shorter tuple includes all rows that begin with it.
    Included(Vec<Value>),
    /// Beyond that tuple; a shorter tuple excludes all rows that begin with it.
    Excluded(Vec<Value>),
}

/// A read of rows in the order of an index (or of the primary key), by equality on a prefix and bounds on what follows.
#[derive(Debug, Clone)]
pub struct Scan {
    /// Which table.
    pub table: &'static Table,
    /// Which index; `None` is the primary key.
    pub index: Option<&'static Index>,
    /// Values of the leading columns of the order; the tenant comes first. Empty only where a read is about the
    /// whole server: the list of tenants.
    pub prefix: Vec<Value>,
    /// Lower end, in ascending sense whatever the direction.
    pub lower: Bound,
    /// Upper end, in ascending sense whatever the direction.
    pub upper: Bound,
    /// The order.
    pub direction: Direction,
    /// At most so many rows.
    pub limit: usize,
}

impl Scan {
    /// All rows of `table` whose key begins with `prefix`, in key order.
    pub fn key(table: &'static Table, prefix: Vec<Value>, limit: usize) -> Self {
        Self {
            table,
            index: None,
            prefix,
            lower: Bound::Open,
            upper: Bound::Open,
            direction: Direction::Ascending,
            limit,
        }
    }

    /// The same over an index.
    pub fn index(table: &'static Table, index: &'static Index, prefix: Vec<Value>, limit: usize) -> Self {
        Self { index: Some(index), ..Self::key(table, prefix, limit) }
    }

    /// With a lower bound.
    #[must_use]
    pub fn from(mut self, lower: Bound) -> Self {
        self.lower = lower;
        self
    }

    /// With an upper bound.
    #[must_use]
    pub fn to(mut self, upper: Bound) -> Self {
        self.upper = upper;
        self
    }

    /// Largest first.
    #[must_use]
    pub fn descending(mut self) -> Self {
        self.direction = Direction::Descending;
        self
    }
}

/// One change to one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Insert or replace.
    Put(&'static Table, Row),
    /// Insert; an existing key is a conflict.
    Insert(&'static Table, Row),
    /// Delete; an absent key is fine.
    Delete(&'static Table, Key),
}

/// What must hold for a batch to be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Precondition {
    /// The row exists and the column has the value.
    Equals(&'static Table, Key, usize, Value),
    /// No row has the key.
    Absent(&'static Table, Key),
    /// A row has the key.
    Exists(&'static Table, Key),
}

/// Changes applied together or not at all, durably.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Checked first, in order.
    pub preconditions: Vec<Precondition>,
    /// Applied in order.
    pub changes: Vec<Change>,
}

/// The store could not read or write.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A precondition of the batch does not hold; its number in the batch.
    #[error("precondition {0} does not hold")]
    Precondition(usize),
    /// A unique index, or an existing key on insert; the name of the index or table where the engine tells it.
    #[error("a row with the same value of {0} exists already")]
    Unique(String),
    /// The engine was busy or the connection was lost; the same batch may be tried again.
    #[error("the store is not available at the moment: {0}")]
    Unavailable(String),
    /// There is no room left to write to. Nothing was changed, reading goes on, and the same batch will do once there is.
    #[error("the disk is full: {0}")]
    Full(String),
    /// The row could not be understood.
    #[error(transparent)]
    Corrupt(#[from] crate::record::Corrupt),
    /// Anything else; not to be repeated.
    #[error("the store failed: {0}")]
    Failed(String),
}

/// A database of any kind. All calls block and are safe from any thread.
pub trait Store: Send + Sync + fmt::Debug {
    /// The rows of the keys, in the order asked; `None` where there is none.
    ///
    /// # Errors
    /// When the engine fails; "not found" is no error.
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError>;

    /// Rows of a scan, in its order.
    ///
    /// # Errors
    /// When the engine fails.
    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError>;

    /// The rows of several scans, each in its order, all seen at one instant where the store has instants.
    ///
    /// # Errors
    /// When the engine fails.
    fn range_many(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        scans.iter().map(|scan| self.range(scan)).collect()
    }

    /// The index entries of a scan: of each row the columns of [`Table::order`], in that order. A store answers it from
    /// the index, without looking for the rows.
    ///
    /// # Errors
    /// When the engine fails.
    fn entries(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        let order = scan.table.order(scan.index);
        let entry = |row: Row| order.iter().map(|column| row[*column].clone()).collect();
        Ok(self.range(scan)?.into_iter().map(entry).collect())
    }

    /// How many rows a scan would give without its limit.
    ///
    /// # Errors
    /// When the engine fails.
    fn count(&self, scan: &Scan) -> Result<u64, StoreError>;

    /// Applies a batch in one transaction; when it returns `Ok`, the changes are durable.
    ///
    /// # Errors
    /// [`StoreError::Precondition`] and [`StoreError::Unique`] change nothing, nor does any other error except
    /// [`StoreError::Unavailable`], after which the tenant's head tells what became of the batch.
    fn apply(&self, batch: &Batch) -> Result<(), StoreError>;

    /// Whether other processes may work on the same data at the same time: then work that one at a time may do is leased,
    /// and what is remembered is looked at again.
    fn shared(&self) -> bool {
        false
    }

    /// The engine's own present, where it has one that all processes share: domain time on a server whose clock is real
    /// (design section 5).
    ///
    /// # Errors
    /// When the engine fails.
    fn now(&self) -> Result<Option<Timestamp>, StoreError> {
        Ok(None)
    }

    /// [`Store::get_many_for_write`] and [`Store::now`] together, with which a batch begins. A store across a network
    /// answers both in one round trip.
    ///
    /// # Errors
    /// When the engine fails.
    fn get_many_now(
        &self,
        table: &'static Table,
        keys: &[Key],
    ) -> Result<(Vec<Option<Row>>, Option<Timestamp>), StoreError> {
        Ok((self.get_many_for_write(table, keys)?, self.now()?))
    }

    /// As [`Store::get_many`], for the one who applies the batches. A store may answer from where it writes, whose cache
    /// the writer's own commits do not empty.
    ///
    /// # Errors
    /// When the engine fails.
    fn get_many_for_write(
        &self,
        table: &'static Table,
        keys: &[Key],
    ) -> Result<Vec<Option<Row>>, StoreError> {
        self.get_many(table, keys)
    }

    /// As [`Store::range`], for the one who applies the batches.
    ///
    /// # Errors
    /// When the engine fails.
    fn range_for_write(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.range(scan)
    }

    /// As [`Store::range_many`], for the one who applies the batches.
    ///
    /// # Errors
    /// When the engine fails.
    fn range_many_for_write(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.range_many(scans)
    }
}

/// One row by its key.
///
/// # Errors
/// When the engine fails.
pub fn get(store: &dyn Store, table: &'static Table, key: Key) -> Result<Option<Row>, StoreError> {
    Ok(store.get_many(table, &[key])?.pop().flatten())
}
