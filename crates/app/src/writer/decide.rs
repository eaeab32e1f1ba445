//! One decision with everything around it that is not the engine's: rights that depend on the person, the preview's
//! guard, and panics. The writer and the preview share it, so that they cannot differ.

use std::panic::{AssertUnwindSafe, catch_unwind};

use reseat_engine::View;
use reseat_model::UserId;
use reseat_model::command::{Command, Ctx, LicenseEdit};
use reseat_model::decision::Decision;
use reseat_model::outcome::{Outcome, Status};
use reseat_model::reason::Reason;

use super::submission::{Guard, Limits};

/// Decides a command. A panic refuses this command only; the view is untouched, decisions are applied afterwards.
pub(crate) fn decide_guarded(
    view: &View,
    command: &Command,
    ctx: &Ctx,
    limits: &Limits,
    guard: Option<&Guard>,
) -> Decision {
    let mut decision = match forbidden(view, command, limits) {
        Some(outcome) => nothing(outcome),
        None => catch_unwind(AssertUnwindSafe(|| reseat_engine::decide(view, command, ctx))).unwrap_or_else(
            |_| {
                tracing::error!(request = %ctx.request, "the engine panicked; the command is refused");
                nothing(Outcome::refused(command.subject().unwrap_or(UserId::NIL), Reason::InternalError))
            },
        ),
    };
    if let Some(guard) = guard
        && !guard.admits(&decision.outcome, ctx.now)
    {
        decision.mutations.clear();
        decision.paths.clear();
        decision.audit = None;
        decision.outcome.status = Status::Refused;
        decision.outcome.reasons.insert(0, Reason::ChangedSincePreview);
    }
    decision
}

fn forbidden(view: &View, command: &Command, limits: &Limits) -> Option<Outcome> {
    let Command::ChangeLicenses { user, edit } = command else { return None };
    let roles = limits.no_guests.as_ref()?;
    let guest = view.person(*user).is_some_and(|person| person.user.guest);
    (guest && assigns(edit)).then(|| Outcome::refused(*user, Reason::RoleLacking { roles: roles.clone() }))
}

/// Whether an edit gives anything.
pub(crate) fn assigns(edit: &LicenseEdit) -> bool {
    match edit {
        LicenseEdit::Graph { assign, .. } | LicenseEdit::Update { assign, .. } => !assign.is_empty(),
        LicenseEdit::UnassignAll => false,
        LicenseEdit::Replace { .. } | LicenseEdit::Move { .. } => true,
        LicenseEdit::Revert { paths } => paths.iter().any(|path| path.before.is_some()),
    }
}

/// Whether an edit takes anything.
pub(crate) fn unassigns(edit: &LicenseEdit) -> bool {
    match edit {
        LicenseEdit::Graph { unassign, .. } | LicenseEdit::Update { unassign, .. } => !unassign.is_empty(),
        LicenseEdit::UnassignAll | LicenseEdit::Replace { .. } | LicenseEdit::Move { .. } => true,
        LicenseEdit::Revert { paths } => paths.iter().any(|path| path.before.is_none()),
    }
}

/// A decision that changes nothing.
pub(crate) fn nothing(outcome: Outcome) -> Decision {
    Decision { mutations: Vec::new(), outcome, paths: Vec::new(), audit: None }
}
