//! `reseat user block | unblock | set-location | revoke-sessions`: the same for many people.

use std::collections::HashSet;

use reseat_client::graph::UserQuery;
use reseat_client::reseat::{
    Counts, Message, PEOPLE_UPDATE_MAX, PeopleUpdate, PeopleUpdated, PersonOutcome, UserRef,
};

use super::license::PAGE;
use crate::args::{Format, UpdateArgs};
use crate::change::exit_of;
use crate::exit::{Exit, Failure, Outcome};
use crate::lang::Lang;
use crate::people_choice::{self, Chosen};
use crate::progress;
use crate::render::{Tense, counts_line};
use crate::report::{self, People};
use crate::session::Session;

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Sign-in blocked.
    Block,
    /// Sign-in allowed.
    Unblock,
    /// The usage location set.
    Location(String),
    /// Signed out everywhere.
    SignOut,
}

/// Somebody, and whether they are already as they shall be.
struct Found {
    user: UserRef,
    already: bool,
}

impl Deed {
    fn question(&self, lang: Lang, people: usize) -> String {
        let who = match (lang, people) {
            (Lang::En, 1) => "1 person".to_owned(),
            (Lang::En, n) => format!("{n} people"),
            (Lang::Zh, n) => format!(" {n} 个用户"),
        };
        match (lang, self) {
            (Lang::En, Self::Block) => format!("Block sign-in of {who}?"),
            (Lang::En, Self::Unblock) => format!("Allow sign-in of {who}?"),
            (Lang::En, Self::Location(code)) => format!("Set the usage location of {who} to {code}?"),
            (Lang::En, Self::SignOut) => format!("Sign {who} out everywhere?"),
            (Lang::Zh, Self::Block) => format!("阻止{who}登录？"),
            (Lang::Zh, Self::Unblock) => format!("允许{who}登录？"),
            (Lang::Zh, Self::Location(code)) => format!("将{who}的使用位置设置为 {code}？"),
            (Lang::Zh, Self::SignOut) => format!("让{who}从所有设备注销？"),
        }
    }

    fn is_so(&self, enabled: bool, location: Option<&str>) -> bool {
        match self {
            Self::Block => !enabled,
            Self::Unblock => enabled,
            Self::Location(code) => location.is_some_and(|now| now.eq_ignore_ascii_case(code)),
            Self::SignOut => false,
        }
    }

    fn request(&self, ids: &[String], reason: Option<&String>) -> PeopleUpdate {
        let mut update =
            PeopleUpdate { ids: ids.to_vec(), reason: reason.cloned(), ..PeopleUpdate::default() };
        match self {
            Self::Block => update.account_enabled = Some(false),
            Self::Unblock => update.account_enabled = Some(true),
            Self::Location(code) => update.usage_location = Some(code.clone()),
            Self::SignOut => update.revoke_sessions = true,
        }
        update
    }
}

/// Does it, or shows whom it would concern.
pub fn run(session: &mut Session<'_, '_>, deed: &Deed, args: &UpdateArgs) -> Outcome {
    session.needs_reseat("change of several people at once")?;
    let chosen = people_choice::choose(&args.people, &[], session.input)?;
    let (found, unknown) = session.interruptible(|session| find(session, deed, chosen))?;
    if args.options.dry_run || found.is_empty() {
        return foreseen(session, &found, unknown);
    }
    if !args.options.yes {
        let question = deed.question(session.ui.lang, found.len());
        if !session.confirm(&question, found.len() as u64)? {
            session.ui.note(session.ui.lang.pick("Nothing was changed.", "未做任何更改。"));
            return Ok(Exit::Done);
        }
    }
    let ids: Vec<String> = found.into_iter().map(|found| found.user.id).collect();
    let (mut done, sets) =
        session.interruptible(|session| apply(session, deed, &ids, args.options.reason.as_ref()))?;
    done.counts.refused += unknown.len() as u64;
    done.people.extend(unknown);
    show(session, Tense::Did, &done)?;
    for id in sets {
        let head = session.ui.lang.pick("In the history:", "历史记录：");
        session.ui.note(&format!("{head} reseat change show {id}"));
    }
    Ok(exit_of(&done.counts))
}

/// Looks people up: those there are, and results for names that nobody has.
fn find(
    session: &mut Session<'_, '_>,
    deed: &Deed,
    chosen: Chosen,
) -> Result<(Vec<Found>, Vec<PersonOutcome>), Failure> {
    let accounts = match chosen {
        Chosen::Accounts(accounts) => accounts,
        Chosen::Matching(filter) => return Ok((matching(session, deed, filter)?, Vec::new())),
        Chosen::Holders { skus, filter } => {
            let filter = people_choice::holders_filter(&skus, filter.as_deref());
            return Ok((matching(session, deed, filter)?, Vec::new()));
        }
    };
    let (mut found, mut unknown, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    let bar = progress::bar(session.ui, accounts.len() as u64, session.ui.lang.pick("People", "用户"));
    for account in accounts {
        stop(session, "nothing was changed")?;
        match session.client.reseat().person(&account) {
            Ok(person) if seen.insert(person.user.id.clone()) => {
                let already = deed.is_so(person.account_enabled, person.usage_location.as_deref());
                found.push(Found { user: person.user, already });
            }
            Ok(_) => {}
            Err(error) if error.status() == Some(404) => unknown.push(nobody(account)),
            Err(error) => return Err(error.into()),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok((found, unknown))
}

fn matching(session: &Session<'_, '_>, deed: &Deed, filter: String) -> Result<Vec<Found>, Failure> {
    let query = UserQuery { filter: Some(filter), top: Some(PAGE), advanced: true, ..UserQuery::default() };
    let users = session.client.graph().users(&query).all()?;
    let found = users.into_iter().map(|user| Found {
        already: deed.is_so(user.account_enabled.unwrap_or(true), user.usage_location.as_deref()),
        user: UserRef {
            id: user.id,
            display_name: user.display_name.unwrap_or_default(),
            user_principal_name: user.user_principal_name,
        },
    });
    Ok(found.collect())
}

fn nobody(account: String) -> PersonOutcome {
    PersonOutcome {
        user: UserRef { user_principal_name: account, ..UserRef::default() },
        status: "refused".to_owned(),
        reasons: vec![Message { code: "userNotFound".to_owned(), ..Message::default() }],
        ..PersonOutcome::default()
    }
}

/// What a dry run can say: who is there and who is already so. Rights are checked by whoever does it.
fn foreseen(session: &mut Session<'_, '_>, found: &[Found], unknown: Vec<PersonOutcome>) -> Outcome {
    let known = found.iter().map(|found| {
        let status = if found.already { "unchanged" } else { "changed" };
        PersonOutcome { user: found.user.clone(), status: status.to_owned(), ..PersonOutcome::default() }
    });
    let people: Vec<_> = known.chain(unknown).collect();
    let of = |status: &str| people.iter().filter(|outcome| outcome.status == status).count() as u64;
    let counts = Counts { changed: of("changed"), unchanged: of("unchanged"), refused: of("refused") };
    show(session, Tense::Would, &PeopleUpdated { change_set_id: None, counts, people })?;
    session.ui.note(session.ui.lang.pick("Nothing was changed.", "未做任何更改。"));
    Ok(exit_of(&counts))
}

/// Sends people in requests of the size that the server takes.
fn apply(
    session: &mut Session<'_, '_>,
    deed: &Deed,
    ids: &[String],
    reason: Option<&String>,
) -> Result<(PeopleUpdated, Vec<String>), Failure> {
    let (mut whole, mut sets) = (PeopleUpdated::default(), Vec::new());
    let bar = progress::bar(session.ui, ids.len() as u64, session.ui.lang.pick("People", "用户"));
    for part in ids.chunks(PEOPLE_UPDATE_MAX) {
        stop(session, &format!("{} of {} people are done", whole.people.len(), ids.len()))?;
        let done = session.client.reseat().update_people(&deed.request(part, reason))?;
        whole.counts.changed += done.counts.changed;
        whole.counts.unchanged += done.counts.unchanged;
        whole.counts.refused += done.counts.refused;
        whole.people.extend(done.people);
        sets.extend(done.change_set_id);
        bar.inc(part.len() as u64);
    }
    bar.finish_and_clear();
    if let [only] = sets.as_slice() {
        whole.change_set_id = Some(only.clone());
    }
    Ok((whole, sets))
}

fn stop(session: &Session<'_, '_>, so_far: &str) -> Result<(), Failure> {
    if !session.interrupts.pressed() {
        return Ok(());
    }
    Err(Failure::new(Exit::Interrupted, format!("left with Ctrl-C; {so_far}"))
        .next("run the same command again: people who are done are left alone"))
}

fn show(session: &mut Session<'_, '_>, tense: Tense, done: &PeopleUpdated) -> Result<(), Failure> {
    if session.ui.format == Format::Json {
        return Ok(session.ui.json(done)?);
    }
    report::people(session, tense, People::Here(&done.people), &done.counts)?;
    let line = counts_line(session.ui.lang, tense, &done.counts);
    Ok(session.ui.line(&format!("\n{line}"))?)
}
