//! What the tenant's catalogue has beyond, or other than, the built-in one.

use super::table;

table! {
    /// Products that were imported or added by the organisation.
    CATALOG_PRODUCT = "catalog_product", key 2 {
        tenant: id, sku: id,
        part_number: text, name_en: text, name_zh: text, applies_to: int, origin: int, plans: bytes,
    }
}

table! {
    /// Service plans that were imported or added by the organisation.
    CATALOG_PLAN = "catalog_plan", key 2 {
        tenant: id, plan: id,
        name: text, name_en: text, name_zh: text, service: int, graph_service: text, applies_to: int,
    }
}

table! {
    /// Which plan needs one of which others; the alternatives are part of the key, as a plan may need several things.
    CATALOG_DEPENDENCY = "catalog_dependency", key 3 { tenant: id, plan: id, any_of: bytes, source: text }
}

table! {
    /// Sets of plans that exclude each other.
    CATALOG_EXCLUSIVE = "catalog_exclusive", key 2 { tenant: id, name: text, plans: bytes }
}
