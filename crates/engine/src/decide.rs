//! The one entrance: a command becomes a decision.

use reseat_model::command::{Command, Ctx};
use reseat_model::decision::Decision;

use crate::{View, invariants, licenses, purchases, roles, users};

/// Decides one command. `view` must hold everything that [`crate::reads`] names.
///
/// A refused or unchanged outcome has no mutations, no paths and no audit record, so applying it changes nothing.
/// The same view, command and context always give the same decision: a preview is this function on a copy.
///
/// # Panics
/// In debug builds, when the view is incomplete or the decision breaks one of [`crate::invariants`].
pub fn decide(view: &View, command: &Command, ctx: &Ctx) -> Decision {
    debug_assert_eq!(crate::reads(command, view), Vec::new(), "load what reads() names first");
    let decision = dispatch(view, command, ctx);
    debug_assert_eq!(invariants::check(view, command, &decision, ctx), Vec::new(), "by {command:?}");
    decision
}

fn dispatch(view: &View, command: &Command, ctx: &Ctx) -> Decision {
    match command {
        Command::ChangeLicenses { user, edit } => licenses::change(view, *user, edit, ctx),
        Command::CreateUser { user } => users::create::create(view, user),
        Command::UpdateUser { user } => users::update::update(view, user, ctx),
        Command::DeleteUser { user } => users::delete::delete(view, *user, ctx),
        Command::RestoreUser { user, new_upn, licenses } => {
            users::restore::restore(view, *user, new_upn.as_deref(), licenses, ctx)
        }
        Command::PurgeUser { user } => users::purge::user(view, *user, ctx),
        Command::PurgeMailbox { user, due } => users::purge::mailbox(view, *user, *due, ctx),
        Command::PutSubscription { subscription, before } => {
            purchases::put(view, subscription, before.as_ref())
        }
        Command::AssignSelfService { user, sku, purchaser } => {
            licenses::self_service::assign(view, *user, *sku, *purchaser, ctx)
        }
        Command::GrantRole { user, role } => roles::grant(view, *user, *role, ctx),
        Command::RevokeRole { user, role } => roles::revoke(view, *user, *role, ctx),
        Command::RepairPool { pool } => purchases::repair(view, pool),
    }
}
