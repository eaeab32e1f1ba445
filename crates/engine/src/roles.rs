//! Directory roles of people (25.25).

use reseat_model::audit::{Activity, ModifiedProperty};
use reseat_model::command::Ctx;
use reseat_model::decision::{Decision, Mutation};
use reseat_model::reason::Reason;
use reseat_model::{RoleId, UserId};

use crate::conclude::{plain, refused, unchanged};
use crate::users::{GLOBAL_ADMINISTRATOR, known, last_global_admin, present};
use crate::{View, audit};

/// Decides [`reseat_model::command::Command::GrantRole`].
pub(crate) fn grant(view: &View, user: UserId, role: RoleId, ctx: &Ctx) -> Decision {
    let person = match present(view, user, ctx.now) {
        Ok(person) => person,
        Err(reason) => return refused(user, reason),
    };
    if person.roles.contains(&role) {
        return unchanged(user, Vec::new());
    }
    let audit = audit::about_user(Activity::AddMemberToRole, &person.user, template(None, Some(role)));
    plain(user, vec![Mutation::PutRole(user, role)], audit)
}

/// Decides [`reseat_model::command::Command::RevokeRole`]. A deleted person may lose a role, too: restoring them must not
/// bring back what was taken on purpose.
pub(crate) fn revoke(view: &View, user: UserId, role: RoleId, ctx: &Ctx) -> Decision {
    let person = match known(view, user, ctx.now) {
        Ok(person) => person,
        Err(reason) => return refused(user, reason),
    };
    if !person.roles.contains(&role) {
        return unchanged(user, Vec::new());
    }
    if role == GLOBAL_ADMINISTRATOR && last_global_admin(view, person) {
        return refused(user, Reason::LastGlobalAdmin);
    }
    let audit = audit::about_user(Activity::RemoveMemberFromRole, &person.user, template(Some(role), None));
    plain(user, vec![Mutation::RemoveRole(user, role)], audit)
}

fn template(old: Option<RoleId>, new: Option<RoleId>) -> Vec<ModifiedProperty> {
    let text = |role: Option<RoleId>| role.map(|role| role.to_string());
    vec![audit::property("Role.TemplateId", text(old).as_deref(), text(new).as_deref())]
}
