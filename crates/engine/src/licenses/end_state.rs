//! From what was asked to one end state per person (25.24): which paths come, go or change, what is left alone and
//! why, and what cannot be asked at all.

use std::collections::BTreeSet;

use reseat_model::assignment::{AssignmentKey, PathState};
use reseat_model::command::{LicenseEdit, PathValue, ProductChoice};
use reseat_model::reason::Reason;
use reseat_model::{SkuId, Timestamp};

use crate::Person;
use crate::licenses::revert;
use crate::transition::{OtherWays, PathEdit};

/// What a licence change shall lead to.
#[derive(Debug, Default)]
pub(crate) struct EndState<'a> {
    /// Paths that really change; a path that already is as asked is not among them.
    pub edits: Vec<PathEdit<'a>>,
    /// What is left alone and why (25.13, 25.23); does not stop the change.
    pub notes: Vec<Reason>,
    /// Why nothing at all is done.
    pub refusals: Vec<Reason>,
    /// An administrator chose plans to switch off, so they must belong to their products. An undo gives back what was.
    pub plans_chosen: bool,
}

impl<'a> EndState<'a> {
    /// The end state that `edit` asks for.
    pub fn of(person: &'a Person, edit: &LicenseEdit, now: Timestamp) -> Self {
        let mut end = Self { plans_chosen: true, ..Self::default() };
        match edit {
            LicenseEdit::Graph { assign, unassign } => end.explicit(person, assign, unassign, now, true),
            LicenseEdit::Update { assign, unassign } => end.explicit(person, assign, unassign, now, false),
            LicenseEdit::UnassignAll => end.replace(person, &[], now),
            LicenseEdit::Replace { with } => end.replace(person, with, now),
            LicenseEdit::Move { from, to } => end.exchange(person, *from, to, now),
            LicenseEdit::Revert { paths } => {
                end.plans_chosen = false;
                revert::collect(&mut end, person, paths);
            }
        }
        end
    }

    /// Named products come and go; `strict` as Graph does it, otherwise *ensure absent* (25.23).
    fn explicit(
        &mut self,
        person: &'a Person,
        assign: &[ProductChoice],
        unassign: &[SkuId],
        now: Timestamp,
        strict: bool,
    ) {
        if let Some(sku) = contradiction(assign, unassign) {
            self.refusals.push(Reason::ContradictoryProduct { sku });
            return;
        }
        for choice in assign {
            self.put(person, choice, now);
        }
        let mut seen = BTreeSet::new();
        for sku in unassign.iter().copied().filter(|sku| seen.insert(*sku)) {
            self.take(person, sku, strict);
        }
    }

    /// The product shall be there directly with exactly these plans off (API-4).
    fn put(&mut self, person: &'a Person, choice: &ProductChoice, now: Timestamp) {
        let key = AssignmentKey::direct(choice.sku);
        let before = person.assignments.get(&key);
        if before.is_some_and(|b| b.state == PathState::Active && b.disabled == choice.disabled) {
            return;
        }
        let after = PathValue {
            disabled: choice.disabled.clone(),
            state: PathState::Active,
            assigned_at: before.map_or(now, |b| b.assigned_at),
        };
        self.edits.push(PathEdit { key, before, after: Some(after) });
    }

    /// The direct path shall go. Other paths are not the administrator's to take (GRP-6, GRP-8, UNA-2).
    fn take(&mut self, person: &'a Person, sku: SkuId, strict: bool) {
        let ways = OtherWays::of(person, sku);
        if let Some(direct) = person.assignments.get(&AssignmentKey::direct(sku)) {
            self.edits.push(PathEdit::remove(direct));
            self.notes.extend(still_there(sku, ways));
        } else if !ways.groups.is_empty() || !ways.purchasers.is_empty() {
            self.refusals.extend(out_of_reach(sku, ways));
        } else if strict {
            self.refusals.push(Reason::NotHeld { sku });
        }
    }

    /// Every direct organisation path goes except those in `with`, which come (MOV-1, 25.13, 25.24).
    fn replace(&mut self, person: &'a Person, with: &[ProductChoice], now: Timestamp) {
        if let Some(sku) = contradiction(with, &[]) {
            self.refusals.push(Reason::ContradictoryProduct { sku });
            return;
        }
        let kept: BTreeSet<SkuId> = with.iter().map(|choice| choice.sku).collect();
        let mut held: Vec<SkuId> = person.assignments.keys().map(|key| key.sku).collect();
        held.dedup();
        for sku in held.into_iter().filter(|sku| !kept.contains(sku)) {
            self.take_if_possible(person, sku);
        }
        for choice in with {
            self.put(person, choice, now);
        }
    }

    /// As [`Self::take`], but what is out of reach is left alone and reported (25.13).
    fn take_if_possible(&mut self, person: &'a Person, sku: SkuId) {
        let ways = OtherWays::of(person, sku);
        if let Some(direct) = person.assignments.get(&AssignmentKey::direct(sku)) {
            self.edits.push(PathEdit::remove(direct));
            self.notes.extend(still_there(sku, ways));
        } else {
            self.notes.extend(out_of_reach(sku, ways));
        }
    }

    /// `from` goes and `to` comes; people without a direct `from` are left alone (25.24).
    fn exchange(&mut self, person: &'a Person, from: SkuId, to: &ProductChoice, now: Timestamp) {
        if from == to.sku {
            self.refusals.push(Reason::ContradictoryProduct { sku: from });
            return;
        }
        self.take_if_possible(person, from);
        if !self.edits.is_empty() {
            self.put(person, to, now);
        } else if self.notes.is_empty() {
            self.notes.push(Reason::NotHeld { sku: from });
        }
    }
}

/// A product that is to come twice, or to come and go.
fn contradiction(assign: &[ProductChoice], unassign: &[SkuId]) -> Option<SkuId> {
    let mut seen = BTreeSet::new();
    for choice in assign {
        if !seen.insert(choice.sku) {
            return Some(choice.sku);
        }
    }
    unassign.iter().copied().find(|sku| seen.contains(sku))
}

/// The direct path goes, the person still has the product by these ways.
fn still_there(sku: SkuId, ways: OtherWays) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !ways.groups.is_empty() {
        reasons.push(Reason::StillInherited { sku, groups: ways.groups });
    }
    reasons.extend(ways.purchasers.into_iter().map(|purchaser| Reason::SelfService { sku, purchaser }));
    reasons
}

/// There is no direct path, only these ways.
fn out_of_reach(sku: SkuId, ways: OtherWays) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !ways.groups.is_empty() {
        reasons.push(Reason::InheritedOnly { sku, groups: ways.groups });
    }
    reasons.extend(ways.purchasers.into_iter().map(|purchaser| Reason::SelfService { sku, purchaser }));
    reasons
}
