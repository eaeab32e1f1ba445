//! `reseat job ...`

use reseat_client::Error;
use reseat_client::reseat::Job;

use crate::args::{Format, JobCommand};
use crate::change;
use crate::exit::{Exit, Failure, Outcome};
use crate::jobs;
use crate::lang::Lang;
use crate::output::{Column, Sheet, minute};
use crate::render::job_status;
use crate::session::Session;
use crate::words;

/// `reseat job ...`
pub fn run(session: &mut Session<'_, '_>, command: JobCommand) -> Outcome {
    session.needs_reseat("jobs")?;
    match command {
        JobCommand::List { limit } => {
            let found = session.client.reseat().jobs().take_rows(limit as usize)?;
            session.ui.list(&sheet(session.ui.lang, &found), &found)?;
            Ok(Exit::Done)
        }
        JobCommand::Export(args) => super::export::jobs(session, &args),
        JobCommand::Show { id, no_wait } => {
            let job = session.client.reseat().job(&id).map_err(|e| missing(e, &id))?;
            if no_wait {
                return show(session, &job);
            }
            let job = jobs::follow(session, job)?;
            if session.ui.format == Format::Table {
                show(session, &job)?;
                session.ui.line("")?;
            }
            change::show_job(session, &job)
        }
        JobCommand::Cancel { id } => {
            let job = session.client.reseat().cancel_job(&id).map_err(|e| missing(e, &id))?;
            show(session, &job)
        }
    }
}

fn missing(error: Error, id: &str) -> Failure {
    Failure::unless_found(error, format!("there is no job '{id}'"), "'reseat job list' shows the jobs")
}

fn show(session: &mut Session<'_, '_>, job: &Job) -> Outcome {
    session.ui.list(&sheet(session.ui.lang, std::slice::from_ref(job)), job)?;
    Ok(Exit::Done)
}

fn sheet(lang: Lang, jobs: &[Job]) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::text("id", lang.pick("Job", "作业")).keep(),
            Column::words(lang.pick("Status", "状态")).keep(),
            Column::hidden("status"),
            Column::words(lang.pick("What", "操作")),
            Column::hidden("kind"),
            Column::number("done", lang.pick("Done", "已处理")),
            Column::number("total", lang.pick("Of", "总数")),
            Column::number("refused", lang.pick("Refused", "已拒绝")),
            Column::text("at", lang.pick("Since (UTC)", "开始时间 (UTC)")).wide(),
            Column::text("actor", lang.pick("Who", "操作者")).wide(),
            Column::hidden("changeSetId"),
        ],
        lang.pick("No jobs.", "没有作业。"),
    );
    for job in jobs {
        sheet.row(vec![
            job.id.clone(),
            job_status(lang, &job.status),
            job.status.clone(),
            kind(lang, &job.kind),
            job.kind.clone(),
            job.done.to_string(),
            job.total.to_string(),
            job.counts.refused.to_string(),
            minute(job.created_date_time.as_deref()),
            job.created_by.as_ref().map_or("-", |actor| actor.label()).to_owned(),
            job.change_set_id.clone().unwrap_or_default(),
        ]);
    }
    sheet
}

fn kind(lang: Lang, kind: &str) -> String {
    match kind {
        "licenses" => lang.pick("License change", "许可证更改").to_owned(),
        "people" => lang.pick("Account change", "帐户更改").to_owned(),
        "preview" => lang.pick("Preview", "预览").to_owned(),
        other => words::kind(lang, other),
    }
}
