//! Licence changes where only Microsoft Graph is spoken: one assignLicense per person, without a preview.

use reseat_client::Call;
use reseat_client::graph::{AssignedLicense, User, UserQuery};
use reseat_client::reseat::Counts;
use serde::Serialize;

use crate::exit::{Exit, Failure, Outcome};
use crate::output::{Column, Sheet};
use crate::people_choice::{Chosen, holders_filter};
use crate::progress;
use crate::render::{Tense, counts_line, result};
use crate::session::Session;

/// What to do to each person.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Take these products.
    Unassign(Vec<String>),
    /// Give these products.
    Assign(Vec<AssignedLicense>),
    /// Take every direct licence.
    UnassignAll,
    /// Exchange one product for another.
    Move(String, AssignedLicense),
}

/// One person and what is sent for them; nothing when there is nothing to do.
struct Step {
    person: String,
    add: Vec<AssignedLicense>,
    remove: Vec<String>,
}

/// A request as `--dry-run` shows it.
#[derive(Serialize)]
struct Request {
    method: &'static str,
    url: String,
    body: serde_json::Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    user_principal_name: String,
    status: &'static str,
    message: String,
}

/// Makes the change, or shows the requests it would send.
///
/// # Errors
/// When people cannot be read, nobody can be asked, or a request fails for another reason than this person's licences.
pub fn run(session: &mut Session<'_, '_>, edit: &Edit, chosen: Chosen, dry_run: bool, yes: bool) -> Outcome {
    let steps = steps(session, edit, chosen)?;
    if dry_run {
        return show_requests(session, &steps);
    }
    let active = steps.iter().filter(|step| !step.is_empty()).count() as u64;
    if active > 0 && !yes {
        let host = session.client.endpoints().graph().to_owned();
        let question = session.ui.lang.pick(
            "{host} cannot preview what follows. Send {n} requests?",
            "{host} 无法预览后果。是否发送 {n} 个请求？",
        );
        let question = question.replace("{host}", &host).replace("{n}", &active.to_string());
        if !session.confirm(&question, active)? {
            session.ui.note(session.ui.lang.pick("Nothing was changed.", "未做任何更改。"));
            return Ok(Exit::Done);
        }
    }
    session.interruptible(|session| send(session, &steps))
}

impl Step {
    fn is_empty(&self) -> bool {
        self.add.is_empty() && self.remove.is_empty()
    }
}

fn steps(session: &Session<'_, '_>, edit: &Edit, chosen: Chosen) -> Result<Vec<Step>, Failure> {
    let graph = session.client.graph();
    let needs_licenses = matches!(edit, Edit::UnassignAll | Edit::Move(..));
    let filter = match chosen {
        Chosen::Accounts(accounts) if !needs_licenses => {
            return Ok(accounts.into_iter().map(|account| step(edit, account, None)).collect());
        }
        Chosen::Accounts(accounts) => {
            let read = |account: String| graph.user(&account).map(|user| step(edit, account, Some(&user)));
            return Ok(accounts.into_iter().map(read).collect::<Result<_, _>>()?);
        }
        Chosen::Holders { skus, filter } => holders_filter(&skus, filter.as_deref()),
        Chosen::Matching(filter) => filter,
    };
    let users =
        graph.users(&UserQuery { filter: Some(filter), top: Some(999), ..UserQuery::default() }).all()?;
    Ok(users.iter().map(|user| step(edit, user.user_principal_name.clone(), Some(user))).collect())
}

fn step(edit: &Edit, person: String, user: Option<&User>) -> Step {
    let direct: Vec<String> = user.map(direct_licenses).unwrap_or_default();
    let (add, remove) = match edit {
        // People read from the server are asked only for what they hold directly; the rest is no fault of theirs.
        Edit::Unassign(skus) if user.is_some() => {
            (Vec::new(), skus.iter().filter(|sku| direct.contains(sku)).cloned().collect())
        }
        Edit::Unassign(skus) => (Vec::new(), skus.clone()),
        Edit::Assign(licenses) => (licenses.clone(), Vec::new()),
        Edit::UnassignAll => (Vec::new(), direct),
        Edit::Move(from, to) if direct.contains(from) => (vec![to.clone()], vec![from.clone()]),
        Edit::Move(..) => (Vec::new(), Vec::new()),
    };
    Step { person, add, remove }
}

fn direct_licenses(user: &User) -> Vec<String> {
    let direct = user.license_assignment_states.iter().filter(|state| state.assigned_by_group.is_none());
    direct.map(|state| state.sku_id.to_lowercase()).collect()
}

fn show_requests(session: &mut Session<'_, '_>, steps: &[Step]) -> Outcome {
    let mut requests = Vec::new();
    for step in steps.iter().filter(|step| !step.is_empty()) {
        let call: Call = session.client.graph().assign_license_call(&step.person, &step.add, &step.remove);
        let url = session.client.address(&call)?;
        let body = serde_json::from_slice(call.payload()).unwrap_or_default();
        requests.push(Request { method: call.method().as_str(), url, body });
    }
    if session.ui.is_table() {
        for request in &requests {
            session.ui.line(&format!("{} {}\n{}", request.method, request.url, request.body))?;
        }
        let note = session.ui.lang.pick(
            "{n} requests would be sent. This server cannot preview what follows.",
            "将发送 {n} 个请求。此服务器无法预览后果。",
        );
        session.ui.note(&note.replace("{n}", &requests.len().to_string()));
        return Ok(Exit::Done);
    }
    let columns = ["method", "url", "body"].map(|key| Column::text(key, key)).to_vec();
    let mut sheet = Sheet::new(columns, "");
    for request in &requests {
        sheet.row(vec![request.method.to_owned(), request.url.clone(), request.body.to_string()]);
    }
    session.ui.list(&sheet, &requests)?;
    Ok(Exit::Done)
}

fn send(session: &mut Session<'_, '_>, steps: &[Step]) -> Outcome {
    let bar = progress::bar(session.ui, steps.len() as u64, session.ui.lang.pick("People", "用户"));
    let (mut rows, mut counts, mut stopped) = (Vec::new(), Counts::default(), None);
    for step in steps {
        match send_one(session, step) {
            Ok(row) => rows.push(row),
            Err(failure) => {
                stopped = Some(failure);
                break;
            }
        }
        bar.inc(1);
        if session.interrupts.pressed() {
            let left = format!("left after {} of {} people", rows.len(), steps.len());
            stopped =
                Some(Failure::new(Exit::Interrupted, left).next("run the same command again for the rest"));
            break;
        }
    }
    bar.finish_and_clear();
    for row in &rows {
        match row.status {
            "changed" => counts.changed += 1,
            "unchanged" => counts.unchanged += 1,
            _ => counts.refused += 1,
        }
    }
    show(session, &rows, &counts)?;
    match stopped {
        Some(failure) => Err(failure),
        None if counts.refused > 0 => Ok(Exit::SomeRefused),
        None => Ok(Exit::Done),
    }
}

/// A refusal that concerns this person is a row; anything else (no network, no right) ends the command.
fn send_one(session: &Session<'_, '_>, step: &Step) -> Result<Row, Failure> {
    let row = |status, message: &str| {
        Ok(Row { user_principal_name: step.person.clone(), status, message: message.to_owned() })
    };
    if step.is_empty() {
        return row("unchanged", "");
    }
    match session.client.graph().assign_license(&step.person, &step.add, &step.remove) {
        Ok(_) => row("changed", ""),
        Err(error) => match error.api() {
            // Contract section 10, error 4: taking away what is not there leaves nothing to do.
            Some(api) if api.message.starts_with("User does not have a corresponding license") => {
                row("unchanged", &api.message)
            }
            Some(api) if matches!(api.status, 400 | 404 | 409) => row("refused", &api.message),
            _ => Err(error.into()),
        },
    }
}

fn show(session: &mut Session<'_, '_>, rows: &[Row], counts: &Counts) -> Result<(), Failure> {
    let lang = session.ui.lang;
    let columns = vec![
        Column::text("userPrincipalName", lang.pick("Person", "用户")).keep(),
        Column::hidden("status"),
        Column::words(lang.pick("Result", "结果")),
        Column::text("message", lang.pick("Why", "原因")),
    ];
    let mut sheet = Sheet::new(columns, lang.pick("Nobody is concerned.", "没有涉及任何用户。"));
    for row in rows {
        sheet.row(vec![
            row.user_principal_name.clone(),
            row.status.to_owned(),
            result(lang, row.status),
            row.message.clone(),
        ]);
    }
    session.ui.list(&sheet, rows)?;
    Ok(session.ui.line(&format!("\n{}", counts_line(lang, Tense::Did, counts)))?)
}
