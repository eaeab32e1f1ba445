//! Rows from outside the engine that meet in one batch. Preconditions are checked before anything of a batch is written,
//! so of two requests with one idempotency key, or of a job's chunk and its cancellation, the second must wait for the
//! next batch, where it sees what the first did.

use std::collections::HashSet;

use reseat_store::{Batch, Change, Key, Precondition};

use super::core::Waiting;

/// The rows that the waiting of one batch look at or write besides what the engine decides.
#[derive(Default)]
pub(super) struct Touched<'a>(HashSet<(&'static str, &'a [reseat_store::Value])>);

impl<'a> Touched<'a> {
    /// Whether `waiting` may be in the same batch; then its rows are noted.
    pub(super) fn admits(&mut self, waiting: &'a Waiting) -> bool {
        let rows: Vec<_> = batches(waiting).flat_map(keys).collect();
        if rows.iter().any(|row| self.0.contains(row)) {
            return false;
        }
        self.0.extend(rows);
        true
    }
}

/// How many of the first `taken` can be one batch: all, unless rows meet.
pub(super) fn together(taken: &[Waiting]) -> usize {
    let mut touched = Touched::default();
    taken.iter().take_while(|waiting| touched.admits(waiting)).count()
}

fn batches(waiting: &Waiting) -> Box<dyn Iterator<Item = &Batch> + '_> {
    match waiting {
        Waiting::System(batch, _) => Box::new(std::iter::once(batch)),
        Waiting::Decide(submission, _) => {
            Box::new(std::iter::once(&submission.rows).chain(submission.rows_for.values()))
        }
    }
}

fn keys(batch: &Batch) -> impl Iterator<Item = (&'static str, &[reseat_store::Value])> {
    let looked_at = batch.preconditions.iter().map(|precondition| match precondition {
        Precondition::Equals(table, key, ..)
        | Precondition::Absent(table, key)
        | Precondition::Exists(table, key) => (table.name, key.as_slice()),
    });
    let written = batch.changes.iter().map(|change| match change {
        Change::Put(table, row) | Change::Insert(table, row) => (table.name, &row[..table.key]),
        Change::Delete(table, key) => (table.name, Key::as_slice(key)),
    });
    looked_at.chain(written)
}
