//! The digest by which a preview binds a change (design section 3, "Preview").
//!
//! Two outcomes of the same person have the same digest exactly when an administrator would read the same thing:
//! result, reasons, licences, seats, services, states and clocks. What differs without meaning anything is left out:
//! ids drawn for new mailboxes and drives, when a state began, and how full a pool was that had no seat.
//!
//! An instant that the decision itself counts from `now` is hashed by its distance, so that a preview a minute ago
//! equals the outcome now. A clock that already ran is hashed as the instant it is, so that one that was stopped and
//! started meanwhile does not.

use std::collections::BTreeSet;

use reseat_model::assignment::{AssignmentKey, Path};
use reseat_model::outcome::{Impact, Outcome, Status};
use reseat_model::reason::{Param, Reason};
use reseat_model::services::{DriveState, MailboxState, OfficeState};
use reseat_model::{PlanId, Timestamp};

/// The digest of an outcome decided at `now`: FNV-1a over 64 bits, the same on every machine and in every version
/// that words outcomes the same. It tells outcomes apart; it is no protection against someone who forges them.
pub fn digest(outcome: &Outcome, now: Timestamp) -> u64 {
    let mut hash = Fnv { state: Fnv::BASIS, now };
    hash.bytes(outcome.user.bytes());
    hash.byte(match outcome.status {
        Status::Changed => 0,
        Status::Unchanged => 1,
        Status::Refused => 2,
    });
    hash.length(outcome.reasons.len());
    for reason in &outcome.reasons {
        hash.text(reason.code());
        // How full the pool was does not change that no seat was to be had.
        if !matches!(reason, Reason::NoSeats { .. }) {
            reason.params().iter().for_each(|(_, param)| hash.param(param));
        }
    }
    hash.impact(&outcome.impact);
    hash.state
}

struct Fnv {
    state: u64,
    now: Timestamp,
}

impl Fnv {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;

    fn byte(&mut self, byte: u8) {
        self.state = (self.state ^ u64::from(byte)).wrapping_mul(Self::PRIME);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.byte(*byte));
    }

    fn number(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    /// Every list and text is preceded by its length, so that neighbours cannot run into each other.
    fn length(&mut self, length: usize) {
        self.number(length as u64);
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes(text.as_bytes());
    }

    /// An instant that was there before.
    fn instant(&mut self, at: Timestamp) {
        self.bytes(&at.0.to_le_bytes());
    }

    /// An instant that the decision counted from its `now`.
    fn distance(&mut self, at: Timestamp) {
        self.bytes(&at.0.saturating_sub(self.now.0).to_le_bytes());
    }

    fn clock(&mut self, at: Timestamp, new: bool) {
        if new { self.distance(at) } else { self.instant(at) }
    }

    fn plans<'p>(&mut self, plans: impl ExactSizeIterator<Item = &'p PlanId>) {
        self.length(plans.len());
        plans.for_each(|plan| self.bytes(plan.bytes()));
    }

    fn param(&mut self, param: &Param) {
        match param {
            Param::Sku(sku) => self.bytes(sku.bytes()),
            Param::Plans(plans) => self.plans(plans.iter()),
            Param::Groups(groups) => {
                self.length(groups.len());
                groups.iter().for_each(|group| self.bytes(group.bytes()));
            }
            Param::User(user) => self.bytes(user.bytes()),
            Param::Roles(roles) => {
                self.length(roles.len());
                roles.iter().for_each(|role| self.bytes(role.bytes()));
            }
            Param::ChangeSet(set) => self.bytes(set.bytes()),
            Param::At(at) => self.instant(*at),
            Param::Number(number) => self.number(*number),
            Param::Text(text) => self.text(text),
        }
    }

    fn key(&mut self, key: &AssignmentKey) {
        self.bytes(key.sku.bytes());
        self.bytes(key.pool.bytes());
        match key.path {
            Path::Direct => self.byte(0),
            Path::Group(group) => {
                self.byte(1);
                self.bytes(group.bytes());
            }
        }
    }

    fn disabled(&mut self, disabled: Option<&BTreeSet<PlanId>>) {
        self.byte(u8::from(disabled.is_some()));
        if let Some(plans) = disabled {
            self.plans(plans.iter());
        }
    }

    fn impact(&mut self, impact: &Impact) {
        self.length(impact.licenses.len());
        for license in &impact.licenses {
            self.key(&license.key);
            self.disabled(license.before.as_ref());
            self.disabled(license.after.as_ref());
        }
        self.length(impact.seats.len());
        for seat in &impact.seats {
            self.bytes(seat.sku.bytes());
            self.bytes(seat.pool.bytes());
            self.bytes(&seat.delta.to_le_bytes());
        }
        self.plans(impact.services_lost.iter());
        self.length(impact.services_kept.len());
        for kept in &impact.services_kept {
            self.bytes(kept.plan.bytes());
            self.length(kept.covered_by.len());
            kept.covered_by.iter().for_each(|sku| self.bytes(sku.bytes()));
        }
        self.plans(impact.services_gained.iter());
        self.states(impact);
        self.length(impact.warnings.len());
        for warning in &impact.warnings {
            self.text(warning.code());
            for (_, param) in warning.params() {
                // What is warned of begins with the decision.
                if let Param::At(at) = param { self.distance(at) } else { self.param(&param) }
            }
        }
    }

    fn states(&mut self, impact: &Impact) {
        self.byte(u8::from(impact.mailbox.is_some()));
        if let Some((before, after)) = impact.mailbox {
            self.mailbox(before, false);
            self.mailbox(after, true);
        }
        self.byte(u8::from(impact.drive.is_some()));
        if let Some((before, after)) = impact.drive {
            self.drive(before, false);
            self.drive(after, true);
        }
        self.byte(u8::from(impact.office.is_some()));
        if let Some((before, after)) = impact.office {
            self.office(before, false);
            self.office(after, true);
        }
    }

    fn mailbox(&mut self, state: MailboxState, new: bool) {
        match state {
            MailboxState::None => self.byte(0),
            MailboxState::Active { .. } => self.byte(1),
            MailboxState::Disconnected { purge_at, .. } => {
                self.byte(2);
                self.clock(purge_at, new);
            }
            MailboxState::SoftDeleted { purge_at, .. } => {
                self.byte(3);
                self.clock(purge_at, new);
            }
            MailboxState::Purged { .. } => self.byte(4),
        }
    }

    fn drive(&mut self, state: DriveState, new: bool) {
        match state {
            DriveState::None => self.byte(0),
            DriveState::Active { .. } => self.byte(1),
            DriveState::Unlicensed { .. } => self.byte(2),
            DriveState::MarkedForDeletion { delete_at, .. } => {
                self.byte(3);
                self.clock(delete_at, new);
            }
            DriveState::Deleted { .. } => self.byte(4),
        }
    }

    fn office(&mut self, state: OfficeState, new: bool) {
        match state {
            OfficeState::None => self.byte(0),
            OfficeState::Licensed { .. } => self.byte(1),
            OfficeState::Unlicensed { reduced_by, .. } => {
                self.byte(2);
                self.clock(reduced_by, new);
            }
        }
    }
}
