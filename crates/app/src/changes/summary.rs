//! The preview in numbers: what a change does in all.

use reseat_model::change_set::Counts;
use reseat_model::outcome::{Impact, LicenseChange, Outcome};
use reseat_model::pool::Pool;
use reseat_model::reason::{Param, Reason, Warning};
use reseat_model::services::{DriveState, MailboxState, OfficeState};
use reseat_model::{PlanId, PoolId, SkuId, Timestamp};

/// Different reasons that a summary tells apart: a reason may name a person, so a large change can have very many.
const REASONS_MAX: usize = 200;

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

/// Paths of licences that come, go or change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LicenseCounts {
    /// Paths that go.
    pub removed: u64,
    /// Paths that come.
    pub added: u64,
    /// Paths whose switched-off plans change.
    pub updated: u64,
}

/// A service that stays because another licence covers it (CNT-4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSummary {
    /// The service.
    pub plan: PlanId,
    /// How many people keep it.
    pub people: u64,
    /// The products that cover it for one of them.
    pub covered_by: Vec<SkuId>,
}

/// What a change does to all its people together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// People by result.
    pub counts: Counts,
    /// Paths of licences by what happens to them.
    pub licenses: LicenseCounts,
    /// Seats by product and pool, in that order.
    pub seats: Vec<SeatSummary>,
    /// Services lost, with how many people lose each.
    pub services_lost: Vec<(PlanId, u64)>,
    /// Services of a lost product that another one still covers.
    pub services_kept: Vec<KeptSummary>,
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
    /// Why people are refused or left alone, with how many each concerns; the first 200 different ones.
    pub reasons: Vec<(Reason, u64)>,
}

/// Adds up outcomes. `after` knows each pool as it is when the change is done.
pub fn summarise(outcomes: &[Outcome], after: impl Fn(SkuId, PoolId) -> Pool) -> Summary {
    let mut summary = Summary::default();
    outcomes.iter().for_each(|outcome| summary.add(outcome));
    for seat in &mut summary.seats {
        seat.set_after(&after(seat.sku, seat.pool));
    }
    summary
}

impl SeatSummary {
    /// Takes the counters over from the pool as it is when the change is done.
    pub(crate) const fn set_after(&mut self, pool: &Pool) {
        self.assigned_after = pool.consumed;
        self.available_after = pool.assignable();
    }
}

impl Summary {
    /// Adds one person; the counters of pools afterwards stay as they are.
    pub(crate) fn add(&mut self, outcome: &Outcome) {
        self.counts.add(outcome.status);
        self.add_licenses(&outcome.impact);
        self.add_services(&outcome.impact);
        add_states(self, outcome);
        for warning in &outcome.impact.warnings {
            add_warning(&mut self.warnings, warning);
        }
        for reason in &outcome.reasons {
            self.add_reason(reason, 1);
        }
    }

    /// Adds sign-in names that nobody has: each is a refused row.
    pub(super) fn add_unknown(&mut self, names: u64) {
        self.counts.refused += names;
        if names > 0 {
            self.add_reason(&Reason::UserNotFound, names);
        }
    }

    fn add_reason(&mut self, reason: &Reason, people: u64) {
        let at = self.reasons.iter().position(|(known, _)| known == reason);
        match at {
            Some(at) => self.reasons[at].1 += people,
            None if self.reasons.len() < REASONS_MAX => self.reasons.push((reason.clone(), people)),
            None => {}
        }
    }

    fn add_licenses(&mut self, impact: &Impact) {
        for LicenseChange { before, after, .. } in &impact.licenses {
            match (before, after) {
                (Some(_), None) => self.licenses.removed += 1,
                (None, _) => self.licenses.added += 1,
                (Some(_), Some(_)) => self.licenses.updated += 1,
            }
        }
        for change in &impact.seats {
            let seat = self.seat_mut(change.sku, change.pool);
            match change.delta {
                freed if freed < 0 => seat.freed += u64::from(freed.unsigned_abs()),
                taken => seat.taken += u64::from(taken.unsigned_abs()),
            }
        }
    }

    fn seat_mut(&mut self, sku: SkuId, pool: PoolId) -> &mut SeatSummary {
        let at = match self.seats.binary_search_by_key(&(sku, pool), |seat| (seat.sku, seat.pool)) {
            Ok(at) => at,
            Err(at) => {
                let none =
                    SeatSummary { sku, pool, freed: 0, taken: 0, assigned_after: 0, available_after: 0 };
                self.seats.insert(at, none);
                at
            }
        };
        &mut self.seats[at]
    }

    fn add_services(&mut self, impact: &Impact) {
        for plan in &impact.services_lost {
            match self.services_lost.iter_mut().find(|(known, _)| known == plan) {
                Some((_, people)) => *people += 1,
                None => self.services_lost.push((*plan, 1)),
            }
        }
        for kept in &impact.services_kept {
            let at = self.services_kept.iter().position(|known| known.plan == kept.plan);
            let at = at.unwrap_or_else(|| {
                let none = KeptSummary { plan: kept.plan, people: 0, covered_by: Vec::new() };
                self.services_kept.push(none);
                self.services_kept.len() - 1
            });
            let known = &mut self.services_kept[at];
            known.people += 1;
            for sku in &kept.covered_by {
                if !known.covered_by.contains(sku) {
                    known.covered_by.push(*sku);
                }
            }
        }
    }
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
