//! The tenant's own part of the catalogue.

use reseat_model::catalog::{Dependency, ExclusiveSet, Names, Plan, Product};
use reseat_model::{PlanId, SkuId, TenantId};

use super::cells::{Cells, Reader};
use super::pack::packed;
use super::tags::Tag;
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Product {
    const TABLE: &'static Table = &tables::CATALOG_PRODUCT;
    type Id = SkuId;

    fn key(tenant: TenantId, id: &SkuId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> SkuId {
        self.sku
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.sku)
            .put(self.part_number.as_str())
            .put(self.names.en.as_str())
            .put(self.names.zh.as_str())
            .put(self.applies_to.tag())
            .put(self.origin.tag())
            .pack(&self.plans)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            sku: cells.id()?,
            part_number: cells.text()?,
            names: Names { en: cells.text()?, zh: cells.text()? },
            applies_to: cells.tag(Tag::from_tag)?,
            origin: cells.tag(Tag::from_tag)?,
            plans: cells.unpack()?,
        })
    }
}

impl Record for Plan {
    const TABLE: &'static Table = &tables::CATALOG_PLAN;
    type Id = PlanId;

    fn key(tenant: TenantId, id: &PlanId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> PlanId {
        self.id
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.id)
            .put(self.name.as_str())
            .put(self.names.en.as_str())
            .put(self.names.zh.as_str())
            .put(self.service.tag())
            .put(self.graph_service.as_str())
            .put(self.applies_to.tag())
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            id: cells.id()?,
            name: cells.text()?,
            names: Names { en: cells.text()?, zh: cells.text()? },
            service: cells.tag(Tag::from_tag)?,
            graph_service: cells.text()?,
            applies_to: cells.tag(Tag::from_tag)?,
        })
    }
}

/// What identifies a dependency: the plan, and the alternatives it needs one of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DependencyId {
    /// The plan that needs another.
    pub plan: PlanId,
    /// One of these.
    pub any_of: Vec<PlanId>,
}

impl Record for Dependency {
    const TABLE: &'static Table = &tables::CATALOG_DEPENDENCY;
    type Id = DependencyId;

    fn key(tenant: TenantId, id: &DependencyId) -> Key {
        vec![tenant.into(), id.plan.into(), packed(&id.any_of).into()]
    }

    fn id(&self) -> DependencyId {
        DependencyId { plan: self.plan, any_of: self.any_of.clone() }
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant).put(self.plan).pack(&self.any_of).put(self.source.as_str()).row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self { plan: cells.id()?, any_of: cells.unpack()?, source: cells.text()? })
    }
}

impl Record for ExclusiveSet {
    const TABLE: &'static Table = &tables::CATALOG_EXCLUSIVE;
    type Id = String;

    fn key(tenant: TenantId, id: &String) -> Key {
        vec![tenant.into(), id.as_str().into()]
    }

    fn id(&self) -> String {
        self.id.clone()
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant).put(self.id.as_str()).pack(&self.plans).row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self { id: cells.text()?, plans: cells.unpack()? })
    }
}
