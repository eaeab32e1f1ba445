//! Answers kept for repetition.

use reseat_model::TenantId;
use reseat_model::system::Replay;

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Replay {
    const TABLE: &'static Table = &tables::REPLAY;
    type Id = [u8; 32];

    fn key(tenant: TenantId, sha256: &[u8; 32]) -> Key {
        vec![tenant.into(), (*sha256).into()]
    }

    fn id(&self) -> [u8; 32] {
        self.sha256
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.sha256)
            .put(self.request)
            .put(u32::from(self.status))
            .put(self.body.clone())
            .put(self.expires_at)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            sha256: cells.array()?,
            request: cells.array()?,
            status: cells.number()?,
            body: cells.bytes()?.to_vec(),
            expires_at: cells.time()?,
        })
    }
}
