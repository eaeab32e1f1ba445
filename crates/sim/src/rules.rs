//! The rules once more, small and independent of the engine: what a licence change, a deletion, a restore does to a
//! [`State`]. Only the catalogue's data is shared.

use std::collections::BTreeSet;

use reseat_model::catalog::{AppliesTo, Catalog, Service};
use reseat_model::command::{LicenseEdit, ProductChoice};
use reseat_model::outcome::Status;
use reseat_model::{PlanId, PoolId, SkuId, Timestamp, UserId};

use crate::state::{Drive, Held, Mail, Person, Place, State};

/// What a change did to one licence of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta {
    /// Which.
    pub place: Place,
    /// Before.
    pub before: Option<Held>,
    /// After.
    pub after: Option<Held>,
}

/// What a change came to for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Changed, unchanged or refused.
    pub status: Status,
    /// What changed.
    pub deltas: Vec<Delta>,
}

/// A change of a person's licences.
#[derive(Debug, Clone, Copy)]
pub enum Wish<'a> {
    /// An edit that is no undo.
    Edit(&'a LicenseEdit),
    /// These go back.
    Undo(&'a [Delta]),
    /// A seat of a purchaser's pool.
    SelfService(SkuId, UserId),
}

const fn verdict(status: Status) -> Verdict {
    Verdict { status, deltas: Vec::new() }
}

/// What a wish comes to before anything is checked.
#[derive(Default)]
struct Plan {
    edits: Vec<Delta>,
    refused: bool,
    chosen: bool,
}

/// Carries a change out for one person, or refuses it.
pub fn change(state: &mut State, catalog: &Catalog, user: UserId, wish: Wish<'_>, now: Timestamp) -> Verdict {
    let Some(person) = state.people.get(&user).filter(|person| person.user.deleted_at.is_none()) else {
        return verdict(Status::Refused);
    };
    let plan = plan(person, wish, now);
    if plan.refused || !admissible(state, catalog, person, &plan) {
        return verdict(Status::Refused);
    }
    if plan.edits.is_empty() {
        return verdict(Status::Unchanged);
    }
    let mut after = person.clone();
    put(&mut after, &plan.edits);
    if short(state, &plan.edits) || breaks(catalog, person, &after, &plan.edits) {
        return verdict(Status::Refused);
    }
    follow(catalog, &mut after, Life::Stays, now);
    count(state, &plan.edits);
    state.people.insert(user, after);
    Verdict { status: Status::Changed, deltas: plan.edits }
}

fn plan(person: &Person, wish: Wish<'_>, now: Timestamp) -> Plan {
    let mut plan = Plan { chosen: true, ..Plan::default() };
    match wish {
        Wish::Edit(LicenseEdit::Graph { assign, unassign }) => {
            plan.named(person, assign, unassign, now, true);
        }
        Wish::Edit(LicenseEdit::Update { assign, unassign }) => {
            plan.named(person, assign, unassign, now, false);
        }
        Wish::Edit(LicenseEdit::UnassignAll) => plan.replace(person, &[], now),
        Wish::Edit(LicenseEdit::Replace { with }) => plan.replace(person, with, now),
        Wish::Edit(LicenseEdit::Move { from, to }) => {
            plan.refused = *from == to.sku;
            if !plan.refused && person.held.contains_key(&(*from, PoolId::ORGANIZATION)) {
                plan.take(person, *from);
                plan.give(person, to, now);
            }
        }
        // Never made by hand: an undo is told by what the model remembers.
        Wish::Edit(LicenseEdit::Revert { .. }) => plan.refused = true,
        Wish::Undo(deltas) => {
            plan.chosen = false;
            plan.undo(person, deltas);
        }
        Wish::SelfService(sku, purchaser) => {
            let place = (sku, PoolId::of_purchaser(purchaser));
            if !person.held.contains_key(&place) {
                let after = Some(Held { off: BTreeSet::new(), since: now });
                plan.edits.push(Delta { place, before: None, after });
            }
        }
    }
    plan
}

impl Plan {
    fn give(&mut self, person: &Person, choice: &ProductChoice, now: Timestamp) {
        let place = (choice.sku, PoolId::ORGANIZATION);
        let before = person.held.get(&place).cloned();
        if before.as_ref().is_some_and(|held| held.off == choice.disabled) {
            return;
        }
        let since = before.as_ref().map_or(now, |held| held.since);
        self.edits.push(Delta { place, before, after: Some(Held { off: choice.disabled.clone(), since }) });
    }

    fn take(&mut self, person: &Person, sku: SkuId) {
        let place = (sku, PoolId::ORGANIZATION);
        let before = person.held.get(&place).cloned();
        if before.is_some() {
            self.edits.push(Delta { place, before, after: None });
        }
    }

    fn named(
        &mut self,
        person: &Person,
        assign: &[ProductChoice],
        unassign: &[SkuId],
        now: Timestamp,
        strict: bool,
    ) {
        let given: BTreeSet<SkuId> = assign.iter().map(|choice| choice.sku).collect();
        let taken: BTreeSet<SkuId> = unassign.iter().copied().collect();
        self.refused = given.len() != assign.len() || given.intersection(&taken).next().is_some();
        if self.refused {
            return;
        }
        assign.iter().for_each(|choice| self.give(person, choice, now));
        for sku in taken {
            let elsewhere =
                person.held.keys().any(|(held, pool)| *held == sku && *pool != PoolId::ORGANIZATION);
            let direct = person.held.contains_key(&(sku, PoolId::ORGANIZATION));
            self.refused |= !direct && (elsewhere || strict);
            self.take(person, sku);
        }
    }

    fn replace(&mut self, person: &Person, with: &[ProductChoice], now: Timestamp) {
        let kept: BTreeSet<SkuId> = with.iter().map(|choice| choice.sku).collect();
        self.refused = kept.len() != with.len();
        let held: BTreeSet<SkuId> = person.held.keys().map(|(sku, _)| *sku).collect();
        held.difference(&kept).for_each(|sku| self.take(person, *sku));
        with.iter().for_each(|choice| self.give(person, choice, now));
    }

    fn undo(&mut self, person: &Person, deltas: &[Delta]) {
        let mut blocked = false;
        for delta in deltas {
            let present = person.held.get(&delta.place);
            let same = match (present, &delta.before) {
                (None, None) => true,
                (Some(a), Some(b)) => a.off == b.off,
                _ => false,
            };
            if same {
                continue;
            }
            let purchasers = delta.place.1 != PoolId::ORGANIZATION && delta.before.is_none();
            if present != delta.after.as_ref() || purchasers {
                blocked = true;
            } else {
                let (before, after) = (delta.after.clone(), delta.before.clone());
                self.edits.push(Delta { place: delta.place, before, after });
            }
        }
        self.refused = blocked && self.edits.is_empty();
    }
}

/// Whether each licence that comes may come to this person at all.
fn admissible(state: &State, catalog: &Catalog, person: &Person, plan: &Plan) -> bool {
    plan.edits.iter().all(|edit| {
        let Some(after) = &edit.after else { return true };
        let adds = edit.before.is_none();
        let Some(product) = catalog.product(edit.place.0) else { return false };
        let for_people = |plan: &PlanId| catalog.plan(*plan).is_none_or(|p| p.applies_to == AppliesTo::User);
        let known = after.off.iter().all(|plan| product.plans.contains(plan) && for_people(plan));
        let sold = state.pools.contains_key(&edit.place) && product.applies_to == AppliesTo::User;
        (!adds || (sold && person.user.usage_location.is_some())) && (known || !plan.chosen)
    })
}

/// Whether a seat is missing.
fn short(state: &State, edits: &[Delta]) -> bool {
    edits.iter().any(|edit| edit.before.is_none() && edit.after.is_some() && !has_seat(state, edit.place))
}

/// Whether a seat is free.
pub fn has_seat(state: &State, place: Place) -> bool {
    state.pools.get(&place).is_some_and(|pool| pool.consumed < pool.enabled)
}

fn put(person: &mut Person, edits: &[Delta]) {
    for edit in edits {
        match &edit.after {
            Some(held) => drop(person.held.insert(edit.place, held.clone())),
            None => drop(person.held.remove(&edit.place)),
        }
    }
}

fn count(state: &mut State, edits: &[Delta]) {
    for edit in edits {
        if let Some(pool) = state.pools.get_mut(&edit.place) {
            match (&edit.before, &edit.after) {
                (None, Some(_)) => pool.consumed += 1,
                (Some(_), None) => pool.consumed -= 1,
                _ => {}
            }
        }
    }
}

/// The services that a person has.
pub fn plans(catalog: &Catalog, person: &Person) -> BTreeSet<PlanId> {
    person.held.iter().flat_map(|((sku, _), held)| catalog.enabled_plans(*sku, &held.off)).collect()
}

/// Whether services would need or exclude each other that did not before.
fn breaks(catalog: &Catalog, before: &Person, after: &Person, edits: &[Delta]) -> bool {
    let (old, new) = (plans(catalog, before), plans(catalog, after));
    let lacks = |plans: &BTreeSet<PlanId>, need: &reseat_model::catalog::Dependency| {
        plans.contains(&need.plan)
            && !need.any_of.is_empty()
            && !need.any_of.iter().any(|p| plans.contains(p))
    };
    if catalog.dependencies.values().flatten().any(|need| lacks(&new, need) && !lacks(&old, need)) {
        return true;
    }
    let comes: Vec<SkuId> = edits.iter().filter(|e| e.after.is_some()).map(|e| e.place.0).collect();
    catalog.exclusive.iter().any(|set| {
        let touched = comes.iter().any(|sku| {
            catalog.product(*sku).is_some_and(|product| product.plans.iter().any(|p| set.plans.contains(p)))
        });
        let clashes = |person: &Person| clashes(catalog, person, &set.plans);
        touched && clashes(after).difference(&clashes(before)).next().is_some()
    })
}

/// Pairs of plans of a set that a person has from different products only.
fn clashes(catalog: &Catalog, person: &Person, set: &BTreeSet<PlanId>) -> BTreeSet<(PlanId, PlanId)> {
    let each: Vec<Vec<PlanId>> = person
        .held
        .iter()
        .map(|((sku, _), held)| catalog.enabled_plans(*sku, &held.off))
        .map(|plans| plans.into_iter().filter(|plan| set.contains(plan)).collect())
        .collect();
    let all: BTreeSet<PlanId> = each.iter().flatten().copied().collect();
    // A product that gives both, by whatever path, makes them no conflict.
    let together = |a: &PlanId, b: &PlanId| {
        let skus: BTreeSet<SkuId> = person.held.keys().map(|(sku, _)| *sku).collect();
        skus.iter().any(|sku| {
            let gives = |plan: &PlanId| {
                person
                    .held
                    .iter()
                    .any(|((held, _), h)| held == sku && catalog.enabled_plans(*held, &h.off).contains(plan))
            };
            gives(a) && gives(b)
        })
    };
    let mut pairs = BTreeSet::new();
    for a in &all {
        pairs.extend(all.iter().filter(|b| a < *b && !together(a, b)).map(|b| (*a, *b)));
    }
    pairs
}

/// What happens to the account in the same event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Nothing.
    Stays,
    /// It is deleted.
    Deleted,
    /// It is restored.
    Restored,
}

/// Mailbox, drive and Office follow the services (25.20, 25.21).
pub fn follow(catalog: &Catalog, person: &mut Person, life: Life, now: Timestamp) {
    let services: BTreeSet<Service> =
        plans(catalog, person).into_iter().map(|plan| catalog.service_of(plan)).collect();
    let (mail, files) = (services.contains(&Service::Mail), services.contains(&Service::Files));
    let month = now.plus_days(30);
    person.mail = match person.mail {
        Mail::None if mail => Mail::On(None),
        Mail::Off(id, _) if mail => Mail::On(id),
        Mail::On(id) if !mail => Mail::Off(id, month),
        Mail::Off(id, _) if life == Life::Restored => Mail::Off(id, month),
        same => same,
    };
    person.drive = match (person.drive, life) {
        (Drive::On(id) | Drive::Kept(id), Life::Deleted) => Drive::Until(id, month),
        (Drive::Until(id, _), Life::Restored) if !files => Drive::Kept(id),
        (Drive::None, _) if files => Drive::On(None),
        (Drive::Kept(id) | Drive::Until(id, _), _) if files => Drive::On(id),
        (Drive::On(id), _) if !files => Drive::Kept(id),
        (same, _) => same,
    };
    person.office = services.contains(&Service::OfficeApps);
}

/// Takes everything from a person who is deleted (DEL-2).
pub fn delete(state: &mut State, catalog: &Catalog, user: UserId, now: Timestamp) -> Vec<Delta> {
    let Some(person) = state.people.get_mut(&user) else { return Vec::new() };
    let taken: Vec<Delta> = std::mem::take(&mut person.held)
        .into_iter()
        .map(|(place, held)| Delta { place, before: Some(held), after: None })
        .collect();
    person.user.deleted_at = Some(now);
    follow(catalog, person, Life::Deleted, now);
    count(state, &taken);
    taken
}

/// Whether one more licence could come back to a person beside those that did (25.2).
pub fn could_hold(state: &State, catalog: &Catalog, person: &Person, choice: &ProductChoice) -> bool {
    let place = (choice.sku, PoolId::ORGANIZATION);
    let edit = Delta {
        place,
        before: None,
        after: Some(Held { off: choice.disabled.clone(), since: Timestamp(0) }),
    };
    let plan = Plan { edits: vec![edit.clone()], refused: false, chosen: false };
    let mut after = person.clone();
    put(&mut after, &plan.edits);
    admissible(state, catalog, person, &plan)
        && has_seat(state, place)
        && !breaks(catalog, person, &after, std::slice::from_ref(&edit))
}

/// Gives licences back to a person who is restored; the seats are counted.
pub fn give_back(state: &mut State, user: UserId, choices: &[ProductChoice], now: Timestamp) -> Vec<Delta> {
    let edits: Vec<Delta> = choices
        .iter()
        .map(|choice| Delta {
            place: (choice.sku, PoolId::ORGANIZATION),
            before: None,
            after: Some(Held { off: choice.disabled.clone(), since: now }),
        })
        .collect();
    if let Some(person) = state.people.get_mut(&user) {
        put(person, &edits);
    }
    count(state, &edits);
    edits
}
