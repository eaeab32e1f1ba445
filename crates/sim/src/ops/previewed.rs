//! Previews: what comes is what they said, people whose outcome has changed are left out, and jobs that only compute.

use reseat_app::changes::{ChangeAnswer, ChangeRequest, PreviewAnswer, Selected, change, preview};
use reseat_app::{Call, jobs};
use reseat_model::UserId;
use reseat_model::change_set::Kind;
use reseat_model::command::LicenseEdit;
use reseat_model::job::JobWork;
use reseat_model::outcome::{Outcome, Status};
use reseat_model::reason::Reason;

use super::licenses::{answered, changed, one, predict, queued, request};
use super::{Found, Turn, agree, failure, time, told};
use crate::run::Ran;
use crate::state::Work;

/// A job that only computes.
pub(super) fn preview_job(turn: &Turn, users: &[UserId], edit: &LicenseEdit) -> Result<Ran, Found> {
    let selected = Selected { users: users.to_vec(), unknown: Vec::new() };
    let work = JobWork::Preview(edit.clone());
    let call = turn.system();
    let job = jobs::start(turn.app(), &call, Kind::Administration, work, &selected, None, None, None);
    let after = queued(turn, users, Work::Preview);
    Ok(turn.once(job.map(|_| "a preview job".to_owned()), after, 0))
}

/// What a preview said; `Err` when it failed, which changes nothing.
fn token(turn: &Turn, call: &Call, request: &ChangeRequest) -> Result<(String, Vec<Outcome>), Box<Ran>> {
    match preview(turn.app(), call, request) {
        Ok(PreviewAnswer::Now(preview)) => Ok((preview.token, preview.outcomes)),
        Ok(PreviewAnswer::Job(_)) => Err(Box::new(turn.refused("a preview became a job"))),
        Err(error) => Err(Box::new(Ran { answer: failure(&error), ..turn.refused("") })),
    }
}

/// After a preview: what comes is what it said.
pub(super) fn previewed(
    turn: &Turn,
    call: &Call,
    users: &[UserId],
    edit: &LicenseEdit,
    guests: bool,
) -> Result<Ran, Found> {
    let mut request = request(users, edit);
    let (token, outcomes) = match token(turn, call, &request) {
        Ok(previewed) => previewed,
        Err(ran) => return Ok(*ran),
    };
    request.preview_token = Some(token);
    let answer = change(turn.app(), call, &request, None);
    if let Ok(ChangeAnswer::Done(result)) = &answer {
        same_outcomes(&outcomes, &result.outcomes)?;
    }
    answered(turn, &request, users, guests, answer).map(|(ran, ..)| ran)
}

/// A preview and what came of it differ in nothing but ids that were drawn.
pub(super) fn same_outcomes(previewed: &[Outcome], done: &[Outcome]) -> Result<(), Found> {
    let comparable = |outcome: &Outcome| {
        let impact = &outcome.impact;
        format!(
            "{:?} {:?} {:?} {:?} {:?} {:?}",
            outcome.status,
            outcome.reasons,
            impact.licenses,
            impact.seats,
            impact.services_lost,
            impact.services_gained
        )
    };
    let (previewed, done): (Vec<_>, Vec<_>) =
        (previewed.iter().map(comparable).collect(), done.iter().map(comparable).collect());
    if previewed == done {
        return Ok(());
    }
    Err(("a-preview-comes-true", crate::run::difference(&previewed, &done)))
}

/// A preview, then another change, then the change with the preview's token: people whose outcome is another are left out.
pub(super) fn overtaken(
    turn: &Turn,
    call: &Call,
    users: &[UserId],
    edit: &LicenseEdit,
    guests: bool,
) -> Result<Ran, Found> {
    let mut second = request(users, edit);
    let (token, _) = match token(turn, call, &second) {
        Ok(previewed) => previewed,
        Err(ran) => return Ok(*ran),
    };
    second.preview_token = Some(token);
    let first = request(&users[..1], &LicenseEdit::UnassignAll);
    let between = change(turn.app(), call, &first, None);
    let (middle, verdicts) = predict(turn, turn.state(), &users[..1], &first.edit, guests);
    let mut records = changed(&verdicts);
    if !matches!(between, Ok(ChangeAnswer::Done(_))) {
        return Err(("no-error-without-a-fault", format!("{between:?}")));
    }
    let answer = change(turn.app(), call, &second, None);
    let Ok(ChangeAnswer::Done(result)) = answer else {
        return Err(("no-error-without-a-fault", format!("{answer:?}")));
    };
    let mut after = middle;
    for (user, outcome) in users.iter().zip(&result.outcomes) {
        if outcome.reasons.contains(&Reason::ChangedSincePreview) {
            continue;
        }
        let verdict = one(turn, &mut after, *user, edit, guests);
        agree("after a preview that was overtaken", &[outcome.status], &[verdict.status])?;
        records += usize::from(verdict.status == Status::Changed);
    }
    let text = format!("overtaken: {}", told(&result.outcomes));
    Ok(turn.once(Ok(text), after, records))
}

/// A job with a preview's token, and nothing in between: nobody is left out.
pub(super) fn previewed_job(
    turn: &Turn,
    call: &Call,
    users: &[UserId],
    edit: &LicenseEdit,
    guests: bool,
) -> Result<Ran, Found> {
    let mut request = request(users, edit);
    let (token, _) = match token(turn, call, &request) {
        Ok(previewed) => previewed,
        Err(ran) => return Ok(*ran),
    };
    request.preview_token = Some(token);
    request.as_job = true;
    let answer = change(turn.app(), call, &request, None);
    let Ok(ChangeAnswer::Job(_)) = answer else {
        return Err(("no-error-without-a-fault", format!("{answer:?}")));
    };
    let work = Work::Change { edit: edit.clone(), guests, bound: true };
    let mut expect = turn.expect(vec![queued(turn, users, work)]);
    let done = time::run_worker(turn, &mut expect);
    Ok(Ran { answer: done, expect, records: None, after: Vec::new() })
}
