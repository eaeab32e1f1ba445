//! One batch: decide everything, write it in one transaction, answer everyone. A batch that fails for another reason
//! than conflict or a lost connection is halved until the culprit alone is refused (design section 3 item 3).

use std::collections::BTreeMap;

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
    let (answers, result) = loop {
        let (batch, answers, reload) = decide_all(core, &taken);
        let result = if batch.changes.is_empty() && batch.preconditions.is_empty() {
            Ok(())
        } else {
            core.store.apply(&batch)
        };
        if result.is_ok() {
            for tenant in reload {
                core.tenants.forget(tenant);
            }
            core.commits.add();
        }
        tries += 1;
        if !matches!(result, Err(StoreError::Unavailable(_))) || tries == TRIES_MAX {
            break (answers, result);
        }
    };
    match result {
        Ok(()) => answer(taken, answers),
        Err(error) => fail(core, taken, error),
    }
}

/// The answer to one waiting submission, sent once the batch is durable.
enum Answer {
    Decided(Result<Commit, WriteError>),
    System,
}

fn decide_all(core: &WriterCore, taken: &[Waiting]) -> (Batch, Vec<Answer>, Vec<TenantId>) {
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
    let answers = taken
        .iter()
        .map(|waiting| match waiting {
            Waiting::System(rows, _) => {
                batch.preconditions.extend(rows.preconditions.iter().cloned());
                batch.changes.extend(rows.changes.iter().cloned());
                Answer::System
            }
            Waiting::Decide(submission, _) => Answer::Decided(match open.get_mut(&submission.tenant) {
                Some(Ok(tenant)) => tenant.decide(core, submission),
                Some(Err(error)) => Err(copy(error)),
                None => Err(WriteError::NoTenant),
            }),
        })
        .collect();
    let mut reload = Vec::new();
    for (id, tenant) in open {
        if let Ok(tenant) = tenant
            && tenant.finish(&mut batch)
        {
            reload.push(id);
        }
    }
    (batch, answers, reload)
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
fn fail(core: &WriterCore, mut taken: Vec<Waiting>, error: StoreError) {
    if taken.len() > 1 && !matches!(error, StoreError::Unavailable(_)) {
        let second = taken.split_off(taken.len() / 2);
        run_batch(core, taken);
        run_batch(core, second);
        return;
    }
    for waiting in taken {
        let error = WriteError::Store(copy_store(&error));
        match waiting {
            Waiting::Decide(_, reply) => drop(reply.send(Err(error))),
            Waiting::System(_, reply) => drop(reply.send(Err(error))),
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
