//! Starting a job: its people are written down first, so that a restart knows them.

use reseat_model::change_set::Kind;
use reseat_model::job::{Job, JobPerson, JobStatus, JobWork};
use reseat_model::{ChangeSetId, JobId, UserId, limits};
use reseat_store::{Batch, Change, Record};

use super::previewed::previews;
use crate::App;
use crate::call::Call;
use crate::changes::{IdempotencyKey, Selected, decode_token};
use crate::error::AppError;
use crate::system::SystemWriter;
use crate::writer::Meta;

/// People written in one transaction while a job is being made.
const PEOPLE_PER_WRITE: usize = 5_000;

/// Starts a job over a selection, bound to a preview and an idempotency key.
///
/// # Errors
/// When nobody or too many are selected, or writing fails; then no job exists. Sign-in names that nobody has are refused,
/// because a job's people are fixed.
#[allow(clippy::too_many_arguments, reason = "each is a different kind of thing that a job is made of")]
pub fn start(
    app: &App,
    call: &Call,
    kind: Kind,
    work: JobWork,
    selected: &Selected,
    token: Option<&str>,
    key: Option<&IdempotencyKey>,
    reason: Option<String>,
) -> Result<Job, AppError> {
    if !selected.unknown.is_empty() {
        let names: Vec<&str> = selected.unknown.iter().take(10).map(String::as_str).collect();
        return Err(AppError::invalid(format!(
            "{} sign-in names are unknown, such as {}; correct or remove them and send the request again",
            selected.unknown.len(),
            names.join(", ")
        )));
    }
    let preview = token.map(|token| previewed(app, call, token)).transpose()?;
    let meta = call.meta(app, kind, reason);
    make(app, call, meta, work, &selected.users, preview, key)
}

/// The digests of a token: its own, or those that a preview job has computed.
fn previewed(app: &App, call: &Call, token: &str) -> Result<Vec<u64>, AppError> {
    let Some(id) = token.strip_prefix("job:") else { return Ok(decode_token(token)?.digests().to_vec()) };
    let id: JobId = id.parse().map_err(|_| AppError::invalid("the previewToken names no job"))?;
    let job = super::load(app, call.tenant, id)?;
    if job.status != JobStatus::Completed {
        return Err(AppError::Conflict("the preview is not finished yet; wait for its job".to_owned()));
    }
    job.preview.ok_or_else(|| AppError::invalid("the previewToken names a job that is no preview"))
}

fn make(
    app: &App,
    call: &Call,
    meta: Meta,
    work: JobWork,
    users: &[UserId],
    preview: Option<Vec<u64>>,
    key: Option<&IdempotencyKey>,
) -> Result<Job, AppError> {
    if users.is_empty() {
        return Err(AppError::invalid("nobody is selected; name at least one person"));
    }
    if users.len() > limits::JOB_USERS_MAX {
        return Err(AppError::invalid(format!("a job takes at most {} people", limits::JOB_USERS_MAX)));
    }
    // A preview's results stand alone, they join no change set.
    let change_set = match previews(&work, meta.kind) {
        true => ChangeSetId(app.entropy.uuid_v7(meta.recorded_at)),
        false => meta.change_set,
    };
    let job = Job {
        id: JobId(app.entropy.uuid_v7(meta.recorded_at)),
        change_set,
        actor: call.actor.clone(),
        face: call.face,
        request: call.request,
        kind: meta.kind,
        reason: meta.reason,
        work,
        may_license_guests: crate::changes::guest_limit(call).is_none(),
        status: JobStatus::Queued,
        total: users.len() as u64,
        done: 0,
        preview,
        created_at: meta.now,
        recorded_at: meta.recorded_at,
    };
    // People first, the job's own row last: a crash in between leaves rows that nobody points to, never half a job.
    for (chunk, people) in users.chunks(PEOPLE_PER_WRITE).enumerate() {
        let changes = people.iter().enumerate().map(|(n, user)| {
            let number = (chunk * PEOPLE_PER_WRITE + n) as u64;
            let person = JobPerson { job: job.id, number, user: *user };
            Change::Put(JobPerson::TABLE, person.to_row(call.tenant))
        });
        app.writer.write(call.tenant, Batch { preconditions: Vec::new(), changes: changes.collect() })?;
    }
    let mut batch = match key {
        Some(key) => key.rows(app, call, &crate::changes::Replayed::Job(job.id))?,
        None => Batch::default(),
    };
    batch.changes.push(Change::Put(Job::TABLE, job.to_row(call.tenant)));
    app.writer.write(call.tenant, batch)?;
    Ok(job)
}
