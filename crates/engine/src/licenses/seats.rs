//! Seats: one per person and pool however many paths (CNT-3, 25.22), drawn from enabled units only (25.3).

use reseat_model::outcome::SeatChange;
use reseat_model::pool::Pool;
use reseat_model::reason::Reason;
use reseat_model::{PoolId, SkuId};

use crate::View;
use crate::transition::{PathRef, Transition};

/// The seats that change, ordered by product and pool.
pub(crate) fn changes(transition: &Transition<'_>) -> Vec<SeatChange> {
    let mut touched: Vec<_> = transition.edits().iter().map(|edit| (edit.key.sku, edit.key.pool)).collect();
    touched.dedup();
    touched.into_iter().filter_map(|(sku, pool)| change(transition, sku, pool)).collect()
}

fn change(transition: &Transition<'_>, sku: SkuId, pool: PoolId) -> Option<SeatChange> {
    let seated = |path: PathRef<'_>| path.key.sku == sku && path.key.pool == pool && path.state.is_valid();
    let before = transition.before().any(seated);
    let after = transition.after().any(seated);
    let delta = i32::from(after) - i32::from(before);
    (delta != 0).then_some(SeatChange { sku, pool, delta })
}

/// Pools that have too few seats for what shall come.
pub(crate) fn shortages(view: &View, changes: &[SeatChange]) -> Vec<Reason> {
    changes.iter().filter(|change| change.delta > 0).filter_map(|change| shortage(view, change)).collect()
}

/// Why one more seat cannot be had.
pub(crate) fn shortage(view: &View, change: &SeatChange) -> Option<Reason> {
    let Pool { sku, enabled, consumed, warning, .. } = view.pool(change.sku, change.pool);
    (consumed >= enabled).then_some(Reason::NoSeats { sku, enabled, consumed, warning })
}

/// The pools with their new counters. A pool that nobody ever bought has no counter to keep (NEED-10).
pub(crate) fn counted(view: &View, changes: &[SeatChange]) -> Vec<Pool> {
    changes
        .iter()
        .filter_map(|change| {
            let mut pool = view.pools.get(&(change.sku, change.pool)).copied().flatten()?;
            pool.consumed = pool.consumed.saturating_add_signed(change.delta);
            Some(pool)
        })
        .collect()
}
