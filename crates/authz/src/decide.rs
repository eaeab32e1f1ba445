//! The decision: caller, action and target to [`Granted`] or [`Refusal`].

use std::collections::BTreeSet;
use std::fmt;

use reseat_model::reason::Reason;
use reseat_model::{ClientId, RoleId, UserId};

use crate::action::Action;
use crate::scopes::{READ_SELF, scopes};
use crate::table::{Reach, needs_no_role, reach, roles_for};

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallerKind {
    /// A person, through some application: scopes and roles both count.
    User(UserId),
    /// An application in its own name: scopes alone decide (25.25).
    App(ClientId),
    /// Reseat itself: the worker, the tenant file, a command on the server's own console. Never made from a request.
    System,
}

/// The permissions of the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scopes {
    /// All: the first-party console (design section 6).
    All,
    /// These, by Graph's names.
    Listed(BTreeSet<String>),
}

impl Scopes {
    /// Scopes from a list separated by blanks, as tokens carry them.
    pub fn parse(text: &str) -> Self {
        Self::Listed(text.split_whitespace().map(str::to_owned).collect())
    }

    fn has_any(&self, wanted: &[&str]) -> bool {
        match self {
            Self::All => true,
            Self::Listed(held) => {
                held.iter().any(|held| wanted.iter().any(|name| name.eq_ignore_ascii_case(held)))
            }
        }
    }
}

/// The caller of one request, with what the directory says about them now (not what their token says).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub kind: CallerKind,
    /// The directory roles a person holds now; empty for applications.
    pub roles: BTreeSet<RoleId>,
    /// What the token allows.
    pub scopes: Scopes,
}

impl Caller {
    /// A person through an application that may use `scopes` in their name.
    pub fn user(id: UserId, roles: impl IntoIterator<Item = RoleId>, scopes: Scopes) -> Self {
        Self { kind: CallerKind::User(id), roles: roles.into_iter().collect(), scopes }
    }

    /// An application in its own name.
    pub fn app(client: ClientId, scopes: Scopes) -> Self {
        Self { kind: CallerKind::App(client), roles: BTreeSet::new(), scopes }
    }

    /// Reseat itself; may do everything.
    pub fn system() -> Self {
        Self { kind: CallerKind::System, roles: BTreeSet::new(), scopes: Scopes::All }
    }
}

/// Whom an action is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// The person.
    pub id: UserId,
    /// The roles they hold; those of a deleted person are the ones they would have again.
    pub roles: &'a [RoleId],
    /// Whether they are a guest (note 6).
    pub guest: bool,
}

/// Why the answer was yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// This role of the caller.
    Role(RoleId),
    /// The caller reads themselves, or the action is open to everyone who is signed in.
    Everyone,
    /// The permission of an application.
    Application,
    /// Reseat itself.
    System,
}

/// Proof that [`authorize`] said yes. Use cases take it and check [`Granted::permits`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    action: Action,
    target: Option<UserId>,
    basis: Basis,
}

impl Granted {
    /// What was granted. Asking for [`Action::LicenseAssign`] on a guest gives [`Action::LicenseAssignGuest`].
    pub const fn action(&self) -> Action {
        self.action
    }

    /// On whom; `None` means on everyone.
    pub const fn target(&self) -> Option<UserId> {
        self.target
    }

    /// Why.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// Whether this proves the right to do `action` to `target`; `None` asks for the right over everyone.
    pub fn permits(&self, action: Action, target: Option<UserId>) -> bool {
        let same = self.action == action
            || (self.action == Action::LicenseAssignGuest && action == Action::LicenseAssign);
        same && (self.target.is_none() || self.target == target)
    }
}

/// Why the answer was no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalReason {
    /// The token lacks the permission.
    MissingScope,
    /// No role of the caller allows it.
    MissingRole,
    /// A role of the caller allows it, but not on this person (notes 7 and 9).
    TargetProtected,
    /// Only people have a self.
    OnlyForPeople,
}

/// A refusal that says what would do. Graph's words for it are its `Display`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What was asked for.
    pub action: Action,
    /// Why not.
    pub reason: RefusalReason,
    /// Roles that would do, on this target; empty when roles do not matter.
    pub roles_that_would: Vec<RoleId>,
    /// Permissions of which one would do; empty when the token has one.
    pub scopes_that_would: Vec<&'static str>,
}

impl Refusal {
    /// The reason code for a result per person.
    pub fn to_reason(&self) -> Reason {
        Reason::RoleLacking { roles: self.roles_that_would.clone() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Insufficient privileges to complete the operation.")
    }
}

impl std::error::Error for Refusal {}

/// Decides whether `caller` may do `action` to `target`.
///
/// Without a target the right must reach everyone: a role that reaches only some people (notes 7 and 9) does not do.
/// Whoever changes many people at once asks for [`Action::LicenseAssign`] without a target, and for
/// [`Action::LicenseAssignGuest`] to know whether guests among them may be included.
///
/// # Errors
/// [`Refusal`] names the roles and permissions that would do.
pub fn authorize(caller: &Caller, action: Action, target: Option<&Target<'_>>) -> Result<Granted, Refusal> {
    let action = match target {
        Some(target) if target.guest && action == Action::LicenseAssign => Action::LicenseAssignGuest,
        _ => action,
    };
    let granted = |basis| Ok(Granted { action, target: target.map(|target| target.id), basis });
    let held = target.map(|target| target.roles);
    let oneself = is_oneself(caller, action, target);
    check_scopes(caller, action, oneself, held)?;
    match caller.kind {
        CallerKind::System => return granted(Basis::System),
        CallerKind::App(_) => return granted(Basis::Application),
        CallerKind::User(_) if oneself || own_sessions(caller, action, target) || needs_no_role(action) => {
            return granted(Basis::Everyone);
        }
        CallerKind::User(_) => {}
    }
    let reaches: Vec<(RoleId, Reach)> =
        caller.roles.iter().filter_map(|role| Some((*role, reach(*role, action)?))).collect();
    let covers = |reach: Reach| held.map_or(reach == Reach::All, |held| reach.covers(held));
    match reaches.iter().find(|(_, reach)| covers(*reach)) {
        Some((role, _)) => granted(Basis::Role(*role)),
        None => Err(Refusal {
            action,
            reason: if reaches.is_empty() {
                RefusalReason::MissingRole
            } else {
                RefusalReason::TargetProtected
            },
            roles_that_would: roles_for(action, held),
            scopes_that_would: Vec::new(),
        }),
    }
}

/// Whether there is anyone to whom `caller` may do `action`: for menus and buttons, never for doing it.
///
/// # Errors
/// [`Refusal`] names the roles and permissions that would do.
pub fn may_somewhere(caller: &Caller, action: Action) -> Result<(), Refusal> {
    let nobody = Target { id: UserId::NIL, roles: &[], guest: false };
    authorize(caller, action, Some(&nobody)).map(drop)
}

fn is_oneself(caller: &Caller, action: Action, target: Option<&Target<'_>>) -> bool {
    let readable = matches!(
        action,
        Action::UserRead | Action::UserReadBasic | Action::UserReadLicenses | Action::SelfRead
    );
    let same = target.is_some_and(|target| caller.kind == CallerKind::User(target.id));
    readable && (same || action == Action::SelfRead)
}

/// Everyone may sign themselves out everywhere, though not with a permission for reading only.
fn own_sessions(caller: &Caller, action: Action, target: Option<&Target<'_>>) -> bool {
    action == Action::UserRevokeSessions
        && target.is_some_and(|target| caller.kind == CallerKind::User(target.id))
}

fn check_scopes(
    caller: &Caller,
    action: Action,
    oneself: bool,
    held: Option<&[RoleId]>,
) -> Result<(), Refusal> {
    if action == Action::SelfRead && !matches!(caller.kind, CallerKind::User(_)) {
        return Err(Refusal {
            action,
            reason: RefusalReason::OnlyForPeople,
            roles_that_would: Vec::new(),
            scopes_that_would: Vec::new(),
        });
    }
    let wanted = scopes(action);
    if wanted.is_empty() || caller.scopes.has_any(wanted) || (oneself && caller.scopes.has_any(READ_SELF)) {
        return Ok(());
    }
    let role_matters = matches!(caller.kind, CallerKind::User(_)) && !oneself && !needs_no_role(action);
    Err(Refusal {
        action,
        reason: RefusalReason::MissingScope,
        roles_that_would: if role_matters { roles_for(action, held) } else { Vec::new() },
        scopes_that_would: if oneself { READ_SELF.to_vec() } else { wanted.to_vec() },
    })
}
