//! Soft deletion: seats are free at once (DEL-2, UNA-4), the person can be restored for 30 days (DEL-1).

use reseat_model::UserId;
use reseat_model::audit::Activity;
use reseat_model::command::Ctx;
use reseat_model::decision::{Decision, Mutation};
use reseat_model::reason::Reason;
use reseat_model::user::User;

use crate::conclude::{carry_out, refused};
use crate::plan_change::PlanChange;
use crate::services::Life;
use crate::transition::{PathEdit, Transition};
use crate::users::{last_global_admin, present, purge_timer};
use crate::{View, audit};

/// Decides [`reseat_model::command::Command::DeleteUser`].
pub(crate) fn delete(view: &View, user: UserId, ctx: &Ctx) -> Decision {
    let person = match present(view, user, ctx.now) {
        Ok(person) => person,
        Err(reason) => return refused(user, reason),
    };
    if person.user.synced {
        return refused(user, Reason::Synced);
    }
    if last_global_admin(view, person) {
        return refused(user, Reason::LastGlobalAdmin);
    }
    let edits = person.assignments.values().map(PathEdit::remove).collect();
    let transition = Transition::new(person, edits);
    let plans = PlanChange::of(&view.catalog, &transition);
    let mut decision = carry_out(view, ctx, &transition, &plans, Life::Deleted, Vec::new());
    let deleted = User { deleted_at: Some(ctx.now), ..person.user.clone() };
    decision.mutations.extend(purge_timer(&deleted).map(Mutation::StartTimer));
    decision.mutations.insert(0, Mutation::PutUser(Box::new(deleted)));
    let modified = vec![audit::assigned_license(view.tenant, &view.catalog, &transition)];
    decision.audit = Some(audit::about_user(Activity::DeleteUser, &person.user, modified));
    decision
}
