//! One batch: decide everything, write it in one transaction, answer everyone. A batch that fails for another reason
//! than a lost connection is halved until the culprit alone is refused (design section 3 item 3).

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use reseat_model::TenantId;
use reseat_store::{Batch, StoreError};

use super::core::{Waiting, WriterCore};
use super::overlay::TenantBatch;
use super::submission::{Commit, Submission, WriteError};

/// How often a batch is tried again after the store was busy or the connection was lost.
const TRIES_MAX: usize = 4;

/// Decides and writes what was taken, and answers each.
pub(super) fn run_batch(core: &WriterCore, taken: Vec<Waiting>) {
    let mut tries = 0;
    let result = loop {
        tries += 1;
        match attempt(core, &taken) {
            Err(WriteError::Store(StoreError::Unavailable(_))) if tries < TRIES_MAX => {}
            result => break result,
        }
    };
    match result {
        Ok(answers) => answer(taken, answers),
        Err(error) => fail(core, taken, &error),
    }
}

/// Decides and writes once. A panic on the way is a failure like any other: it ends this batch, not the writer.
fn attempt(core: &WriterCore, taken: &[Waiting]) -> Result<Vec<Answer>, WriteError> {
    catch_unwind(AssertUnwindSafe(|| decide_and_write(core, taken))).unwrap_or_else(|_| {
        tracing::error!("a batch panicked; it is halved until the culprit alone is refused");
        Err(StoreError::Failed("the server panicked while it wrote".to_owned()).into())
    })
}

fn decide_and_write(core: &WriterCore, taken: &[Waiting]) -> Result<Vec<Answer>, WriteError> {
    let (batch, answers, reload) = decide_all(core, taken)?;
    if !batch.changes.is_empty() || !batch.preconditions.is_empty() {
        core.store.apply(&batch)?;
    }
    for tenant in reload {
        core.tenants.forget(tenant);
    }
    core.commits.add();
    Ok(answers)
}

/// The answer to one waiting submission, sent once the batch is durable.
enum Answer {
    Decided(Result<Commit, WriteError>),
    System,
}

/// A submission that could not be decided fails the batch: those after it would see what it left half done.
fn decide_all(
    core: &WriterCore,
    taken: &[Waiting],
) -> Result<(Batch, Vec<Answer>, Vec<TenantId>), WriteError> {
    let mut tenants: BTreeMap<TenantId, Vec<&Submission>> = BTreeMap::new();
    for waiting in taken {
        if let Waiting::Decide(submission, _) = waiting {
            tenants.entry(submission.tenant).or_default().push(submission);
        }
    }
    let mut open: BTreeMap<TenantId, Result<TenantBatch, WriteError>> = tenants
        .into_iter()
        .map(|(tenant, submissions)| (tenant, TenantBatch::open(core, tenant, &submissions)))
        .collect();
    let mut batch = Batch::default();
    let mut answers = Vec::with_capacity(taken.len());
    for waiting in taken {
        answers.push(match waiting {
            Waiting::System(rows, _) => {
                batch.preconditions.extend(rows.preconditions.iter().cloned());
                batch.changes.extend(rows.changes.iter().cloned());
                Answer::System
            }
            Waiting::Decide(submission, _) => Answer::Decided(match open.get_mut(&submission.tenant) {
                Some(Ok(tenant)) => Ok(tenant.decide(core, submission)?),
                Some(Err(error)) => Err(copy(error)),
                None => Err(WriteError::NoTenant),
            }),
        });
    }
    let mut reload = Vec::new();
    for (id, tenant) in open {
        if let Ok(tenant) = tenant
            && tenant.finish(&mut batch)
        {
            reload.push(id);
        }
    }
    Ok((batch, answers, reload))
}

fn answer(taken: Vec<Waiting>, answers: Vec<Answer>) {
    for (waiting, answer) in taken.into_iter().zip(answers) {
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
    if taken.len() > 1 && !matches!(error, WriteError::Store(StoreError::Unavailable(_))) {
        let second = taken.split_off(taken.len() / 2);
        run_batch(core, taken);
        run_batch(core, second);
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
fn copy(error: &WriteError) -> WriteError {
    match error {
        WriteError::Overloaded => WriteError::Overloaded,
        WriteError::Closed => WriteError::Closed,
        WriteError::NoTenant => WriteError::NoTenant,
        WriteError::TooWide => WriteError::TooWide,
        WriteError::Store(error) => WriteError::Store(copy_store(error)),
    }
}

fn copy_store(error: &StoreError) -> StoreError {
    match error {
        StoreError::Precondition(number) => StoreError::Precondition(*number),
        StoreError::Unique(name) => StoreError::Unique(name.clone()),
        StoreError::Unavailable(text) => StoreError::Unavailable(text.clone()),
        StoreError::Corrupt(corrupt) => StoreError::Corrupt(corrupt.clone()),
        StoreError::Failed(text) => StoreError::Failed(text.clone()),
    }
}
