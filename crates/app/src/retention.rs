//! Retention: change sets and audit records are kept for a time that the tenant sets (design section 3, default 400
//! days), and go in small steps afterwards, oldest first.

use reseat_model::change_set::{ChangeItem, ChangeSet};
use reseat_model::{TenantId, Timestamp};
use reseat_store::{Batch, Change, Record, Scan, Stored};

use crate::App;
use crate::audit_trail;
use crate::error::AppError;
use crate::state::TenantState;
use crate::system::SystemWriter;

/// Rows removed in one transaction.
const ROWS_PER_ROUND: usize = 500;

/// Removes what is older than the tenant keeps; answers how many rows went. Called until nothing is left to do.
///
/// # Errors
/// When the store fails; the next round goes on.
pub(crate) fn prune(app: &App, state: &TenantState) -> Result<usize, AppError> {
    let tenant = state.tenant.id;
    let keep = state.tenant.settings.history_days;
    let old = |at: Timestamp| at.plus_days(keep) <= app.clock.now();
    let records = audit_trail::retire(app, tenant, old)?;
    let mut batch = Batch::default();
    prune_oldest_set(app, tenant, old, &mut batch)?;
    let rows = batch.changes.len();
    if rows > 0 {
        app.writer.write(tenant, batch)?;
    }
    Ok(records + rows)
}

/// The oldest change set, with some of its items: the set's own row goes with the last of them.
fn prune_oldest_set(
    app: &App,
    tenant: TenantId,
    old: impl Fn(Timestamp) -> bool,
    batch: &mut Batch,
) -> Result<(), AppError> {
    let oldest = Scan::key(ChangeSet::TABLE, vec![tenant.into()], 1);
    let Some(set) = ChangeSet::scan(app.store.as_ref(), &oldest)?.pop().filter(|set| old(set.at)) else {
        return Ok(());
    };
    let prefix = vec![tenant.into(), set.id.into()];
    let items = ChangeItem::scan(app.store.as_ref(), &Scan::key(ChangeItem::TABLE, prefix, ROWS_PER_ROUND))?;
    for item in &items {
        batch.changes.push(Change::Delete(ChangeItem::TABLE, ChangeItem::key(tenant, &item.id())));
    }
    if items.len() < ROWS_PER_ROUND {
        batch.changes.push(Change::Delete(ChangeSet::TABLE, ChangeSet::key(tenant, &set.id)));
    }
    Ok(())
}
