//! Importing people from rows of the admin centre's template: idempotent, so that an interrupted import run again ends
//! as if it had not been.

use std::collections::HashMap;

use reseat_authz::Action;
use reseat_formats::people::{ParsedPeople, PersonRow, parse_people};
use reseat_formats::{Problem, words};
use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::fold::fold;
use reseat_model::outcome::{Outcome, Status};
use reseat_model::reason::{Param, Reason};
use reseat_model::system::Credential;
use reseat_model::tenant::Language;
use reseat_model::user::User;
use reseat_model::{UserId, limits};
use reseat_store::{Batch, Change, Record};

use super::validate::{FieldError, validate_user};
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::identity::password::draw;
use crate::query::user_by_upn;
use crate::writer::Submission;

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportStatus {
    /// A new person.
    Created,
    /// A known person with other values.
    Updated,
    /// A known person with these values already.
    Unchanged,
    /// Left out; the problem says why.
    Refused,
}

/// One row's result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The line in the file.
    pub line: Option<u64>,
    /// The sign-in name, if it could be read.
    pub upn: String,
    /// What became of it.
    pub status: ImportStatus,
    /// Who it is.
    pub user: Option<UserId>,
    /// The password of a new account, to be changed at the first sign-in; shown once.
    pub temporary_password: Option<String>,
    /// Why it was left out and what to do. Codes are those of [`ParsedPeople::problems`] and of
    /// [`FieldError::code`](super::FieldError::code), `signInNameTwice` with the `line` of the first, and those of
    /// [`Reason::CODES`].
    pub problem: Option<Problem>,
}

/// What an import did or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Nothing was written.
    pub dry_run: bool,
    /// Rows in the order of the file.
    pub rows: Vec<ImportRow>,
}

/// Rows in one request; clients send larger files in parts.
const ROWS_MAX: usize = 1_000;

/// A row that will be decided, and where its result goes.
struct Pending {
    place: usize,
    command: Command,
}

/// Imports people. Wrong rows are reported, the rest is kept.
///
/// # Errors
/// When the caller may not, nothing in the file can be read, there are too many rows, or writing fails.
pub fn import(app: &App, call: &Call, csv: &[u8], dry_run: bool) -> Result<ImportReport, AppError> {
    call.grant(Action::UserCreate)?;
    call.grant(Action::UserUpdate)?;
    let ParsedPeople { rows: parsed, problems } = parse_people(csv);
    if parsed.len() > ROWS_MAX {
        let rows = parsed.len();
        return Err(AppError::invalid(format!(
            "one request takes at most {ROWS_MAX} rows, not {rows}; send parts"
        )));
    }
    // Rows that are all wrong are told one by one; a fault of the header concerns the whole file.
    let wrong_rows = problems.iter().any(|problem| problem.line.is_some_and(|line| line > 1));
    if parsed.is_empty() && !wrong_rows {
        let why = problems.first().map_or_else(|| "it has no rows".to_owned(), ToString::to_string);
        return Err(AppError::invalid(format!("nothing in the file can be imported: {why}")));
    }
    let mut rows: Vec<ImportRow> = Vec::new();
    let mut pending = Vec::new();
    let mut lines = HashMap::new();
    for row in &parsed {
        let first = *lines.entry(fold(&row.user_principal_name)).or_insert(row.line);
        let before = (first != row.line).then_some(first);
        plan(app, call, row, before, dry_run, &mut rows, &mut pending)?;
    }
    if !dry_run && !pending.is_empty() {
        let raced = carry_out(app, call, pending, &mut rows)?;
        look_again(app, call, &parsed, raced, &mut rows)?;
    }
    rows.extend(problems.iter().map(problem_row));
    rows.sort_by_key(|row| row.line);
    Ok(ImportReport { dry_run, rows })
}

/// Finds out what a row would do. `before` is the line on which its sign-in name stands already.
fn plan(
    app: &App,
    call: &Call,
    row: &PersonRow,
    before: Option<u64>,
    dry_run: bool,
    rows: &mut Vec<ImportRow>,
    pending: &mut Vec<Pending>,
) -> Result<(), AppError> {
    let known = user_by_upn(app.store.as_ref(), call.tenant, &fold(&row.user_principal_name))?;
    let mut after = known.clone().unwrap_or_else(|| new_user(app, row));
    fill(&mut after, row);
    let mut result = ImportRow {
        line: Some(row.line),
        upn: row.user_principal_name.clone(),
        status: ImportStatus::Refused,
        user: known.as_ref().map(|user| user.id),
        temporary_password: None,
        problem: None,
    };
    let problems = validate_user(&after);
    if let Some(first) = before {
        let text = format!("the same sign-in name is on line {first} already; keep one of the two rows");
        let values = [("line", first.to_string())];
        result.problem = Some(Problem::at(row.line, text).coded("signInNameTwice", values));
    } else if let Some(error) = problems.first() {
        result.problem = Some(unfit(row, error));
    } else if known.as_ref() == Some(&after) {
        result.status = ImportStatus::Unchanged;
    } else if known.as_ref().is_some_and(|user| user.synced) {
        let text = "mastered in an on-premises directory; change it there";
        result.problem = Some(Problem::at(row.line, text).coded(Reason::Synced.code(), []));
    } else {
        let new = known.is_none();
        result.status = if new { ImportStatus::Created } else { ImportStatus::Updated };
        result.user = (!new || !dry_run).then_some(after.id);
        let user = Box::new(after);
        let command = if new { Command::CreateUser { user } } else { Command::UpdateUser { user } };
        pending.push(Pending { place: rows.len(), command });
    }
    rows.push(result);
    Ok(())
}

fn new_user(app: &App, row: &PersonRow) -> User {
    let name = row.display_name.clone().unwrap_or_else(|| {
        let parts: Vec<&str> =
            [&row.given_name, &row.surname].into_iter().flatten().map(String::as_str).collect();
        parts.join(" ")
    });
    User {
        id: UserId(app.entropy.uuid()),
        upn: row.user_principal_name.clone(),
        display_name: if name.is_empty() { row.user_principal_name.clone() } else { name },
        mail_nickname: row.user_principal_name.split('@').next().map(str::to_owned),
        account_enabled: true,
        created_at: app.clock.now(),
        ..User::default()
    }
}

/// Takes over what the row says; an empty cell changes nothing.
fn fill(user: &mut User, row: &PersonRow) {
    let set = |to: &mut Option<String>, from: &Option<String>| {
        if from.is_some() {
            to.clone_from(from);
        }
    };
    if let Some(name) = &row.display_name {
        user.display_name.clone_from(name);
    }
    set(&mut user.given_name, &row.given_name);
    set(&mut user.surname, &row.surname);
    set(&mut user.job_title, &row.job_title);
    set(&mut user.department, &row.department);
    set(&mut user.office_location, &row.office_location);
    set(&mut user.business_phone, &row.business_phone);
    set(&mut user.mobile_phone, &row.mobile_phone);
    set(&mut user.fax_number, &row.fax_number);
    set(&mut user.street_address, &row.street_address);
    set(&mut user.city, &row.city);
    set(&mut user.state, &row.state);
    set(&mut user.postal_code, &row.postal_code);
    set(&mut user.country, &row.country);
    set(&mut user.usage_location, &row.usage_location);
    if let Some(enabled) = row.account_enabled {
        user.account_enabled = enabled;
    }
}

/// What is wrong with a property that the row sets.
fn unfit(row: &PersonRow, error: &FieldError) -> Problem {
    let value = match error.property {
        "userPrincipalName" => Some(row.user_principal_name.clone()),
        "usageLocation" => row.usage_location.clone(),
        _ => None,
    };
    let max = (error.code == "valueTooLong").then(|| limits::TEXT_CHARS_MAX.to_string());
    let column = Some(error.property.to_owned());
    let values = [("column", column), ("value", value), ("max", max)];
    let values = values.into_iter().filter_map(|(name, value)| Some((name, value?)));
    Problem::at(row.line, format!("{}: {}", error.property, error.message)).coded(error.code, values)
}

fn problem_row(problem: &Problem) -> ImportRow {
    ImportRow {
        line: problem.line,
        upn: String::new(),
        status: ImportStatus::Refused,
        user: None,
        temporary_password: None,
        problem: Some(problem.clone()),
    }
}

/// Rows whose sign-in name was taken between the look and the writing, for instance by the same rows of an import that
/// was interrupted a moment ago and is still being carried out: whoever has the name now is updated or left alone.
fn look_again(
    app: &App,
    call: &Call,
    parsed: &[PersonRow],
    raced: Vec<usize>,
    rows: &mut [ImportRow],
) -> Result<(), AppError> {
    let mut pending = Vec::new();
    for place in raced {
        let (mut result, mut planned) = (Vec::new(), Vec::new());
        plan(app, call, &parsed[place], None, false, &mut result, &mut planned)?;
        rows[place] = result.swap_remove(0);
        pending.extend(planned.into_iter().map(|row| Pending { place, ..row }));
    }
    if !pending.is_empty() {
        carry_out(app, call, pending, rows)?;
    }
    Ok(())
}

/// Writes the planned rows in one transaction. Answers the rows whose sign-in name somebody else took meanwhile.
fn carry_out(
    app: &App,
    call: &Call,
    pending: Vec<Pending>,
    rows: &mut [ImportRow],
) -> Result<Vec<usize>, AppError> {
    let meta = call.meta(app, Kind::CreateUser, Some("import of people".to_owned()));
    let wall = meta.recorded_at;
    let mut submission = Submission::new(call.tenant, meta, Vec::new());
    submission.append = call.join.is_some();
    let mut places = Vec::new();
    for Pending { place, command } in pending {
        if let Command::CreateUser { user } = &command {
            let (password, kept) =
                draw(app.entropy.as_ref()).map_err(|error| AppError::Failed(Box::new(error)))?;
            let credential =
                Credential { user: user.id, password: kept, must_change: true, valid_from: wall };
            let change = Change::Put(Credential::TABLE, credential.to_row(call.tenant));
            submission.rows_for.insert(user.id, Batch { preconditions: Vec::new(), changes: vec![change] });
            rows[place].temporary_password = Some(password);
        }
        submission.commands.push(command);
        places.push(place);
    }
    debug_assert!(submission.commands.len() <= limits::ATOMIC_USERS_MAX);
    let commit = app.writer.submit(submission)?;
    let mut raced = Vec::new();
    for (place, outcome) in places.into_iter().zip(&commit.outcomes) {
        settle(&mut rows[place], outcome);
        if outcome.reasons.iter().any(|reason| matches!(reason, Reason::UpnTaken { .. })) {
            raced.push(place);
        }
    }
    Ok(raced)
}

fn settle(row: &mut ImportRow, outcome: &Outcome) {
    match outcome.status {
        Status::Changed => {}
        Status::Unchanged => row.status = ImportStatus::Unchanged,
        Status::Refused => {
            row.status = ImportStatus::Refused;
            row.temporary_password = None;
            row.problem = outcome.reasons.first().map(|reason| refusal(row.line, reason));
        }
    }
}

/// Why the engine refused a row, in words.
fn refusal(line: Option<u64>, reason: &Reason) -> Problem {
    let text = |(name, param): (&'static str, Param)| match param {
        Param::Text(text) => Some((name, text)),
        Param::Number(number) => Some((name, number.to_string())),
        _ => None,
    };
    let values: Vec<(&'static str, String)> = reason.params().into_iter().filter_map(text).collect();
    let find = |name: &str| values.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
    let message = words::message(Language::En, reason.code()).map(|text| words::fill(text, find));
    let message = message.unwrap_or_else(|| reason.code().to_owned());
    Problem { line, ..Problem::whole(message) }.coded(reason.code(), values)
}
