//! The roles of the matrix with what each may do and who holds it.

use reseat_authz::{Action, Caller, Scopes, Target, authorize, roles};
use reseat_model::user::User;
use reseat_model::{RoleId, UserId};
use reseat_store::Stored;

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Holders shown of one role at most.
const HOLDERS_MAX: usize = 100;

/// Whom a role may do something to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance {
    /// Everyone.
    Yes,
    /// Nobody.
    No,
    /// Those whom note 7 of rules.md 3.2 lists.
    Note7,
    /// Those whom note 9 lists.
    Note9,
}

/// A role of the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleRow {
    /// Which one.
    pub role: RoleId,
    /// The first holders by display name, at most 100. Deleted people hold nothing.
    pub holders: Vec<User>,
    /// How many there are.
    pub holder_count: usize,
}

/// The roles in the order of the matrix.
///
/// # Errors
/// When the caller may not read roles, or the store fails.
pub fn role_table(app: &App, call: &Call) -> Result<Vec<RoleRow>, AppError> {
    call.grant(Action::RoleRead)?;
    let state = app.tenant(call.tenant)?;
    let row = |role: &RoleId| {
        let ids: Vec<UserId> = state.roles.holders(*role).collect();
        let users = User::load_many(app.store.as_ref(), call.tenant, &ids)?;
        let mut holders: Vec<User> =
            users.into_iter().flatten().filter(|user| user.deleted_at.is_none()).collect();
        holders.sort_by_cached_key(|user| (reseat_model::fold::fold(&user.display_name), user.id));
        let holder_count = holders.len();
        holders.truncate(HOLDERS_MAX);
        Ok(RoleRow { role: *role, holders, holder_count })
    };
    roles::NAMED.iter().map(row).collect()
}

/// What the table of rights says of a role, asked as every use case asks it.
pub fn allowance(role: RoleId, action: Action) -> Allowance {
    let caller = Caller::user(UserId::NIL, [role], Scopes::All);
    let other = UserId::from_bytes([1; 16]);
    let may = |held: &[RoleId]| {
        authorize(&caller, action, Some(&Target { id: other, roles: held, guest: false })).is_ok()
    };
    if authorize(&caller, action, None).is_ok() {
        Allowance::Yes
    } else if !may(&[]) {
        Allowance::No
    } else if may(&[roles::HELPDESK_ADMINISTRATOR]) {
        Allowance::Note7
    } else {
        Allowance::Note9
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_7_and_9_are_told_apart() {
        for (role, action, expected) in [
            (roles::GLOBAL_ADMINISTRATOR, Action::UserResetPassword, Allowance::Yes),
            (roles::USER_ADMINISTRATOR, Action::UserResetPassword, Allowance::Note7),
            (roles::HELPDESK_ADMINISTRATOR, Action::UserResetPassword, Allowance::Note7),
            (roles::PASSWORD_ADMINISTRATOR, Action::UserResetPassword, Allowance::Note9),
            (roles::LICENSE_ADMINISTRATOR, Action::UserResetPassword, Allowance::No),
            (roles::LICENSE_ADMINISTRATOR, Action::LicenseAssign, Allowance::Yes),
            (roles::BILLING_ADMINISTRATOR, Action::LicenseAssign, Allowance::No),
            (roles::REPORTS_READER, Action::AuditRead, Allowance::Yes),
        ] {
            assert_eq!(allowance(role, action), expected, "{role} {action}");
        }
    }
}
