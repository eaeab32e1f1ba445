//! Invariants of one person.

use std::collections::BTreeSet;

use reseat_model::Timestamp;
use reseat_model::catalog::Catalog;
use reseat_model::decision::{Timer, TimerKind};
use reseat_model::services::{DriveState, MailboxState, OfficeState, Services};

use crate::Person;
use crate::invariants::{Invariant, Violation};
use crate::plan_change::Gives;
use crate::services::{purge_instant, settle};
use crate::transition::{effective_plans, path_ref};
use crate::users::purge_timer;

/// What does not hold for one person at `now`.
pub fn check_person(catalog: &Catalog, person: &Person, now: Timestamp) -> Vec<Violation> {
    let mut found = Found { person, violations: Vec::new() };
    let services = settle(&person.services, now);
    found.paths();
    found.former();
    if person.user.deleted_at.is_some() {
        found.deleted(&services);
    } else {
        let plans = effective_plans(catalog, person.assignments.values().map(path_ref));
        found.licensed(&services, Gives::of(catalog, &plans));
    }
    found.violations
}

/// The clocks that run for a person, as the timers they need.
pub(crate) fn clocks(person: &Person) -> BTreeSet<Timer> {
    let user = person.user.id;
    let mailbox =
        purge_instant(person.services.mailbox).map(|due| Timer { due, kind: TimerKind::PurgeMailbox, user });
    mailbox.into_iter().chain(purge_timer(&person.user)).collect()
}

struct Found<'a> {
    person: &'a Person,
    violations: Vec<Violation>,
}

impl Found<'_> {
    fn unless(&mut self, holds: bool, invariant: Invariant, detail: &str) {
        if !holds {
            self.violations.push(Violation::of_user(invariant, self.person.user.id, detail));
        }
    }

    fn paths(&mut self) {
        let own =
            self.person.assignments.iter().all(|(key, a)| a.key == *key && a.user == self.person.user.id);
        self.unless(own, Invariant::PathsBelong, "a path is kept under another key or person");
    }

    fn former(&mut self) {
        let former = &self.person.services.former;
        let ordered = former.windows(2).all(|pair| pair[0].sku < pair[1].sku);
        self.unless(ordered, Invariant::FormerIsNotHeld, "former products are not ordered, each once");
        let held = self.person.assignments.keys().any(|key| former.iter().any(|f| f.sku == key.sku));
        self.unless(!held, Invariant::FormerIsNotHeld, "a product is held and listed as former");
    }

    fn deleted(&mut self, services: &Services) {
        let holds = self.person.assignments.values().any(|a| a.state.is_valid());
        self.unless(!holds, Invariant::DeletedHoldNothing, "deleted, but a path is in force");
        let mail = matches!(services.mailbox, MailboxState::Active { .. });
        self.unless(
            !mail,
            Invariant::UnlicensedMailboxHasPurge,
            "deleted, but the mailbox has no purge instant",
        );
        let drive = matches!(services.drive, DriveState::Active { .. } | DriveState::Unlicensed { .. });
        self.unless(!drive, Invariant::DriveFollowsPlans, "deleted, but the drive's retention does not run");
        let office = matches!(services.office, OfficeState::Licensed { .. });
        self.unless(!office, Invariant::OfficeFollowsPlans, "deleted, but Office apps are licensed");
    }

    fn licensed(&mut self, services: &Services, gives: Gives) {
        let active = matches!(services.mailbox, MailboxState::Active { .. });
        if gives.mail {
            self.unless(active, Invariant::LicensedMailboxIsActive, "a mail plan, but no mailbox in use");
        } else {
            let detail = "no mail plan, but the mailbox is in use without a purge instant";
            self.unless(!active, Invariant::UnlicensedMailboxHasPurge, detail);
        }
        let active = matches!(services.drive, DriveState::Active { .. });
        self.unless(
            active == gives.files,
            Invariant::DriveFollowsPlans,
            "the drive differs from the files plan",
        );
        let marked = matches!(services.drive, DriveState::MarkedForDeletion { .. });
        self.unless(!marked, Invariant::DriveFollowsPlans, "not deleted, but the drive's retention runs");
        let licensed = matches!(services.office, OfficeState::Licensed { .. });
        self.unless(
            licensed == gives.office,
            Invariant::OfficeFollowsPlans,
            "Office apps differ from their plan",
        );
    }
}
