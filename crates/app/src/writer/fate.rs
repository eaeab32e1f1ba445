//! Whether a batch was written of which the store could not tell: the connection was lost at the commit. Answered from
//! what is there, so that nothing is done twice and nobody is told that what happened did not (design section 3).

use reseat_model::log::LogEntry;
use reseat_store::{Change, ForWrite, Key, Record, Row, Store, StoreError, Stored, Table};

use super::collect::Decided;

/// Whether the batch is there. `false` may still become true while the store is at it; then whoever is decided in its
/// place finds the head of the log moved.
///
/// # Errors
/// When the store fails.
pub(super) fn was_written(store: &dyn Store, decided: &Decided) -> Result<bool, StoreError> {
    let store = &ForWrite(store);
    if let Some((tenant, record)) = &decided.record {
        // It names the request and the change set, and its hash covers all records before it: nobody else writes the same.
        return Ok(LogEntry::load(store, *tenant, &record.id())?.as_ref() == Some(record));
    }
    // Without a record: where all rows are as the batch would leave them, it was written or need not be any more. Mere
    // deletions tell nothing, such as those of a code that works once.
    let changes = &decided.batch.changes;
    let tells = changes.iter().any(|change| !matches!(change, Change::Delete(..)));
    Ok(tells && holds(store, changes)?)
}

/// Whether the rows are as the changes leave them.
fn holds(store: &dyn Store, changes: &[Change]) -> Result<bool, StoreError> {
    for (at, change) in changes.iter().enumerate() {
        let (table, key, row) = parts(change);
        let later = &changes[at + 1..];
        if later.iter().any(|other| (parts(other).0.name, &parts(other).1) == (table.name, &key)) {
            continue;
        }
        if store.get_many(table, &[key])?.pop().flatten().as_ref() != row {
            return Ok(false);
        }
    }
    Ok(true)
}

fn parts(change: &Change) -> (&'static Table, Key, Option<&Row>) {
    match change {
        Change::Put(table, row) | Change::Insert(table, row) => (table, row[..table.key].to_vec(), Some(row)),
        Change::Delete(table, key) => (table, key.clone(), None),
    }
}
