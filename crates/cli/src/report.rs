//! Results per person: all of them for programs, for people those that matter.

use reseat_client::reseat::{Counts, Job, PersonOutcome};

use crate::args::Format;
use crate::exit::Failure;
use crate::jobs;
use crate::lang::Lang;
use crate::output::Ui;
use crate::render::{Tense, notes, outcome_sheet, push_item};
use crate::session::Session;

/// Rows of people that a terminal gets; programs get all.
const ROWS_SHOWN: usize = 50;

/// Where results per person are.
#[derive(Clone, Copy)]
pub enum People<'p> {
    /// In the answer.
    Here(&'p [PersonOutcome]),
    /// In a job's pages.
    OfJob(&'p Job),
}

/// Prints results per person in the form that was asked for.
///
/// # Errors
/// When they cannot be read or printed.
pub fn people(
    session: &mut Session<'_, '_>,
    tense: Tense,
    people: People<'_>,
    counts: &Counts,
) -> Result<(), Failure> {
    match (session.ui.format, people) {
        (Format::Table, People::Here(all)) => Ok(for_people(session.ui, tense, all, counts)?),
        (Format::Table, People::OfJob(job)) => {
            let rows = rows_that_matter(session, job, counts)?;
            Ok(for_people(session.ui, tense, &rows, counts)?)
        }
        (Format::Csv, People::Here(all)) => {
            let bytes = outcome_sheet(session.ui.lang, tense, all).csv()?;
            Ok(session.ui.out.write_all(&bytes)?)
        }
        (Format::Csv, People::OfJob(job)) => csv_pages(session, tense, job),
        (Format::Json, People::Here(all)) => Ok(session.ui.json(all)?),
        (Format::Json, People::OfJob(job)) => json_pages(session, job),
    }
}

/// Of a big job only people who were not simply changed, and of those as many as are shown.
fn rows_that_matter(
    session: &mut Session<'_, '_>,
    job: &Job,
    counts: &Counts,
) -> Result<Vec<PersonOutcome>, Failure> {
    let few = counts.total() <= ROWS_SHOWN as u64;
    let mut rows = Vec::new();
    if !few && counts.unchanged + counts.refused == 0 {
        return Ok(rows);
    }
    for page in session.client.reseat().job_results(&job.id) {
        rows.extend(page?.value.into_iter().filter(|row| few || row.status != "changed"));
        if rows.len() > ROWS_SHOWN {
            break;
        }
    }
    Ok(rows)
}

fn for_people(ui: &mut Ui<'_>, tense: Tense, all: &[PersonOutcome], counts: &Counts) -> std::io::Result<()> {
    let few = counts.total() <= ROWS_SHOWN as u64;
    let matters = |row: &&PersonOutcome| few || row.status != "changed";
    let shown: Vec<_> = all.iter().filter(matters).take(ROWS_SHOWN).collect();
    if few || !shown.is_empty() {
        let mut sheet = outcome_sheet(ui.lang, tense, shown.iter().copied());
        common(ui, tense, sheet.take_common())?;
        ui.out.write_all(sheet.table(ui.width, ui.color).as_bytes())?;
    }
    let notes = notes(ui.lang, shown.iter().copied());
    if !notes.is_empty() {
        ui.line("")?;
        let mut text = String::new();
        notes.iter().for_each(|note| push_item(&mut text, note, ui.width));
        ui.out.write_all(text.as_bytes())?;
    }
    let hidden = counts.total().saturating_sub(shown.len() as u64);
    if hidden > 0 {
        ui.line(&match ui.lang {
            Lang::En => format!(
                "Not listed here: {hidden} of {} people; --output csv lists everyone.",
                counts.total()
            ),
            Lang::Zh => format!(
                "未列出：共 {} 个用户中的 {hidden} 个；使用 --output csv 可列出全部。",
                counts.total()
            ),
        })?;
    }
    Ok(())
}

/// What holds for everyone alike, above the table.
fn common(ui: &mut Ui<'_>, tense: Tense, taken: Vec<(String, String)>) -> std::io::Result<()> {
    if taken.is_empty() {
        return Ok(());
    }
    ui.line(match tense {
        Tense::Would => ui.lang.pick("The same for everyone who changes:", "所有将更改的用户均为："),
        Tense::Did => ui.lang.pick("The same for everyone changed:", "所有已更改的用户均为："),
    })?;
    let mut text = String::new();
    for (title, value) in taken {
        let value = value.replace('\n', ui.lang.pick(", ", "、"));
        push_item(&mut text, &format!("{title}{}{value}", ui.lang.pick(": ", "：")), ui.width);
    }
    ui.out.write_all(text.as_bytes())?;
    ui.line("")
}

fn csv_pages(session: &mut Session<'_, '_>, tense: Tense, job: &Job) -> Result<(), Failure> {
    let mut first = true;
    jobs::results(session, job, |ui, page| {
        ui.out.write_all(&outcome_sheet(ui.lang, tense, &page).csv_page(std::mem::take(&mut first))?)?;
        Ok(())
    })
}

/// `{"job":{..},"people":[..]}` written page by page: a big job must not have to fit into memory.
fn json_pages(session: &mut Session<'_, '_>, job: &Job) -> Result<(), Failure> {
    write!(session.ui.out, "{{\"job\":{},\"people\":[", to_text(job)?)?;
    let mut comma = "";
    jobs::results(session, job, |ui, page| {
        for row in page {
            write!(ui.out, "{comma}\n{}", to_text(&row)?)?;
            comma = ",";
        }
        Ok(())
    })?;
    Ok(writeln!(session.ui.out, "\n]}}")?)
}

fn to_text(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|e| Failure::from(std::io::Error::from(e)))
}
