//! What change sets did to people.

use reseat_model::change_set::ChangeItem;
use reseat_model::outcome::Outcome;
use reseat_model::{ChangeSetId, TenantId};

use super::cells::{Cells, Reader};
use super::pack::{Pack, packed_into};
use super::tags::Tag;
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

/// Identified by its change set and its place in it.
impl Record for ChangeItem {
    const TABLE: &'static Table = &tables::CHANGE_ITEM;
    type Id = (ChangeSetId, u64);

    fn key(tenant: TenantId, (set, number): &(ChangeSetId, u64)) -> Key {
        vec![tenant.into(), (*set).into(), (*number).into()]
    }

    fn id(&self) -> (ChangeSetId, u64) {
        (self.set, self.number)
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        let content = packed_into(512, |out| {
            self.outcome.pack(out);
            self.paths.pack(out);
        });
        Cells::new(Self::TABLE, tenant)
            .put(self.set)
            .put(self.number)
            .put(self.user)
            .put(self.outcome.status.tag())
            .put(content)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        let (set, number, user) = (cells.id()?, cells.number()?, cells.id()?);
        cells.skip(1);
        let (outcome, paths): (Outcome, _) = cells.unpack()?;
        Ok(Self { set, number, user, outcome, paths })
    }
}
