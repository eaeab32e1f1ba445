//! What follows a person's licences: states with their instants as typed columns.

use reseat_model::services::{DriveState, MailboxState, OfficeState, Services};
use reseat_model::{TenantId, Timestamp, UserId};

use super::cells::{Cells, Reader};
use crate::port::{Key, Row, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;
use crate::value::StoredId;

/// The services of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicesRow {
    /// Whose.
    pub user: UserId,
    /// The states.
    pub services: Services,
}

/// A state as columns: number, id, since, until.
type Columns<T> = (i64, Option<T>, Option<Timestamp>, Option<Timestamp>);

fn mailbox_columns(state: MailboxState) -> Columns<reseat_model::MailboxId> {
    match state {
        MailboxState::None => (0, None, None, None),
        MailboxState::Active { id, since } => (1, Some(id), Some(since), None),
        MailboxState::Disconnected { id, since, purge_at } => (2, Some(id), Some(since), Some(purge_at)),
        MailboxState::SoftDeleted { id, since, purge_at } => (3, Some(id), Some(since), Some(purge_at)),
        MailboxState::Purged { id, at } => (4, Some(id), Some(at), None),
    }
}

fn mailbox_state(columns: Columns<reseat_model::MailboxId>) -> Option<MailboxState> {
    Some(match columns {
        (0, None, None, None) => MailboxState::None,
        (1, Some(id), Some(since), None) => MailboxState::Active { id, since },
        (2, Some(id), Some(since), Some(purge_at)) => MailboxState::Disconnected { id, since, purge_at },
        (3, Some(id), Some(since), Some(purge_at)) => MailboxState::SoftDeleted { id, since, purge_at },
        (4, Some(id), Some(at), None) => MailboxState::Purged { id, at },
        _ => return None,
    })
}

fn drive_columns(state: DriveState) -> Columns<reseat_model::DriveId> {
    match state {
        DriveState::None => (0, None, None, None),
        DriveState::Active { id, since } => (1, Some(id), Some(since), None),
        DriveState::Unlicensed { id, since } => (2, Some(id), Some(since), None),
        DriveState::MarkedForDeletion { id, since, delete_at } => (3, Some(id), Some(since), Some(delete_at)),
        DriveState::Deleted { id, at } => (4, Some(id), Some(at), None),
    }
}

fn drive_state(columns: Columns<reseat_model::DriveId>) -> Option<DriveState> {
    Some(match columns {
        (0, None, None, None) => DriveState::None,
        (1, Some(id), Some(since), None) => DriveState::Active { id, since },
        (2, Some(id), Some(since), None) => DriveState::Unlicensed { id, since },
        (3, Some(id), Some(since), Some(delete_at)) => DriveState::MarkedForDeletion { id, since, delete_at },
        (4, Some(id), Some(at), None) => DriveState::Deleted { id, at },
        _ => return None,
    })
}

fn office_columns(state: OfficeState) -> (i64, Option<Timestamp>, Option<Timestamp>) {
    match state {
        OfficeState::None => (0, None, None),
        OfficeState::Licensed { since } => (1, Some(since), None),
        OfficeState::Unlicensed { since, reduced_by } => (2, Some(since), Some(reduced_by)),
    }
}

fn office_state(columns: (i64, Option<Timestamp>, Option<Timestamp>)) -> Option<OfficeState> {
    Some(match columns {
        (0, None, None) => OfficeState::None,
        (1, Some(since), None) => OfficeState::Licensed { since },
        (2, Some(since), Some(reduced_by)) => OfficeState::Unlicensed { since, reduced_by },
        _ => return None,
    })
}

fn read_columns<T: StoredId>(cells: &mut Reader<'_>) -> Result<Columns<T>, Corrupt> {
    Ok((cells.int()?, cells.opt_id()?, cells.opt_time()?, cells.opt_time()?))
}

impl Record for ServicesRow {
    const TABLE: &'static Table = &tables::SERVICES;
    type Id = UserId;

    fn key(tenant: TenantId, id: &UserId) -> Key {
        vec![tenant.into(), (*id).into()]
    }

    fn id(&self) -> UserId {
        self.user
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        let mailbox = mailbox_columns(self.services.mailbox);
        let drive = drive_columns(self.services.drive);
        let office = office_columns(self.services.office);
        Cells::new(Self::TABLE, tenant)
            .put(self.user)
            .put(mailbox.0)
            .put(mailbox.1)
            .put(mailbox.2)
            .put(mailbox.3)
            .put(drive.0)
            .put(drive.1)
            .put(drive.2)
            .put(drive.3)
            .put(office.0)
            .put(office.1)
            .put(office.2)
            .pack(&self.services.former)
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        let user = cells.id()?;
        let mailbox = mailbox_state(read_columns(&mut cells)?).ok_or_else(|| cells.corrupt())?;
        let drive = drive_state(read_columns(&mut cells)?).ok_or_else(|| cells.corrupt())?;
        let office = office_state((cells.int()?, cells.opt_time()?, cells.opt_time()?))
            .ok_or_else(|| cells.corrupt())?;
        Ok(Self { user, services: Services { mailbox, drive, office, former: cells.unpack()? } })
    }
}
