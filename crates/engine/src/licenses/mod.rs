//! Changing one person's licences (sections 4 to 7, 25.12 to 25.24).

pub(crate) mod dependencies;
pub(crate) mod end_state;
pub(crate) mod exclusions;
mod revert;
pub(crate) mod seats;
pub(crate) mod self_service;
pub(crate) mod validate;

use reseat_model::UserId;
use reseat_model::audit::Activity;
use reseat_model::command::{Ctx, LicenseEdit};
use reseat_model::decision::Decision;
use reseat_model::reason::Reason;

use crate::conclude::{carry_out, refused, refused_for, unchanged};
use crate::licenses::end_state::EndState;
use crate::plan_change::PlanChange;
use crate::services::Life;
use crate::transition::Transition;
use crate::users::present;
use crate::{Person, View, audit};

/// Decides [`reseat_model::command::Command::ChangeLicenses`].
pub(crate) fn change(view: &View, user: UserId, edit: &LicenseEdit, ctx: &Ctx) -> Decision {
    match present(view, user, ctx.now) {
        Ok(person) => to_end_state(view, person, EndState::of(person, edit, ctx.now), ctx),
        Err(reason) => refused(user, reason),
    }
}

/// All of the end state, or nothing of it (25.24).
pub(crate) fn to_end_state(view: &View, person: &Person, end: EndState<'_>, ctx: &Ctx) -> Decision {
    let user = person.user.id;
    let mut reasons = validate::products(view, &end.edits, end.plans_chosen);
    reasons.extend(validate::usage_location(person.user.usage_location.as_deref(), &end.edits));
    reasons.extend(end.refusals);
    if !reasons.is_empty() {
        return refused_for(user, reasons);
    }
    if end.edits.is_empty() {
        return unchanged(user, end.notes);
    }
    let transition = Transition::new(person, end.edits);
    let plans = PlanChange::of(&view.catalog, &transition);
    let reasons = conflicts(view, &transition, &plans);
    if !reasons.is_empty() {
        return refused_for(user, reasons);
    }
    let mut decision = carry_out(view, ctx, &transition, &plans, Life::Stays, end.notes);
    decision.audit = Some(audit::about_user(
        Activity::ChangeUserLicense,
        &person.user,
        audit::license_properties(view, &transition, &decision.outcome.impact),
    ));
    decision
}

/// What the end state as a whole breaks: seats, then plans that need or exclude each other.
pub(crate) fn conflicts(view: &View, transition: &Transition<'_>, plans: &PlanChange) -> Vec<Reason> {
    let mut reasons = seats::shortages(view, &seats::changes(transition));
    reasons.extend(dependencies::broken(&view.catalog, transition, &plans.before, &plans.after));
    reasons.extend(exclusions::broken(&view.catalog, transition, &plans.after));
    reasons
}
