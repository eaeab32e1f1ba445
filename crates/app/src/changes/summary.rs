//! The preview in numbers: what a change does in all.

use std::collections::BTreeMap;

use reseat_engine::View;
use reseat_model::change_set::Counts;
use reseat_model::outcome::Outcome;
use reseat_model::reason::{Param, Warning};
use reseat_model::services::{DriveState, MailboxState, OfficeState};
use reseat_model::{PoolId, SkuId, Timestamp};

/// Seats of one pool before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatSummary {
    /// The product.
    pub sku: SkuId,
    /// Whose seats.
    pub pool: PoolId,
    /// Seats that become free.
    pub freed: u64,
    /// Seats that are taken.
    pub taken: u64,
    /// Assigned units afterwards.
    pub assigned_after: u32,
    /// Units that can be handed out afterwards.
    pub available_after: u32,
}

/// What a change does to all its people together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// People by result.
    pub counts: Counts,
    /// Seats by product and pool.
    pub seats: Vec<SeatSummary>,
    /// Mailboxes that are disconnected and start their 30 days.
    pub mailboxes_disconnected: u64,
    /// The first instant at which one of them is gone for good.
    pub earliest_purge: Option<Timestamp>,
    /// Mailboxes that come back.
    pub mailboxes_restored: u64,
    /// Drives that lose their plan; files are kept.
    pub drives_unlicensed: u64,
    /// People whose Office apps become unlicensed.
    pub office_unlicensed: u64,
    /// Warnings with their parameters and how many people they concern; of equal codes the earliest instant.
    pub warnings: Vec<(Warning, u64)>,
}

/// Adds up outcomes. Counters after the change are taken from `view`, if it has them.
pub fn summarise(outcomes: &[Outcome], view: Option<&View>) -> Summary {
    let mut summary = Summary::default();
    let mut seats: BTreeMap<(SkuId, PoolId), (u64, u64)> = BTreeMap::new();
    for outcome in outcomes {
        summary.counts.add(outcome.status);
        for seat in &outcome.impact.seats {
            let entry = seats.entry((seat.sku, seat.pool)).or_default();
            match seat.delta {
                freed if freed < 0 => entry.0 += u64::from(freed.unsigned_abs()),
                taken => entry.1 += u64::from(taken.unsigned_abs()),
            }
        }
        add_states(&mut summary, outcome);
        for warning in &outcome.impact.warnings {
            add_warning(&mut summary.warnings, warning);
        }
    }
    summary.seats = seats
        .into_iter()
        .map(|((sku, pool), (freed, taken))| {
            let after = view.map(|view| view.pool(sku, pool));
            SeatSummary {
                sku,
                pool,
                freed,
                taken,
                assigned_after: after.map_or(0, |pool| pool.consumed),
                available_after: after.map_or(0, |pool| pool.assignable()),
            }
        })
        .collect();
    summary
}

fn add_states(summary: &mut Summary, outcome: &Outcome) {
    match outcome.impact.mailbox {
        Some((
            _,
            MailboxState::Disconnected { purge_at, .. } | MailboxState::SoftDeleted { purge_at, .. },
        )) => {
            summary.mailboxes_disconnected += 1;
            summary.earliest_purge = Some(summary.earliest_purge.map_or(purge_at, |at| at.min(purge_at)));
        }
        Some((
            MailboxState::Disconnected { .. } | MailboxState::SoftDeleted { .. },
            MailboxState::Active { .. },
        )) => {
            summary.mailboxes_restored += 1;
        }
        _ => {}
    }
    if let Some((_, DriveState::Unlicensed { .. })) = outcome.impact.drive {
        summary.drives_unlicensed += 1;
    }
    if let Some((_, OfficeState::Unlicensed { .. })) = outcome.impact.office {
        summary.office_unlicensed += 1;
    }
}

fn add_warning(warnings: &mut Vec<(Warning, u64)>, warning: &Warning) {
    match warnings.iter_mut().find(|(known, _)| known.code() == warning.code()) {
        Some((known, people)) => {
            *people += 1;
            if instant(warning) < instant(known) {
                *known = warning.clone();
            }
        }
        None => warnings.push((warning.clone(), 1)),
    }
}

fn instant(warning: &Warning) -> Option<Timestamp> {
    warning.params().into_iter().find_map(|(_, param)| match param {
        Param::At(at) => Some(at),
        _ => None,
    })
}
