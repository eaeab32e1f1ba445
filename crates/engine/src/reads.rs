//! What a decision still needs to know. Asked again after each load until nothing is missing: the person first, then
//! what the person's licences lead to.

use std::collections::BTreeSet;

use reseat_model::assignment::Path;
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::fold::fold;
use reseat_model::{PoolId, SkuId, UserId};

use crate::transition::paths_of;
use crate::users::{GLOBAL_ADMINISTRATOR, counts_as_global_admin};
use crate::{Key, Person, View};

/// Keys that `command` needs and `view` does not have, each once.
pub fn reads(command: &Command, view: &View) -> Vec<Key> {
    let mut missing = Missing { view, keys: Vec::new() };
    match command {
        Command::ChangeLicenses { user, edit } => missing.license_change(*user, edit),
        Command::CreateUser { user } => {
            missing.person(user.id);
            missing.want(Key::Upn(fold(&user.upn)));
        }
        Command::UpdateUser { user } => {
            missing.want(Key::Upn(fold(&user.upn)));
            if let Some(person) = missing.person(user.id)
                && !user.account_enabled
            {
                missing.global_admins(person);
            }
        }
        Command::DeleteUser { user } => {
            if let Some(person) = missing.person(*user) {
                missing.held_pools(person);
                missing.global_admins(person);
            }
        }
        Command::RestoreUser { user, new_upn, licenses } => {
            if let Some(person) = missing.person(*user) {
                missing.want(Key::Upn(fold(new_upn.as_deref().unwrap_or(&person.user.upn))));
                for choice in licenses {
                    missing.want(Key::Pool(choice.sku, PoolId::ORGANIZATION));
                }
            }
        }
        Command::PurgeUser { user } => {
            if let Some(person) = missing.person(*user) {
                missing.held_pools(person);
            }
        }
        Command::PurgeMailbox { user, .. } | Command::GrantRole { user, .. } => {
            missing.person(*user);
        }
        Command::RevokeRole { user, .. } => {
            if let Some(person) = missing.person(*user) {
                missing.global_admins(person);
            }
        }
        Command::PutSubscription { subscription, before } => {
            missing.want(Key::Pool(subscription.sku, subscription.pool));
            if let Some(before) = before {
                missing.want(Key::Pool(before.sku, before.pool));
            }
        }
        Command::AssignSelfService { user, sku, purchaser } => {
            missing.person(*user);
            missing.want(Key::Pool(*sku, PoolId::of_purchaser(*purchaser)));
        }
        Command::RepairPool { pool } => missing.want(Key::Pool(pool.sku, pool.pool)),
    }
    missing.keys
}

struct Missing<'v> {
    view: &'v View,
    keys: Vec<Key>,
}

impl<'v> Missing<'v> {
    fn want(&mut self, key: Key) {
        if !self.view.has(&key) && !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }

    /// The person if already loaded and there.
    fn person(&mut self, user: UserId) -> Option<&'v Person> {
        self.want(Key::Person(user));
        self.view.person(user)
    }

    fn held_pools(&mut self, person: &Person) {
        for key in person.assignments.keys() {
            self.want(Key::Pool(key.sku, key.pool));
        }
    }

    fn global_admins(&mut self, person: &Person) {
        if counts_as_global_admin(person) {
            self.want(Key::RoleHolders(GLOBAL_ADMINISTRATOR));
        }
    }

    fn license_change(&mut self, user: UserId, edit: &LicenseEdit) {
        let Some(person) = self.person(user).filter(|person| person.user.deleted_at.is_none()) else {
            return;
        };
        match edit {
            LicenseEdit::Graph { assign, unassign } | LicenseEdit::Update { assign, unassign } => {
                self.organization(assign.iter().map(|choice| choice.sku));
                self.taken(person, unassign.iter().copied());
            }
            LicenseEdit::UnassignAll => self.all_taken(person),
            LicenseEdit::Replace { with } => {
                self.organization(with.iter().map(|choice| choice.sku));
                self.all_taken(person);
            }
            LicenseEdit::Move { from, to } => {
                self.organization([to.sku]);
                self.taken(person, [*from]);
            }
            LicenseEdit::Revert { paths } => {
                for path in paths {
                    self.want(Key::Pool(path.key.sku, path.key.pool));
                }
            }
        }
    }

    fn organization(&mut self, skus: impl IntoIterator<Item = SkuId>) {
        for sku in skus {
            self.want(Key::Pool(sku, PoolId::ORGANIZATION));
        }
    }

    fn all_taken(&mut self, person: &Person) {
        let held: BTreeSet<SkuId> = person.assignments.keys().map(|key| key.sku).collect();
        self.taken(person, held);
    }

    /// The pools that get seats back, and the names of groups and purchasers who keep the product with the person.
    fn taken(&mut self, person: &Person, skus: impl IntoIterator<Item = SkuId>) {
        for sku in skus {
            for key in paths_of(person, sku).map(|assignment| assignment.key) {
                match (key.path, key.pool.purchaser()) {
                    (_, Some(purchaser)) => self.want(Key::Person(purchaser)),
                    (Path::Group(group), None) => self.want(Key::Group(group)),
                    (Path::Direct, None) => self.want(Key::Pool(sku, key.pool)),
                }
            }
        }
    }
}
