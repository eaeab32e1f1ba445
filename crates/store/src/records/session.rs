//! Console sessions.

use reseat_model::system::Session;
use reseat_model::{SessionId, TenantId};

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Session {
    const TABLE: &'static Table = &tables::SESSION;
    type Id = SessionId;

    fn key(tenant: TenantId, id: &SessionId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> SessionId {
        self.id
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.id)
            .put(self.sha256)
            .put(self.user)
            .put(self.csrf.as_str())
            .put(self.created_at)
            .put(self.expires_at)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            id: cells.id()?,
            sha256: cells.array()?,
            user: cells.id()?,
            csrf: cells.text()?,
            created_at: cells.time()?,
            expires_at: cells.time()?,
        })
    }
}
