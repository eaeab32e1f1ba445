//! People as sign-in sees them: may they, since when, with which roles.

use reseat_model::audit::Actor;
use reseat_model::user::User;
use reseat_model::{RoleId, Timestamp, UserId};

/// A person's account at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Whose.
    pub id: UserId,
    /// Sign-in name.
    pub upn: String,
    /// Display name.
    pub display_name: String,
    /// Given name.
    pub given_name: Option<String>,
    /// Surname.
    pub surname: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// The language they chose, such as `zh-CN`.
    pub preferred_language: Option<String>,
    /// The account is not blocked.
    pub enabled: bool,
    /// The account is deleted.
    pub deleted: bool,
    /// Tokens issued before this second are refused.
    pub valid_from: Timestamp,
    /// Directory roles, by template id, in order.
    pub roles: Vec<RoleId>,
}

impl Person {
    pub(super) fn new(user: User, valid_from: Timestamp, mut roles: Vec<RoleId>) -> Self {
        roles.sort_unstable();
        roles.dedup();
        Self {
            id: user.id,
            upn: user.upn,
            display_name: user.display_name,
            given_name: user.given_name,
            surname: user.surname,
            mail: user.mail,
            preferred_language: user.preferred_language,
            enabled: user.account_enabled,
            deleted: user.deleted_at.is_some(),
            valid_from,
            roles,
        }
    }

    /// Whether something issued to them at `issued_at` still counts: tokens carry whole seconds.
    pub fn accepts(&self, issued_at_seconds: i64) -> bool {
        self.enabled && !self.deleted && issued_at_seconds >= self.valid_from.seconds()
    }

    /// The person as the one who acts, for the record.
    pub fn actor(&self) -> Actor {
        Actor::User { id: self.id, upn: self.upn.clone(), name: self.display_name.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocked_deleted_and_revoked_are_refused() {
        let user = User { account_enabled: true, ..User::default() };
        let person = Person::new(user, Timestamp(5_900_000), Vec::new());
        assert!(person.accepts(5) && !person.accepts(4));
        assert!(!Person { enabled: false, ..person.clone() }.accepts(9));
        assert!(!Person { deleted: true, ..person }.accepts(9));
    }
}
