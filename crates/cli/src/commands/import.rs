//! `reseat user import`: a file in small requests, safe to interrupt and to repeat.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use reseat_client::reseat::{ImportRow, PeopleImport, PeopleImportCounts};

use crate::args::{Format, ImportArgs};
use crate::csv_chunks::{Chunk, cut};
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
    session.needs_reseat("import of people")?;
    let bytes = std::fs::read(&args.file).map_err(|e| Failure::file(&args.file, &e))?;
    let chunks = cut(&bytes, CHUNK_ROWS)
        .map_err(|e| Failure::new(Exit::Local, format!("{}: {e}", args.file.display())))?;
    if chunks.is_empty() {
        return Err(Failure::usage(format!("{} holds no rows", args.file.display()))
            .next("the first row names the columns, such as Username, First name, Last name, Display name"));
    }
    let mut report = args.report.as_deref().map(new_report).transpose()?;
    let mut whole = PeopleImport { dry_run: args.dry_run, ..PeopleImport::default() };
    let stopped = session.interruptible(|session| send(session, &chunks, &mut whole, &mut report));
    show(session, &whole, args.report.as_deref())?;
    stopped?;
    Ok(if whole.counts.refused > 0 { Exit::SomeRefused } else { Exit::Done })
}

/// Sends chunk by chunk. What was answered is in `whole` and in the report file even when a later chunk fails.
fn send(
    session: &mut Session<'_, '_>,
    chunks: &[Chunk],
    whole: &mut PeopleImport,
    report: &mut Option<(File, &Path)>,
) -> Result<(), Failure> {
    let total = chunks.iter().map(|chunk| chunk.rows).sum();
    let bar = progress::bar(session.ui, total, session.ui.lang.pick("Rows", "行"));
    for chunk in chunks {
        if session.interrupts.pressed() {
            bar.abandon();
            return Err(Failure::new(
                Exit::Interrupted,
                format!("left after {} of {total} rows", whole.rows.len()),
            )
            .next("run the same command again: rows that are done are left alone"));
        }
        let answer = session.client.reseat().import_people(chunk.bytes.clone(), whole.dry_run)?;
        let rows = in_file(answer, chunk.line_offset, &mut whole.counts);
        if let Some((file, path)) = report {
            let first = whole.rows.is_empty();
            let bytes = sheet(Lang::En, &rows).csv_page(first)?;
            file.write_all(&bytes).and_then(|()| file.flush()).map_err(|e| Failure::file(path, &e))?;
        }
        whole.rows.extend(rows);
        bar.inc(chunk.rows);
    }
    bar.finish_and_clear();
    Ok(())
}

fn in_file(answer: PeopleImport, line_offset: u64, counts: &mut PeopleImportCounts) -> Vec<ImportRow> {
    counts.created += answer.counts.created;
    counts.updated += answer.counts.updated;
    counts.unchanged += answer.counts.unchanged;
    counts.refused += answer.counts.refused;
    // Line 1 is the header, in the chunk as in the file.
    let line = |line: u64| if line > 1 { line + line_offset } else { line };
    answer.rows.into_iter().map(|row| ImportRow { line: line(row.line), ..row }).collect()
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
        sheet.row(vec![
            row.line.to_string(),
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
