//! Creating a person (ASG-8: with or without licences, which are a change of their own).

use reseat_model::audit::Activity;
use reseat_model::decision::{Decision, Mutation};
use reseat_model::reason::Reason;
use reseat_model::user::User;

use crate::conclude::{plain, refused};
use crate::users::{properties, upn_conflict};
use crate::{View, audit};

/// Decides [`reseat_model::command::Command::CreateUser`].
pub(crate) fn create(view: &View, user: &User) -> Decision {
    let conflict = upn_conflict(view, user.id, &user.upn);
    let id_taken = view.person(user.id).map(|_| Reason::UpnTaken { upn: user.upn.clone() });
    if let Some(reason) = conflict.or(id_taken) {
        return refused(user.id, reason);
    }
    let user = User { deleted_at: None, ..user.clone() };
    let audit = audit::about_user(Activity::AddUser, &user, properties::changed(None, &user));
    plain(user.id, vec![Mutation::PutUser(Box::new(user))], audit)
}
