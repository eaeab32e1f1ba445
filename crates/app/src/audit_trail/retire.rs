//! Letting old records go: only up to a signed head, which then says, signed once more, where the chain begins.

use reseat_model::audit_head::AuditHead;
use reseat_model::log::LogEntry;
use reseat_model::{TenantId, Timestamp};
use reseat_store::{Batch, Bound, Change, Key, Record, Scan, Store, StoreError, Stored, Value};

use super::head::{Says, Stand};
use super::keys::{audit_keys, signing_key};
use crate::App;
use crate::error::AppError;
use crate::system::SystemWriter;

/// Rows removed in one transaction.
pub const RETIRE_ROWS_MAX: usize = 500;

/// Removes some of the records that are old, oldest first; answers how many rows went. A record that is old but not covered
/// by a signed head stays until it is.
///
/// # Errors
/// When the store or the keystore fails; the next round goes on.
pub fn retire(app: &App, tenant: TenantId, old: impl Fn(Timestamp) -> bool) -> Result<usize, AppError> {
    let store = app.store.as_ref();
    let mut batch = Batch::default();
    match anchor(store, tenant)? {
        // What an earlier round has let go, and did not get to.
        Some(anchor) if leave(store, tenant, &anchor, &mut batch)? > 0 => {}
        anchor => advance(app, tenant, anchor.as_ref(), &old, &mut batch)?,
    }
    let rows = batch.changes.len();
    if rows > 0 {
        app.writer.write(tenant, batch)?;
    }
    Ok(rows)
}

/// Where the chain begins, when older records have gone: the oldest signed head that is kept.
pub(super) fn anchor(store: &dyn Store, tenant: TenantId) -> Result<Option<AuditHead>, StoreError> {
    let scan = Scan::key(AuditHead::TABLE, vec![tenant.into()], 1);
    Ok(AuditHead::scan(store, &scan)?.pop().filter(|head| head.anchor.is_some()))
}

/// Adds the removal of some records up to the anchor; answers of how many.
fn leave(
    store: &dyn Store,
    tenant: TenantId,
    anchor: &AuditHead,
    batch: &mut Batch,
) -> Result<usize, StoreError> {
    let upper = Bound::Included(vec![Value::from(anchor.seq)]);
    let scan = Scan::key(LogEntry::TABLE, vec![tenant.into()], RETIRE_ROWS_MAX).to(upper);
    let gone = store.range(&scan)?;
    batch
        .changes
        .extend(gone.iter().map(|row| Change::Delete(LogEntry::TABLE, row[..LogEntry::TABLE.key].to_vec())));
    Ok(gone.len())
}

/// Moves the anchor to the newest signed head all of whose records are old, as far as one look reaches.
fn advance(
    app: &App,
    tenant: TenantId,
    anchor: Option<&AuditHead>,
    old: &impl Fn(Timestamp) -> bool,
    batch: &mut Batch,
) -> Result<(), AppError> {
    let store = app.store.as_ref();
    let lower = anchor.map_or(Bound::Open, |anchor| Bound::Excluded(vec![Value::from(anchor.number)]));
    let scan = |top| Scan::key(AuditHead::TABLE, vec![tenant.into()], top).from(lower.clone());
    // Most of the time nothing is old, and one row says so.
    let Some(first) = AuditHead::scan(store, &scan(1))?.pop() else { return Ok(()) };
    if last_old(store, tenant, std::slice::from_ref(&first), old)?.is_none() {
        return Ok(());
    }
    let heads = AuditHead::scan(store, &scan(RETIRE_ROWS_MAX))?;
    let Some(count) = last_old(store, tenant, &heads, old)? else { return Ok(()) };
    let (gone, Some(mut begin)) = (&heads[..count - 1], heads.get(count - 1).cloned()) else { return Ok(()) };
    let stand = Stand::of(&begin);
    let known = audit_keys(app.keys.as_ref(), tenant)?.into_iter().find(|key| key.id == begin.key);
    if !known.is_some_and(|key| stand.holds(Says::Head, tenant, &key.public, &begin.signature)) {
        let what = format!("the signature of head {} is wrong, and nothing older goes", begin.number);
        app.audit_complaints.misfit(tenant, app.clock.wall(), &what);
        return Ok(());
    }
    let (key, pair) = signing_key(app.keys.as_ref(), app.entropy.as_ref(), tenant)?;
    begin.signature = stand.sign(Says::Head, tenant, &pair);
    begin.anchor = Some(stand.sign(Says::Anchor, tenant, &pair));
    begin.key = key.id;
    let numbers = anchor.into_iter().chain(gone).map(|head| head.number);
    batch.changes.extend(numbers.map(|n| Change::Delete(AuditHead::TABLE, AuditHead::key(tenant, &n))));
    batch.changes.push(Change::Put(AuditHead::TABLE, begin.to_row(tenant)));
    Ok(())
}

/// How many of these heads, from the first, cover nothing but old records; `None` for none.
fn last_old(
    store: &dyn Store,
    tenant: TenantId,
    heads: &[AuditHead],
    old: &impl Fn(Timestamp) -> bool,
) -> Result<Option<usize>, StoreError> {
    let keys: Vec<Key> = heads.iter().map(|head| LogEntry::key(tenant, &(head.seq, head.n))).collect();
    let mut count = 0;
    for row in store.get_many(LogEntry::TABLE, &keys)? {
        // A signed record that is not there is for the verifier to tell.
        let Some(row) = row else { break };
        if !old(LogEntry::from_row(&row)?.effective_at) {
            break;
        }
        count += 1;
    }
    Ok((count > 0).then_some(count))
}
