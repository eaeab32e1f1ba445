//! The table of roles: for each action, which roles allow it, on whom (rules.md 3.2 and 25.25; `?` means no).

use reseat_model::RoleId;

use crate::action::Action;
use crate::roles::{self, Role};

/// Whom a role may do something to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Everyone.
    All,
    /// Note 7: people without an administrative role, and holders of the roles it lists.
    Note7,
    /// Note 9: people without an administrative role, and other Password Administrators.
    Note9,
}

impl Reach {
    /// Whether a person with these roles is within reach. A role that is none of the listed ones protects its holder.
    pub(crate) fn covers(self, held: &[RoleId]) -> bool {
        let listed: &[RoleId] = match self {
            Self::All => return true,
            Self::Note7 => &[
                roles::DIRECTORY_READERS,
                roles::GUEST_INVITER,
                roles::HELPDESK_ADMINISTRATOR,
                roles::MESSAGE_CENTER_READER,
                roles::REPORTS_READER,
            ],
            Self::Note9 => &[roles::PASSWORD_ADMINISTRATOR],
        };
        held.iter().all(|role| listed.contains(role))
    }

    /// Its mark in the printed matrix.
    pub(crate) const fn mark(self) -> &'static str {
        match self {
            Self::All => "Y",
            Self::Note7 => "L7",
            Self::Note9 => "L9",
        }
    }
}

/// Who may do an action.
enum Rule {
    /// Everyone who is signed in.
    Anyone,
    /// Every administrator role, Global Reader and Directory Readers (25.25).
    Readers,
    /// These roles.
    Only(&'static [(RoleId, Reach)]),
}

const GA: (RoleId, Reach) = (roles::GLOBAL_ADMINISTRATOR, Reach::All);
const GR: (RoleId, Reach) = (roles::GLOBAL_READER, Reach::All);
const LA: (RoleId, Reach) = (roles::LICENSE_ADMINISTRATOR, Reach::All);
const UA: (RoleId, Reach) = (roles::USER_ADMINISTRATOR, Reach::All);
const BA: (RoleId, Reach) = (roles::BILLING_ADMINISTRATOR, Reach::All);
const RR: (RoleId, Reach) = (roles::REPORTS_READER, Reach::All);
const PR: (RoleId, Reach) = (roles::PRIVILEGED_ROLE_ADMINISTRATOR, Reach::All);
const UA7: (RoleId, Reach) = (roles::USER_ADMINISTRATOR, Reach::Note7);
const HD7: (RoleId, Reach) = (roles::HELPDESK_ADMINISTRATOR, Reach::Note7);
const PW9: (RoleId, Reach) = (roles::PASSWORD_ADMINISTRATOR, Reach::Note9);

/// The table itself. The compiler demands a row for every action.
const fn rule(action: Action) -> Rule {
    match action {
        Action::SelfRead | Action::ClockRead | Action::OrganizationRead => Rule::Anyone,
        Action::UserRead | Action::UserReadBasic | Action::UserReadLicenses | Action::RoleRead => {
            Rule::Readers
        }
        Action::LicenseRead | Action::CatalogRead | Action::HistoryRead | Action::JobRead => {
            Rule::Only(&[GA, GR, LA, UA, BA])
        }
        Action::AuditRead => Rule::Only(&[GA, GR, LA, UA, BA, RR]),
        Action::LicenseAssign
        | Action::LicenseUnassign
        | Action::LicenseServices
        | Action::UserUsageLocation
        | Action::JobCancel => Rule::Only(&[GA, LA, UA]),
        Action::UserCreate | Action::UserUpdate => Rule::Only(&[GA, UA]),
        Action::UserUpdateSensitive | Action::UserDelete | Action::UserRestore | Action::UserPurge => {
            Rule::Only(&[GA, UA7])
        }
        Action::UserResetPassword | Action::UserRevokeSessions => Rule::Only(&[GA, UA7, HD7, PW9]),
        Action::RoleGrant => Rule::Only(&[GA, PR]),
        Action::SettingsRead | Action::ApplicationRead => Rule::Only(&[GA, GR]),
        Action::SubscriptionWrite => Rule::Only(&[GA, BA]),
        Action::LicenseAssignGuest
        | Action::CatalogWrite
        | Action::SettingsWrite
        | Action::ApplicationWrite
        | Action::ClockMove => Rule::Only(&[GA]),
    }
}

/// Whom `role` may do `action` to; `None` for nobody.
pub(crate) fn reach(role: RoleId, action: Action) -> Option<Reach> {
    match rule(action) {
        Rule::Anyone => Some(Reach::All),
        Rule::Readers => {
            let reads = role == roles::GLOBAL_READER || role == roles::DIRECTORY_READERS;
            (reads || roles::by_id(role).is_some_and(Role::is_administrator)).then_some(Reach::All)
        }
        Rule::Only(rows) => rows.iter().find(|row| row.0 == role).map(|row| row.1),
    }
}

/// Whether every signed-in person may do `action`, with no role at all.
pub(crate) fn needs_no_role(action: Action) -> bool {
    matches!(rule(action), Rule::Anyone)
}

/// The roles that may do `action` to a person who holds `target`, in the order of the matrix.
pub(crate) fn roles_for(action: Action, target: Option<&[RoleId]>) -> Vec<RoleId> {
    let covers = |reach: Reach| target.is_none_or(|held| reach.covers(held));
    roles::NAMED.iter().copied().filter(|role| reach(*role, action).is_some_and(covers)).collect()
}
