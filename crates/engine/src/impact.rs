//! What follows from a change for one person, in the words of the preview (sections 4.5, 20, 26).

use std::collections::{BTreeMap, BTreeSet};

use reseat_model::catalog::{AppliesTo, Catalog};
use reseat_model::outcome::{Impact, KeptService, LicenseChange, SeatChange};
use reseat_model::reason::Warning;
use reseat_model::services::{DriveState, MailboxState, OfficeState};
use reseat_model::{PlanId, PoolId, SkuId, Timestamp};

use crate::plan_change::PlanChange;
use crate::services::{Life, ServiceChange};
use crate::transition::{PathEdit, Transition};

/// Days a Cloud PC may go on working (UNA-50).
const CLOUD_PC_GRACE_DAYS: i64 = 7;

/// Everything that one event changes.
pub(crate) struct Effects<'a> {
    pub catalog: &'a Catalog,
    pub transition: &'a Transition<'a>,
    pub plans: &'a PlanChange,
    pub services: &'a ServiceChange,
    pub seats: Vec<SeatChange>,
    pub life: Life,
    pub now: Timestamp,
}

impl Effects<'_> {
    /// The impact as preview and result show it.
    pub fn impact(self) -> Impact {
        let (before, after) = (&self.services.before, &self.services.after);
        Impact {
            licenses: self.transition.edits().iter().map(license_change).collect(),
            services_lost: self.plans.lost.clone(),
            services_kept: self.kept(),
            services_gained: self.plans.gained.clone(),
            mailbox: (before.mailbox != after.mailbox).then_some((before.mailbox, after.mailbox)),
            drive: (before.drive != after.drive).then_some((before.drive, after.drive)),
            office: (before.office != after.office).then_some((before.office, after.office)),
            warnings: self.warnings(),
            seats: self.seats,
        }
    }

    /// Plans that a path stops giving and another still gives (CNT-4).
    fn kept(&self) -> Vec<KeptService> {
        let mut kept: BTreeMap<PlanId, BTreeSet<SkuId>> = BTreeMap::new();
        for edit in self.transition.edits() {
            for plan in dropped(self.catalog, edit) {
                if self.plans.after.binary_search(&plan).is_ok() && is_for_people(self.catalog, plan) {
                    kept.entry(plan).or_default();
                }
            }
        }
        if !kept.is_empty() {
            for path in self.transition.after().filter(|path| path.state.is_valid()) {
                for plan in self.catalog.product(path.key.sku).map_or(&[][..], |product| &product.plans) {
                    if let Some(skus) = kept.get_mut(plan)
                        && !path.disabled.contains(plan)
                    {
                        skus.insert(path.key.sku);
                    }
                }
            }
        }
        let kept = kept.into_iter();
        kept.map(|(plan, skus)| KeptService { plan, covered_by: skus.into_iter().collect() }).collect()
    }

    /// In the safe order of section 20: sign-in, mail, files, devices, then the bill; at last what comes back.
    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.life == Life::Stays && self.unlicensed() && self.transition.person.user.account_enabled {
            warnings.push(Warning::SignInStaysEnabled);
        }
        self.mail_goes(&mut warnings);
        if let (DriveState::Active { .. }, DriveState::Unlicensed { .. }) =
            (self.services.before.drive, self.services.after.drive)
        {
            warnings.push(Warning::FilesKept);
        }
        if let (OfficeState::Licensed { .. }, OfficeState::Unlicensed { .. }) =
            (self.services.before.office, self.services.after.office)
        {
            warnings.push(Warning::OfficeUnlicensed);
        }
        let (gave, gives) = (self.plans.gave, self.plans.gives);
        if gave.telephony && !gives.telephony {
            warnings.push(Warning::NumberReleased);
        }
        if gave.devices && !gives.devices {
            warnings.push(Warning::DevicesUnmanaged);
        }
        if gave.cloud_pc && !gives.cloud_pc {
            warnings.push(Warning::CloudPcGrace { until: self.now.plus_days(CLOUD_PC_GRACE_DAYS) });
        }
        if self.seats.iter().any(|seat| seat.pool == PoolId::ORGANIZATION && seat.delta < 0) {
            warnings.push(Warning::BillUnchanged);
        }
        self.mail_comes(&mut warnings);
        warnings
    }

    /// The person had licences and has none left.
    fn unlicensed(&self) -> bool {
        self.transition.before().any(|path| path.state.is_valid())
            && !self.transition.after().any(|path| path.state.is_valid())
    }

    fn mail_goes(&self, warnings: &mut Vec<Warning>) {
        let MailboxState::Active { .. } = self.services.before.mailbox else { return };
        match self.services.after.mailbox {
            MailboxState::Disconnected { purge_at, .. } | MailboxState::SoftDeleted { purge_at, .. } => {
                warnings.extend([
                    Warning::SaveMailFirst,
                    Warning::MailPurge { at: purge_at },
                    Warning::NotSearchable,
                    Warning::MailBounces,
                ]);
            }
            MailboxState::None | MailboxState::Active { .. } | MailboxState::Purged { .. } => {}
        }
    }

    fn mail_comes(&self, warnings: &mut Vec<Warning>) {
        match (self.services.before.mailbox, self.services.after.mailbox) {
            (
                MailboxState::Disconnected { .. } | MailboxState::SoftDeleted { .. },
                MailboxState::Active { .. },
            ) => warnings.push(Warning::MailReturns),
            // 25.21: restored without a mail plan; the clock that runs is a new one.
            (
                MailboxState::Disconnected { .. } | MailboxState::SoftDeleted { .. },
                MailboxState::Disconnected { purge_at, .. },
            ) if self.services.before.mailbox != self.services.after.mailbox => {
                warnings.push(Warning::MailPurge { at: purge_at });
            }
            (MailboxState::Purged { .. }, MailboxState::Active { .. }) => {
                warnings.push(Warning::NewEmptyMailbox);
            }
            _ => {}
        }
    }
}

fn license_change(edit: &PathEdit<'_>) -> LicenseChange {
    LicenseChange {
        key: edit.key,
        before: edit.before.map(|before| before.disabled.clone()),
        after: edit.after.as_ref().map(|after| after.disabled.clone()),
    }
}

/// Plans that this path gave and gives no more.
fn dropped<'c>(catalog: &'c Catalog, edit: &'c PathEdit<'_>) -> impl Iterator<Item = PlanId> + 'c {
    let before = edit.before.filter(|before| before.state.is_valid());
    let after = edit.after.as_ref().filter(|after| after.state.is_valid());
    let product = before.and_then(|_| catalog.product(edit.key.sku));
    product.into_iter().flat_map(|product| product.plans.iter().copied()).filter(move |plan| {
        before.is_some_and(|before| !before.disabled.contains(plan))
            && after.is_none_or(|after| after.disabled.contains(plan))
    })
}

fn is_for_people(catalog: &Catalog, plan: PlanId) -> bool {
    catalog.plan(plan).is_none_or(|plan| plan.applies_to == AppliesTo::User)
}
