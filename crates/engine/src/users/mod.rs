//! Accounts: created, changed, deleted, restored, gone (sections 18 and 20).

pub(crate) mod create;
pub(crate) mod delete;
mod properties;
pub(crate) mod purge;
pub(crate) mod restore;
pub(crate) mod update;

use reseat_model::decision::{Timer, TimerKind};
use reseat_model::fold::fold;
use reseat_model::reason::Reason;
use reseat_model::services::DELETED_USER_DAYS;
use reseat_model::user::User;
use reseat_model::{RoleId, Timestamp, UserId};

use crate::{Person, View};

/// Global Administrator, by its template id. At least one enabled person always holds it (25.25).
pub const GLOBAL_ADMINISTRATOR: RoleId = RoleId::from_bytes([
    0x62, 0xe9, 0x03, 0x94, 0x69, 0xf5, 0x42, 0x37, 0x91, 0x90, 0x01, 0x21, 0x77, 0x14, 0x5e, 0x10,
]);

/// When a deleted person is gone for good (DEL-1).
pub(crate) fn gone_at(user: &User) -> Option<Timestamp> {
    user.deleted_at.map(|deleted| deleted.plus_days(DELETED_USER_DAYS))
}

/// The timer of a deleted person.
pub(crate) fn purge_timer(user: &User) -> Option<Timer> {
    gone_at(user).map(|due| Timer { due, kind: TimerKind::PurgeUser, user: user.id })
}

/// The person, as they are now: whoever was deleted 30 days ago is gone whether or not the worker has run.
pub(crate) fn known(view: &View, user: UserId, now: Timestamp) -> Result<&Person, Reason> {
    view.person(user)
        .filter(|person| gone_at(&person.user).is_none_or(|gone| now < gone))
        .ok_or(Reason::UserNotFound)
}

/// The person, who is not deleted.
pub(crate) fn present(view: &View, user: UserId, now: Timestamp) -> Result<&Person, Reason> {
    let person = known(view, user, now)?;
    if person.user.deleted_at.is_some() { Err(Reason::UserDeleted) } else { Ok(person) }
}

/// Someone else who has the sign-in name (DEL-9).
pub(crate) fn upn_conflict(view: &View, user: UserId, upn: &str) -> Option<Reason> {
    let owner = view.upns.get(&fold(upn)).copied().flatten();
    owner.filter(|owner| *owner != user).map(|_| Reason::UpnTaken { upn: upn.to_owned() })
}

/// Whether blocking or deleting the person would leave nobody who may do everything (25.25).
pub(crate) fn last_global_admin(view: &View, person: &Person) -> bool {
    counts_as_global_admin(person) && view.role_holders.get(&GLOBAL_ADMINISTRATOR).copied().unwrap_or(0) <= 1
}

/// Enabled, not deleted and a Global admin.
pub(crate) fn counts_as_global_admin(person: &Person) -> bool {
    person.user.account_enabled
        && person.user.deleted_at.is_none()
        && person.roles.contains(&GLOBAL_ADMINISTRATOR)
}
