//! One change from preview to result: what would happen, the question, the change bound to the preview, the report.

use reseat_client::reseat::{
    ChangeAnswer, ChangeRequest, ChangeResult, Counts, Job, Preview, PreviewAnswer, Summary,
};
use reseat_client::{Client, Error};

use crate::exit::{Exit, Failure, Outcome};
use crate::jobs;
use crate::lang::Lang;
use crate::render::{Tense, counts_line, preview_text};
use crate::report::{self, People};
use crate::session::Session;

/// What shall be done.
#[derive(Debug, Clone)]
pub enum Change {
    /// A licence change.
    Licenses(ChangeRequest),
    /// Taking a change set back.
    Revert {
        /// The change set.
        id: String,
        /// Why.
        reason: Option<String>,
    },
}

/// How it is done.
#[derive(Debug, Clone, Copy, Default)]
pub struct How {
    /// Only show what would happen.
    pub dry_run: bool,
    /// Do not ask.
    pub yes: bool,
}

/// What would happen, as it came: small at once, big through a job.
enum Previewed {
    Ready(Box<Preview>),
    Job(Box<Job>),
}

impl Previewed {
    fn counts(&self) -> Counts {
        match self {
            Self::Ready(preview) => preview.counts,
            Self::Job(job) => job.counts,
        }
    }

    fn summary(&self) -> Option<&Summary> {
        match self {
            Self::Ready(preview) => Some(&preview.summary),
            Self::Job(job) => job.summary.as_ref(),
        }
    }

    fn token(&self) -> Option<&str> {
        match self {
            Self::Ready(preview) => preview.preview_token.as_deref(),
            Self::Job(job) => job.preview_token.as_deref(),
        }
    }

    fn people(&self) -> People<'_> {
        match self {
            Self::Ready(preview) => People::Here(&preview.people),
            Self::Job(job) => People::OfJob(job),
        }
    }
}

impl Change {
    fn preview(&self, client: &Client) -> Result<PreviewAnswer, Error> {
        match self {
            Self::Licenses(request) => client.reseat().preview(request),
            Self::Revert { id, .. } => client.reseat().preview_revert(id),
        }
    }

    fn apply(&self, client: &Client, token: Option<&str>) -> Result<ChangeAnswer, Error> {
        let key = client.new_id();
        match self {
            Self::Licenses(request) => {
                let request = ChangeRequest { preview_token: token.map(str::to_owned), ..request.clone() };
                client.reseat().change(&request, &key)
            }
            Self::Revert { id, reason } => client.reseat().revert(id, token, reason.as_deref(), &key),
        }
    }

    const fn is_all_or_nothing(&self) -> bool {
        matches!(self, Self::Licenses(ChangeRequest { all_or_nothing: true, .. }))
    }
}

/// Runs a change.
///
/// # Errors
/// When the server refuses, nobody can be asked, or the result cannot be printed.
pub fn run(session: &mut Session<'_, '_>, change: &Change, how: How) -> Outcome {
    let previewed = match change.preview(&session.client)? {
        PreviewAnswer::Ready(preview) => Previewed::Ready(preview),
        PreviewAnswer::Job(job) => Previewed::Job(Box::new(jobs::follow(session, *job)?)),
    };
    let counts = previewed.counts();
    let futile = counts.changed == 0 || (change.is_all_or_nothing() && counts.refused > 0);
    if how.dry_run || futile {
        show_preview(session, &previewed)?;
        if !how.dry_run {
            session.ui.note(nothing_done(session.ui.lang, change.is_all_or_nothing() && counts.refused > 0));
        }
        return Ok(exit_of(&counts));
    }
    if !how.yes && !ask(session, &previewed)? {
        session.ui.note(session.ui.lang.pick("Nothing was changed.", "未做任何更改。"));
        return Ok(Exit::Done);
    }
    match change.apply(&session.client, previewed.token())? {
        ChangeAnswer::Done(result) => show_result(session, &result),
        ChangeAnswer::Job(job) => {
            let job = jobs::follow(session, *job)?;
            show_job(session, &job)
        }
    }
}

fn nothing_done(lang: Lang, given_up: bool) -> &'static str {
    if given_up {
        lang.pick(
            "Nothing was changed: it is all or nothing, and someone would be refused.",
            "未做任何更改：此更改为全部或全不，而有用户会被拒绝。",
        )
    } else {
        lang.pick("There is nothing to change.", "没有需要更改的内容。")
    }
}

/// Some refused, or none.
pub fn exit_of(counts: &Counts) -> Exit {
    if counts.refused > 0 { Exit::SomeRefused } else { Exit::Done }
}

fn show_preview(session: &mut Session<'_, '_>, previewed: &Previewed) -> Result<(), Failure> {
    if let (Previewed::Ready(preview), crate::args::Format::Json) = (previewed, session.ui.format) {
        return Ok(session.ui.json(preview)?);
    }
    report::people(session, Tense::Would, previewed.people(), &previewed.counts())?;
    if session.ui.is_table() {
        let (lang, width, color) = (session.ui.lang, session.ui.width, session.ui.color);
        session.ui.line(&format!("\n{}", counts_line(lang, Tense::Would, &previewed.counts())))?;
        if let Some(summary) = previewed.summary() {
            let text = preview_text(lang, summary, width, color);
            session.ui.out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

/// Shows the summary and asks. The summary goes where the question goes, so that results stay clean.
fn ask(session: &mut Session<'_, '_>, previewed: &Previewed) -> Result<bool, Failure> {
    let counts = previewed.counts();
    let (lang, width) = (session.ui.lang, session.ui.width);
    let mut text = counts_line(lang, Tense::Would, &counts);
    text.push('\n');
    if let Some(summary) = previewed.summary() {
        text.push_str(&preview_text(lang, summary, width, false));
    }
    if session.interactive {
        writeln!(session.ui.err, "{text}")?;
    }
    let question = match (lang, counts.changed) {
        (Lang::En, 1) => "Change 1 person?".to_owned(),
        (Lang::En, n) => format!("Change {n} people?"),
        (Lang::Zh, n) => format!("更改 {n} 个用户？"),
    };
    session.confirm(&question, counts.total())
}

fn show_result(session: &mut Session<'_, '_>, result: &ChangeResult) -> Outcome {
    if session.ui.format == crate::args::Format::Json {
        session.ui.json(result)?;
    } else {
        report::people(session, Tense::Did, People::Here(&result.people), &result.counts)?;
        let line = counts_line(session.ui.lang, Tense::Did, &result.counts);
        session.ui.line(&format!("\n{line}"))?;
    }
    note_undo(session, result.change_set_id.as_deref(), &result.counts);
    Ok(exit_of(&result.counts))
}

/// Shows a job that is over.
///
/// # Errors
/// When its results cannot be read or printed.
pub fn show_job(session: &mut Session<'_, '_>, job: &Job) -> Outcome {
    report::people(session, Tense::Did, People::OfJob(job), &job.counts)?;
    let line = counts_line(session.ui.lang, Tense::Did, &job.counts);
    session.ui.line(&format!("\n{line}"))?;
    note_undo(session, job.change_set_id.as_deref(), &job.counts);
    Ok(if job.status == "cancelled" { Exit::SomeRefused } else { exit_of(&job.counts) })
}

fn note_undo(session: &mut Session<'_, '_>, change_set: Option<&str>, counts: &Counts) {
    if let (Some(id), true) = (change_set, counts.changed > 0) {
        let head = session.ui.lang.pick("Take it back:", "撤消：");
        session.ui.note(&format!("{head} reseat change revert {id}"));
    }
}
