//! One person: created, changed, signed out, deleted, restored, deleted for good.

use reseat_app::people::{self, NewPassword};
use reseat_app::{AppError, sign_out as app_sign_out};
use reseat_model::command::ProductChoice;
use reseat_model::fold::fold;
use reseat_model::outcome::Status;
use reseat_model::user::User;
use reseat_model::{PoolId, Timestamp, UserId};
use reseat_store::records::AssignmentRow;
use reseat_store::{Record, Scan, Stored};

use super::roles::is_last_admin;
use super::{Found, Turn, agree, person, present, told};
use crate::case::Field;
use crate::memory::After;
use crate::rules::{self, Life};
use crate::run::{Ran, Sim};
use crate::state::{Drive, Mail, Person, State, placeholder};
use crate::tenant::PASSWORD;

/// Whether somebody present other than `but` has the sign-in name.
pub(super) fn is_taken(state: &State, upn: &str, but: UserId) -> bool {
    let present = state.people.iter().filter(|(_, person)| person.user.deleted_at.is_none());
    present.into_iter().any(|(id, person)| *id != but && fold(&person.user.upn) == fold(upn))
}

/// Somebody new, with nothing.
pub(super) fn newcomer(user: User, password: Option<(Timestamp, bool)>) -> Person {
    Person {
        user,
        held: Default::default(),
        mail: Mail::None,
        drive: Drive::None,
        office: false,
        roles: Default::default(),
        password,
    }
}

fn new_password(must_change: bool) -> NewPassword {
    NewPassword { password: PASSWORD.to_owned(), must_change }
}

/// Creates a person.
pub(super) fn create(turn: &Turn, name: u8, located: bool, password: bool) -> Result<Ran, Found> {
    let user = User {
        upn: turn.upn(&format!("n{name}")),
        display_name: format!("New {name}"),
        usage_location: located.then(|| "DE".to_owned()),
        account_enabled: true,
        ..User::default()
    };
    let mut after = turn.state().clone();
    let taken = is_taken(&after, &user.upn, UserId::NIL);
    if !taken {
        let made = User { id: placeholder(0), created_at: turn.now, ..user.clone() };
        after.people.insert(made.id, newcomer(made, password.then_some((turn.wall, false))));
    }
    let wanted = if taken { Status::Refused } else { Status::Changed };
    let answer = people::create(turn.app(), &turn.system(), user, password.then(|| new_password(false)));
    let answer = match answer {
        Ok(Ok((_, outcome))) => {
            agree("create", &[outcome.status], &[wanted])?;
            Ok(told(&[outcome]))
        }
        Ok(Err(problems)) => {
            return Err(("answers-agree", format!("a good person is refused: {problems:?}")));
        }
        Err(error) => Err(error),
    };
    Ok(turn.once(answer, after, usize::from(!taken)))
}

fn edit(turn: &Turn, field: Field, user: &mut User) {
    match field {
        Field::Name(name) => user.display_name = format!("Name {name}"),
        Field::Located(true) => user.usage_location = Some("AT".to_owned()),
        Field::Located(false) => user.usage_location = None,
        Field::Enabled(enabled) => user.account_enabled = enabled,
        Field::Department(which) => user.department = Some(format!("Department {which}")),
        Field::Upn(name) => user.upn = turn.upn(&format!("N{name}")),
        Field::Password => {}
    }
}

/// What the rules say of a person's new properties.
pub(super) fn judge(state: &State, before: &Person, after: &User) -> Status {
    if before.user == *after {
        return Status::Unchanged;
    }
    let elsewhere = User {
        usage_location: before.user.usage_location.clone(),
        account_enabled: before.user.account_enabled,
        ..after.clone()
    };
    let synced = before.user.synced && elsewhere != before.user;
    let blocked = !after.account_enabled && is_last_admin(state, before);
    let renamed = fold(&after.upn) != fold(&before.user.upn);
    if synced || blocked || (renamed && is_taken(state, &after.upn, after.id)) {
        return Status::Refused;
    }
    Status::Changed
}

/// Changes one property.
pub(super) fn update(sim: &Sim, turn: &Turn, who: u8, field: Field) -> Result<Ran, Found> {
    let id = person(sim, turn, who);
    let mut after = turn.state().clone();
    let known = present(turn.state(), id);
    let password = field == Field::Password;
    let mut wanted = Status::Refused;
    if let Some(known) = known {
        let mut user = known.user.clone();
        edit(turn, field, &mut user);
        wanted = judge(turn.state(), known, &user);
        if let Some(person) = after.people.get_mut(&id) {
            if wanted == Status::Changed {
                person.user = user;
            }
            if password {
                person.password = Some((turn.wall, true));
            }
        }
    }
    let change = |user: &mut User| edit(turn, field, user);
    let answer = people::update(turn.app(), &turn.system(), id, change, password.then(|| new_password(true)));
    let records = usize::from(wanted == Status::Changed) + usize::from(password && known.is_some());
    let answer = match answer {
        Ok(Ok(outcome)) => {
            agree("update", &[outcome.status], &[wanted])?;
            Ok(told(&[outcome]))
        }
        Ok(Err(problems)) => return Err(("answers-agree", format!("refused: {problems:?}"))),
        Err(error @ AppError::NotFound { .. }) if known.is_some() => {
            return Err(("answers-agree", format!("{id} is there: {error}")));
        }
        Err(error) => Err(error),
    };
    Ok(turn.once(answer, after, records))
}

/// What ends when a person is signed out: everything issued before the next whole second.
pub(super) fn signed_out(person: &mut Person, wall: Timestamp) {
    let next = Timestamp((wall.0.div_euclid(1_000_000) + 1) * 1_000_000);
    if let Some((since, _)) = &mut person.password {
        *since = next.max(*since);
    }
}

/// Ends a person's sessions.
pub(super) fn sign_out(sim: &Sim, turn: &Turn, who: u8) -> Result<Ran, Found> {
    let id = person(sim, turn, who);
    let mut after = turn.state().clone();
    if present(turn.state(), id).is_some() {
        after.people.entry(id).and_modify(|person| signed_out(person, turn.wall));
    }
    let answer = app_sign_out::sign_out(turn.app(), &turn.system(), id);
    Ok(turn.once(answer.map(|()| "signed out".to_owned()), after, 1))
}

/// Deletes a person.
pub(super) fn delete(sim: &Sim, turn: &Turn, who: u8) -> Result<Ran, Found> {
    let id = person(sim, turn, who);
    let mut after = turn.state().clone();
    let wanted = match present(turn.state(), id) {
        Some(person) if person.user.synced || is_last_admin(turn.state(), person) => Status::Refused,
        Some(_) => Status::Changed,
        None => Status::Refused,
    };
    let mut taken: Vec<(Timestamp, ProductChoice)> = Vec::new();
    if wanted == Status::Changed {
        for delta in rules::delete(&mut after, &turn.catalog, id, turn.now) {
            if let (Some(held), PoolId::ORGANIZATION) = (delta.before, delta.place.1) {
                taken.push((held.since, ProductChoice { sku: delta.place.0, disabled: held.off }));
            }
        }
    }
    taken.sort();
    let answer = people::delete(turn.app(), &turn.system(), id);
    if let Ok(outcome) = &answer {
        agree("delete", &[outcome.status], &[wanted])?;
    }
    let deleted = wanted == Status::Changed;
    let mut ran = turn.once(answer.map(|outcome| told(&[outcome])), after, usize::from(deleted));
    if deleted {
        ran.after.push(After::Deleted(id, taken.into_iter().map(|(_, choice)| choice).collect()));
    }
    Ok(ran)
}

/// Restores a person. Which licences come back is read back and then judged: as many as the rules allow.
pub(super) fn restore(
    sim: &Sim,
    turn: &Turn,
    who: u8,
    licenses: bool,
    renamed: Option<u8>,
) -> Result<Ran, Found> {
    let id = person(sim, turn, who);
    let upn = renamed.map(|name| turn.upn(&format!("r{name}")));
    let known = turn.state().people.get(&id).filter(|person| person.user.deleted_at.is_some());
    let answer = people::restore(turn.app(), &turn.system(), id, upn.clone(), licenses);
    let Some(known) = known else {
        return match answer {
            Ok(outcome) => Err(("answers-agree", format!("nobody was restored: {outcome:?}"))),
            Err(error) => Ok(turn.once(Err(error), turn.state().clone(), 0)),
        };
    };
    let upn = upn.unwrap_or_else(|| known.user.upn.clone());
    let taken = is_taken(turn.state(), &upn, id);
    let wanted = if taken { Status::Refused } else { Status::Changed };
    let mut after = turn.state().clone();
    if !taken {
        let choices = match licenses {
            true => sim.memories[turn.tenant].deletions.get(&id).cloned().unwrap_or_default(),
            false => Vec::new(),
        };
        let back = chosen(sim, turn, id, &choices, matches!(&answer, Ok(o) if o.status == Status::Changed))?;
        if let Some(person) = after.people.get_mut(&id) {
            person.user.deleted_at = None;
            person.user.upn = upn;
        }
        rules::give_back(&mut after, id, &back, turn.now);
        if let Some(person) = after.people.get_mut(&id) {
            rules::follow(&turn.catalog, person, Life::Restored, turn.now);
        }
    }
    if let Ok(outcome) = &answer {
        agree("restore", &[outcome.status], &[wanted])?;
    }
    Ok(turn.once(answer.map(|outcome| told(&[outcome])), after, usize::from(!taken)))
}

/// The licences that came back, as the rows say; none that could have come may be missing (25.2).
fn chosen(
    sim: &Sim,
    turn: &Turn,
    id: UserId,
    choices: &[ProductChoice],
    answered: bool,
) -> Result<Vec<ProductChoice>, Found> {
    let scan = Scan::key(AssignmentRow::TABLE, User::key(turn.id, &id), 1 << 20);
    let rows =
        AssignmentRow::scan(sim.server.store().inner(), &scan).map_err(|e| ("store", e.to_string()))?;
    let (came, missing): (Vec<ProductChoice>, Vec<ProductChoice>) =
        choices.iter().cloned().partition(|c| rows.iter().any(|row| row.assignment.key.sku == c.sku));
    if !answered {
        return Ok(came);
    }
    let mut state = turn.state().clone();
    rules::give_back(&mut state, id, &came, turn.now);
    for choice in &missing {
        let person = &state.people[&id];
        if rules::could_hold(&state, &turn.catalog, person, choice) {
            return Err(("25.2-restore-gives-back", format!("{id} could have had {choice:?} back")));
        }
    }
    Ok(came)
}

/// Deletes a deleted person for good.
pub(super) fn purge(sim: &Sim, turn: &Turn, who: u8) -> Result<Ran, Found> {
    let id = person(sim, turn, who);
    let mut after = turn.state().clone();
    let deleted = after.people.get(&id).is_some_and(|person| person.user.deleted_at.is_some());
    if deleted {
        after.people.remove(&id);
    }
    let answer = people::purge(turn.app(), &turn.system(), id);
    if let Ok(outcome) = &answer {
        let wanted = if deleted { Status::Changed } else { Status::Refused };
        agree("purge", &[outcome.status], &[wanted])?;
    }
    Ok(turn.once(answer.map(|outcome| told(&[outcome])), after, usize::from(deleted)))
}
