//! Signed heads of the audit, and deleted organisations.

use reseat_model::TenantId;
use reseat_model::audit_head::{AuditHead, TenantDeletion};

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

/// Identified by its number.
impl Record for AuditHead {
    const TABLE: &'static Table = &tables::AUDIT_HEAD;
    type Id = u64;

    fn key(tenant: TenantId, number: &u64) -> Key {
        vec![tenant.into(), (*number).into()]
    }

    fn id(&self) -> u64 {
        self.number
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.number)
            .put(self.seq)
            .put(self.n)
            .put(self.hash)
            .put(self.at)
            .put(self.key)
            .put(self.signature.clone())
            .put(self.anchor.clone().map_or(Value::Null, Value::Bytes))
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            number: cells.number()?,
            seq: cells.number()?,
            n: cells.number()?,
            hash: cells.array()?,
            at: cells.time()?,
            key: cells.array()?,
            signature: cells.bytes()?.to_vec(),
            anchor: cells.opt_bytes()?.map(<[u8]>::to_vec),
        })
    }
}

/// One per tenant at most.
impl Record for TenantDeletion {
    const TABLE: &'static Table = &tables::TENANT_DELETION;
    type Id = ();

    fn key(tenant: TenantId, (): &()) -> Key {
        vec![tenant.into()]
    }

    fn id(&self) {}

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.deleted_at)
            .put(self.purge_at)
            .put(self.recorded_at)
            .put(self.by.as_str())
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            deleted_at: cells.time()?,
            purge_at: cells.time()?,
            recorded_at: cells.time()?,
            by: cells.text()?,
        })
    }
}
