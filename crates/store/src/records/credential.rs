//! Passwords.

use reseat_model::system::Credential;
use reseat_model::{TenantId, UserId};

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Credential {
    const TABLE: &'static Table = &tables::CREDENTIAL;
    type Id = UserId;

    fn key(tenant: TenantId, id: &UserId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> UserId {
        self.user
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.user)
            .put(self.password.as_str())
            .put(self.must_change)
            .put(self.valid_from)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            user: cells.id()?,
            password: cells.text()?,
            must_change: cells.flag()?,
            valid_from: cells.time()?,
        })
    }
}
