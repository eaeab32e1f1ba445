//! `reseat audit verify | export | heads`

use std::fs::{File, OpenOptions};
use std::io::{BufReader, Write};
use std::path::Path;

use reseat_app::audit_trail::{Report, Resume, Verifier, VerifyOptions, resume, verify_export};
use reseat_client::reseat::SignedHead;

use crate::args::{AuditCommand, AuditExportArgs, AuditVerifyArgs, Format};
use crate::exit::{Exit, Failure, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet, Ui, minute};
use crate::server::audit::{export_data, verify_data};
use crate::session::Session;

/// Records asked for in one request.
const PAGE: u32 = 999;

/// `reseat audit ...`, with a server.
pub fn run(session: &mut Session<'_, '_>, command: AuditCommand) -> Outcome {
    session.needs_reseat("audit that can be verified")?;
    match command {
        AuditCommand::Verify(args) => verify_server(session, &args),
        AuditCommand::Export(AuditExportArgs { out: Some(path), .. }) => export_to(session, &path),
        AuditCommand::Export(_) => {
            pages(session, None, |session, text| Ok(session.ui.out.write_all(text.as_bytes())?))
        }
        AuditCommand::Heads { limit } => {
            let heads = session.client.reseat().audit_heads(limit.min(PAGE)).take_rows(limit as usize)?;
            session.ui.list(&heads_sheet(session.ui.lang, &heads), &heads)?;
            Ok(Exit::Done)
        }
    }
}

/// Every page of the export from a record on.
fn pages(
    session: &mut Session<'_, '_>,
    after: Option<String>,
    mut take: impl FnMut(&mut Session<'_, '_>, &str) -> Result<(), Failure>,
) -> Outcome {
    let mut after = after;
    loop {
        let page = session.client.reseat().audit_export(after.as_deref(), PAGE).map_err(gone)?;
        take(session, &page.text)?;
        if !page.more {
            return Ok(Exit::Done);
        }
        after = Some(last_record(&page.text)?);
    }
}

/// The id of the last record among some lines.
fn last_record(text: &str) -> Result<String, Failure> {
    use reseat_app::audit_trail::Line;
    let record = text.lines().rev().find_map(|line| match Line::read(line) {
        Ok(Line::Record(record)) => Some(record.place().to_string()),
        _ => None,
    });
    record.ok_or_else(|| Failure::new(Exit::Rejected, "the server's answer is no part of an audit export"))
}

fn gone(error: reseat_client::Error) -> Failure {
    Failure::unless_found(
        error,
        "the record after which the export should go on has gone by retention".to_owned(),
        "write the export into a new file",
    )
}

/// Writes the export into a file, or goes on with one that was broken off.
fn export_to(session: &mut Session<'_, '_>, path: &Path) -> Outcome {
    let failed = |error: std::io::Error| Failure::file(path, &error);
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let after = match resume(&mut BufReader::new(&mut file)).map_err(failed)? {
        Resume::Complete => {
            let message = format!("{} is a whole export already", path.display());
            return Err(Failure::new(Exit::Local, message).next("give the name of a new file"));
        }
        Resume::Begin if length > 0 => {
            let message = format!("{} is no export that could be gone on with", path.display());
            return Err(Failure::new(Exit::Local, message).next("give the name of a new file"));
        }
        Resume::Begin => None,
        Resume::After(keep, place) => {
            file.set_len(keep).map_err(failed)?;
            Some(place.to_string())
        }
    };
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).map_err(failed)?;
    pages(session, after, |_, text| file.write_all(text.as_bytes()).map_err(failed))?;
    file.sync_all().map_err(failed)?;
    session.ui.note(&format!("Written to {}. Check it with: reseat audit verify --file {0}", path.display()));
    Ok(Exit::Done)
}

/// Asks the server for everything and checks it here.
fn verify_server(session: &mut Session<'_, '_>, args: &AuditVerifyArgs) -> Outcome {
    let mut verifier = Verifier::new(options(args)?);
    pages(session, None, |_, text| {
        text.lines().for_each(|line| verifier.text(line));
        Ok(())
    })?;
    tell(session.ui, &verifier.finish(true))
}

/// `reseat audit verify` of a file or a data directory.
///
/// # Errors
/// When it cannot be read.
pub fn verify_here(ui: &mut Ui<'_>, args: &AuditVerifyArgs, tenant: Option<&str>) -> Outcome {
    let options = options(args)?;
    let report = match &args.file {
        Some(path) => {
            let file = File::open(path).map_err(|error| Failure::file(path, &error))?;
            verify_export(&mut BufReader::new(file), options).map_err(|error| Failure::file(path, &error))?
        }
        None => {
            let report = verify_data(&args.kept.data(), tenant, options);
            report.map_err(|error| Failure::new(Exit::Local, error.0))?
        }
    };
    tell(ui, &report)
}

/// `reseat audit export` of a data directory or database, deleted organizations too.
///
/// # Errors
/// When it cannot be read, or a server uses the directory.
pub fn export_here(ui: &mut Ui<'_>, args: &AuditExportArgs, tenant: Option<&str>) -> Outcome {
    export_data(&args.kept.data(), tenant, ui.out).map_err(|error| Failure::new(Exit::Local, error.0))?;
    Ok(Exit::Done)
}

fn options(args: &AuditVerifyArgs) -> Result<VerifyOptions, Failure> {
    let expect = args.expect_head.as_deref().map(str::parse).transpose().map_err(Failure::usage)?;
    Ok(VerifyOptions { expect, trusted: args.key.clone() })
}

/// Prints what was found.
fn tell(ui: &mut Ui<'_>, report: &Report) -> Outcome {
    match ui.format {
        Format::Json => ui.json(report)?,
        Format::Csv => ui.list(&problems_sheet(ui.lang, report), report)?,
        Format::Table => summary(ui, report)?,
    }
    Ok(if report.is_clean() { Exit::Done } else { Exit::SomeRefused })
}

fn summary(ui: &mut Ui<'_>, report: &Report) -> std::io::Result<()> {
    let lang = ui.lang;
    let place = |place: Option<reseat_app::audit_trail::Place>| {
        place.map_or_else(|| "-".to_owned(), |p| p.to_string())
    };
    for problem in &report.problems {
        let line =
            problem.line.map(|line| format!("{} {line}: ", lang.pick("line", "行"))).unwrap_or_default();
        ui.line(&format!("{line}{}", problem.text))?;
    }
    let facts = [
        (lang.pick("Organization", "组织"), report.tenant.clone().unwrap_or_default()),
        (lang.pick("Records checked", "已检查的记录"), report.records.to_string()),
        (lang.pick("From, to", "起止"), format!("{}, {}", place(report.first), place(report.last))),
        (lang.pick("Signed heads", "已签名的链头"), report.heads.to_string()),
        (lang.pick("Not signed yet", "尚未签名"), report.unsigned.to_string()),
        (lang.pick("Gone by retention up to", "因保留期已清除至"), place(report.pruned_to)),
        (lang.pick("Keys", "密钥"), report.keys.join(" ")),
        (
            lang.pick("Newest head", "最新链头"),
            report.newest_head.map(|head| head.to_string()).unwrap_or_default(),
        ),
    ];
    for (name, value) in facts {
        ui.line(&format!("{name}{}{value}", lang.pick(": ", "：")))?;
    }
    let verdict = match report.problem_count {
        0 => lang.pick("The audit is as it was written.", "审核日志与写入时一致。").to_owned(),
        n => format!(
            "{}{n}",
            lang.pick("The audit is NOT as it was written. Problems: ", "审核日志与写入时不一致。问题数：")
        ),
    };
    ui.line(&verdict)
}

fn problems_sheet(lang: Lang, report: &Report) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::text("kind", lang.pick("Problem", "问题")),
            Column::text("record", lang.pick("Record", "记录")),
            Column::number("line", lang.pick("Line", "行")),
            Column::text("text", lang.pick("What", "说明")),
        ],
        lang.pick("No problems.", "没有问题。"),
    );
    for problem in &report.problems {
        sheet.row(vec![
            format!("{:?}", problem.kind),
            problem.place.map(|place| place.to_string()).unwrap_or_default(),
            problem.line.map(|line| line.to_string()).unwrap_or_default(),
            problem.text.clone(),
        ]);
    }
    sheet
}

fn heads_sheet(lang: Lang, heads: &[SignedHead]) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::number("number", lang.pick("Number", "编号")),
            Column::text("signedAt", lang.pick("Signed (UTC)", "签名时间 (UTC)")),
            Column::text("head", lang.pick("Head", "链头")).keep(),
            Column::hidden("keyId"),
            Column::hidden("signature"),
        ],
        lang.pick("Nothing was signed yet.", "尚无签名。"),
    );
    for head in heads {
        sheet.row(vec![
            head.number.to_string(),
            minute(Some(&head.signed_date_time)),
            head.head.clone(),
            head.key_id.clone(),
            head.signature.clone(),
        ]);
    }
    sheet
}
