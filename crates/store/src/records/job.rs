//! Jobs and their people.

use reseat_model::job::{Job, JobPerson};
use reseat_model::{JobId, TenantId};

use super::cells::{Cells, Reader};
use super::pack::{Digests, packed_digests};
use super::tags::Tag;
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Job {
    const TABLE: &'static Table = &tables::JOB;
    type Id = JobId;

    fn key(tenant: TenantId, id: &JobId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> JobId {
        self.id
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.id)
            .put(self.change_set)
            .actor(&self.actor)
            .put(self.face.tag())
            .put(self.request)
            .put(self.kind.tag())
            .opt_text(self.reason.as_deref())
            .put(self.may_license_guests)
            .put(self.status.tag())
            .put(self.total)
            .put(self.done)
            .put(self.created_at)
            .put(self.recorded_at)
            .pack(&self.work)
            .put(self.preview.as_deref().map(packed_digests))
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            id: cells.id()?,
            change_set: cells.id()?,
            actor: cells.actor()?,
            face: cells.tag(Tag::from_tag)?,
            request: cells.id()?,
            kind: cells.tag(Tag::from_tag)?,
            reason: cells.opt_text()?,
            may_license_guests: cells.flag()?,
            status: cells.tag(Tag::from_tag)?,
            total: cells.number()?,
            done: cells.number()?,
            created_at: cells.time()?,
            recorded_at: cells.time()?,
            work: cells.unpack()?,
            preview: cells.opt_unpack::<Digests>()?.map(|digests| digests.0),
        })
    }
}

/// Identified by its job and its place in it.
impl Record for JobPerson {
    const TABLE: &'static Table = &tables::JOB_PERSON;
    type Id = (JobId, u64);

    fn key(tenant: TenantId, (job, number): &(JobId, u64)) -> Key {
        vec![tenant.into(), (*job).into(), (*number).into()]
    }

    fn id(&self) -> (JobId, u64) {
        (self.job, self.number)
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant).put(self.job).put(self.number).put(self.user).row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self { job: cells.id()?, number: cells.number()?, user: cells.id()? })
    }
}

/// A job's status as its column holds it, for scans of `tables::JOB_BY_STATUS`.
pub fn job_status_value(status: reseat_model::job::JobStatus) -> Value {
    Value::Int(status.tag())
}
