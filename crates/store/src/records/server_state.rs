//! The server's own state.

use reseat_model::TenantId;
use reseat_model::system::ServerState;

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

/// There is one row, under the tenant of all zeros whichever tenant is given.
impl Record for ServerState {
    const TABLE: &'static Table = &tables::SERVER_STATE;
    type Id = ();

    fn key(_tenant: TenantId, (): &()) -> Key {
        vec![TenantId::NIL.into()]
    }

    fn id(&self) {}

    fn to_row(&self, _tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, TenantId::NIL)
            .put(self.simulated)
            .put(self.offset_micros)
            .put(self.default_tenant)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self { simulated: cells.flag()?, offset_micros: cells.int()?, default_tenant: cells.opt_id()? })
    }
}
