//! Gone for good: a deleted person after 30 days or by an administrator, a mailbox at its purge instant.

use reseat_model::audit::Activity;
use reseat_model::command::Ctx;
use reseat_model::decision::{Decision, Mutation, Timer, TimerKind};
use reseat_model::outcome::Impact;
use reseat_model::reason::Reason;
use reseat_model::services::{MailboxState, Services};
use reseat_model::{Timestamp, UserId};

use crate::conclude::{carry_out, plain, refused, unchanged};
use crate::plan_change::PlanChange;
use crate::services::{Life, purge_instant, settle_mailbox};
use crate::transition::{PathEdit, Transition};
use crate::users::purge_timer;
use crate::{View, audit};

/// Decides [`reseat_model::command::Command::PurgeUser`].
pub(crate) fn user(view: &View, user: UserId, ctx: &Ctx) -> Decision {
    let Some(person) = view.person(user) else { return refused(user, Reason::UserNotFound) };
    let Some(timer) = purge_timer(&person.user) else { return refused(user, Reason::UserNotDeleted) };
    // A deletion takes every path; should one be left, its seat is freed here.
    let edits = person.assignments.values().map(PathEdit::remove).collect();
    let transition = Transition::new(person, edits);
    let plans = PlanChange::of(&view.catalog, &transition);
    let mut decision = carry_out(view, ctx, &transition, &plans, Life::Deleted, Vec::new());
    decision.mutations.retain(|m| {
        !matches!(m, Mutation::PutServices(..) | Mutation::StartTimer(_) | Mutation::StopTimer(_))
    });
    let mailbox =
        purge_instant(person.services.mailbox).map(|due| Timer { due, kind: TimerKind::PurgeMailbox, user });
    decision.mutations.extend([Some(timer), mailbox].into_iter().flatten().map(Mutation::StopTimer));
    decision.mutations.extend([
        Mutation::RemoveServices(user),
        Mutation::RemoveRoles(user),
        Mutation::RemoveUser(user),
    ]);
    decision.outcome.impact.warnings.clear();
    decision.audit = Some(audit::about_user(Activity::HardDeleteUser, &person.user, Vec::new()));
    decision
}

/// Decides [`reseat_model::command::Command::PurgeMailbox`]: only the very clock that the timer was set for counts.
pub(crate) fn mailbox(view: &View, user: UserId, due: Timestamp, ctx: &Ctx) -> Decision {
    let Some(person) = view.person(user) else { return unchanged(user, Vec::new()) };
    let before = person.services.mailbox;
    let MailboxState::Purged { id, at } = settle_mailbox(before, ctx.now) else {
        return unchanged(user, Vec::new());
    };
    if purge_instant(before) != Some(due) {
        return unchanged(user, Vec::new());
    }
    let after = MailboxState::Purged { id, at };
    let services = Services { mailbox: after, ..person.services.clone() };
    let timer = Timer { due, kind: TimerKind::PurgeMailbox, user };
    let mutations = vec![Mutation::PutServices(user, Box::new(services)), Mutation::StopTimer(timer)];
    let modified = vec![audit::property("Mailbox", Some(&id.to_string()), None)];
    let audit = audit::about_user(Activity::PurgeMailbox, &person.user, modified);
    let mut decision = plain(user, mutations, audit);
    decision.outcome.impact = Impact { mailbox: Some((before, after)), ..Impact::default() };
    decision
}
