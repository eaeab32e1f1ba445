//! Purchases.

use reseat_model::subscription::Subscription;
use reseat_model::{SubscriptionId, TenantId};

use super::cells::{Cells, Reader};
use super::tags::Tag;
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Subscription {
    const TABLE: &'static Table = &tables::SUBSCRIPTION;
    type Id = SubscriptionId;

    fn key(tenant: TenantId, id: &SubscriptionId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> SubscriptionId {
        self.id
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.id)
            .put(self.sku)
            .put(self.pool)
            .put(self.quantity)
            .put(self.status.tag())
            .put(self.trial)
            .put(self.created_at)
            .put(self.term_ends_at)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            id: cells.id()?,
            sku: cells.id()?,
            pool: cells.id()?,
            quantity: cells.number()?,
            status: cells.tag(Tag::from_tag)?,
            trial: cells.flag()?,
            created_at: cells.time()?,
            term_ends_at: cells.opt_time()?,
        })
    }
}
