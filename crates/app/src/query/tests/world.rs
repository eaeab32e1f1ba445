//! A small tenant in the memory store, and another one beside it that must never show.

use std::collections::BTreeSet;

use proptest::prelude::*;
use reseat_model::assignment::{Assignment, AssignmentKey, Path, PathState};
use reseat_model::fold::fold;
use reseat_model::query::{UserFacts, UserQuery};
use reseat_model::user::User;
use reseat_model::{GroupId, PoolId, SkuId, TenantId, Timestamp, UserId};
use reseat_store::memory::MemoryStore;
use reseat_store::records::AssignmentRow;
use reseat_store::{Batch, Change, Record, Store};

pub(super) const TENANT: TenantId = TenantId::from_bytes([5; 16]);
const NEIGHBOUR: TenantId = TenantId::from_bytes([6; 16]);

pub(super) fn sku(n: u8) -> SkuId {
    SkuId::from_bytes([0x50 + n; 16])
}

/// A person with paths.
#[derive(Debug, Clone)]
pub(super) struct Someone {
    pub user: User,
    pub paths: Vec<(AssignmentKey, PathState)>,
}

impl Someone {
    /// Products held validly, or by any path.
    pub fn skus(&self, any_state: bool) -> Vec<SkuId> {
        let held = self.paths.iter().filter(|(_, state)| any_state || state.is_valid());
        held.map(|(key, _)| key.sku).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Whether a query means them.
    pub fn belongs(&self, query: &UserQuery) -> bool {
        query.matches(&UserFacts { user: &self.user, skus: &self.skus(false), plans: &[] })
    }
}

/// Names that share beginnings, differ in case and go beyond ASCII.
fn names() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["Anna", "anna b", "ANNE", "Öz", "öZ x", "Bo", "b", "王伟", "a\u{10FFFF}"])
        .prop_map(str::to_owned)
}

fn paths() -> impl Strategy<Value = Vec<(AssignmentKey, PathState)>> {
    let state = prop::sample::select(vec![PathState::Active, PathState::Active, PathState::Error]);
    let path = prop_oneof![
        Just(Path::Direct),
        (1u8..3).prop_map(|group| Path::Group(GroupId::from_bytes([group; 16]))),
    ];
    let pool = prop::sample::select(vec![PoolId::ORGANIZATION, PoolId::from_bytes([9; 16])]);
    let key = (0u8..4, pool, path).prop_map(|(n, pool, path)| AssignmentKey { sku: sku(n), pool, path });
    prop::collection::btree_map(key, state, 0..5).prop_map(|paths| paths.into_iter().collect())
}

pub(super) fn people(most: usize) -> impl Strategy<Value = Vec<Someone>> {
    let one = (
        names(),
        prop::option::of(names()),
        prop::option::of(names()),
        any::<bool>(),
        0i64..4,
        prop::option::weighted(0.2, 0i64..4),
        paths(),
    );
    prop::collection::vec(one, 0..most).prop_map(|all| {
        let someone = |(n, (name, surname, mail, enabled, created, deleted, paths)): (usize, _)| {
            make(n, name, surname, mail, enabled, created, deleted, paths)
        };
        all.into_iter().enumerate().map(someone).collect()
    })
}

#[allow(clippy::too_many_arguments, reason = "the parts of one strategy")]
fn make(
    n: usize,
    display_name: String,
    surname: Option<String>,
    mail: Option<String>,
    account_enabled: bool,
    created: i64,
    deleted: Option<i64>,
    paths: Vec<(AssignmentKey, PathState)>,
) -> Someone {
    // Ids that do not follow the order of making.
    let id =
        UserId::from_bytes((n as u128).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes());
    let user = User {
        id,
        upn: format!(
            "{}{n}@contoso.example",
            display_name.chars().next().filter(char::is_ascii).unwrap_or('x')
        ),
        display_name,
        department: surname.clone(),
        surname,
        mail,
        account_enabled,
        created_at: Timestamp(created),
        deleted_at: deleted.map(Timestamp),
        ..User::default()
    };
    let paths = if user.deleted_at.is_some() { Vec::new() } else { paths };
    Someone { user, paths }
}

/// The people in a store, with the same ids in a neighbouring tenant under other names.
pub(super) fn store(people: &[Someone]) -> MemoryStore {
    let store = MemoryStore::new();
    fill(&store, TENANT, people);
    store
}

/// Puts people into a tenant of a store.
pub(super) fn fill(store: &dyn Store, tenant: TenantId, people: &[Someone]) {
    let mut batch = Batch::default();
    for someone in people {
        let neighbour = User { display_name: "Neighbour".into(), ..someone.user.clone() };
        batch.changes.push(Change::Put(User::TABLE, neighbour.to_row(NEIGHBOUR)));
        put(&mut batch, tenant, someone);
    }
    store.apply(&batch).expect("the people are stored");
}

/// Adds a person with their paths to a batch.
pub(super) fn put(batch: &mut Batch, tenant: TenantId, someone: &Someone) {
    batch.changes.push(Change::Put(User::TABLE, someone.user.to_row(tenant)));
    for (key, state) in &someone.paths {
        let assignment = Assignment {
            user: someone.user.id,
            key: *key,
            disabled: BTreeSet::new(),
            state: *state,
            assigned_at: Timestamp(1),
            updated_at: Timestamp(1),
        };
        let row = AssignmentRow { assignment, name_fold: fold(&someone.user.display_name) };
        batch.changes.push(Change::Put(AssignmentRow::TABLE, row.to_row(tenant)));
    }
}
