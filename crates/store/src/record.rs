//! Records: how an aggregate of `model` becomes a row and comes back.

use reseat_model::TenantId;

use crate::port::{Key, Row, Store, StoreError, Table, Value, get};

/// A stored row does not read back as what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("table {table}, column {column}: unexpected value; run `reseat check`")]
pub struct Corrupt {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
}

/// A type that is kept as rows of one table.
pub trait Record: Sized {
    /// Its table.
    const TABLE: &'static Table;
    /// What identifies it in its tenant.
    type Id;

    /// The primary key, tenant first.
    fn key(tenant: TenantId, id: &Self::Id) -> Key;
    /// Its own identity.
    fn id(&self) -> Self::Id;
    /// All columns, tenant first.
    fn to_row(&self, tenant: TenantId) -> Row;
    /// Reads a row back.
    ///
    /// # Errors
    /// [`Corrupt`] names the column that does not read.
    fn from_row(row: &[Value]) -> Result<Self, Corrupt>;
}

/// Reading records through a store.
pub trait Stored: Record {
    /// One by its identity.
    ///
    /// # Errors
    /// When the store fails or the row is corrupt.
    fn load(store: &dyn Store, tenant: TenantId, id: &Self::Id) -> Result<Option<Self>, StoreError> {
        match get(store, Self::TABLE, Self::key(tenant, id))? {
            Some(row) => Ok(Some(Self::from_row(&row)?)),
            None => Ok(None),
        }
    }

    /// Several, in the order asked.
    ///
    /// # Errors
    /// When the store fails or a row is corrupt.
    fn load_many(
        store: &dyn Store,
        tenant: TenantId,
        ids: &[Self::Id],
    ) -> Result<Vec<Option<Self>>, StoreError> {
        let keys: Vec<Key> = ids.iter().map(|id| Self::key(tenant, id)).collect();
        let rows = store.get_many(Self::TABLE, &keys)?;
        rows.into_iter()
            .map(|row| row.map(|row| Self::from_row(&row).map_err(StoreError::from)).transpose())
            .collect()
    }

    /// All that a scan of its table gives.
    ///
    /// # Errors
    /// When the store fails or a row is corrupt.
    fn scan(store: &dyn Store, scan: &crate::port::Scan) -> Result<Vec<Self>, StoreError> {
        store.range(scan)?.iter().map(|row| Self::from_row(row).map_err(StoreError::from)).collect()
    }

    /// What several scans of its table give, each apart.
    ///
    /// # Errors
    /// When the store fails or a row is corrupt.
    fn scan_many(store: &dyn Store, scans: &[crate::port::Scan]) -> Result<Vec<Vec<Self>>, StoreError> {
        let found = store.range_many(scans)?;
        let read =
            |rows: Vec<Row>| rows.iter().map(|row| Self::from_row(row).map_err(StoreError::from)).collect();
        found.into_iter().map(read).collect()
    }
}

impl<T: Record> Stored for T {}
