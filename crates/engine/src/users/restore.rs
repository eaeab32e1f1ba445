//! Restoring a deleted person, with licences where a seat is free (25.2, DEL-8), and without prolonging what is gone.

use std::collections::BTreeSet;

use reseat_model::assignment::{AssignmentKey, PathState};
use reseat_model::audit::Activity;
use reseat_model::command::{Ctx, PathValue, ProductChoice};
use reseat_model::decision::{Decision, Mutation};
use reseat_model::outcome::SeatChange;
use reseat_model::reason::Reason;
use reseat_model::user::User;
use reseat_model::{SkuId, UserId};

use crate::conclude::{carry_out, refused};
use crate::licenses::{dependencies, exclusions, seats, validate};
use crate::plan_change::PlanChange;
use crate::services::Life;
use crate::transition::{PathEdit, Transition};
use crate::users::{known, properties, purge_timer, upn_conflict};
use crate::{Person, View, audit};

/// Decides [`reseat_model::command::Command::RestoreUser`].
pub(crate) fn restore(
    view: &View,
    user: UserId,
    new_upn: Option<&str>,
    licenses: &[ProductChoice],
    ctx: &Ctx,
) -> Decision {
    let person = match known(view, user, ctx.now) {
        Ok(person) => person,
        Err(reason) => return refused(user, reason),
    };
    let upn = new_upn.unwrap_or(&person.user.upn);
    let Some(timer) = purge_timer(&person.user) else { return refused(user, Reason::UserNotDeleted) };
    if let Some(reason) = upn_conflict(view, user, upn) {
        return refused(user, reason);
    }
    let restored = User { upn: upn.to_owned(), deleted_at: None, ..person.user.clone() };
    let (transition, missing) = given_back(view, person, licenses, ctx);
    let plans = PlanChange::of(&view.catalog, &transition);
    let mut decision = carry_out(view, ctx, &transition, &plans, Life::Restored, missing);
    let mut modified = vec![audit::assigned_license(view.tenant, &view.catalog, &transition)];
    modified.extend(properties::changed(Some(&person.user), &restored));
    decision.audit = Some(audit::about_user(Activity::RestoreUser, &restored, modified));
    decision.mutations.insert(0, Mutation::PutUser(Box::new(restored)));
    decision.mutations.push(Mutation::StopTimer(timer));
    decision
}

/// The paths that can come back, and why others cannot. A licence that cannot come never stops the restore.
fn given_back<'a>(
    view: &View,
    person: &'a Person,
    licenses: &[ProductChoice],
    ctx: &Ctx,
) -> (Transition<'a>, Vec<Reason>) {
    let mut missing = Vec::new();
    let mut chosen: Vec<&ProductChoice> = Vec::new();
    let mut seen = BTreeSet::new();
    for choice in licenses.iter().filter(|choice| seen.insert(choice.sku)) {
        match obstacle(view, person, choice, ctx) {
            Some(reason) => missing.push(reason),
            None => chosen.push(choice),
        }
    }
    loop {
        let edits = chosen.iter().map(|choice| edit(person, choice, ctx)).collect();
        let transition = Transition::new(person, edits);
        let Some((reason, sku)) = clash(view, &transition, &chosen) else {
            missing.dedup();
            return (transition, missing);
        };
        missing.push(reason);
        chosen.retain(|choice| choice.sku != sku);
    }
}

fn edit<'a>(person: &'a Person, choice: &ProductChoice, ctx: &Ctx) -> PathEdit<'a> {
    let key = AssignmentKey::direct(choice.sku);
    let before = person.assignments.get(&key);
    let value =
        PathValue { disabled: choice.disabled.clone(), state: PathState::Active, assigned_at: ctx.now };
    PathEdit { key, before, after: Some(value) }
}

/// Why one licence cannot come back, whatever the others do.
fn obstacle(view: &View, person: &Person, choice: &ProductChoice, ctx: &Ctx) -> Option<Reason> {
    let edit = edit(person, choice, ctx);
    let seat = SeatChange { sku: choice.sku, pool: edit.key.pool, delta: 1 };
    validate::product(view, &edit, false)
        .or_else(|| {
            validate::usage_location(person.user.usage_location.as_deref(), std::slice::from_ref(&edit))
        })
        .or_else(|| seats::shortage(view, &seat).map(|_| Reason::SeatNotRestored { sku: choice.sku }))
}

/// A dependency or exclusion among those that come back, and the licence to leave away: the one that needs, or the
/// later one of those that exclude each other.
fn clash(view: &View, transition: &Transition<'_>, chosen: &[&ProductChoice]) -> Option<(Reason, SkuId)> {
    let plans = PlanChange::of(&view.catalog, transition);
    let needs = dependencies::broken(&view.catalog, transition, &plans.before, &plans.after);
    if let Some(Reason::PlanDependency { sku, .. }) = needs.first() {
        return Some((needs[0].clone(), *sku));
    }
    let excludes = exclusions::broken(&view.catalog, transition, &plans.after);
    let Some(Reason::MutuallyExclusive { plans }) = excludes.first() else { return None };
    let gives = |choice: &ProductChoice| {
        let product = view.catalog.product(choice.sku);
        product.is_some_and(|p| {
            plans.iter().any(|plan| p.plans.contains(plan) && !choice.disabled.contains(plan))
        })
    };
    let last = chosen.iter().rev().find(|choice| gives(choice))?;
    Some((excludes[0].clone(), last.sku))
}
