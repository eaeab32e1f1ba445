//! Authorization codes.

use reseat_model::TenantId;
use reseat_model::system::AuthCode;

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for AuthCode {
    const TABLE: &'static Table = &tables::AUTH_CODE;
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
            .put(self.redirect_uri.as_str())
            .put(self.challenge.as_str())
            .put(self.scope.as_str())
            .opt_text(self.nonce.as_deref())
            .put(self.expires_at)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            sha256: cells.array()?,
            client: cells.id()?,
            user: cells.id()?,
            redirect_uri: cells.text()?,
            challenge: cells.text()?,
            scope: cells.text()?,
            nonce: cells.opt_text()?,
            expires_at: cells.time()?,
        })
    }
}
