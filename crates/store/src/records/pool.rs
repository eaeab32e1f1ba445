//! Pools of seats.

use reseat_model::pool::Pool;
use reseat_model::{PoolId, SkuId, TenantId};

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Pool {
    const TABLE: &'static Table = &tables::POOL;
    type Id = (SkuId, PoolId);

    fn key(tenant: TenantId, (sku, pool): &(SkuId, PoolId)) -> Key {
        vec![tenant.into(), (*sku).into(), (*pool).into()]
    }

    fn id(&self) -> (SkuId, PoolId) {
        (self.sku, self.pool)
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.sku)
            .put(self.pool)
            .put(self.enabled)
            .put(self.warning)
            .put(self.suspended)
            .put(self.locked_out)
            .put(self.consumed)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            sku: cells.id()?,
            pool: cells.id()?,
            enabled: cells.number()?,
            warning: cells.number()?,
            suspended: cells.number()?,
            locked_out: cells.number()?,
            consumed: cells.number()?,
        })
    }
}
