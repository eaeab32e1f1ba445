//! The end of a case: nothing goes wrong any more, and everything that is due happens.

use reseat_app::{tenant, worker};
use reseat_model::decision::Timer;
use reseat_model::job::{Job, JobStatus};
use reseat_model::services::MailboxState;
use reseat_model::user::User;
use reseat_store::records::ServicesRow;
use reseat_store::{Record, Scan, Stored};

use crate::case::{Op, Step};
use crate::run::{Sim, Violation};

/// Rounds of the worker after which it must be idle.
const ROUNDS_MAX: usize = 2_000;
/// Past every grace that runs.
const DAYS: u8 = 31;

/// Lets 31 days pass in which nothing goes wrong.
pub(crate) fn settle_down(sim: &mut Sim, number: usize) -> Result<(), Violation> {
    let step = |op| Step { tenant: 0, process: 0, pause: 0, faults: Vec::new(), op };
    sim.step(number, &step(Op::Restart))?;
    sim.step(number, &step(Op::MoveClock { days: DAYS, micros: 0 }))?;
    let wrong =
        |detail: String| Violation { step: number, invariant: "everything-due-happens".to_owned(), detail };
    let mut rounds = 0;
    loop {
        let tick = worker::tick(sim.server.app(), sim.server.app().clock.now());
        if tick.map_err(|error| wrong(format!("{error:?}")))?.is_idle() {
            break;
        }
        rounds += 1;
        if rounds > ROUNDS_MAX {
            return Err(wrong(format!("the worker is not idle after {ROUNDS_MAX} rounds")));
        }
    }
    nothing_is_left(sim).map_err(wrong)?;
    for known in &sim.server.tenants {
        let findings =
            tenant::check(sim.server.app(), known.id, false).map_err(|e| wrong(format!("{e:?}")))?;
        if !findings.is_empty() {
            return Err(wrong(format!("{findings:?}")));
        }
    }
    sim.note("settled down".to_owned());
    Ok(())
}

/// No job waits, no timer is due, nothing that is gone is still there.
fn nothing_is_left(sim: &Sim) -> Result<(), String> {
    let now = sim.server.app().clock.now();
    let store = sim.server.store().inner();
    let failed = |error: reseat_store::StoreError| error.to_string();
    for known in &sim.server.tenants {
        let prefix = || vec![known.id.into()];
        for job in Job::scan(store, &Scan::key(Job::TABLE, prefix(), 1 << 20)).map_err(failed)? {
            if matches!(job.status, JobStatus::Queued | JobStatus::Running) {
                return Err(format!("job {} is {:?} at {} of {}", job.id, job.status, job.done, job.total));
            }
        }
        for timer in Timer::scan(store, &Scan::key(Timer::TABLE, prefix(), 1 << 20)).map_err(failed)? {
            if timer.due <= now {
                return Err(format!("{timer:?} is due since {} and has not happened", timer.due.0));
            }
        }
        for user in User::scan(store, &Scan::key(User::TABLE, prefix(), 1 << 20)).map_err(failed)? {
            if user.deleted_at.is_some_and(|at| at.plus_days(30) <= now) {
                return Err(format!("{} should be gone for good", user.upn));
            }
        }
        let scan = Scan::key(ServicesRow::TABLE, prefix(), 1 << 20);
        for row in ServicesRow::scan(store, &scan).map_err(failed)? {
            match row.services.mailbox {
                MailboxState::Disconnected { purge_at, .. } | MailboxState::SoftDeleted { purge_at, .. }
                    if purge_at <= now =>
                {
                    return Err(format!("the mailbox of {} should be purged", row.user));
                }
                _ => {}
            }
        }
    }
    Ok(())
}
