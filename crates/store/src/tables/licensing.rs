//! Who holds what, seats, purchases, and what comes due.

use super::table;

table! {
    /// Paths by which people hold products; `path` is the granting group, all zero for a direct assignment.
    ASSIGNMENT = "assignment", key 5 {
        tenant: id, user: id, sku: id, pool: id, path: id,
        disabled: bytes, state: int, assigned_at: int, updated_at: int, name_fold: text,
    }
    /// The holders of a product by display name (the product page), with the state that decides whether they hold it.
    index ASSIGNMENT_BY_HOLDER = "assignment_by_holder" (tenant, sku, name_fold, user, state);
}

table! {
    /// Seats of a product in a pool; the organisation's pool is all zero.
    POOL = "pool", key 3 {
        tenant: id, sku: id, pool: id,
        enabled: int, warning: int, suspended: int, locked_out: int, consumed: int,
    }
}

table! {
    /// Purchases.
    SUBSCRIPTION = "subscription", key 2 {
        tenant: id, id: id,
        sku: id, pool: id, quantity: int, status: int, trial: int, created_at: int, term_ends_at: opt_int,
    }
    /// The purchases of a product.
    index SUBSCRIPTION_BY_SKU = "subscription_by_sku" (tenant, sku);
}

table! {
    /// What happens at an instant, in the order in which it is decided.
    TIMER = "timer", key 4 { tenant: id, due: int, kind: int, user: id }
}
