//! One batch: decide everything, write it in one transaction, answer everyone. A batch that fails for another reason
//! than a lost connection is halved until the culprit alone is refused (design section 3 item 3).

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};

use reseat_model::TenantId;
use reseat_store::{Batch, ForWrite, Store, StoreError};

use super::core::{Waiting, WriterCore};
use super::overlay::{Carried, TenantBatch};
use super::submission::{Commit, Submission, WriteError};

/// How often a batch is tried again after the store was busy or the connection was lost.
const TRIES_MAX: usize = 4;

/// What a batch that is not written yet has made of its tenants: the next one is decided on top of it.
pub(super) type CarriedTenants = HashMap<TenantId, Carried>;

/// A decided batch: what is to be written, and what to answer once it is.
pub(super) struct Decided {
    pub batch: Batch,
    pub answers: Vec<Answer>,
    /// Tenants whose cached state is stale once this is written.
    pub reload: Vec<TenantId>,
}

/// The answer to one waiting submission, sent once the batch is durable.
pub(super) enum Answer {
    Decided(Result<Commit, WriteError>),
    System,
}

/// Decides, writes and answers what was taken, on what is written; nobody else may write meanwhile.
pub(super) fn run_batch(core: &WriterCore, taken: Vec<Waiting>) {
    let mut tries = 0;
    let result = loop {
        tries += 1;
        match guarded(|| {
            let reads = ForWrite(core.store.as_ref());
            let (decided, _) = decide_all(core, &reads, CarriedTenants::new(), &taken)?;
            write(core, &decided)?;
            Ok(decided.answers)
        }) {
            Err(WriteError::Store(StoreError::Unavailable(_))) if tries < TRIES_MAX => {}
            result => break result,
        }
    };
    match result {
        Ok(answers) => answer(taken, answers),
        Err(error) => fail(core, taken, &error),
    }
}

/// A panic on the way is a failure like any other: it ends this batch, not the writer.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, WriteError>) -> Result<T, WriteError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        tracing::error!("a batch panicked; it is halved until the culprit alone is refused");
        Err(StoreError::Failed("the server panicked while it wrote".to_owned()).into())
    })
}

/// Makes a decided batch durable and lets everyone notice.
pub(super) fn write(core: &WriterCore, decided: &Decided) -> Result<(), WriteError> {
    if !decided.batch.changes.is_empty() || !decided.batch.preconditions.is_empty() {
        core.store.apply(&decided.batch)?;
    }
    for tenant in &decided.reload {
        core.tenants.forget(*tenant);
    }
    core.commits.add();
    Ok(())
}

/// Decides what was taken on top of `carried`. A submission that could not be decided fails the batch: those after it
/// would see what it left half done.
pub(super) fn decide_all(
    core: &WriterCore,
    reads: &dyn Store,
    carried: CarriedTenants,
    taken: &[Waiting],
) -> Result<(Decided, CarriedTenants), WriteError> {
    let mut open = open_tenants(core, reads, carried, taken);
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
                Some(Ok(tenant)) => Ok(tenant.decide(reads, submission)?),
                Some(Err(error)) => Err(copy(error)),
                None => Err(WriteError::NoTenant),
            }),
        });
    }
    let mut reload = Vec::new();
    let mut carry = CarriedTenants::new();
    for (id, tenant) in open {
        let Ok(tenant) = tenant else { continue };
        let (stale, carried) = tenant.finish(&mut batch);
        carry.insert(id, carried);
        if stale {
            reload.push(id);
        }
    }
    Ok((Decided { batch, answers, reload }, carry))
}

fn open_tenants(
    core: &WriterCore,
    reads: &dyn Store,
    mut carried: CarriedTenants,
    taken: &[Waiting],
) -> BTreeMap<TenantId, Result<TenantBatch, WriteError>> {
    let mut tenants: BTreeMap<TenantId, Vec<&Submission>> = BTreeMap::new();
    for waiting in taken {
        if let Waiting::Decide(submission, _) = waiting {
            tenants.entry(submission.tenant).or_default().push(submission);
        }
    }
    let open = |(tenant, submissions): (TenantId, Vec<&Submission>)| {
        (tenant, TenantBatch::open(&core.tenants, reads, tenant, carried.remove(&tenant), &submissions))
    };
    tenants.into_iter().map(open).collect()
}

/// Answers everyone; what they wait for is durable.
pub(super) fn answer(taken: Vec<Waiting>, answers: Vec<Answer>) {
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
