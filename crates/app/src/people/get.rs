//! Finding one person by object id or sign-in name.

use std::collections::BTreeSet;

use reseat_engine::{Person, View};
use reseat_model::fold::fold;
use reseat_model::services::{DELETED_USER_DAYS, Services};
use reseat_model::user::User;
use reseat_model::{TenantId, UserId};
use reseat_store::Stored;
use reseat_store::records::ServicesRow;

use crate::App;
use crate::changes::domain_now;
use crate::error::AppError;
use crate::writer::load_keys;

/// A present person by object id or sign-in name.
///
/// # Errors
/// [`AppError::NotFound`] when nobody has it or they are deleted, or the store's failure.
pub fn find(app: &App, tenant: TenantId, key: &str) -> Result<User, AppError> {
    let missing = || AppError::not_found("user", key);
    let user = match key.parse::<UserId>() {
        Ok(id) => User::load(app.store.as_ref(), tenant, &id)?,
        Err(_) => crate::query::user_by_upn(app.store.as_ref(), tenant, &fold(key))?,
    };
    user.filter(|user| user.deleted_at.is_none()).ok_or_else(missing)
}

/// A deleted person who can still be restored: what is due has happened, so after 30 days there is nobody (DEL-1).
///
/// # Errors
/// As [`find`].
pub fn find_deleted(app: &App, tenant: TenantId, id: UserId) -> Result<User, AppError> {
    let user = User::load(app.store.as_ref(), tenant, &id)?;
    let now = domain_now(app, tenant)?;
    user.filter(|user| user.deleted_at.is_some_and(|at| at.plus_days(DELETED_USER_DAYS) > now))
        .ok_or_else(|| AppError::not_found("deleted user", id))
}

/// A person with assignments, services and roles, present or deleted.
///
/// # Errors
/// As [`find`].
pub fn get(app: &App, tenant: TenantId, id: UserId) -> Result<Person, AppError> {
    person(app, tenant, id)?.ok_or_else(|| AppError::not_found("user", id))
}

/// What follows people's licences, in the order asked. What is due at present has happened.
///
/// # Errors
/// When the store fails.
pub fn services_of(app: &App, tenant: TenantId, ids: &[UserId]) -> Result<Vec<Services>, AppError> {
    let now = domain_now(app, tenant)?;
    let rows = ServicesRow::load_many(app.store.as_ref(), tenant, ids)?;
    Ok(rows
        .into_iter()
        .map(|row| row.map_or_else(Services::default, |row| reseat_engine::settle(&row.services, now)))
        .collect())
}

/// The same where absence is an answer.
///
/// # Errors
/// When the store fails.
pub fn person(app: &App, tenant: TenantId, id: UserId) -> Result<Option<Person>, AppError> {
    let state = app.tenant(tenant)?;
    let mut view = View { tenant, ..View::default() };
    load_keys(app.store.as_ref(), &state, BTreeSet::from([reseat_engine::Key::Person(id)]), &mut view)?;
    Ok(view.people.remove(&id).flatten())
}
