//! The effective plans of a person before and after (25.20), and what the differences mean.

use reseat_model::PlanId;
use reseat_model::catalog::{AppliesTo, Catalog, Service};

use crate::transition::{Transition, effective_plans};

/// Which of the services with consequences a person has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Gives {
    pub mail: bool,
    pub files: bool,
    pub office: bool,
    pub telephony: bool,
    pub devices: bool,
    pub cloud_pc: bool,
}

impl Gives {
    fn add(&mut self, service: Service) {
        match service {
            Service::Mail => self.mail = true,
            Service::Files => self.files = true,
            Service::OfficeApps => self.office = true,
            Service::Telephony => self.telephony = true,
            Service::DeviceManagement => self.devices = true,
            Service::CloudPc => self.cloud_pc = true,
            Service::Teams | Service::Other => {}
        }
    }

    /// What the ordered `plans` give.
    pub fn of(catalog: &Catalog, plans: &[PlanId]) -> Self {
        let mut gives = Self::default();
        plans.iter().for_each(|plan| gives.add(catalog.service_of(*plan)));
        gives
    }
}

/// Effective plans before and after a transition.
#[derive(Debug, Default)]
pub(crate) struct PlanChange {
    /// Effective before, ordered.
    pub before: Vec<PlanId>,
    /// Effective after, ordered.
    pub after: Vec<PlanId>,
    /// Plans for people that go.
    pub lost: Vec<PlanId>,
    /// Plans for people that come.
    pub gained: Vec<PlanId>,
    /// Services before.
    pub gave: Gives,
    /// Services after.
    pub gives: Gives,
}

impl PlanChange {
    /// Compares; looks every plan up once.
    pub fn of(catalog: &Catalog, transition: &Transition<'_>) -> Self {
        let mut change = Self {
            before: effective_plans(catalog, transition.before()),
            after: effective_plans(catalog, transition.after()),
            ..Self::default()
        };
        let (mut old, mut new) = (0, 0);
        loop {
            let (plan, was, is) = match (change.before.get(old), change.after.get(new)) {
                (Some(a), Some(b)) if a == b => (*a, true, true),
                (Some(a), Some(b)) if a > b => (*b, false, true),
                (Some(a), _) => (*a, true, false),
                (None, Some(b)) => (*b, false, true),
                (None, None) => break,
            };
            old += usize::from(was);
            new += usize::from(is);
            change.note(catalog, plan, was, is);
        }
        change
    }

    fn note(&mut self, catalog: &Catalog, plan: PlanId, was: bool, is: bool) {
        let known = catalog.plan(plan);
        let service = known.map_or(Service::Other, |plan| plan.service);
        if was {
            self.gave.add(service);
        }
        if is {
            self.gives.add(service);
        }
        if was != is && known.is_none_or(|plan| plan.applies_to == AppliesTo::User) {
            if was { self.lost.push(plan) } else { self.gained.push(plan) }
        }
    }
}
