//! What a batch comes to: all that was taken, decided on top of each other, as one set of rows.

use std::collections::BTreeMap;

use reseat_model::TenantId;
use reseat_model::log::LogEntry;
use reseat_store::Batch;

use super::batch::copy;
use super::core::{Waiting, WriterCore};
use super::overlay::TenantBatch;
use super::submission::{Commit, Submission, WriteError};

/// The answer to one waiting submission, sent once the batch is durable.
pub(super) enum Answer {
    /// Commands were decided.
    Decided(Result<Commit, WriteError>),
    /// System rows were written.
    System,
}

/// A decided batch.
pub(super) struct Decided {
    /// What is written.
    pub batch: Batch,
    /// One for each of those who wait, in order.
    pub answers: Vec<Answer>,
    /// Tenants of which what is remembered is out of date afterwards.
    pub reload: Vec<TenantId>,
    /// Which preconditions compare the head of a tenant's log.
    pub heads: Vec<usize>,
    /// A record that only this batch leaves.
    pub record: Option<(TenantId, LogEntry)>,
}

/// A submission that could not be decided fails the batch: those after it would see what it left half done.
pub(super) fn decide_all(core: &WriterCore, taken: &[Waiting]) -> Result<Decided, WriteError> {
    let mut open = open_tenants(core, taken)?;
    let mut decided = Decided {
        batch: Batch::default(),
        answers: Vec::with_capacity(taken.len()),
        reload: Vec::new(),
        heads: Vec::new(),
        record: None,
    };
    for waiting in taken {
        decided.answers.push(match waiting {
            Waiting::System(rows, _) => {
                decided.batch.preconditions.extend(rows.preconditions.iter().cloned());
                decided.batch.changes.extend(rows.changes.iter().cloned());
                Answer::System
            }
            Waiting::Decide(submission, _) => Answer::Decided(match open.get_mut(&submission.tenant) {
                Some(Ok(tenant)) => Ok(tenant.decide(core, submission)?),
                Some(Err(error)) => Err(copy(error)),
                None => Err(WriteError::NoTenant),
            }),
        });
    }
    for (id, tenant) in open {
        let Ok(tenant) = tenant else { continue };
        let finished = tenant.finish(&mut decided.batch);
        decided.heads.extend(finished.head_at);
        decided.reload.extend(finished.reload.then_some(id));
        decided.record = finished.last.map(|record| (id, record)).or(decided.record);
    }
    Ok(decided)
}

/// Everyone's tenant with all that their commands ask for at first. A store that fails ends the batch; any other error is
/// the tenant's own.
fn open_tenants(
    core: &WriterCore,
    taken: &[Waiting],
) -> Result<BTreeMap<TenantId, Result<TenantBatch, WriteError>>, WriteError> {
    let mut tenants: BTreeMap<TenantId, Vec<&Submission>> = BTreeMap::new();
    for waiting in taken {
        if let Waiting::Decide(submission, _) = waiting {
            tenants.entry(submission.tenant).or_default().push(submission);
        }
    }
    let mut open = BTreeMap::new();
    for (tenant, submissions) in tenants {
        let opened = match TenantBatch::open(core, tenant, &submissions) {
            Err(WriteError::Store(error)) => return Err(error.into()),
            other => other,
        };
        open.insert(tenant, opened);
    }
    Ok(open)
}
