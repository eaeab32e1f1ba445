//! Directory roles of people (25.25). Taking them away comes with the roles pages.

use reseat_model::audit::Activity;
use reseat_model::command::Ctx;
use reseat_model::decision::{Decision, Mutation};
use reseat_model::{RoleId, UserId};

use crate::conclude::{plain, refused, unchanged};
use crate::users::present;
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
    let modified = vec![audit::property("Role.TemplateId", None, Some(&role.to_string()))];
    let audit = audit::about_user(Activity::AddMemberToRole, &person.user, modified);
    plain(user, vec![Mutation::PutRole(user, role)], audit)
}
