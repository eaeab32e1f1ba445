//! `reseat user import`: a file in small requests, safe to interrupt and to repeat.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use reseat_client::reseat::{ImportRow, PeopleImport, PeopleImportCounts};
use reseat_formats::people::parse_people;

use super::import_graph;
use super::import_twice::repeated;
use crate::args::{Format, ImportArgs};
use crate::csv_chunks::{cut, without};
use crate::exit::{Exit, Failure, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet};
use crate::progress;
use crate::render::result;
use crate::session::Session;

/// Rows in one request: small enough that an interruption loses little and the bar moves.
const CHUNK_ROWS: usize = 200;
/// Rows without news that a terminal gets.
const ROWS_SHOWN: usize = 20;

/// `reseat user import`
pub fn people(session: &mut Session<'_, '_>, args: &ImportArgs) -> Outcome {
    let reseat = session.is_reseat()?;
    let bytes = std::fs::read(&args.file).map_err(|e| Failure::file(&args.file, &e))?;
    if std::str::from_utf8(&bytes).is_err() {
        return Err(Failure::usage(format!("{} is not UTF-8", args.file.display()))
            .next("save it as 'CSV UTF-8' and try again; nothing was changed"));
    }
    let report = args.report.as_deref().map(new_report).transpose()?;
    let mut done = Done { report, whole: PeopleImport { dry_run: args.dry_run, ..PeopleImport::default() } };
    let stopped = session.interruptible(|session| match reseat {
        true => in_chunks(session, &bytes, &args.file, &mut done),
        false => import_graph::one_by_one(session, &bytes, &mut done),
    });
    if done.whole.rows.is_empty() {
        stopped?;
        return Err(Failure::usage(format!("{} holds no rows", args.file.display()))
            .next("the first row names the columns, such as Username, First name, Last name, Display name"));
    }
    show(session, &done.whole, args.report.as_deref())?;
    stopped?;
    Ok(if done.whole.counts.refused > 0 { Exit::SomeRefused } else { Exit::Done })
}

/// What was done so far: in memory for the screen, in the report file for whatever happens next.
pub(super) struct Done<'p> {
    report: Option<(File, &'p Path)>,
    pub(super) whole: PeopleImport,
}

impl Done<'_> {
    /// Takes results of some rows.
    pub(super) fn take(&mut self, rows: Vec<ImportRow>) -> Result<(), Failure> {
        if let Some((file, path)) = &mut self.report {
            let bytes = sheet(Lang::En, &rows).csv_page(self.whole.rows.is_empty())?;
            file.write_all(&bytes).and_then(|()| file.flush()).map_err(|e| Failure::file(path, &e))?;
        }
        for row in &rows {
            let counts = &mut self.whole.counts;
            match row.status.as_str() {
                "created" => counts.created += 1,
                "updated" => counts.updated += 1,
                "unchanged" => counts.unchanged += 1,
                _ => counts.refused += 1,
            }
        }
        self.whole.rows.extend(rows);
        Ok(())
    }
}

/// Why an import ends before its end.
pub(super) fn left(done: usize, total: u64) -> Failure {
    Failure::new(Exit::Interrupted, format!("left after {done} of {total} rows"))
        .next("run the same command again: rows that are done are left alone")
}

/// Sends chunk by chunk to a Reseat server.
fn in_chunks(
    session: &mut Session<'_, '_>,
    bytes: &[u8],
    file: &Path,
    done: &mut Done<'_>,
) -> Result<(), Failure> {
    let mut twice = repeated(&parse_people(bytes).rows);
    let chunks = without(bytes, &twice.keys().copied().collect())
        .and_then(|once| cut(&once, CHUNK_ROWS))
        .map_err(|e| Failure::new(Exit::Local, format!("{}: {e}", file.display())))?;
    let total = chunks.iter().map(|chunk| chunk.rows).sum();
    let bar = progress::bar(session.ui, total, session.ui.lang.pick("Rows", "行"));
    for chunk in chunks {
        if session.interrupts.pressed() {
            bar.finish_and_clear();
            return Err(left(done.whole.rows.len(), total));
        }
        let answer = session.client.reseat().import_people(chunk.bytes, done.whole.dry_run)?;
        // A fault in the header concerns every chunk alike: once is enough.
        let whole_file = !answer.rows.is_empty() && answer.rows.iter().all(|row| row.line <= 1);
        let line = |line: u64| if line > 1 { line + chunk.line_offset } else { line };
        let mut rows: Vec<_> =
            answer.rows.into_iter().map(|row| ImportRow { line: line(row.line), ..row }).collect();
        // Rows that are not sent are told in their places.
        let last = rows.iter().map(|row| row.line).max().unwrap_or_default();
        let later = twice.split_off(&last);
        rows.extend(std::mem::replace(&mut twice, later).into_values());
        rows.sort_by_key(|row| row.line);
        done.take(rows)?;
        bar.inc(chunk.rows);
        if whole_file {
            break;
        }
    }
    bar.finish_and_clear();
    done.take(twice.into_values().collect())
}

/// A report holds first passwords: a new file, for its owner only, and never over an older report.
fn new_report(path: &Path) -> Result<(File, &Path), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(|e| {
        Failure::file(path, &e)
            .next("a report is never written over an older one, which may hold first passwords")
    })?;
    Ok((file, path))
}

fn sheet(lang: Lang, rows: &[ImportRow]) -> Sheet {
    let columns = vec![
        Column::number("line", lang.pick("Line", "行")),
        Column::text("userPrincipalName", lang.pick("Person", "用户")).keep(),
        Column::hidden("status"),
        Column::words(lang.pick("Result", "结果")),
        Column::hidden("userId"),
        Column::text("temporaryPassword", lang.pick("First password", "初始密码")).keep(),
        Column::text("problem", lang.pick("Why", "原因")),
    ];
    let mut sheet = Sheet::new(columns, "");
    for row in rows {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let line = if row.line == 0 { "-".to_owned() } else { row.line.to_string() };
        sheet.row(vec![
            line,
            text(&row.user_principal_name),
            row.status.clone(),
            result(lang, &row.status),
            text(&row.user_id),
            text(&row.temporary_password),
            text(&row.problem),
        ]);
    }
    sheet
}

fn show(session: &mut Session<'_, '_>, whole: &PeopleImport, report: Option<&Path>) -> Result<(), Failure> {
    let lang = session.ui.lang;
    if session.ui.format != Format::Table {
        return Ok(session.ui.list(&sheet(lang, &whole.rows), whole)?);
    }
    // Passwords are told only once, so without a report file every new person is listed.
    let matters =
        |row: &&ImportRow| row.status == "refused" || (report.is_none() && row.temporary_password.is_some());
    let few = whole.rows.len() <= ROWS_SHOWN;
    let rows: Vec<_> = whole.rows.iter().filter(|row| few || matters(row)).cloned().collect();
    session.ui.out.write_all(sheet(lang, &rows).table(session.ui.width, session.ui.color).as_bytes())?;
    let PeopleImportCounts { created, updated, unchanged, refused } = whole.counts;
    session.ui.line(&match lang {
        Lang::En => {
            format!("\nCreated: {created}. Updated: {updated}. Unchanged: {unchanged}. Refused: {refused}.")
        }
        Lang::Zh => {
            format!("\n已创建：{created}。已更新：{updated}。未更改：{unchanged}。已拒绝：{refused}。")
        }
    })?;
    if whole.dry_run {
        session.ui.note(lang.pick("This was a dry run: nothing was changed.", "这是试运行：未做任何更改。"));
    }
    if let Some(path) = report {
        session.ui.note(&format!("{} {}", lang.pick("Report:", "报告："), path.display()));
    }
    Ok(())
}
