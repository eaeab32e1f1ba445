//! What the engine knows while it decides: people, pools, catalogue and names, loaded by the caller.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use reseat_model::assignment::{Assignment, AssignmentKey};
use reseat_model::catalog::Catalog;
use reseat_model::decision::Mutation;
use reseat_model::pool::Pool;
use reseat_model::services::Services;
use reseat_model::user::User;
use reseat_model::{GroupId, PlanId, PoolId, RoleId, SkuId, TenantId, UserId};

use crate::transition::{effective_plans, path_ref};

/// One thing that a decision needs to know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A person with assignments, services and roles.
    Person(UserId),
    /// Who has a sign-in name, folded.
    Upn(String),
    /// A pool of seats.
    Pool(SkuId, PoolId),
    /// How many enabled, not deleted people hold a role.
    RoleHolders(RoleId),
    /// A group's name, for reasons that name it.
    Group(GroupId),
}

/// A person and everything that licences do to them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// The account.
    pub user: User,
    /// Paths by key.
    pub assignments: BTreeMap<AssignmentKey, Assignment>,
    /// What follows from them.
    pub services: Services,
    /// Directory roles held.
    pub roles: Vec<RoleId>,
}

impl Person {
    /// `assignedLicenses` (contract 2.2): one entry per product over all paths in force, with the plans that are off
    /// on every path (CNT-4). Ordered by product.
    pub fn assigned_licenses(&self) -> Vec<(SkuId, Vec<PlanId>)> {
        crate::audit::assigned_licenses(self.assignments.values().map(path_ref))
    }

    /// The plans the person has by any path in force, ordered, each once (25.20).
    pub fn effective_plans(&self, catalog: &Catalog) -> Vec<PlanId> {
        effective_plans(catalog, self.assignments.values().map(path_ref))
    }
}

/// Everything known. What is absent from a map is not loaded yet; a loaded absence is `None`.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Whose view this is; the audit's licence texts name it.
    pub tenant: TenantId,
    /// The products of the tenant.
    pub catalog: Arc<Catalog>,
    /// People by id.
    pub people: HashMap<UserId, Option<Person>>,
    /// Owners of sign-in names, folded.
    pub upns: HashMap<String, Option<UserId>>,
    /// Pools of seats.
    pub pools: HashMap<(SkuId, PoolId), Option<Pool>>,
    /// Holders of roles that must never be none.
    pub role_holders: HashMap<RoleId, u64>,
    /// Names of groups.
    pub groups: HashMap<GroupId, Option<String>>,
}

impl View {
    /// Whether `key` is loaded.
    pub fn has(&self, key: &Key) -> bool {
        match key {
            Key::Person(id) => self.people.contains_key(id),
            Key::Upn(upn) => self.upns.contains_key(upn),
            Key::Pool(sku, pool) => self.pools.contains_key(&(*sku, *pool)),
            Key::RoleHolders(role) => self.role_holders.contains_key(role),
            Key::Group(id) => self.groups.contains_key(id),
        }
    }

    /// The person, if loaded and present.
    pub fn person(&self, id: UserId) -> Option<&Person> {
        self.people.get(&id).and_then(Option::as_ref)
    }

    /// The pool; a pool nobody bought is empty.
    pub fn pool(&self, sku: SkuId, pool: PoolId) -> Pool {
        self.pools.get(&(sku, pool)).copied().flatten().unwrap_or(Pool::empty(sku, pool))
    }

    /// Makes a decision visible to those after it. Mutations of things that are not loaded are ignored.
    pub fn apply(&mut self, mutations: &[Mutation]) {
        for mutation in mutations {
            self.apply_one(mutation);
        }
    }

    fn apply_one(&mut self, mutation: &Mutation) {
        match mutation {
            Mutation::PutUser(user) => self.put_user(user),
            Mutation::RemoveUser(id) => self.remove_user(*id),
            Mutation::PutAssignment(assignment) => {
                if let Some(person) = self.person_mut(assignment.user) {
                    person.assignments.insert(assignment.key, assignment.clone());
                }
            }
            Mutation::RemoveAssignment(user, key) => {
                if let Some(person) = self.person_mut(*user) {
                    person.assignments.remove(key);
                }
            }
            Mutation::PutServices(user, services) => {
                if let Some(person) = self.person_mut(*user) {
                    person.services = (**services).clone();
                }
            }
            Mutation::RemoveServices(user) => {
                if let Some(person) = self.person_mut(*user) {
                    person.services = Services::default();
                }
            }
            Mutation::PutPool(pool) => {
                self.pools.insert((pool.sku, pool.pool), Some(*pool));
            }
            Mutation::PutRole(user, role) => {
                if let Some(person) = self.person_mut(*user)
                    && !person.roles.contains(role)
                {
                    person.roles.push(*role);
                }
                self.role_holders.remove(role);
            }
            Mutation::RemoveRole(user, role) => {
                if let Some(person) = self.person_mut(*user) {
                    person.roles.retain(|held| held != role);
                }
                self.role_holders.remove(role);
            }
            Mutation::RemoveRoles(user) => {
                if let Some(person) = self.person_mut(*user) {
                    person.roles.clear();
                }
                self.role_holders.clear();
            }
            Mutation::PutSubscription(_) | Mutation::StartTimer(_) | Mutation::StopTimer(_) => {}
        }
    }

    fn put_user(&mut self, user: &User) {
        let upn = reseat_model::fold::fold(&user.upn);
        match self.people.get_mut(&user.id) {
            Some(Some(person)) => {
                let old = reseat_model::fold::fold(&person.user.upn);
                // Who was deleted had no claim to the name any more; it may be someone else's by now.
                if person.user.deleted_at.is_none() && (old != upn || user.deleted_at.is_some()) {
                    self.upns.insert(old, None);
                }
                person.user = user.clone();
            }
            _ => {
                self.people.insert(user.id, Some(Person { user: user.clone(), ..Person::default() }));
            }
        }
        if user.deleted_at.is_none() {
            self.upns.insert(upn, Some(user.id));
        }
        // Enabled or deleted may have changed: count again when someone asks.
        self.role_holders.clear();
    }

    fn remove_user(&mut self, id: UserId) {
        if let Some(Some(person)) = self.people.insert(id, None) {
            let upn = reseat_model::fold::fold(&person.user.upn);
            if self.upns.get(&upn) == Some(&Some(id)) {
                self.upns.insert(upn, None);
            }
        }
        self.role_holders.clear();
    }

    fn person_mut(&mut self, id: UserId) -> Option<&mut Person> {
        self.people.get_mut(&id).and_then(Option::as_mut)
    }
}
