//! Purchases and the pools they feed (section 10, 25.14).

use reseat_model::UserId;
use reseat_model::audit::{Activity, AuditEntry, ModifiedProperty, Target};
use reseat_model::decision::{Decision, Mutation};
use reseat_model::pool::Pool;
use reseat_model::reason::Reason;
use reseat_model::subscription::{Status, Subscription};

use crate::conclude::{plain, refused, unchanged};
use crate::{View, audit};

/// Decides [`reseat_model::command::Command::PutSubscription`]. Fewer seats than holders is allowed here: it may
/// arrive from a renewal, and nobody loses anything by it (CON-5, CNT-6).
pub(crate) fn put(view: &View, subscription: &Subscription, before: Option<&Subscription>) -> Decision {
    if before == Some(subscription) {
        return unchanged(UserId::NIL, Vec::new());
    }
    if before.is_none() && view.catalog.product(subscription.sku).is_none() {
        return refused(UserId::NIL, Reason::UnknownProduct { sku: subscription.sku });
    }
    let mut pools = Vec::new();
    if let Some(before) = before {
        let mut pool = view.pool(before.sku, before.pool);
        count(&mut pool, before, u32::saturating_sub);
        pools.push(pool);
    }
    let same = pools.pop_if(|pool| (pool.sku, pool.pool) == (subscription.sku, subscription.pool));
    let mut pool = same.unwrap_or_else(|| view.pool(subscription.sku, subscription.pool));
    count(&mut pool, subscription, u32::saturating_add);
    pools.push(pool);
    let mut mutations = vec![Mutation::PutSubscription(subscription.clone())];
    mutations.extend(pools.into_iter().map(Mutation::PutPool));
    plain(UserId::NIL, mutations, record(view, subscription, before))
}

/// Adds to or takes from a pool what a purchase contributes in its status (CNT-1); a deleted one contributes nothing.
fn count(pool: &mut Pool, subscription: &Subscription, operation: fn(u32, u32) -> u32) {
    let units = match subscription.status {
        Status::Enabled => &mut pool.enabled,
        Status::Warning => &mut pool.warning,
        Status::Suspended => &mut pool.suspended,
        Status::LockedOut => &mut pool.locked_out,
        Status::Deleted => return,
    };
    *units = operation(*units, subscription.quantity);
}

fn record(view: &View, subscription: &Subscription, before: Option<&Subscription>) -> AuditEntry {
    let old = before.map(texts);
    let new = texts(subscription);
    let modified = ["SkuId", "Pool", "Quantity", "Status", "Trial", "TermEndsAt"]
        .into_iter()
        .enumerate()
        .filter_map(|(index, name)| {
            let old = old.as_ref().and_then(|texts| texts[index].as_deref());
            let new = new[index].as_deref();
            (old != new).then(|| audit::property(name, old, new))
        })
        .collect();
    let name = view.catalog.product(subscription.sku).map_or_else(String::new, |p| p.part_number.clone());
    let target = Target::Other { kind: "Subscription", id: subscription.id.to_string(), name };
    AuditEntry { activity: Activity::UpdateSubscription, target, modified }
}

fn texts(subscription: &Subscription) -> [Option<String>; 6] {
    [
        Some(subscription.sku.to_string()),
        subscription.pool.purchaser().map(|purchaser| purchaser.to_string()),
        Some(subscription.quantity.to_string()),
        Some(format!("{:?}", subscription.status)),
        Some(subscription.trial.to_string()),
        subscription.term_ends_at.map(|at| at.seconds().to_string()),
    ]
}

/// Decides [`reseat_model::command::Command::RepairPool`].
pub(crate) fn repair(view: &View, pool: &Pool) -> Decision {
    let stored = view.pools.get(&(pool.sku, pool.pool)).copied().flatten();
    if stored == Some(*pool) {
        return unchanged(UserId::NIL, Vec::new());
    }
    let number = |name: &str, of: fn(&Pool) -> u32| -> Option<ModifiedProperty> {
        let (old, new) = (stored.as_ref().map(of), of(pool));
        let old_text = old.map(|old| old.to_string());
        (old != Some(new)).then(|| audit::property(name, old_text.as_deref(), Some(&new.to_string())))
    };
    let modified = [
        number("Consumed", |pool| pool.consumed),
        number("Enabled", |pool| pool.enabled),
        number("Warning", |pool| pool.warning),
        number("Suspended", |pool| pool.suspended),
        number("LockedOut", |pool| pool.locked_out),
    ];
    let name = view.catalog.product(pool.sku).map_or_else(String::new, |p| p.part_number.clone());
    let id = match pool.pool.purchaser() {
        None => pool.sku.to_string(),
        Some(purchaser) => format!("{}/{purchaser}", pool.sku),
    };
    let audit = AuditEntry {
        activity: Activity::RepairCounters,
        target: Target::Other { kind: "Pool", id, name },
        modified: modified.into_iter().flatten().collect(),
    };
    plain(UserId::NIL, vec![Mutation::PutPool(*pool)], audit)
}
