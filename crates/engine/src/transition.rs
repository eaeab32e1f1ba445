//! A person's paths before and after a change, compared without copying what stays.

use std::collections::BTreeSet;

use reseat_model::assignment::{Assignment, AssignmentKey, Path, PathState};
use reseat_model::catalog::Catalog;
use reseat_model::command::{PathChange, PathValue};
use reseat_model::{GroupId, PlanId, PoolId, SkuId, UserId};

use crate::Person;

/// One path that comes, goes or changes.
#[derive(Debug)]
pub(crate) struct PathEdit<'a> {
    pub key: AssignmentKey,
    pub before: Option<&'a Assignment>,
    pub after: Option<PathValue>,
}

impl<'a> PathEdit<'a> {
    /// The path ends.
    pub fn remove(assignment: &'a Assignment) -> Self {
        Self { key: assignment.key, before: Some(assignment), after: None }
    }

    /// The path comes into force where it was not.
    pub fn adds(&self) -> bool {
        self.after.is_some() && self.before.is_none_or(|before| !before.state.is_valid())
    }

    /// What the change set remembers.
    pub fn change(&self) -> PathChange {
        PathChange { key: self.key, before: self.before.map(value_of), after: self.after.clone() }
    }
}

/// The value of a stored path.
pub(crate) fn value_of(assignment: &Assignment) -> PathValue {
    PathValue {
        disabled: assignment.disabled.clone(),
        state: assignment.state,
        assigned_at: assignment.assigned_at,
    }
}

/// A path as seen by the rules, wherever it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PathRef<'a> {
    pub key: AssignmentKey,
    pub disabled: &'a BTreeSet<PlanId>,
    pub state: PathState,
}

/// A person and the paths that change.
#[derive(Debug)]
pub(crate) struct Transition<'a> {
    pub person: &'a Person,
    edits: Vec<PathEdit<'a>>,
}

impl<'a> Transition<'a> {
    /// Edits in any order; of two for the same path the first counts.
    pub fn new(person: &'a Person, mut edits: Vec<PathEdit<'a>>) -> Self {
        edits.sort_by_key(|edit| edit.key);
        edits.dedup_by_key(|edit| edit.key);
        Self { person, edits }
    }

    /// The paths that change, ordered by key.
    pub fn edits(&self) -> &[PathEdit<'a>] {
        &self.edits
    }

    /// Whether a path comes, comes back into force or changes its plans.
    pub fn only_removes(&self) -> bool {
        self.edits.iter().all(|edit| edit.after.is_none())
    }

    /// Every path before.
    pub fn before(&self) -> impl Iterator<Item = PathRef<'_>> {
        self.person.assignments.values().map(path_ref)
    }

    /// Every path after.
    pub fn after(&self) -> impl Iterator<Item = PathRef<'_>> {
        let stays = self.person.assignments.values().filter(|a| !self.is_edited(&a.key)).map(path_ref);
        let comes = self.edits.iter().filter_map(|edit| {
            let value = edit.after.as_ref()?;
            Some(PathRef { key: edit.key, disabled: &value.disabled, state: value.state })
        });
        stays.chain(comes)
    }

    fn is_edited(&self, key: &AssignmentKey) -> bool {
        self.edits.binary_search_by_key(key, |edit| edit.key).is_ok()
    }
}

pub(crate) fn path_ref(assignment: &Assignment) -> PathRef<'_> {
    PathRef { key: assignment.key, disabled: &assignment.disabled, state: assignment.state }
}

/// The plans that paths in force give, ordered, each once (CNT-4: the union over all paths, 25.20).
pub(crate) fn effective_plans<'p>(
    catalog: &Catalog,
    paths: impl Iterator<Item = PathRef<'p>>,
) -> Vec<PlanId> {
    let mut plans = Vec::with_capacity(128);
    for path in paths.filter(|path| path.state.is_valid()) {
        let Some(product) = catalog.product(path.key.sku) else { continue };
        if path.disabled.is_empty() {
            plans.extend_from_slice(&product.plans);
        } else {
            plans.extend(product.plans.iter().copied().filter(|plan| !path.disabled.contains(plan)));
        }
    }
    // Products list their plans in order, so these are a few sorted runs, which a stable sort merges.
    plans.sort();
    plans.dedup();
    plans
}

/// The paths of one product, in order of pool and path.
pub(crate) fn paths_of(person: &Person, sku: SkuId) -> impl Iterator<Item = &Assignment> {
    let first = AssignmentKey { sku, pool: PoolId::ORGANIZATION, path: Path::Direct };
    person.assignments.range(first..).map(|(_, assignment)| assignment).take_while(move |a| a.key.sku == sku)
}

/// By which other ways than the administrators' own path a person has a product now.
#[derive(Debug, Default)]
pub(crate) struct OtherWays {
    pub groups: Vec<GroupId>,
    pub purchasers: Vec<UserId>,
}

impl OtherWays {
    /// Paths in force from groups and self-service purchasers.
    pub fn of(person: &Person, sku: SkuId) -> Self {
        let mut ways = Self::default();
        for assignment in paths_of(person, sku).filter(|a| a.state.is_valid()) {
            match (assignment.key.path, assignment.key.pool.purchaser()) {
                (_, Some(purchaser)) => ways.purchasers.push(purchaser),
                (Path::Group(group), None) => ways.groups.push(group),
                (Path::Direct, None) => {}
            }
        }
        ways
    }
}
