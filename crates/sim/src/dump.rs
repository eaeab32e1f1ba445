//! Every row of every table, as text: what stores are compared by, byte by byte.

use reseat_model::TenantId;
use reseat_model::tenant::Tenant;
use reseat_store::{Scan, Store, Value, tables};

/// More rows than any simulated organisation has.
const ALL: usize = 1 << 30;

/// One line per row, tables in the order in which they are declared, rows in the order of their keys.
///
/// # Errors
/// When the store fails.
pub fn rows(store: &dyn Store, tenants: &[Tenant]) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    let all = std::iter::once(TenantId::NIL).chain(tenants.iter().map(|tenant| tenant.id));
    for tenant in all {
        for table in tables::ALL {
            let scan = Scan::key(table, vec![Value::from(tenant)], ALL);
            let rows = store.range(&scan).map_err(|error| error.to_string())?;
            lines.extend(rows.iter().map(|row| format!("{} {row:?}", table.name)));
        }
    }
    Ok(lines)
}
