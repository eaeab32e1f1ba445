//! From the engine's mutations to rows, each row once per batch: a pool that five hundred people leave is written once.

use std::collections::HashMap;

use reseat_engine::View;
use reseat_model::TenantId;
use reseat_model::decision::{Mutation, Timer};
use reseat_model::fold::fold;
use reseat_model::pool::Pool;
use reseat_model::subscription::Subscription;
use reseat_model::user::User;
use reseat_store::records::{AssignmentRow, RoleGrant, ServicesRow};
use reseat_store::{Change, Key, Record, Row, Table};

/// Rows to write, in the order in which each was first touched; a later write of the same row replaces the earlier.
#[derive(Default)]
pub(super) struct Rows {
    changes: Vec<Change>,
    places: HashMap<(&'static str, Key), usize>,
}

impl Rows {
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    pub(super) fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Inserts or replaces a row.
    pub(super) fn put(&mut self, table: &'static Table, row: Row) {
        let key = row[..table.key].to_vec();
        self.set(table, key, Change::Put(table, row));
    }

    /// Deletes a row.
    pub(super) fn delete(&mut self, table: &'static Table, key: Key) {
        self.set(table, key.clone(), Change::Delete(table, key));
    }

    /// Rows from outside the engine, such as a job's progress.
    pub(super) fn extend(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Put(table, row) => self.put(table, row.clone()),
                Change::Insert(..) => self.changes.push(change.clone()),
                Change::Delete(table, key) => self.delete(table, key.clone()),
            }
        }
    }

    fn set(&mut self, table: &'static Table, key: Key, change: Change) {
        match self.places.entry((table.name, key)) {
            std::collections::hash_map::Entry::Occupied(place) => self.changes[*place.get()] = change,
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(self.changes.len());
                self.changes.push(change);
            }
        }
    }

    /// Rows of decided mutations. `view` already shows them. Answers whether the tenant's cached roles are stale.
    pub(super) fn mutations(&mut self, tenant: TenantId, view: &View, mutations: &[Mutation]) -> bool {
        let mut roles_changed = false;
        for mutation in mutations {
            match mutation {
                Mutation::PutUser(user) => self.put_user(tenant, view, user),
                Mutation::RemoveUser(id) => self.delete(User::TABLE, User::key(tenant, id)),
                Mutation::PutAssignment(assignment) => {
                    let name_fold = view.person(assignment.user).map(|p| fold(&p.user.display_name));
                    let row = AssignmentRow {
                        assignment: assignment.clone(),
                        name_fold: name_fold.unwrap_or_default(),
                    };
                    self.put(AssignmentRow::TABLE, row.to_row(tenant));
                }
                Mutation::RemoveAssignment(user, key) => {
                    self.delete(AssignmentRow::TABLE, AssignmentRow::key(tenant, &(*user, *key)));
                }
                Mutation::PutServices(user, services) => {
                    let row = ServicesRow { user: *user, services: (**services).clone() };
                    self.put(ServicesRow::TABLE, row.to_row(tenant));
                }
                Mutation::RemoveServices(user) => {
                    self.delete(ServicesRow::TABLE, ServicesRow::key(tenant, user));
                }
                Mutation::PutPool(pool) => self.put(Pool::TABLE, pool.to_row(tenant)),
                Mutation::PutSubscription(s) => self.put(Subscription::TABLE, s.to_row(tenant)),
                Mutation::StartTimer(timer) => self.put(Timer::TABLE, timer.to_row(tenant)),
                Mutation::StopTimer(timer) => self.delete(Timer::TABLE, Timer::key(tenant, timer)),
                Mutation::PutRole(user, role) => {
                    roles_changed = true;
                    let grant = RoleGrant { role: *role, user: *user };
                    self.put(RoleGrant::TABLE, grant.to_row(tenant));
                }
                Mutation::RemoveRole(user, role) => {
                    roles_changed = true;
                    let grant = RoleGrant { role: *role, user: *user };
                    self.delete(RoleGrant::TABLE, RoleGrant::key(tenant, &grant));
                }
                Mutation::RemoveRoles(user) => {
                    roles_changed = true;
                    self.remove_roles(tenant, view, *user);
                }
            }
        }
        roles_changed
    }

    /// A person's row; when the display name changed, the paths that repeat it for sorting follow.
    fn put_user(&mut self, tenant: TenantId, view: &View, user: &User) {
        self.put(User::TABLE, user.to_row(tenant));
        let name_fold = fold(&user.display_name);
        if let Some(person) = view.person(user.id) {
            for assignment in person.assignments.values() {
                let row = AssignmentRow { assignment: assignment.clone(), name_fold: name_fold.clone() };
                self.put(AssignmentRow::TABLE, row.to_row(tenant));
            }
        }
    }

    fn remove_roles(&mut self, tenant: TenantId, view: &View, user: reseat_model::UserId) {
        // The view no longer shows the roles of someone who is gone; all roles that exist are tried, absent is fine.
        let held = view.person(user).map(|p| p.roles.clone()).unwrap_or_default();
        let all = reseat_authz::roles::ALL.iter().map(|role| role.id);
        for role in held.into_iter().chain(all) {
            self.delete(RoleGrant::TABLE, RoleGrant::key(tenant, &RoleGrant { role, user }));
        }
    }
}
