//! The worker: carries out what has become due, goes on with jobs, and forgets what is out of date. It takes no input,
//! looks at the whole state each time and can stop anywhere (design section 5).

use reseat_model::audit::{Actor, Face};
use reseat_model::change_set::Kind;
use reseat_model::command::FreshIds;
use reseat_model::decision::Timer;
use reseat_model::job::{Job, JobStatus};
use reseat_model::{ChangeSetId, RequestId, TenantId, Timestamp};
use reseat_store::{Batch, Bound, Change, Index, Record, Scan, Stored, Table, Value, tables};

use crate::App;
use crate::audit_trail;
use crate::error::AppError;
use crate::lease::{self, Claim};
use crate::system::SystemWriter;
use crate::writer::{Meta, Submission};
use crate::{jobs, retention};

/// Timers decided in one submission.
const TIMERS_PER_ROUND: usize = 250;
/// Rows forgotten in one transaction.
const FORGET_PER_ROUND: usize = 500;

/// What one round of the worker did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tick {
    /// Timers carried out.
    pub timers: usize,
    /// Chunks of jobs decided.
    pub chunks: usize,
    /// Rows forgotten.
    pub forgotten: usize,
    /// What another process did first, or is at.
    pub contended: usize,
}

impl Tick {
    /// Whether there was nothing to do.
    pub const fn is_idle(&self) -> bool {
        self.timers == 0 && self.chunks == 0 && self.forgotten == 0
    }
}

/// One round over all tenants, with everything due at `now` that no other process is at.
///
/// # Errors
/// When the store fails; what was done stays done, the rest is done by the next round.
pub fn tick(app: &App, now: Timestamp) -> Result<Tick, AppError> {
    round(app, now, Claim::Polite)
}

fn round(app: &App, now: Timestamp, claim: Claim) -> Result<Tick, AppError> {
    let mut done = Tick { forgotten: crate::tenant::purge(app, now), ..Tick::default() };
    for tenant in app.tenants.all()? {
        match run_timers(app, tenant.id, now, claim) {
            Ok(timers) => done.timers += timers,
            Err(error) => done.lose(app, tenant.id, error)?,
        }
        run_jobs(app, tenant.id, claim, &mut done)?;
        done.forgotten += forget(app, tenant.id)?;
        if let Some(state) = app.tenants.get(tenant.id)? {
            audit_trail::sign_when_due(app, tenant.id);
            done.forgotten += retention::prune(app, &state)?;
        }
    }
    Ok(done)
}

impl Tick {
    /// Goes on after another process was faster: the next round reads anew what is left.
    fn lose(&mut self, app: &App, tenant: TenantId, error: AppError) -> Result<(), AppError> {
        let AppError::Conflict(_) = error else { return Err(error) };
        app.leases.lost(tenant);
        self.contended += 1;
        Ok(())
    }
}

/// Rounds until nothing is left to do at the clock's present. Somebody waits for it, so work that another process is at is
/// taken over.
///
/// # Errors
/// As [`tick`].
pub fn run_until_idle(app: &App) -> Result<(), AppError> {
    loop {
        let done = round(app, app.clock.now(), Claim::Insist)?;
        if done.is_idle() && (done.contended == 0 || !app.store.shared()) {
            return Ok(());
        }
    }
}

/// Decides due timers in order, each at its own instant.
fn run_timers(app: &App, tenant: TenantId, now: Timestamp, claim: Claim) -> Result<usize, AppError> {
    if due_timers(app, tenant, now, 1)?.is_empty() {
        return Ok(0);
    }
    // The fence comes before the look that counts: what another process carries out after it makes this one's writes fail.
    let Some(fence) = lease::hold(app, tenant, claim)? else { return Ok(0) };
    let timers = due_timers(app, tenant, now, TIMERS_PER_ROUND)?;
    let mut done = 0;
    // Timers of one instant are one submission; the next instant is decided on top of it.
    for same in timers.chunk_by(|a, b| a.due == b.due) {
        let wall = app.clock.wall();
        let meta = Meta {
            actor: Actor::System { name: "Reseat".to_owned() },
            face: Face::System,
            request: RequestId(app.entropy.uuid()),
            now: same[0].due,
            recorded_at: wall,
            change_set: ChangeSetId(app.entropy.uuid_v7(wall)),
            kind: Kind::Scheduled,
            reason: None,
            reverts: None,
            fresh: FreshIds(app.entropy.uuid().as_u128()),
        };
        let commands = same.iter().map(reseat_engine::due).collect();
        let mut submission = Submission::new(tenant, meta, commands);
        submission.scheduled = true;
        // A timer whose command finds nothing to do is stopped all the same.
        submission.keep_always = true;
        submission.rows.changes =
            same.iter().map(|timer| Change::Delete(Timer::TABLE, Timer::key(tenant, timer))).collect();
        fence.guard(&mut submission.rows);
        app.writer.submit(submission)?;
        done += same.len();
    }
    Ok(done)
}

fn due_timers(app: &App, tenant: TenantId, now: Timestamp, limit: usize) -> Result<Vec<Timer>, AppError> {
    let upper = Bound::Included(vec![Value::Int(now.0)]);
    let scan = Scan::key(Timer::TABLE, vec![tenant.into()], limit).to(upper);
    Ok(Timer::scan(app.store.as_ref(), &scan)?)
}

/// One chunk of each unfinished job.
fn run_jobs(app: &App, tenant: TenantId, claim: Claim, done: &mut Tick) -> Result<(), AppError> {
    // Running ones first: a queued one that gets its first chunk is running afterwards.
    for status in [JobStatus::Running, JobStatus::Queued] {
        let scan = Scan::index(
            Job::TABLE,
            &tables::JOB_BY_STATUS,
            vec![tenant.into(), reseat_store::records::job_status_value(status)],
            16,
        );
        for job in Job::scan(app.store.as_ref(), &scan)? {
            match jobs::run_chunk(app, tenant, &job, claim) {
                Ok(_) => done.chunks += 1,
                // Cancelled or advanced by another process in between.
                Err(error) => done.lose(app, tenant, error)?,
            }
        }
    }
    Ok(())
}

/// Forgets answers kept for repetition when they expire; codes, tokens and sessions a day later: until then "expired" can
/// be told from "unknown".
fn forget(app: &App, tenant: TenantId) -> Result<usize, AppError> {
    let wall = app.clock.wall();
    let mut forgotten = 0;
    for (table, index) in expiring() {
        // Answers for repetition are many and of no use once their time is over.
        let kept_days = if table == &tables::REPLAY { 0 } else { 1 };
        let upper = Bound::Excluded(vec![Value::Int(wall.plus_days(-kept_days).0)]);
        let scan = Scan::index(table, index, vec![tenant.into()], FORGET_PER_ROUND).to(upper);
        let rows = app.store.range(&scan)?;
        if rows.is_empty() {
            continue;
        }
        forgotten += rows.len();
        let changes = rows.into_iter().map(|row| Change::Delete(table, row[..table.key].to_vec())).collect();
        app.writer.write(tenant, Batch { preconditions: Vec::new(), changes })?;
    }
    Ok(forgotten)
}

/// Tables whose rows carry an instant after which nobody needs them, with the index that finds these.
fn expiring() -> [(&'static Table, &'static Index); 5] {
    [
        (&tables::AUTH_CODE, &tables::AUTH_CODE_BY_EXPIRY),
        (&tables::REFRESH_TOKEN, &tables::REFRESH_TOKEN_BY_EXPIRY),
        (&tables::DEVICE_CODE, &tables::DEVICE_CODE_BY_EXPIRY),
        (&tables::SESSION, &tables::SESSION_BY_EXPIRY),
        (&tables::REPLAY, &tables::REPLAY_BY_EXPIRY),
    ]
}
