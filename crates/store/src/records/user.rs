//! People.

use reseat_model::fold::fold;
use reseat_model::user::User;
use reseat_model::{TenantId, UserId};

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

impl Record for User {
    const TABLE: &'static Table = &tables::USER;
    type Id = UserId;

    fn key(tenant: TenantId, id: &UserId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> UserId {
        self.id
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        let upn_fold = fold(&self.upn);
        let live_upn_fold = self.deleted_at.is_none().then(|| upn_fold.clone());
        Cells::new(Self::TABLE, tenant)
            .put(self.id)
            .put(self.upn.as_str())
            .put(upn_fold)
            .put(live_upn_fold)
            .put(self.display_name.as_str())
            .put(fold(&self.display_name))
            .opt_text(self.given_name.as_deref())
            .opt_text(self.surname.as_deref())
            .put(self.surname.as_deref().map(fold))
            .opt_text(self.mail.as_deref())
            .put(self.mail.as_deref().map(fold))
            .opt_text(self.mail_nickname.as_deref())
            .opt_text(self.job_title.as_deref())
            .opt_text(self.department.as_deref())
            .opt_text(self.office_location.as_deref())
            .opt_text(self.company_name.as_deref())
            .opt_text(self.employee_id.as_deref())
            .opt_text(self.street_address.as_deref())
            .opt_text(self.city.as_deref())
            .opt_text(self.state.as_deref())
            .opt_text(self.postal_code.as_deref())
            .opt_text(self.country.as_deref())
            .opt_text(self.mobile_phone.as_deref())
            .opt_text(self.business_phone.as_deref())
            .opt_text(self.fax_number.as_deref())
            .opt_text(self.preferred_language.as_deref())
            .opt_text(self.usage_location.as_deref())
            .put(self.account_enabled)
            .put(self.guest)
            .put(self.synced)
            .put(self.created_at)
            .put(self.deleted_at.is_some())
            .put(self.deleted_at)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        Ok(Self {
            id: cells.id()?,
            upn: cells.text()?,
            display_name: {
                cells.skip(2);
                cells.text()?
            },
            given_name: {
                cells.skip(1);
                cells.opt_text()?
            },
            surname: cells.opt_text()?,
            mail: {
                cells.skip(1);
                cells.opt_text()?
            },
            mail_nickname: {
                cells.skip(1);
                cells.opt_text()?
            },
            job_title: cells.opt_text()?,
            department: cells.opt_text()?,
            office_location: cells.opt_text()?,
            company_name: cells.opt_text()?,
            employee_id: cells.opt_text()?,
            street_address: cells.opt_text()?,
            city: cells.opt_text()?,
            state: cells.opt_text()?,
            postal_code: cells.opt_text()?,
            country: cells.opt_text()?,
            mobile_phone: cells.opt_text()?,
            business_phone: cells.opt_text()?,
            fax_number: cells.opt_text()?,
            preferred_language: cells.opt_text()?,
            usage_location: cells.opt_text()?,
            account_enabled: cells.flag()?,
            guest: cells.flag()?,
            synced: cells.flag()?,
            created_at: cells.time()?,
            deleted_at: {
                cells.skip(1);
                cells.opt_time()?
            },
        })
    }
}
