//! Directory roles of people.

use reseat_model::{RoleId, TenantId, UserId};

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

/// A person holds a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleGrant {
    /// Which role.
    pub role: RoleId,
    /// Who.
    pub user: UserId,
}

impl Record for RoleGrant {
    const TABLE: &'static Table = &tables::ROLE_GRANT;
    type Id = Self;

    fn key(tenant: TenantId, id: &Self) -> Key {
        vec![tenant.into(), id.role.into(), id.user.into()]
    }

    fn id(&self) -> Self {
        *self
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant).put(self.role).put(self.user).row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self { role: cells.id()?, user: cells.id()? })
    }
}
