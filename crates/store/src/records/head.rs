//! Where a tenant's log ends.

use reseat_model::TenantId;
use reseat_model::log::Head;

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

/// One per tenant, so the tenant is identity enough.
impl Record for Head {
    const TABLE: &'static Table = &tables::HEAD;
    type Id = ();

    fn key(tenant: TenantId, (): &()) -> Key {
        vec![tenant.into()]
    }

    fn id(&self) {}

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.seq)
            .put(self.hash)
            .put(self.at)
            .put(self.turn)
            .put(self.setup)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            seq: cells.number()?,
            hash: cells.array()?,
            at: cells.time()?,
            turn: cells.number()?,
            setup: cells.number()?,
        })
    }
}
