//! Organisations.

use reseat_model::TenantId;
use reseat_model::tenant::{Settings, Tenant};

use super::cells::{Cells, Reader};
use super::tags::Tag;
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

/// The key is the tenant alone, so an organisation needs no further identity.
impl Record for Tenant {
    const TABLE: &'static Table = &tables::TENANT;
    type Id = ();

    fn key(tenant: TenantId, (): &()) -> Key {
        vec![tenant.into()]
    }

    fn id(&self) {}

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.display_name.as_str())
            .put(self.domain.as_str())
            .put(self.country.as_str())
            .put(self.time_zone.as_str())
            .put(self.cloud.tag())
            .put(self.created_at)
            .put(self.settings.licenses_page_users)
            .put(self.settings.password_grant)
            .put(self.settings.history_days)
            .pack(&self.settings.sign_in_hints)
            .put(Tag::tag(self.settings.language))
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::from_tenant(Self::TABLE, row);
        Ok(Self {
            id: cells.id()?,
            display_name: cells.text()?,
            domain: cells.text()?,
            country: cells.text()?,
            time_zone: cells.text()?,
            cloud: cells.tag(Tag::from_tag)?,
            created_at: cells.time()?,
            settings: Settings {
                licenses_page_users: cells.number()?,
                password_grant: cells.flag()?,
                history_days: cells.int()?,
                sign_in_hints: cells.unpack()?,
                language: cells.tag(Tag::from_tag)?,
            },
        })
    }
}
