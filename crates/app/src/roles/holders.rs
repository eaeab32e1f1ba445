//! Who holds which role. Deleted people do not count: they have theirs again when they are restored.

use std::collections::BTreeMap;

use reseat_authz::Action;
use reseat_model::user::User;
use reseat_model::{RoleId, UserId};
use reseat_store::Stored;

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// A role of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Which role.
    pub role: RoleId,
    /// Whose.
    pub user: User,
}

/// The present people who hold a role, by their ids.
///
/// # Errors
/// When the caller may not read roles, or the store fails.
pub fn holders(app: &App, call: &Call, role: RoleId) -> Result<Vec<User>, AppError> {
    call.grant(Action::RoleRead)?;
    let state = app.tenant(call.tenant)?;
    let ids: Vec<UserId> = state.roles.holders(role).collect();
    let users = User::load_many(app.store.as_ref(), call.tenant, &ids)?;
    Ok(users.into_iter().flatten().filter(|user| user.deleted_at.is_none()).collect())
}

/// Every role of every present person, by role, then by person.
///
/// # Errors
/// As [`holders`].
pub fn holdings(app: &App, call: &Call) -> Result<Vec<Holding>, AppError> {
    call.grant(Action::RoleRead)?;
    let state = app.tenant(call.tenant)?;
    let pairs: Vec<(RoleId, UserId)> = state.roles.all().collect();
    let mut ids: Vec<UserId> = pairs.iter().map(|(_, user)| *user).collect();
    ids.sort_unstable();
    ids.dedup();
    let users = User::load_many(app.store.as_ref(), call.tenant, &ids)?;
    let present: BTreeMap<UserId, User> = users
        .into_iter()
        .flatten()
        .filter(|user| user.deleted_at.is_none())
        .map(|user| (user.id, user))
        .collect();
    let holding =
        |(role, user): (RoleId, UserId)| present.get(&user).map(|user| Holding { role, user: user.clone() });
    Ok(pairs.into_iter().filter_map(holding).collect())
}
