//! Changing a person's properties. Licences, services and clocks are untouched: blocked sign-in starts none (25.20).

use reseat_model::audit::Activity;
use reseat_model::command::Ctx;
use reseat_model::decision::{Decision, Mutation};
use reseat_model::fold::fold;
use reseat_model::reason::Reason;
use reseat_model::user::User;

use crate::conclude::{plain, refused, unchanged};
use crate::users::{last_global_admin, present, properties, upn_conflict};
use crate::{Person, View, audit};

/// Decides [`reseat_model::command::Command::UpdateUser`].
pub(crate) fn update(view: &View, wanted: &User, ctx: &Ctx) -> Decision {
    let person = match present(view, wanted.id, ctx.now) {
        Ok(person) => person,
        Err(reason) => return refused(wanted.id, reason),
    };
    let user = User { created_at: person.user.created_at, deleted_at: None, ..wanted.clone() };
    if user == person.user {
        return unchanged(user.id, Vec::new());
    }
    if let Some(reason) = refusal(view, person, &user) {
        return refused(user.id, reason);
    }
    let modified = properties::changed(Some(&person.user), &user);
    let audit = audit::about_user(Activity::UpdateUser, &user, modified);
    plain(user.id, vec![Mutation::PutUser(Box::new(user))], audit)
}

fn refusal(view: &View, person: &Person, user: &User) -> Option<Reason> {
    if person.user.synced && user.synced && !only_cloud_properties(&person.user, user) {
        return Some(Reason::Synced);
    }
    if !user.account_enabled && last_global_admin(view, person) {
        return Some(Reason::LastGlobalAdmin);
    }
    let renamed = fold(&user.upn) != fold(&person.user.upn);
    upn_conflict(view, user.id, &user.upn).filter(|_| renamed)
}

/// What may be set here although the person is mastered elsewhere: the location that licences need (ASG-14) and
/// whether sign-in is blocked (FRM-3).
fn only_cloud_properties(before: &User, after: &User) -> bool {
    let same_elsewhere = User {
        usage_location: before.usage_location.clone(),
        account_enabled: before.account_enabled,
        ..after.clone()
    };
    same_elsewhere == *before
}
