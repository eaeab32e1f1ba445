//! Clearing away what has expired.

use reseat_model::{TenantId, Timestamp};
use reseat_store::{Batch, Bound, Change, Index, Scan, Store, StoreError, Table, Value, tables};

use super::Identity;

/// System records that end by themselves, with the index by their end.
static EXPIRING: &[(&Table, &Index)] = &[
    (&tables::AUTH_CODE, &tables::AUTH_CODE_BY_EXPIRY),
    (&tables::DEVICE_CODE, &tables::DEVICE_CODE_BY_EXPIRY),
    (&tables::SESSION, &tables::SESSION_BY_EXPIRY),
    (&tables::REFRESH_TOKEN, &tables::REFRESH_TOKEN_BY_EXPIRY),
    (&tables::REPLAY, &tables::REPLAY_BY_EXPIRY),
];

/// Rows are kept this long beyond their end, so that "expired" can be told from "unknown".
const KEPT_SECONDS: i64 = 24 * 3600;

impl Identity {
    /// Deletes at most `limit` expired codes, tokens, sessions and remembered answers of a tenant; answers how many.
    /// Call it now and then, and again at once while it answers `limit`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sweep(&self, tenant: TenantId, limit: usize) -> Result<usize, StoreError> {
        let before = self.clock.wall().plus_seconds(-KEPT_SECONDS);
        let mut changes = Vec::new();
        for (table, index) in EXPIRING {
            let left = limit - changes.len();
            if left == 0 {
                break;
            }
            changes.extend(expired(self.store.as_ref(), tenant, (table, index), before, left)?);
        }
        let count = changes.len();
        if count > 0 {
            self.writer.write(tenant, Batch { preconditions: Vec::new(), changes })?;
        }
        Ok(count)
    }
}

fn expired(
    store: &dyn Store,
    tenant: TenantId,
    (table, index): (&'static Table, &'static Index),
    before: Timestamp,
    limit: usize,
) -> Result<Vec<Change>, StoreError> {
    let scan =
        Scan::index(table, index, vec![tenant.into()], limit).to(Bound::Excluded(vec![Value::Int(before.0)]));
    let rows = store.range(&scan)?;
    Ok(rows.into_iter().map(|row| Change::Delete(table, row.into_iter().take(table.key).collect())).collect())
}
