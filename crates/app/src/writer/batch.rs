//! One batch: decide everything, write it in one transaction, answer everyone. A batch that fails for another reason
//! than a lost race or a lost connection is halved until the culprit alone is refused (design section 3 item 3).

use std::panic::{AssertUnwindSafe, catch_unwind};

use reseat_store::StoreError;

use super::collect::{Answer, Decided, decide_all};
use super::core::{Waiting, WriterCore};
use super::fate::was_written;
use super::submission::WriteError;

/// How often a batch is tried again after the store was busy or the connection was lost.
const OUTAGES_MAX: u32 = 4;
/// How often a batch is decided anew because another process wrote first. Somebody wins each race, and who lost has the
/// same chance in the next one.
const RACES_MAX: u32 = 200;

/// Why a batch was not written.
enum Failure {
    /// Another process wrote to a tenant's log in between: what was loaded is out of date.
    Lost,
    /// Whether it was written is not known.
    Unknown(Box<Decided>, WriteError),
    /// It was not.
    Error(WriteError),
}

/// Decides and writes what was taken, and answers each. `more` adds to it who can be decided with them.
pub(super) fn run_batch(core: &WriterCore, mut taken: Vec<Waiting>, more: &mut dyn FnMut(&mut Vec<Waiting>)) {
    let (mut outages, mut races) = (0, 0);
    // Attempts of which it is not known whether they were written. None of them can be once another one is: each
    // compares the head of its tenants' logs.
    let mut unknown: Vec<Decided> = Vec::new();
    let error = loop {
        let failure = match attempt(core, &taken) {
            Ok(decided) => return done(core, taken, decided),
            Err(failure) => failure,
        };
        let error = match failure {
            Failure::Lost => WriteError::Contended,
            Failure::Unknown(decided, error) => {
                unknown.push(*decided);
                error
            }
            Failure::Error(error) => error,
        };
        let again = match &error {
            WriteError::Contended => count(&mut races, RACES_MAX),
            WriteError::Store(StoreError::Unavailable(_)) => count(&mut outages, OUTAGES_MAX),
            _ => false,
        };
        if matches!(error, WriteError::Store(StoreError::Unavailable(_))) && core.store.shared() {
            // A connection that was lost comes back by itself, from another machine after a failover.
            std::thread::sleep(core.outage_pause * outages);
        }
        match written(core, &mut unknown) {
            Ok(Some(decided)) => return done(core, taken, decided),
            Ok(None) if again && unknown.is_empty() && matches!(error, WriteError::Contended) => {
                more(&mut taken);
            }
            Ok(None) if again => {}
            Ok(None) if unknown.is_empty() => break error,
            // One that is still under way somewhere may arrive yet: nobody may be told that it failed for good.
            Ok(None) => break unavailable(&error),
            Err(_) if count(&mut outages, OUTAGES_MAX) => {}
            Err(error) => break error.into(),
        }
    };
    fail(core, taken, &error);
}

fn count(so_far: &mut u32, most: u32) -> bool {
    *so_far += 1;
    *so_far < most
}

/// The attempt that was written after all, if one was.
fn written(core: &WriterCore, unknown: &mut Vec<Decided>) -> Result<Option<Decided>, StoreError> {
    for at in 0..unknown.len() {
        if was_written(core.store.as_ref(), &unknown[at])? {
            return Ok(Some(unknown.swap_remove(at)));
        }
    }
    Ok(None)
}

fn unavailable(error: &WriteError) -> WriteError {
    StoreError::Unavailable(format!("whether the change was written is not known; at last: {error}")).into()
}

/// Decides and writes once. A panic on the way is a failure like any other: it ends this batch, not the writer.
fn attempt(core: &WriterCore, taken: &[Waiting]) -> Result<Decided, Failure> {
    catch_unwind(AssertUnwindSafe(|| decide_and_write(core, taken))).unwrap_or_else(|_| {
        tracing::error!("a batch panicked; it is halved until the culprit alone is refused");
        Err(Failure::Error(StoreError::Failed("the server panicked while it wrote".to_owned()).into()))
    })
}

fn decide_and_write(core: &WriterCore, taken: &[Waiting]) -> Result<Decided, Failure> {
    let decided = decide_all(core, taken).map_err(Failure::Error)?;
    if decided.batch.changes.is_empty() && decided.batch.preconditions.is_empty() {
        return Ok(decided);
    }
    match core.store.apply(&decided.batch) {
        Ok(()) => Ok(decided),
        Err(StoreError::Precondition(number)) if decided.heads.contains(&number) => Err(Failure::Lost),
        Err(error @ StoreError::Unavailable(_)) => Err(Failure::Unknown(Box::new(decided), error.into())),
        Err(error) => Err(Failure::Error(error.into())),
    }
}

/// The batch is durable: nobody works on with what it has made stale, and everyone is answered.
fn done(core: &WriterCore, taken: Vec<Waiting>, decided: Decided) {
    for tenant in decided.reload {
        core.tenants.forget(tenant);
    }
    core.commits.add();
    for (waiting, answer) in taken.into_iter().zip(decided.answers) {
        // A receiver that is gone has stopped waiting; the change is durable all the same.
        match (waiting, answer) {
            (Waiting::Decide(_, reply), Answer::Decided(commit)) => drop(reply.send(commit)),
            (Waiting::System(_, reply), _) => drop(reply.send(Ok(()))),
            (Waiting::Decide(_, reply), Answer::System) => drop(reply.send(Err(WriteError::Closed))),
        }
    }
}

/// Halves a failed batch; a single culprit gets the error.
fn fail(core: &WriterCore, mut taken: Vec<Waiting>, error: &WriteError) {
    // Without a connection or room, halves would fare no better.
    let hopeless = matches!(
        error,
        WriteError::Contended | WriteError::Store(StoreError::Unavailable(_) | StoreError::Full(_))
    );
    if taken.len() > 1 && !hopeless {
        let second = taken.split_off(taken.len() / 2);
        run_batch(core, taken, &mut |_| {});
        run_batch(core, second, &mut |_| {});
        return;
    }
    for waiting in taken {
        match waiting {
            Waiting::Decide(_, reply) => drop(reply.send(Err(copy(error)))),
            Waiting::System(_, reply) => drop(reply.send(Err(copy(error)))),
        }
    }
}

/// The same error for another of those who waited.
pub(super) fn copy(error: &WriteError) -> WriteError {
    match error {
        WriteError::Overloaded => WriteError::Overloaded,
        WriteError::Closed => WriteError::Closed,
        WriteError::NoTenant => WriteError::NoTenant,
        WriteError::TooWide => WriteError::TooWide,
        WriteError::Contended => WriteError::Contended,
        WriteError::Store(error) => WriteError::Store(copy_store(error)),
    }
}

fn copy_store(error: &StoreError) -> StoreError {
    match error {
        StoreError::Precondition(number) => StoreError::Precondition(*number),
        StoreError::Unique(name) => StoreError::Unique(name.clone()),
        StoreError::Unavailable(text) => StoreError::Unavailable(text.clone()),
        StoreError::Full(text) => StoreError::Full(text.clone()),
        StoreError::Corrupt(corrupt) => StoreError::Corrupt(corrupt.clone()),
        StoreError::Failed(text) => StoreError::Failed(text.clone()),
    }
}
