//! Entries of the tenant's log.

use reseat_model::TenantId;
use reseat_model::log::LogEntry;

use super::cells::{Cells, Reader};
use super::tags::Tag;
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

/// Identified by its batch and its place in it.
impl Record for LogEntry {
    const TABLE: &'static Table = &tables::LOG_ENTRY;
    type Id = (u64, u32);

    fn key(tenant: TenantId, (seq, n): &(u64, u32)) -> Key {
        vec![tenant.into(), (*seq).into(), (*n).into()]
    }

    fn id(&self) -> (u64, u32) {
        (self.seq, self.n)
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.seq)
            .put(self.n)
            .put(self.effective_at)
            .put(self.recorded_at)
            .put(self.object.tag())
            .put(self.object_id.as_str())
            .put(self.activity.as_str())
            .put(self.category.as_str())
            .actor(&self.actor)
            .put(self.face.tag())
            .put(self.request)
            .put(self.change_set)
            .put(self.result.as_str())
            .put(self.details.as_str())
            .put(self.hash)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            seq: cells.number()?,
            n: cells.number()?,
            effective_at: cells.time()?,
            recorded_at: cells.time()?,
            object: cells.tag(Tag::from_tag)?,
            object_id: cells.text()?,
            activity: cells.text()?,
            category: cells.text()?,
            actor: cells.actor()?,
            face: cells.tag(Tag::from_tag)?,
            request: cells.id()?,
            change_set: cells.id()?,
            result: cells.text()?,
            details: cells.text()?,
            hash: cells.array()?,
        })
    }
}
