//! What licences do to a mailbox, a drive and Office apps: they follow effective plans, not products (25.20), and
//! their clocks meet as 25.21 says. One function per service decides every transition, whoever causes it.

use reseat_model::command::{Ctx, FreshIds};
use reseat_model::services::{
    DELETED_USER_DAYS, DRIVE_RETENTION_DAYS, DriveState, FormerProduct, MAILBOX_GRACE_DAYS, MailboxState,
    OfficeState, Services,
};
use reseat_model::{DriveId, MailboxId, Timestamp, UserId};

use crate::plan_change::Gives;
use crate::transition::Transition;

/// Days after which a device that stayed offline goes to reduced functionality (OFC-2).
const OFFICE_OFFLINE_DAYS: i64 = 30;

/// What happens to the account itself in the same event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Life {
    /// Nothing.
    Stays,
    /// It is deleted; it can be restored for 30 days (DEL-1).
    Deleted,
    /// It is restored.
    Restored,
}

/// The states as they are at `now`: what is due has happened, whether or not the worker has run (design section 5).
pub fn settle(services: &Services, now: Timestamp) -> Services {
    Services {
        mailbox: settle_mailbox(services.mailbox, now),
        drive: settle_drive(services.drive, now),
        office: services.office,
        former: services.former.clone(),
    }
}

/// A mailbox whose purge instant has come is gone since that instant (UNA-40).
pub(crate) fn settle_mailbox(mailbox: MailboxState, now: Timestamp) -> MailboxState {
    match mailbox {
        MailboxState::Disconnected { id, purge_at, .. } | MailboxState::SoftDeleted { id, purge_at, .. }
            if purge_at <= now =>
        {
            MailboxState::Purged { id, at: purge_at }
        }
        other => other,
    }
}

/// A drive whose retention is over is gone since then (section 17).
pub(crate) fn settle_drive(drive: DriveState, now: Timestamp) -> DriveState {
    match drive {
        DriveState::MarkedForDeletion { id, delete_at, .. } if delete_at <= now => {
            DriveState::Deleted { id, at: delete_at }
        }
        other => other,
    }
}

/// When the mailbox is gone for good, if a clock runs.
pub(crate) fn purge_instant(mailbox: MailboxState) -> Option<Timestamp> {
    match mailbox {
        MailboxState::Disconnected { purge_at, .. } | MailboxState::SoftDeleted { purge_at, .. } => {
            Some(purge_at)
        }
        MailboxState::None | MailboxState::Active { .. } | MailboxState::Purged { .. } => None,
    }
}

/// The instant and the ids of one decision about one person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub now: Timestamp,
    fresh: FreshIds,
}

impl Moment {
    /// Ids depend on the person too, so that one context serves many people.
    pub fn new(ctx: &Ctx, user: UserId) -> Self {
        Self { now: ctx.now, fresh: FreshIds(ctx.fresh.0 ^ user.0.as_u128()) }
    }

    fn mailbox(self) -> MailboxId {
        MailboxId(self.fresh.nth(0))
    }

    fn drive(self) -> DriveId {
        DriveId(self.fresh.nth(1))
    }
}

/// The mailbox after an event; `mailbox` is settled.
pub(crate) fn next_mailbox(mailbox: MailboxState, licensed: bool, life: Life, at: Moment) -> MailboxState {
    use MailboxState::{Active, Disconnected, None, Purged, SoftDeleted};
    let since = at.now;
    let purge_at = since.plus_days(MAILBOX_GRACE_DAYS);
    match (life, mailbox) {
        // MBX-7. A clock that already runs is not prolonged (25.21, MBX-13).
        (Life::Deleted, Active { id, .. }) => {
            SoftDeleted { id, since, purge_at: since.plus_days(DELETED_USER_DAYS) }
        }
        (Life::Deleted, other) => other,
        (_, Active { .. }) if licensed => mailbox,
        (_, Active { id, .. }) => Disconnected { id, since, purge_at },
        // UNA-41: the same mailbox comes back.
        (_, Disconnected { id, .. } | SoftDeleted { id, .. }) if licensed => Active { id, since },
        // 25.21: restored without a mail plan, a fresh clock from the restore.
        (Life::Restored, Disconnected { id, .. } | SoftDeleted { id, .. }) => {
            Disconnected { id, since, purge_at }
        }
        (Life::Stays, Disconnected { .. } | SoftDeleted { .. }) => mailbox,
        // ASG-9, MBX-2: a new and empty one.
        (_, None | Purged { .. }) if licensed => Active { id: at.mailbox(), since },
        (_, None | Purged { .. }) => mailbox,
    }
}

/// The drive after an event; `drive` is settled. Losing the plan starts no clock (25.5, ODB-1).
pub(crate) fn next_drive(drive: DriveState, licensed: bool, life: Life, at: Moment) -> DriveState {
    use DriveState::{Active, Deleted, MarkedForDeletion, None, Unlicensed};
    let since = at.now;
    match (life, drive) {
        (Life::Deleted, Active { id, .. } | Unlicensed { id, .. }) => {
            MarkedForDeletion { id, since, delete_at: since.plus_days(DRIVE_RETENTION_DAYS) }
        }
        (Life::Deleted, other) => other,
        (_, Active { .. }) if licensed => drive,
        (_, Unlicensed { id, .. } | MarkedForDeletion { id, .. }) if licensed => Active { id, since },
        (_, None | Deleted { .. }) if licensed => Active { id: at.drive(), since },
        (_, Active { id, .. }) => Unlicensed { id, since },
        (Life::Restored, MarkedForDeletion { id, .. }) => Unlicensed { id, since },
        (_, Unlicensed { .. } | MarkedForDeletion { .. } | None | Deleted { .. }) => drive,
    }
}

/// Office apps after an event (UNA-46, OFC-2).
pub(crate) fn next_office(office: OfficeState, licensed: bool, now: Timestamp) -> OfficeState {
    match (office, licensed) {
        (OfficeState::Licensed { .. }, false) => {
            OfficeState::Unlicensed { since: now, reduced_by: now.plus_days(OFFICE_OFFLINE_DAYS) }
        }
        (OfficeState::None | OfficeState::Unlicensed { .. }, true) => OfficeState::Licensed { since: now },
        (same, _) => same,
    }
}

/// Products whose last path ends are remembered, products that come back are not former any more (contract 2.2).
pub(crate) fn next_former(
    former: &[FormerProduct],
    transition: &Transition<'_>,
    now: Timestamp,
) -> Vec<FormerProduct> {
    let mut next = former.to_vec();
    let mut touched: Vec<_> = transition.edits().iter().map(|edit| edit.key.sku).collect();
    touched.dedup();
    for sku in touched {
        let place = next.binary_search_by_key(&sku, |former| former.sku);
        let held = transition.after().any(|path| path.key.sku == sku);
        match (place, held) {
            (Ok(index), true) => {
                next.remove(index);
            }
            (Err(index), false) => next.insert(index, FormerProduct { sku, removed_at: now }),
            (Ok(index), false) => next[index].removed_at = now,
            (Err(_), true) => {}
        }
    }
    next
}

/// What a person has before and after an event.
#[derive(Debug)]
pub(crate) struct ServiceChange {
    /// Before, settled.
    pub before: Services,
    /// After, settled.
    pub after: Services,
    /// What to store; `None` when nothing changes.
    pub stored: Option<Services>,
}

impl ServiceChange {
    /// Lets every service follow.
    pub fn of(transition: &Transition<'_>, gives: Gives, life: Life, at: Moment) -> Self {
        let old = &transition.person.services;
        let before = settle(old, at.now);
        let after = Services {
            mailbox: next_mailbox(before.mailbox, gives.mail, life, at),
            drive: next_drive(before.drive, gives.files, life, at),
            office: next_office(before.office, gives.office, at.now),
            former: next_former(&before.former, transition, at.now),
        };
        // A purge that is due and not yet carried out stays the worker's, so that it gets its own record.
        let stored = Services {
            mailbox: if after.mailbox == before.mailbox { old.mailbox } else { after.mailbox },
            drive: if after.drive == before.drive { old.drive } else { after.drive },
            ..after.clone()
        };
        let stored = (stored != *old).then_some(stored);
        Self { before, after, stored }
    }
}
