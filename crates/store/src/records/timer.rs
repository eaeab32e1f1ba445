//! Timers.

use reseat_model::TenantId;
use reseat_model::decision::Timer;

use super::cells::{Cells, Reader};
use super::tags::Tag;
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Timer {
    const TABLE: &'static Table = &tables::TIMER;
    type Id = Self;

    fn key(tenant: TenantId, id: &Self) -> Key {
        vec![tenant.into(), id.due.into(), id.kind.tag().into(), id.user.into()]
    }

    fn id(&self) -> Self {
        *self
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant).put(self.due).put(self.kind.tag()).put(self.user).row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self { due: cells.time()?, kind: cells.tag(Tag::from_tag)?, user: cells.id()? })
    }
}
