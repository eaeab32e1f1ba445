//! Refresh tokens.

use reseat_model::TenantId;
use reseat_model::system::RefreshToken;

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for RefreshToken {
    const TABLE: &'static Table = &tables::REFRESH_TOKEN;
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
            .put(self.client)
            .put(self.user)
            .put(self.scope.as_str())
            .put(self.issued_at)
            .put(self.expires_at)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            sha256: cells.array()?,
            client: cells.id()?,
            user: cells.id()?,
            scope: cells.text()?,
            issued_at: cells.time()?,
            expires_at: cells.time()?,
        })
    }
}
