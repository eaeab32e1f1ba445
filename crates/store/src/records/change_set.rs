//! Change sets.

use reseat_model::change_set::{ChangeSet, Counts};
use reseat_model::{ChangeSetId, TenantId};

use super::cells::{Cells, Reader};
use super::tags::Tag;
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for ChangeSet {
    const TABLE: &'static Table = &tables::CHANGE_SET;
    type Id = ChangeSetId;

    fn key(tenant: TenantId, id: &ChangeSetId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> ChangeSetId {
        self.id
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.id)
            .put(self.kind.tag())
            .actor(&self.actor)
            .put(self.face.tag())
            .put(self.request)
            .put(self.at)
            .put(self.recorded_at)
            .opt_text(self.reason.as_deref())
            .put(self.counts.changed)
            .put(self.counts.unchanged)
            .put(self.counts.refused)
            .put(self.reverts)
            .put(self.reverted_by)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            id: cells.id()?,
            kind: cells.tag(Tag::from_tag)?,
            actor: cells.actor()?,
            face: cells.tag(Tag::from_tag)?,
            request: cells.id()?,
            at: cells.time()?,
            recorded_at: cells.time()?,
            reason: cells.opt_text()?,
            counts: Counts { changed: cells.number()?, unchanged: cells.number()?, refused: cells.number()? },
            reverts: cells.opt_id()?,
            reverted_by: cells.opt_id()?,
        })
    }
}
