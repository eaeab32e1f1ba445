//! What people will lose and when: the clocks that run, soonest first. What is due has happened (design section 5) and is
//! no longer listed.
//!
//! The list is that of the timers. A drive goes with its deleted owner and Office apps on devices that stay offline with
//! the mailbox of the same day: these two have no timer of their own, so they are found beside the timer of the same
//! instant.

use reseat_authz::Action;
use reseat_model::change_set::{ChangeItem, ChangeSet};
use reseat_model::decision::{Timer, TimerKind};
use reseat_model::limits::PAGE_ROW_BUDGET;
use reseat_model::services::{DriveState, MailboxState, OfficeState, Services};
use reseat_model::user::User;
use reseat_model::{ChangeSetId, TenantId, Timestamp, UserId};
use reseat_store::records::ServicesRow;
use reseat_store::{Bound, Record, Scan, Stored, Value};

use crate::App;
use crate::call::Call;
use crate::changes::domain_now;
use crate::error::AppError;
use crate::history;

/// Timers read in one go.
const CHUNK: usize = 250;
/// Changes of a person that are looked through for the one that started a clock.
const CHANGES: usize = 16;

/// What is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LossKind {
    /// A mailbox with everything in it (UNA-40).
    Mailbox,
    /// Office apps also on devices that stay offline (OFC-2).
    Office,
    /// A deleted person can no longer be restored (DEL-1).
    DeletedUser,
    /// The drive of a deleted person (section 17).
    Drive,
}

/// Something that somebody will lose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Whose.
    pub user: UserId,
    /// What.
    pub kind: LossKind,
    /// When.
    pub due: Timestamp,
    /// The change set that started the clock, where it is among the person's last changes.
    pub caused_by: Option<ChangeSetId>,
}

/// Where a page ended: at this loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LossPlace {
    /// When.
    pub due: Timestamp,
    /// Whose.
    pub user: UserId,
    /// What.
    pub kind: LossKind,
}

/// A page of losses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LossPage {
    /// Soonest first.
    pub losses: Vec<Loss>,
    /// Where the next page goes on; `None` after the last.
    pub next: Option<LossPlace>,
}

/// Losses by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LossCounts {
    /// Mailboxes.
    pub mailbox: u64,
    /// Deleted people.
    pub deleted_user: u64,
    /// Drives.
    pub drive: u64,
    /// Office apps.
    pub office: u64,
    /// Whether that is all: beyond [`PAGE_ROW_BUDGET`] clocks counting stops.
    pub complete: bool,
}

impl LossKind {
    /// The kind of timer beside which it is found.
    const fn timer(self) -> TimerKind {
        match self {
            Self::Mailbox | Self::Office => TimerKind::PurgeMailbox,
            Self::DeletedUser | Self::Drive => TimerKind::PurgeUser,
        }
    }
}

/// What will be lost within `days` from now, after `from`.
///
/// # Errors
/// When the caller may not read people, or the store fails.
pub fn losses(
    app: &App,
    call: &Call,
    days: i64,
    from: Option<LossPlace>,
    top: usize,
) -> Result<LossPage, AppError> {
    call.grant(Action::UserRead)?;
    let now = domain_now(app, call.tenant)?;
    let first = from.filter(|place| place.due > now).map(|place| Bound::Included(key(call.tenant, place)));
    let mut lower = first.unwrap_or_else(|| Bound::Excluded(vec![now.into()]));
    let mut losses: Vec<Loss> = Vec::new();
    loop {
        let timers = running(app, call.tenant, lower, now.plus_days(days))?;
        let services = services(app, call.tenant, &timers)?;
        for (timer, services) in timers.iter().zip(&services) {
            losses.extend(
                of_timer(timer, services).filter(|loss| from.is_none_or(|from| is_after(loss, from))),
            );
        }
        let Some(last) = timers.last().filter(|_| timers.len() == CHUNK && losses.len() <= top) else {
            break;
        };
        lower = Bound::Excluded(Timer::key(call.tenant, last)[1..].to_vec());
    }
    let more = losses.len() > top;
    losses.truncate(top);
    let next = losses.last().filter(|_| more);
    let next = next.map(|loss| LossPlace { due: loss.due, user: loss.user, kind: loss.kind });
    for loss in &mut losses {
        loss.caused_by = cause(app, call.tenant, loss)?;
    }
    Ok(LossPage { losses, next })
}

/// How much will be lost within `days` from now.
///
/// # Errors
/// As [`losses`].
pub fn count_losses(app: &App, call: &Call, days: i64) -> Result<LossCounts, AppError> {
    call.grant(Action::UserRead)?;
    let now = domain_now(app, call.tenant)?;
    let mut counts = LossCounts { complete: true, ..LossCounts::default() };
    let mut lower = Bound::Excluded(vec![now.into()]);
    for _ in 0..PAGE_ROW_BUDGET / CHUNK {
        let timers = running(app, call.tenant, lower, now.plus_days(days))?;
        let services = services(app, call.tenant, &timers)?;
        for loss in timers.iter().zip(&services).flat_map(|(timer, services)| of_timer(timer, services)) {
            *match loss.kind {
                LossKind::Mailbox => &mut counts.mailbox,
                LossKind::Office => &mut counts.office,
                LossKind::DeletedUser => &mut counts.deleted_user,
                LossKind::Drive => &mut counts.drive,
            } += 1;
        }
        let Some(last) = timers.last().filter(|_| timers.len() == CHUNK) else { return Ok(counts) };
        lower = Bound::Excluded(Timer::key(call.tenant, last)[1..].to_vec());
    }
    counts.complete = false;
    Ok(counts)
}

/// The next timers in order, up to an instant.
fn running(app: &App, tenant: TenantId, lower: Bound, until: Timestamp) -> Result<Vec<Timer>, AppError> {
    let upper = Bound::Included(vec![until.into()]);
    let scan = Scan::key(Timer::TABLE, vec![tenant.into()], CHUNK).from(lower).to(upper);
    Ok(Timer::scan(app.store.as_ref(), &scan)?)
}

fn services(app: &App, tenant: TenantId, timers: &[Timer]) -> Result<Vec<Services>, AppError> {
    let users: Vec<UserId> = timers.iter().map(|timer| timer.user).collect();
    let rows = ServicesRow::load_many(app.store.as_ref(), tenant, &users)?;
    Ok(rows.into_iter().map(|row| row.map(|row| row.services).unwrap_or_default()).collect())
}

/// What is lost when a timer is due, in the order of [`LossKind`].
fn of_timer(timer: &Timer, services: &Services) -> impl Iterator<Item = Loss> + use<> {
    let office =
        matches!(services.office, OfficeState::Unlicensed { reduced_by, .. } if reduced_by == timer.due);
    let drive =
        matches!(services.drive, DriveState::MarkedForDeletion { delete_at, .. } if delete_at == timer.due);
    let kinds = match timer.kind {
        TimerKind::PurgeMailbox => [Some(LossKind::Mailbox), office.then_some(LossKind::Office)],
        TimerKind::PurgeUser => [Some(LossKind::DeletedUser), drive.then_some(LossKind::Drive)],
    };
    let (user, due) = (timer.user, timer.due);
    kinds.into_iter().flatten().map(move |kind| Loss { user, kind, due, caused_by: None })
}

fn key(tenant: TenantId, place: LossPlace) -> Vec<Value> {
    let timer = Timer { due: place.due, kind: place.kind.timer(), user: place.user };
    Timer::key(tenant, &timer)[1..].to_vec()
}

/// Only the first timer that is read can stand for a loss that was shown already.
fn is_after(loss: &Loss, from: LossPlace) -> bool {
    let same = loss.due == from.due && loss.user == from.user && loss.kind.timer() == from.kind.timer();
    !same || loss.kind > from.kind
}

/// The change set that started the clock.
fn cause(app: &App, tenant: TenantId, loss: &Loss) -> Result<Option<ChangeSetId>, AppError> {
    let items = history::last_items_of_user(app, tenant, loss.user, CHANGES)?;
    let found = match loss.kind {
        LossKind::Mailbox => items.iter().find(|item| {
            item.outcome.impact.mailbox.is_some_and(|(_, after)| purge_of(after) == Some(loss.due))
        }),
        LossKind::Office => items.iter().find(|item| {
            let office = item.outcome.impact.office;
            matches!(office, Some((_, OfficeState::Unlicensed { reduced_by, .. })) if reduced_by == loss.due)
        }),
        LossKind::Drive => items.iter().find(|item| {
            let drive = item.outcome.impact.drive;
            matches!(drive, Some((_, DriveState::MarkedForDeletion { delete_at, .. })) if delete_at == loss.due)
        }),
        LossKind::DeletedUser => return deletion(app, tenant, loss.user, &items),
    };
    Ok(found.map(|item| item.set))
}

const fn purge_of(mailbox: MailboxState) -> Option<Timestamp> {
    match mailbox {
        MailboxState::Disconnected { purge_at, .. } | MailboxState::SoftDeleted { purge_at, .. } => {
            Some(purge_at)
        }
        MailboxState::None | MailboxState::Active { .. } | MailboxState::Purged { .. } => None,
    }
}

/// The change set that deleted a person: an account without services shows it by its instant only.
fn deletion(
    app: &App,
    tenant: TenantId,
    user: UserId,
    items: &[ChangeItem],
) -> Result<Option<ChangeSetId>, AppError> {
    let user = User::load(app.store.as_ref(), tenant, &user)?;
    let Some(deleted_at) = user.and_then(|user| user.deleted_at) else { return Ok(None) };
    let ids: Vec<ChangeSetId> = items.iter().map(|item| item.set).collect();
    let sets = ChangeSet::load_many(app.store.as_ref(), tenant, &ids)?;
    let deleted = sets.into_iter().flatten().find(|set| set.at == deleted_at);
    Ok(deleted.map(|set| set.id))
}
