//! What the Licenses page shows: one row per product with its totals, counted when written (UNA-13, UNA-14, UNA-16).

use std::collections::BTreeMap;
use std::sync::Arc;

use reseat_authz::Action;
use reseat_model::catalog::{AppliesTo, Catalog, Names, Origin, Product};
use reseat_model::fold::fold;
use reseat_model::pool::Pool;
use reseat_model::subscription::Subscription;
use reseat_model::user::User;
use reseat_model::{PoolId, SkuId, UserId};
use reseat_store::{Record, Scan, Stored};

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Pools and purchases of one tenant at most.
const ROWS_MAX: usize = 100_000;

/// A product with all that was bought of it.
#[derive(Debug, Clone)]
pub struct OwnedProduct {
    /// Its description; of a product withdrawn from the catalogue, one with its id as its name (NEED-10).
    pub product: Arc<Product>,
    /// The organisation's seats.
    pub pool: Pool,
    /// The organisation's purchases, oldest first.
    pub subscriptions: Vec<Subscription>,
    /// Pools of self-service purchasers.
    pub self_service: Vec<SelfServicePool>,
}

/// What one person bought for themselves and others.
#[derive(Debug, Clone)]
pub struct SelfServicePool {
    /// The seats.
    pub pool: Pool,
    /// Who bought them; `None` when they are gone for good.
    pub purchaser: Option<User>,
}

/// Every product with seats or holders, by part number.
///
/// # Errors
/// When the caller may not see the Licenses page, or the store fails.
pub fn list(app: &App, call: &Call) -> Result<Vec<OwnedProduct>, AppError> {
    call.grant(Action::LicenseRead)?;
    let prefix = vec![call.tenant.into()];
    load(app, call, prefix.clone(), &Scan::key(Subscription::TABLE, prefix, ROWS_MAX))
}

/// One product.
///
/// # Errors
/// As [`list`], or [`AppError::NotFound`] when the organisation has nothing of it.
pub fn load_one(app: &App, call: &Call, sku: SkuId) -> Result<OwnedProduct, AppError> {
    call.grant(Action::LicenseRead)?;
    let prefix = vec![call.tenant.into(), sku.into()];
    let index = &reseat_store::tables::SUBSCRIPTION_BY_SKU;
    let scan = Scan::index(Subscription::TABLE, index, prefix.clone(), ROWS_MAX);
    load(app, call, prefix, &scan)?.pop().ok_or_else(|| AppError::not_found("product", sku))
}

fn load(
    app: &App,
    call: &Call,
    pools: Vec<reseat_store::Value>,
    subscriptions: &Scan,
) -> Result<Vec<OwnedProduct>, AppError> {
    let state = app.tenant(call.tenant)?;
    let store = app.store.as_ref();
    let mut owned: BTreeMap<SkuId, OwnedProduct> = BTreeMap::new();
    let pools = Pool::scan(store, &Scan::key(Pool::TABLE, pools, ROWS_MAX))?;
    let purchasers: Vec<UserId> = pools.iter().filter_map(|pool| pool.pool.purchaser()).collect();
    let mut people: BTreeMap<UserId, User> = BTreeMap::new();
    for user in User::load_many(store, call.tenant, &purchasers)?.into_iter().flatten() {
        people.insert(user.id, user);
    }
    for pool in pools {
        let entry = owned.entry(pool.sku).or_insert_with(|| empty(&state.catalog, pool.sku));
        match pool.pool.purchaser() {
            None => entry.pool = pool,
            Some(id) => {
                entry.self_service.push(SelfServicePool { pool, purchaser: people.get(&id).cloned() });
            }
        }
    }
    for subscription in Subscription::scan(store, subscriptions)? {
        if subscription.pool == PoolId::ORGANIZATION
            && let Some(entry) = owned.get_mut(&subscription.sku)
        {
            entry.subscriptions.push(subscription);
        }
    }
    let mut products: Vec<OwnedProduct> = owned.into_values().collect();
    for product in &mut products {
        product.subscriptions.sort_by_key(|s| (s.created_at, s.id));
    }
    products.sort_by_cached_key(|p| (fold(&p.product.names.en), p.product.sku));
    Ok(products)
}

fn empty(catalog: &Catalog, sku: SkuId) -> OwnedProduct {
    let product = catalog.products.get(&sku).cloned().unwrap_or_else(|| {
        Arc::new(Product {
            sku,
            part_number: sku.to_string(),
            names: Names { en: sku.to_string(), zh: sku.to_string() },
            applies_to: AppliesTo::User,
            plans: Vec::new(),
            origin: Origin::Organization,
        })
    });
    OwnedProduct {
        product,
        pool: Pool::empty(sku, PoolId::ORGANIZATION),
        subscriptions: Vec::new(),
        self_service: Vec::new(),
    }
}
