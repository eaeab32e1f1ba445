//! Work that one process at a time does.

use reseat_model::TenantId;
use reseat_model::system::Lease;

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Lease {
    const TABLE: &'static Table = &tables::LEASE;
    type Id = String;

    fn key(tenant: TenantId, name: &String) -> Key {
        vec![tenant.into(), name.as_str().into()]
    }

    fn id(&self) -> String {
        self.name.clone()
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.name.as_str())
            .put(Value::Bytes(self.owner.to_vec()))
            .put(self.fence)
            .put(self.until)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self { name: cells.text()?, owner: cells.array()?, fence: cells.number()?, until: cells.time()? })
    }
}
