//! Device codes.

use reseat_model::TenantId;
use reseat_model::system::{DeviceCode, DeviceState};

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for DeviceCode {
    const TABLE: &'static Table = &tables::DEVICE_CODE;
    type Id = [u8; 32];

    fn key(tenant: TenantId, sha256: &[u8; 32]) -> Key {
        vec![tenant.into(), (*sha256).into()]
    }

    fn id(&self) -> [u8; 32] {
        self.sha256
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        let (state, user) = match self.state {
            DeviceState::Pending => (0_i64, None),
            DeviceState::Approved(user) => (1, Some(user)),
            DeviceState::Declined => (2, None),
        };
        Cells::new(Self::TABLE, tenant)
            .put(self.sha256)
            .put(self.user_code.as_str())
            .put(self.client)
            .put(self.scope.as_str())
            .put(state)
            .put(user)
            .put(self.expires_at)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            sha256: cells.array()?,
            user_code: cells.text()?,
            client: cells.id()?,
            scope: cells.text()?,
            state: match (cells.int()?, cells.opt_id()?) {
                (0, None) => DeviceState::Pending,
                (1, Some(user)) => DeviceState::Approved(user),
                (2, None) => DeviceState::Declined,
                _ => return Err(cells.corrupt()),
            },
            expires_at: cells.time()?,
        })
    }
}
