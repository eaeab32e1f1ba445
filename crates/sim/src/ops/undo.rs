//! Undoing a change set (25.26).

use reseat_app::AppError;
use reseat_app::changes::{ChangeAnswer, PreviewAnswer, RevertRequest, preview_revert, revert};
use reseat_model::UserId;
use reseat_model::outcome::Status;

use super::licenses::{changed, undo_one, unread, wanted};
use super::previewed::same_outcomes;
use super::{Found, Turn, agree, statuses, told};
use crate::case::By;
use crate::memory::{After, Set};
use crate::rules::Verdict;
use crate::run::{Ran, Sim};

/// Undoes one of the change sets that the model remembers.
pub(super) fn run(sim: &Sim, turn: &Turn, back: u8, previewed: bool, by: By) -> Result<Ran, Found> {
    let sets = &sim.memories[turn.tenant].sets;
    let Some(place) = sets.len().checked_sub(1 + usize::from(back)) else {
        return Ok(turn.refused("there is no change set"));
    };
    let set = &sets[place];
    let call = turn.call(by);
    let mut request = RevertRequest { set: set.id, reason: None, preview_token: None };
    let mut foreseen = None;
    if previewed && by != By::Reader {
        match preview_revert(turn.app(), &call, set.id) {
            Ok(PreviewAnswer::Now(preview)) => {
                request.preview_token = Some(preview.token);
                foreseen = Some(preview.outcomes);
            }
            Ok(PreviewAnswer::Job(_)) => {
                return Err(("answers-agree", "a small undo became a job".to_owned()));
            }
            Err(error) if may_be_gone(turn, set, &error) => return Ok(turn.refused(error.to_string())),
            Err(error) => return Ok(unread(turn, &error)),
        }
    }
    let answer = revert(turn.app(), &call, &request, None);
    match answer {
        Err(error @ AppError::Forbidden(_)) if by == By::Reader => Ok(turn.refused(error.to_string())),
        Err(error) if may_be_gone(turn, set, &error) => Ok(turn.refused(error.to_string())),
        other if by == By::Reader && turn.calm => {
            Err(("nobody-does-what-they-may-not", format!("{other:?}")))
        }
        answer => {
            if let (Ok(ChangeAnswer::Done(result)), Some(foreseen)) = (&answer, &foreseen) {
                same_outcomes(foreseen, &result.outcomes)?;
            }
            compare(turn, set, place, by != By::LicenseAdmin, answer)
        }
    }
}

/// Whether the refusal is right: undone already, or forgotten by the history.
fn may_be_gone(turn: &Turn, set: &Set, error: &AppError) -> bool {
    let days = turn.state().tenant.settings.history_days.min(30);
    match error {
        AppError::NotRevertible { .. } => set.reverted || set.at.plus_days(days) <= turn.now,
        AppError::NotFound { .. } => set.at.plus_days(days) <= turn.now,
        _ => false,
    }
}

fn compare(
    turn: &Turn,
    set: &Set,
    place: usize,
    guests: bool,
    answer: Result<ChangeAnswer, AppError>,
) -> Result<Ran, Found> {
    let mut after = turn.state().clone();
    let (mut verdicts, mut users): (Vec<Verdict>, Vec<UserId>) = (Vec::new(), Vec::new());
    for (user, deltas) in set.deltas.iter().rev() {
        verdicts.push(undo_one(turn, &mut after, *user, deltas, guests));
        users.push(*user);
    }
    let Ok(ChangeAnswer::Done(result)) = answer else {
        let error = match answer {
            Err(error) => error,
            Ok(other) => return Err(("answers-agree", format!("{other:?}"))),
        };
        let mut ran = turn.once(Err(error), after, 0);
        if changed(&verdicts) > 0 {
            ran.after.push(After::Reverted(place));
        }
        return Ok(ran);
    };
    if set.reverted {
        return Err(("answers-agree", "what was undone was undone again".to_owned()));
    }
    agree("undo", &statuses(&result.outcomes), &wanted(&verdicts))?;
    let records = changed(&verdicts);
    let mut ran = turn.once(Ok(told(&result.outcomes)), after, records);
    if records > 0 {
        ran.after.push(After::Reverted(place));
    }
    let deltas = users.into_iter().zip(verdicts).filter(|(_, verdict)| verdict.status == Status::Changed);
    let deltas: Vec<_> = deltas.map(|(user, verdict)| (user, verdict.deltas)).collect();
    if let Some(id) = result.change_set.filter(|_| !deltas.is_empty()) {
        ran.after.push(After::Set(Set { id, deltas, at: turn.now, reverted: false }));
    }
    Ok(ran)
}
