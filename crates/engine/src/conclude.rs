//! Turns a permitted transition of a person's paths into a decision: what to write, what followed, what to remember.

use reseat_model::assignment::Assignment;
use reseat_model::audit::AuditEntry;
use reseat_model::command::Ctx;
use reseat_model::decision::{Decision, Mutation, Timer, TimerKind};
use reseat_model::outcome::{Impact, Outcome, Status};
use reseat_model::reason::Reason;
use reseat_model::{Timestamp, UserId};

use crate::View;
use crate::impact::Effects;
use crate::licenses::seats;
use crate::plan_change::PlanChange;
use crate::services::{Life, Moment, ServiceChange, purge_instant};
use crate::transition::Transition;

/// A decision in which nothing changes, for `reason`.
pub(crate) fn refused(user: UserId, reason: Reason) -> Decision {
    nothing(Outcome::refused(user, reason))
}

/// A decision in which nothing changes, for several reasons.
pub(crate) fn refused_for(user: UserId, reasons: Vec<Reason>) -> Decision {
    nothing(Outcome { user, status: Status::Refused, reasons, impact: Impact::default() })
}

/// A decision in which nothing has to change.
pub(crate) fn unchanged(user: UserId, reasons: Vec<Reason>) -> Decision {
    let reasons = if reasons.is_empty() { vec![Reason::AlreadySo] } else { reasons };
    nothing(Outcome::unchanged(user, reasons))
}

/// A change without consequences for anyone's services.
pub(crate) fn plain(user: UserId, mutations: Vec<Mutation>, audit: AuditEntry) -> Decision {
    let outcome = Outcome { user, status: Status::Changed, reasons: Vec::new(), impact: Impact::default() };
    Decision { mutations, outcome, paths: Vec::new(), audit: Some(audit) }
}

fn nothing(outcome: Outcome) -> Decision {
    Decision { mutations: Vec::new(), outcome, paths: Vec::new(), audit: None }
}

/// The decision to carry out `transition`; its audit record is still to be added.
pub(crate) fn carry_out(
    view: &View,
    ctx: &Ctx,
    transition: &Transition<'_>,
    plans: &PlanChange,
    life: Life,
    notes: Vec<Reason>,
) -> Decision {
    let user = transition.person.user.id;
    let seats = seats::changes(transition);
    let services = ServiceChange::of(transition, plans.gives, life, Moment::new(ctx, user));
    let mut mutations = Vec::with_capacity(transition.edits().len() + seats.len() + 3);
    mutations.extend(transition.edits().iter().map(|edit| path_mutation(user, edit, ctx.now)));
    if let Some(stored) = &services.stored {
        mutations.push(Mutation::PutServices(user, Box::new(stored.clone())));
    }
    mutations.extend(seats::counted(view, &seats).into_iter().map(Mutation::PutPool));
    mutations.extend(mailbox_timers(transition, &services));
    let paths = transition.edits().iter().map(|edit| edit.change()).collect();
    let seats =
        seats.into_iter().filter(|seat| view.pools.get(&(seat.sku, seat.pool)).is_some_and(Option::is_some));
    let effects = Effects {
        catalog: &view.catalog,
        transition,
        plans,
        services: &services,
        seats: seats.collect(),
        life,
        now: ctx.now,
    };
    let outcome = Outcome { user, status: Status::Changed, reasons: notes, impact: effects.impact() };
    Decision { mutations, outcome, paths, audit: None }
}

fn path_mutation(user: UserId, edit: &crate::transition::PathEdit<'_>, now: Timestamp) -> Mutation {
    match &edit.after {
        None => Mutation::RemoveAssignment(user, edit.key),
        Some(value) => Mutation::PutAssignment(Assignment {
            user,
            key: edit.key,
            disabled: value.disabled.clone(),
            state: value.state,
            assigned_at: value.assigned_at,
            updated_at: now,
        }),
    }
}

/// The mailbox's clock stops and starts with its state.
fn mailbox_timers(transition: &Transition<'_>, services: &ServiceChange) -> Vec<Mutation> {
    let user = transition.person.user.id;
    let timer = |due| Timer { due, kind: TimerKind::PurgeMailbox, user };
    let old = transition.person.services.mailbox;
    let new = services.stored.as_ref().map_or(old, |stored| stored.mailbox);
    let (old, new) = (purge_instant(old), purge_instant(new));
    if old == new {
        return Vec::new();
    }
    let stop = old.map(timer).map(Mutation::StopTimer);
    stop.into_iter().chain(new.map(timer).map(Mutation::StartTimer)).collect()
}
