//! Products that the tenant could hold, by name.

use std::sync::Arc;

use reseat_authz::Action;
use reseat_model::catalog::Product;
use reseat_model::fold::fold;

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Products whose name or part number contains `search`, by English name, from place `from` on.
///
/// # Errors
/// When the caller may not read the catalogue, or the store fails.
pub fn list(
    app: &App,
    call: &Call,
    search: Option<&str>,
    from: usize,
    top: usize,
) -> Result<(Vec<Arc<Product>>, usize), AppError> {
    call.grant(Action::CatalogRead)?;
    let state = app.tenant(call.tenant)?;
    let wanted = fold(search.unwrap_or_default());
    let mut found: Vec<Arc<Product>> = state
        .catalog
        .products
        .values()
        .filter(|product| {
            [&product.names.en, &product.names.zh, &product.part_number]
                .iter()
                .any(|text| fold(text).contains(&wanted))
        })
        .cloned()
        .collect();
    found.sort_by_cached_key(|product| (fold(&product.names.en), product.sku));
    let total = found.len();
    Ok((found.into_iter().skip(from).take(top).collect(), total))
}
