//! Directory roles (25.25).

use reseat_app::{roles as app_roles, tenant};
use reseat_authz::roles;
use reseat_model::RoleId;
use reseat_model::outcome::Status;

use super::people::signed_out;
use super::{Found, Turn, agree, person, present, told};
use crate::run::{Ran, Sim};
use crate::state::{Person, State};

const ROLES: [RoleId; 4] = [
    roles::GLOBAL_ADMINISTRATOR,
    roles::LICENSE_ADMINISTRATOR,
    roles::USER_ADMINISTRATOR,
    roles::GLOBAL_READER,
];

fn is_admin(person: &Person) -> bool {
    let user = &person.user;
    user.account_enabled && user.deleted_at.is_none() && person.roles.contains(&roles::GLOBAL_ADMINISTRATOR)
}

/// Whether nobody else may do everything.
pub(super) fn is_last_admin(state: &State, person: &Person) -> bool {
    is_admin(person) && state.people.values().filter(|other| is_admin(other)).count() == 1
}

/// Gives a role.
pub(super) fn grant(sim: &Sim, turn: &Turn, who: u8, role: u8) -> Result<Ran, Found> {
    let (id, role) = (person(sim, turn, who), ROLES[usize::from(role) % ROLES.len()]);
    let mut after = turn.state().clone();
    let wanted = match present(turn.state(), id) {
        None => Status::Refused,
        Some(known) if known.roles.contains(&role) => Status::Unchanged,
        Some(_) => Status::Changed,
    };
    if wanted == Status::Changed {
        after.people.entry(id).and_modify(|person| {
            person.roles.insert(role);
        });
    }
    let answer = app_roles::grant(turn.app(), &turn.system(), id, role);
    if let Ok(outcome) = &answer {
        agree("grant", &[outcome.status], &[wanted])?;
    }
    let records = usize::from(wanted == Status::Changed);
    Ok(turn.once(answer.map(|outcome| told(&[outcome])), after, records))
}

/// Takes a role.
pub(super) fn revoke(sim: &Sim, turn: &Turn, who: u8, role: u8) -> Result<Ran, Found> {
    let (id, role) = (person(sim, turn, who), ROLES[usize::from(role) % ROLES.len()]);
    let mut after = turn.state().clone();
    let wanted = match turn.state().people.get(&id) {
        None => Status::Refused,
        Some(known) if !known.roles.contains(&role) => Status::Unchanged,
        Some(known) if role == roles::GLOBAL_ADMINISTRATOR && is_last_admin(turn.state(), known) => {
            Status::Refused
        }
        Some(_) => Status::Changed,
    };
    if wanted == Status::Changed {
        after.people.entry(id).and_modify(|person| {
            person.roles.remove(&role);
        });
    }
    let answer = app_roles::revoke(turn.app(), &turn.system(), id, role);
    if let Ok(outcome) = &answer {
        agree("revoke", &[outcome.status], &[wanted])?;
    }
    let records = usize::from(wanted == Status::Changed);
    Ok(turn.once(answer.map(|outcome| told(&[outcome])), after, records))
}

/// The server's console gives the organisation an administrator again (design section 6).
pub(super) fn recover(sim: &Sim, turn: &Turn, who: u8) -> Result<Ran, Found> {
    let id = person(sim, turn, who);
    let mut after = turn.state().clone();
    let known = present(turn.state(), id);
    let mut records = 2;
    if let Some(known) = known {
        records += usize::from(!known.user.account_enabled);
        records += usize::from(!known.roles.contains(&roles::GLOBAL_ADMINISTRATOR));
        after.people.entry(id).and_modify(|person| {
            person.user.account_enabled = true;
            person.roles.insert(roles::GLOBAL_ADMINISTRATOR);
            signed_out(person, turn.wall);
            person.password = Some((turn.wall, true));
        });
    }
    let upn = turn.state().people.get(&id).map_or_else(|| turn.upn("nobody"), |p| p.user.upn.clone());
    // A deleted person's name may be another's by now.
    let found = turn.state().people.values().filter(|p| p.user.deleted_at.is_none());
    let named = found.into_iter().any(|person| person.user.upn == upn);
    if known.is_none() && named {
        return Ok(turn.refused("somebody else has the name"));
    }
    let answer = tenant::recover_admin(turn.app(), turn.id, &upn);
    Ok(turn.once(answer.map(|_| "recovered".to_owned()), after, records))
}
