//! Taking a change set back: the inverse of each record where the present value still equals the after-value (design
//! section 3). It is decided, previewed and limited like any change, and is itself a change set.

use reseat_model::change_set::{ChangeItem, ChangeSet, Kind};
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::job::{Job, JobWork};
use reseat_model::outcome::Status;
use reseat_model::{ChangeSetId, limits};
use reseat_store::Stored;

use super::change::{ChangeAnswer, once, send};
use super::preview::{Preview, PreviewAnswer};
use super::replay::IdempotencyKey;
use super::rights::grant_edit;
use super::selection::Selected;
use super::simulate::simulate;
use super::summary::summarise;
use super::token::{decode_token, encode_token};
use crate::call::Call;
use crate::error::AppError;
use crate::writer::{Limits, Submission};
use crate::{App, history, jobs};

/// A wish to take a change set back.
#[derive(Debug, Clone)]
pub struct RevertRequest {
    /// Which one.
    pub set: ChangeSetId,
    /// Why.
    pub reason: Option<String>,
    /// The preview that was agreed to.
    pub preview_token: Option<String>,
}

/// Every code that [`revertible`] answers; the words for each are in `words/` under `notRevertible`.
pub const NOT_REVERTIBLE: [&str; 8] = [
    "nothingChanged",
    "alreadyReverted",
    "personChange",
    "restoreFromDeletedUsers",
    "deleteAgain",
    "goneForGood",
    "administration",
    "scheduled",
];

/// Whether the licence part of a change set can be taken back, or why not, as a code for the words (25.26).
pub fn revertible(set: &ChangeSet) -> Result<(), &'static str> {
    match set.kind {
        Kind::Assign | Kind::Unassign | Kind::UnassignAll | Kind::Replace | Kind::Move | Kind::Revert => {
            if set.counts.changed == 0 {
                return Err("nothingChanged");
            }
            if set.reverted_by.is_some() { Err("alreadyReverted") } else { Ok(()) }
        }
        Kind::CreateUser | Kind::UpdateUser => Err("personChange"),
        Kind::DeleteUser => Err("restoreFromDeletedUsers"),
        Kind::RestoreUser => Err("deleteAgain"),
        Kind::PurgeUser => Err("goneForGood"),
        Kind::Administration => Err("administration"),
        Kind::Scheduled => Err("scheduled"),
    }
}

/// What undoing would do.
///
/// # Errors
/// When there is no such change set, it cannot be undone, the caller may not make the reverse change, or the store fails.
pub fn preview_revert(app: &App, call: &Call, set: ChangeSetId) -> Result<PreviewAnswer, AppError> {
    let found = find(app, call, set)?;
    if found.counts.changed as usize > limits::SYNC_USERS_MAX {
        let job = start_job(app, call, Kind::Administration, set, None, None, None)?;
        return Ok(PreviewAnswer::Job(Box::new(job)));
    }
    let commands = revert_commands(&history::all_items(app, call.tenant, set)?);
    let rights = grant_all(call, &commands)?;
    let state = app.tenant(call.tenant)?;
    let simulated = simulate(app, &state, &commands, &rights, false)?;
    Ok(PreviewAnswer::Now(Box::new(Preview {
        token: encode_token(&simulated.guard),
        summary: summarise(&simulated.outcomes, |sku, pool| simulated.view.pool(sku, pool)),
        outcomes: simulated.outcomes,
        unknown: Vec::new(),
        view: simulated.view,
    })))
}

/// Takes a change set back.
///
/// # Errors
/// As [`preview_revert`], when an idempotency key was used for another request, or when writing fails.
pub fn revert(
    app: &App,
    call: &Call,
    request: &RevertRequest,
    key: Option<&IdempotencyKey>,
) -> Result<ChangeAnswer, AppError> {
    once(app, call, key, || revert_now(app, call, request, key))
}

fn revert_now(
    app: &App,
    call: &Call,
    request: &RevertRequest,
    key: Option<&IdempotencyKey>,
) -> Result<ChangeAnswer, AppError> {
    let set = find(app, call, request.set)?;
    if set.counts.changed as usize > limits::ATOMIC_USERS_MAX {
        let (token, reason) = (request.preview_token.as_deref(), request.reason.clone());
        let job = start_job(app, call, Kind::Revert, request.set, token, key, reason)?;
        return Ok(ChangeAnswer::Job(Box::new(job)));
    }
    let commands = revert_commands(&history::all_items(app, call.tenant, request.set)?);
    let rights = grant_all(call, &commands)?;
    let mut meta = call.meta(app, Kind::Revert, request.reason.clone());
    meta.reverts = Some(request.set);
    let mut submission = Submission::new(call.tenant, meta, commands);
    submission.append = call.join.is_some();
    submission.limits = rights;
    submission.guard = request.preview_token.as_deref().map(decode_token).transpose()?;
    send(app, call, submission, Vec::new(), key)
}

/// The job that undoes a change set, or that previews it; which commands it needs shows only while it runs, so all rights
/// are asked for.
fn start_job(
    app: &App,
    call: &Call,
    kind: Kind,
    set: ChangeSetId,
    token: Option<&str>,
    key: Option<&IdempotencyKey>,
    reason: Option<String>,
) -> Result<Job, AppError> {
    let (_granted, _) = grant_edit(call, &LicenseEdit::UnassignAll)?;
    call.grant(reseat_authz::Action::LicenseAssign)?;
    let users = history::changed_users(app, call.tenant, set)?;
    let selected = Selected { users, unknown: Vec::new() };
    jobs::start(app, call, kind, JobWork::Revert(set), &selected, token, key, reason)
}

/// The commands that undo the items of a change set, last change first.
fn revert_commands(items: &[ChangeItem]) -> Vec<Command> {
    items
        .iter()
        .rev()
        .filter(|item| item.outcome.status == Status::Changed && !item.paths.is_empty())
        .map(|item| Command::ChangeLicenses {
            user: item.user,
            edit: LicenseEdit::Revert { paths: item.paths.clone() },
        })
        .collect()
}

fn find(app: &App, call: &Call, set: ChangeSetId) -> Result<ChangeSet, AppError> {
    let found = ChangeSet::load(app.store.as_ref(), call.tenant, &set)?
        .ok_or_else(|| AppError::not_found("change set", set))?;
    revertible(&found).map_err(|why| AppError::NotRevertible { set, why })?;
    Ok(found)
}

/// The rights of the reverse change (25.25): whatever one of the commands needs.
fn grant_all(call: &Call, commands: &[Command]) -> Result<Limits, AppError> {
    let mut limits = None;
    for command in commands {
        if let Command::ChangeLicenses { edit, .. } = command {
            limits = Some(grant_edit(call, edit)?.1);
        }
    }
    match limits {
        Some(limits) => Ok(limits),
        None => grant_edit(call, &LicenseEdit::UnassignAll).map(|(_, limits)| limits),
    }
}

#[cfg(test)]
mod tests {
    use reseat_formats::words::{Language, not_revertible};
    use reseat_model::audit::{Actor, Face};
    use reseat_model::change_set::Counts;
    use reseat_model::{RequestId, Timestamp};

    use super::*;

    #[test]
    fn rule_25_26_every_code_has_words_in_both_languages() {
        for code in NOT_REVERTIBLE {
            for language in Language::ALL {
                let (message, remedy) = not_revertible(language, code).unwrap_or_default();
                assert!(!message.is_empty() && !remedy.is_empty(), "{code} in {}", language.tag());
            }
        }
    }

    #[test]
    fn rule_25_26_every_answer_is_among_the_codes() {
        let kinds = [
            Kind::Assign,
            Kind::Unassign,
            Kind::UnassignAll,
            Kind::Replace,
            Kind::Move,
            Kind::Revert,
            Kind::CreateUser,
            Kind::UpdateUser,
            Kind::DeleteUser,
            Kind::RestoreUser,
            Kind::PurgeUser,
            Kind::Administration,
            Kind::Scheduled,
        ];
        for (kind, by) in kinds.iter().flat_map(|kind| [(kind, None), (kind, Some(ChangeSetId::NIL))]) {
            for changed in [0, 1] {
                let set = set(*kind, by, changed);
                assert!(revertible(&set).err().is_none_or(|why| NOT_REVERTIBLE.contains(&why)), "{kind:?}");
            }
        }
    }

    fn set(kind: Kind, reverted_by: Option<ChangeSetId>, changed: u64) -> ChangeSet {
        ChangeSet {
            id: ChangeSetId::NIL,
            kind,
            actor: Actor::System { name: String::new() },
            face: Face::System,
            request: RequestId::NIL,
            at: Timestamp(0),
            recorded_at: Timestamp(0),
            reason: None,
            counts: Counts { changed, ..Counts::default() },
            reverts: None,
            reverted_by,
        }
    }
}
