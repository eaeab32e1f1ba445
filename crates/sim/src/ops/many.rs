//! Several people at once: properties, and people from a file.

use reseat_app::people::{ImportStatus, PeopleAnswer, PeopleEdit, import as app_import, update_many};
use reseat_model::outcome::Status;
use reseat_model::user::User;
use reseat_model::{UserId, fold::fold};

use super::people::{judge, newcomer, signed_out};
use super::{Found, Turn, agree, failure, people, present, statuses, told};
use crate::run::{Answer, Ran, Sim};
use crate::state::{State, placeholder};

/// What is set for several people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set {
    pub location: Option<bool>,
    pub enabled: Option<bool>,
    pub out: bool,
}

impl Set {
    fn location(self) -> Option<String> {
        self.location.map(|german| if german { "DE" } else { "FR" }.to_owned())
    }
}

/// Changes several people: their properties and their sessions in one commit.
pub(super) fn update(sim: &Sim, turn: &Turn, who: &[u8], set: &Set) -> Result<Ran, Found> {
    let users = people(sim, turn, who);
    let edit = PeopleEdit {
        usage_location: set.location(),
        account_enabled: set.enabled,
        revoke_sessions: set.out,
        reason: None,
    };
    let mut middle = turn.state().clone();
    let mut verdicts = Vec::new();
    for user in &users {
        verdicts.push(properties(&mut middle, *user, *set));
    }
    let mut records = verdicts.iter().filter(|status| **status == Status::Changed).count();
    let mut after = middle.clone();
    if set.out {
        for (user, status) in users.iter().zip(&mut verdicts).filter(|(_, s)| **s != Status::Refused) {
            after.people.entry(*user).and_modify(|person| signed_out(person, turn.wall));
            *status = Status::Changed;
            records += 1;
        }
    }
    let answer = match update_many(turn.app(), &turn.system(), &users, &edit, None) {
        Ok(PeopleAnswer::Job(_)) => return Err(("answers-agree", "a few people became a job".to_owned())),
        Ok(PeopleAnswer::Done(done)) => {
            agree("several people", &statuses(&done.outcomes), &verdicts)?;
            Answer::Done(told(&done.outcomes))
        }
        Err(error) => failure(&error),
    };
    Ok(Ran { answer, expect: turn.expect(vec![after]), records: Some(records), after: Vec::new() })
}

fn properties(state: &mut State, user: UserId, set: Set) -> Status {
    let Some(person) = present(state, user) else { return Status::Refused };
    let mut wanted = person.user.clone();
    if let Some(location) = set.location() {
        wanted.usage_location = Some(location);
    }
    wanted.account_enabled = set.enabled.unwrap_or(wanted.account_enabled);
    let status = judge(state, person, &wanted);
    if status == Status::Changed {
        state.people.entry(user).and_modify(|person| person.user = wanted);
    }
    status
}

/// Imports people: those who are there are changed, others created.
pub(super) fn import(turn: &Turn, rows: &[u8]) -> Result<Ran, Found> {
    let mut csv = "Username,Display name,Usage location\n".to_owned();
    let mut after = turn.state().clone();
    let (mut wanted, mut records, mut seen) = (Vec::new(), 0, Vec::new());
    for (place, name) in rows.iter().enumerate() {
        let upn = turn.upn(&format!("n{name}"));
        csv.push_str(&format!("{upn},Imported {name},DE\n"));
        let status = if seen.contains(name) {
            ImportStatus::Refused
        } else {
            row(turn, &mut after, &upn, *name, placeholder(place))
        };
        seen.push(*name);
        records += usize::from(matches!(status, ImportStatus::Created | ImportStatus::Updated));
        wanted.push(status);
    }
    let answer = app_import(turn.app(), &turn.system(), csv.as_bytes(), false);
    let answer = match answer {
        Ok(report) => {
            let found: Vec<ImportStatus> = report.rows.iter().map(|row| row.status).collect();
            if found != wanted {
                return Err(("answers-agree", format!("import: {found:?}, the model says {wanted:?}")));
            }
            Ok(format!("{found:?}"))
        }
        Err(error) => Err(error),
    };
    Ok(turn.once(answer, after, records))
}

fn row(turn: &Turn, state: &mut State, upn: &str, name: u8, id: UserId) -> ImportStatus {
    let mut present = state.people.values_mut().filter(|person| person.user.deleted_at.is_none());
    let Some(known) = present.find(|person| fold(&person.user.upn) == fold(upn)) else {
        let user = User {
            id,
            upn: upn.to_owned(),
            display_name: format!("Imported {name}"),
            mail_nickname: Some(format!("n{name}")),
            usage_location: Some("DE".to_owned()),
            account_enabled: true,
            created_at: turn.now,
            ..User::default()
        };
        state.people.insert(id, newcomer(user, Some((turn.wall, true))));
        return ImportStatus::Created;
    };
    let before = known.user.clone();
    known.user.display_name = format!("Imported {name}");
    known.user.usage_location = Some("DE".to_owned());
    if known.user == before { ImportStatus::Unchanged } else { ImportStatus::Updated }
}
