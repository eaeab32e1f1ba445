//! Registered applications.

use std::collections::BTreeSet;

use reseat_model::application::Application;
use reseat_model::{ApplicationId, TenantId};

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for Application {
    const TABLE: &'static Table = &tables::APPLICATION;
    type Id = ApplicationId;

    fn key(tenant: TenantId, id: &ApplicationId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> ApplicationId {
        self.id
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        Cells::new(Self::TABLE, tenant)
            .put(self.id)
            .put(self.client_id)
            .put(self.display_name.as_str())
            .put(self.public_client)
            .pack(&self.redirect_uris)
            .pack(&self.app_roles)
            .pack(&self.delegated_scopes)
            .pack(&self.secrets)
            .put(self.created_at)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            id: cells.id()?,
            client_id: cells.id()?,
            display_name: cells.text()?,
            public_client: cells.flag()?,
            redirect_uris: cells.unpack()?,
            app_roles: cells.unpack::<BTreeSet<String>>()?,
            delegated_scopes: cells.unpack::<BTreeSet<String>>()?,
            secrets: cells.unpack()?,
            created_at: cells.time()?,
        })
    }
}
