//! Invariants of a whole tenant, fed row by row, so that `reseat check` holds counters and clocks, never all people.

use std::collections::{BTreeMap, BTreeSet};

use reseat_model::catalog::Catalog;
use reseat_model::decision::Timer;
use reseat_model::pool::Pool;
use reseat_model::{PoolId, SkuId, Timestamp};

use crate::Person;
use crate::invariants::person::clocks;
use crate::invariants::{Invariant, Violation, check_person};

/// Collects a tenant's rows of one consistent snapshot, in any order.
#[derive(Debug)]
pub struct TenantCheck<'a> {
    catalog: &'a Catalog,
    now: Timestamp,
    holders: BTreeMap<(SkuId, PoolId), u32>,
    pools: BTreeMap<(SkuId, PoolId), Pool>,
    clocks: BTreeSet<Timer>,
    timers: BTreeSet<Timer>,
    violations: Vec<Violation>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TenantReport {
    /// Where an invariant does not hold.
    pub violations: Vec<Violation>,
    /// Pools as they should be counted; each is a [`reseat_model::command::Command::RepairPool`].
    pub repairs: Vec<Pool>,
}

impl<'a> TenantCheck<'a> {
    /// A check of one tenant at `now`.
    pub fn new(catalog: &'a Catalog, now: Timestamp) -> Self {
        Self {
            catalog,
            now,
            holders: BTreeMap::new(),
            pools: BTreeMap::new(),
            clocks: BTreeSet::new(),
            timers: BTreeSet::new(),
            violations: Vec::new(),
        }
    }

    /// Takes one person with paths and services.
    pub fn person(&mut self, person: &Person) {
        self.violations.extend(check_person(self.catalog, person, self.now));
        self.clocks.extend(clocks(person));
        // Keys are ordered by product and pool, so the paths of one pool are neighbours: one seat for all (CNT-3).
        let mut last = None;
        for assignment in person.assignments.values().filter(|a| a.state.is_valid()) {
            let pool = (assignment.key.sku, assignment.key.pool);
            if last.replace(pool) != Some(pool) {
                *self.holders.entry(pool).or_default() += 1;
            }
        }
    }

    /// Takes one pool.
    pub fn pool(&mut self, pool: &Pool) {
        self.pools.insert((pool.sku, pool.pool), *pool);
    }

    /// Takes one timer.
    pub fn timer(&mut self, timer: &Timer) {
        self.timers.insert(*timer);
    }

    /// Compares counters with holders and clocks with timers.
    pub fn finish(mut self) -> TenantReport {
        let mut repairs = Vec::new();
        for (sku, pool) in self.pools.keys().chain(self.holders.keys()).copied().collect::<BTreeSet<_>>() {
            let stored = self.pools.get(&(sku, pool)).copied().unwrap_or(Pool::empty(sku, pool));
            let counted = self.holders.get(&(sku, pool)).copied().unwrap_or(0);
            if stored.consumed != counted {
                let detail = format!("consumed is {}, counted {counted} holders", stored.consumed);
                let invariant = Invariant::PoolCountsHolders;
                self.violations.push(Violation::of_pool(invariant, sku, pool, detail));
                repairs.push(Pool { consumed: counted, ..stored });
            }
        }
        for clock in self.clocks.difference(&self.timers) {
            let detail = format!("{:?} at {:?} has no timer", clock.kind, clock.due);
            self.violations.push(Violation::of_user(Invariant::ClocksHaveTimers, clock.user, detail));
        }
        for timer in self.timers.difference(&self.clocks) {
            let detail = format!("timer {:?} at {:?} has no clock", timer.kind, timer.due);
            self.violations.push(Violation::of_user(Invariant::ClocksHaveTimers, timer.user, detail));
        }
        TenantReport { violations: self.violations, repairs }
    }
}
