//! The tenant's catalogue: the built-in products, and what was imported or added by the organisation.

mod import;
mod list;

use std::sync::Arc;

use reseat_model::TenantId;
use reseat_model::catalog::{Catalog, Dependency, ExclusiveSet, Plan, Product};
use reseat_store::{Record, Scan, Store, StoreError, Stored, Value};

pub use import::{CatalogImport, CatalogSource, import, merged_rows};
pub use list::list;

/// Rows of each kind that one tenant's catalogue may have.
const ROWS_MAX: usize = 100_000;

/// The built-in catalogue with the tenant's rows on top.
pub(crate) fn load_catalog(
    store: &dyn Store,
    tenant: TenantId,
    builtin: &Arc<Catalog>,
) -> Result<Arc<Catalog>, StoreError> {
    fn all<T: Record>(store: &dyn Store, tenant: TenantId) -> Result<Vec<T>, StoreError> {
        T::scan(store, &Scan::key(T::TABLE, vec![Value::from(tenant)], ROWS_MAX))
    }
    let plans: Vec<Plan> = all(store, tenant)?;
    let products: Vec<Product> = all(store, tenant)?;
    let dependencies: Vec<Dependency> = all(store, tenant)?;
    let exclusive: Vec<ExclusiveSet> = all(store, tenant)?;
    if plans.is_empty() && products.is_empty() && dependencies.is_empty() && exclusive.is_empty() {
        return Ok(Arc::clone(builtin));
    }
    let mut catalog = Catalog::clone(builtin);
    catalog.plans.extend(plans.into_iter().map(|plan| (plan.id, Arc::new(plan))));
    catalog.products.extend(products.into_iter().map(|product| (product.sku, Arc::new(product))));
    for dependency in dependencies {
        let known = catalog.dependencies.entry(dependency.plan).or_default();
        if !known.contains(&dependency) {
            known.push(dependency);
        }
    }
    for set in exclusive {
        catalog.exclusive.retain(|known| known.id != set.id);
        catalog.exclusive.push(set);
    }
    Ok(Arc::new(catalog))
}
