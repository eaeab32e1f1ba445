//! Loading what the engine asks for, set-wise, until nothing is missing (design section 3 item 2).

use std::collections::BTreeSet;

use reseat_engine::{Key, Person, View};
use reseat_model::command::Command;
use reseat_model::pool::Pool;
use reseat_model::user::User;
use reseat_model::{RoleId, TenantId, UserId, limits};
use reseat_store::records::{AssignmentRow, ServicesRow};
use reseat_store::{Record, Scan, Store, StoreError, Stored};

use super::submission::WriteError;
use crate::state::TenantState;

/// Paths of one person at most; far beyond what a catalogue allows.
const PATHS_MAX: usize = 10_000;

/// Loads what `commands` need into `view`, asking the engine again until nothing is missing.
pub(crate) fn ensure_loaded(
    store: &dyn Store,
    state: &TenantState,
    commands: &[&Command],
    view: &mut View,
) -> Result<(), WriteError> {
    for _ in 0..limits::LOAD_ROUNDS_MAX {
        let missing: BTreeSet<Key> = commands.iter().flat_map(|c| reseat_engine::reads(c, view)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        load_keys(store, state, missing, view)?;
    }
    if commands.iter().all(|c| reseat_engine::reads(c, view).is_empty()) {
        return Ok(());
    }
    Err(WriteError::TooWide)
}

/// Loads the keys into the view.
///
/// # Errors
/// When the store fails.
pub fn load_keys(
    store: &dyn Store,
    state: &TenantState,
    keys: BTreeSet<Key>,
    view: &mut View,
) -> Result<(), StoreError> {
    let tenant = state.tenant.id;
    let mut people = Vec::new();
    let mut pools = Vec::new();
    let mut roles = Vec::new();
    for key in keys {
        match key {
            Key::Person(id) => people.push(id),
            Key::Pool(sku, pool) => pools.push((sku, pool)),
            Key::RoleHolders(role) => roles.push(role),
            Key::Upn(upn) => {
                let owner = owner_of(store, tenant, &upn)?;
                view.upns.insert(upn, owner);
            }
            // Licensed groups come with a later version; their tables are in the engine already.
            Key::Group(id) => drop(view.groups.insert(id, None)),
        }
    }
    for role in &roles {
        people.extend(state.roles.holders(*role).filter(|id| !view.people.contains_key(id)));
    }
    people.sort_unstable();
    people.dedup();
    load_people(store, state, &people, view)?;
    for (id, pool) in pools.iter().zip(Pool::load_many(store, tenant, &pools)?) {
        view.pools.insert(*id, pool);
    }
    for role in roles {
        let count = count_holders(state, view, role);
        view.role_holders.insert(role, count);
    }
    Ok(())
}

fn load_people(
    store: &dyn Store,
    state: &TenantState,
    ids: &[UserId],
    view: &mut View,
) -> Result<(), StoreError> {
    let tenant = state.tenant.id;
    let users = User::load_many(store, tenant, ids)?;
    let services = ServicesRow::load_many(store, tenant, ids)?;
    let paths = |id| Scan::key(AssignmentRow::TABLE, User::key(tenant, id), PATHS_MAX);
    let paths = AssignmentRow::scan_many(store, &ids.iter().map(paths).collect::<Vec<_>>())?;
    for (((id, user), services), rows) in ids.iter().zip(users).zip(services).zip(paths) {
        let person = user.map(|user| Person {
            user,
            assignments: rows.into_iter().map(|row| (row.assignment.key, row.assignment)).collect(),
            services: services.map(|row| row.services).unwrap_or_default(),
            roles: state.roles.of(*id).to_vec(),
        });
        view.people.insert(*id, person);
    }
    Ok(())
}

/// Who has a sign-in name, folded; deleted people do not hold theirs.
pub(crate) fn owner_of(store: &dyn Store, tenant: TenantId, upn: &str) -> Result<Option<UserId>, StoreError> {
    Ok(crate::query::user_by_upn(store, tenant, upn)?.map(|user| user.id))
}

/// Enabled, not deleted holders of a role, as the view shows them.
fn count_holders(state: &TenantState, view: &View, role: RoleId) -> u64 {
    let stored = state.roles.holders(role);
    let granted_now = view.people.iter().filter_map(|(id, p)| p.as_ref().map(|p| (*id, p)));
    let ids: BTreeSet<UserId> =
        stored.chain(granted_now.filter(|(_, p)| p.roles.contains(&role)).map(|(id, _)| id)).collect();
    let active = |id: &UserId| {
        view.person(*id)
            .is_some_and(|p| p.user.account_enabled && p.user.deleted_at.is_none() && p.roles.contains(&role))
    };
    ids.iter().filter(|id| active(id)).count() as u64
}
