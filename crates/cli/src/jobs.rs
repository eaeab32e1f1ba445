//! Following a job: a bar until it is over, or until Ctrl-C leaves it to itself.

use std::time::Duration;

use reseat_client::reseat::{Job, PersonOutcome};

use crate::exit::{Exit, Failure};
use crate::output::Ui;
use crate::progress;
use crate::session::Session;

/// Between the first two questions about a job; grows to one second.
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// Waits for the end of a job.
///
/// # Errors
/// When Ctrl-C leaves it, or the server cannot be asked.
pub fn follow(session: &mut Session<'_, '_>, job: Job) -> Result<Job, Failure> {
    session.interruptible(|session| follow_to_end(session, job))
}

fn follow_to_end(session: &mut Session<'_, '_>, job: Job) -> Result<Job, Failure> {
    let lang = session.ui.lang;
    let mut job = job;
    if job.is_over() {
        return Ok(job);
    }
    session.ui.note(
        &lang
            .pick(
                "A job does this. Ctrl-C leaves it running; find it again with:\n  reseat job show {id}",
                "此操作由作业执行。按 Ctrl-C 离开后作业继续运行；再次查看：\n  reseat job show {id}",
            )
            .replace("{id}", &job.id),
    );
    let bar = progress::bar(session.ui, job.total, lang.pick("People", "用户"));
    let mut wait = FIRST_WAIT;
    while !job.is_over() {
        if session.interrupts.pressed() {
            bar.finish_and_clear();
            return Err(Failure::new(Exit::Interrupted, format!("left job {}; it goes on", job.id))
                .next(format!("reseat job show {}", job.id)));
        }
        session.client.runtime().sleep(wait);
        wait = (wait * 2).min(LONGEST_WAIT);
        job = session.client.reseat().job(&job.id)?;
        bar.set_length(job.total);
        bar.set_position(job.done);
    }
    bar.finish_and_clear();
    Ok(job)
}

/// Reads a job's results page by page and gives each page to `take`, with a bar.
///
/// # Errors
/// When the server cannot be asked, or `take` fails.
pub fn results(
    session: &mut Session<'_, '_>,
    job: &Job,
    mut take: impl FnMut(&mut Ui<'_>, Vec<PersonOutcome>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for page in session.client.reseat().job_results(&job.id) {
        take(session.ui, page?.value)?;
    }
    Ok(())
}
