//! The same request with the same Idempotency-Key: done once, answered twice (design section 9).

use reseat_app::changes::{ChangeAnswer, IdempotencyKey, change};
use reseat_model::outcome::Status;

use super::licenses::answered;
use super::{Found, Turn, agree, statuses};
use crate::case::By;
use crate::memory::{After, Keyed};
use crate::run::{Answer, Ran, Sim};
use crate::state::Work;

/// Hours for which an answer is kept.
const HOURS: i64 = 24;
/// Days after which what was answered may be gone from the history: then it cannot be told again.
const HISTORY_DAYS: i64 = 29;

/// Sends an earlier request again.
pub(super) fn run(sim: &mut Sim, turn: &Turn, back: u8) -> Result<Ran, Found> {
    let known = &sim.memories[turn.tenant].keyed;
    let Some(place) = known.len().checked_sub(1 + usize::from(back)) else {
        return Ok(turn.refused("there is no such request"));
    };
    let keyed = known[place].clone();
    let over = keyed.wall.plus_seconds(HOURS * 3600) <= turn.wall;
    if over || keyed.at.plus_days(HISTORY_DAYS) <= turn.now {
        return Ok(turn.refused("the key is forgotten"));
    }
    let sent = IdempotencyKey::new(&keyed.key, "POST", "/changes", keyed.key.as_bytes());
    let answer = change(turn.app(), &turn.call(keyed.by), &keyed.request, Some(&sent));
    let again = matches!(answer, Ok(ChangeAnswer::Done(_) | ChangeAnswer::Job(_)));
    match keyed.applied {
        Some(true) => repeated(turn, &keyed, answer),
        Some(false) => {
            let guests = keyed.by != By::LicenseAdmin;
            let (mut ran, statuses, said) = answered(turn, &keyed.request, &keyed.users, guests, answer)?;
            ran.after.push(After::Applied(place, statuses, said));
            Ok(ran)
        }
        // Whether it was done the first time cannot be told: now it is done, whatever the answer says of it.
        None => {
            let guests = keyed.by != By::LicenseAdmin;
            let (mut ran, ..) = match answer {
                Ok(answer) if again => unsure(turn, &keyed, answer),
                other => answered(turn, &keyed.request, &keyed.users, guests, other)?,
            };
            ran.after.clear();
            ran.records = None;
            Ok(ran)
        }
    }
}

/// It was done before: nothing happens, and the answer is the same.
fn repeated(
    turn: &Turn,
    keyed: &Keyed,
    answer: Result<ChangeAnswer, reseat_app::AppError>,
) -> Result<Ran, Found> {
    let said = match &answer {
        Ok(ChangeAnswer::Done(result)) => format!("{:?}", result.change_set),
        Ok(ChangeAnswer::Job(job)) => job.id.to_string(),
        Err(_) => String::new(),
    };
    if let (Ok(ChangeAnswer::Done(result)), Some(wanted)) = (&answer, &keyed.answered) {
        agree("a repeated request", &statuses(&result.outcomes), wanted)?;
    }
    if answer.is_ok() && keyed.answered.is_some() && said != keyed.said {
        return Err(("answers-agree", format!("first {}, again {said}", keyed.said)));
    }
    Ok(turn.once(answer.map(|_| "answered again".to_owned()), turn.state().clone(), 0))
}

/// Done the first time or now: either way it is there once.
fn unsure(turn: &Turn, keyed: &Keyed, _answer: ChangeAnswer) -> (Ran, Option<Vec<Status>>, String) {
    let guests = keyed.by != By::LicenseAdmin;
    let edit = &keyed.request.edit;
    let after = if keyed.request.as_job {
        let work = Work::Change { edit: edit.clone(), guests, bound: false };
        super::licenses::queued(turn, &keyed.users, work)
    } else {
        super::licenses::predict(turn, turn.state(), &keyed.users, edit, guests).0
    };
    let mut ran = turn.once(Ok("answered, now or again".to_owned()), after, 0);
    // Any of both may be there.
    ran.answer = Answer::Either("answered, now or again".to_owned());
    (ran, None, String::new())
}
