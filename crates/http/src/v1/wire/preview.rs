//! Previews and results.

use std::sync::Arc;

use reseat_app::changes::{ChangeResult, LicenseCounts, Preview, SeatSummary, Summary};
use reseat_app::state::TenantState;
use reseat_app::{App, AppError};
use reseat_model::PoolId;
use reseat_model::change_set::Counts;
use reseat_model::outcome::Status;
use serde::Serialize;
use utoipa::ToSchema;

use super::names::{NameBook, NamesWire, PlanRef, ProductRef, iso};
use super::outcome::{CodeWire, OutcomeWire, people_in, people_of};

/// People by result.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct CountsWire {
    /// Changed.
    pub changed: u64,
    /// Left as they were.
    pub unchanged: u64,
    /// Refused.
    pub refused: u64,
}

impl From<Counts> for CountsWire {
    fn from(counts: Counts) -> Self {
        Self { changed: counts.changed, unchanged: counts.unchanged, refused: counts.refused }
    }
}

/// What a change would do, with a token that binds the change to it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PreviewWire {
    /// Send it with the change: people whose outcome differs by then are skipped.
    pub preview_token: String,
    /// People by result.
    pub counts: CountsWire,
    /// In numbers.
    pub summary: SummaryWire,
    /// One outcome per person.
    pub people: Vec<OutcomeWire>,
}

/// A preview in numbers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SummaryWire {
    /// Licences that come, go or change, over everyone.
    pub licenses: LicenseCountsWire,
    /// Seats by product and pool.
    pub seats: Vec<SeatWire>,
    /// Services that people lose, those that most lose first.
    pub services_lost: Vec<ServiceCountWire>,
    /// Services of a lost product that another one still covers.
    pub services_kept: Vec<KeptCountWire>,
    /// Mailboxes that start their 30 days.
    pub mailboxes_disconnected: u64,
    /// The first instant at which one of them is gone for good.
    pub earliest_mailbox_purge: Option<String>,
    /// Mailboxes that come back.
    pub mailboxes_restored: u64,
    /// Drives that lose their plan; files are kept.
    pub drives_unlicensed: u64,
    /// People whose Office apps become unlicensed.
    pub office_unlicensed: u64,
    /// Warnings with how many people each concerns.
    pub warnings: Vec<WarningWire>,
    /// Why people are refused or left alone, those that concern most first; at most 200 different ones.
    pub reasons: Vec<ReasonCountWire>,
}

/// Licences by what happens to them.
#[derive(Debug, Serialize, ToSchema)]
pub struct LicenseCountsWire {
    /// Go.
    pub removed: u64,
    /// Come.
    pub added: u64,
    /// Get other switched-off plans.
    pub updated: u64,
}

/// A service and how many people it concerns.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceCountWire {
    /// The service.
    #[serde(flatten)]
    pub plan: PlanRef,
    /// How many people.
    pub people: u64,
}

/// A service that stays, for how many people, and why.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeptCountWire {
    /// The service.
    #[serde(flatten)]
    pub plan: PlanRef,
    /// How many people.
    pub people: u64,
    /// The products that cover it for one of them.
    pub covered_by: Vec<ProductRef>,
}

/// A reason and how many people it concerns.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonCountWire {
    /// The reason.
    #[serde(flatten)]
    pub reason: CodeWire,
    /// How many people.
    pub people: u64,
}

/// Seats of one product before and after.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SeatWire {
    /// The product.
    pub sku_id: String,
    /// Its name.
    pub names: NamesWire,
    /// organization or selfService.
    pub pool: &'static str,
    /// Seats that become free.
    pub freed: u64,
    /// Seats that are taken.
    pub taken: u64,
    /// Assigned units afterwards.
    pub assigned_after: u32,
    /// Units that can be handed out afterwards.
    pub available_after: u32,
}

/// A warning and how many people it concerns.
#[derive(Debug, Serialize, ToSchema)]
pub struct WarningWire {
    /// The warning.
    #[serde(flatten)]
    pub warning: CodeWire,
    /// How many people.
    pub people: u64,
}

impl PreviewWire {
    /// A preview with its names.
    ///
    /// # Errors
    /// When the store fails.
    pub fn new(app: &App, state: Arc<TenantState>, preview: &Preview) -> Result<Self, AppError> {
        let book = NameBook::load(app, state, people_in(&preview.outcomes))?;
        let mut people: Vec<OutcomeWire> =
            preview.outcomes.iter().map(|outcome| OutcomeWire::new(&book, outcome)).collect();
        people.extend(preview.unknown.iter().map(|upn| OutcomeWire::unknown(upn)));
        Ok(Self {
            preview_token: preview.token.clone(),
            counts: preview.summary.counts.into(),
            summary: SummaryWire::new(&book, &preview.summary),
            people,
        })
    }
}

impl SummaryWire {
    /// A summary that stands without its people, with its names.
    ///
    /// # Errors
    /// When the store fails.
    pub fn load(app: &App, state: Arc<TenantState>, summary: &Summary) -> Result<Self, AppError> {
        let people = people_of(summary.reasons.iter().map(|(reason, _)| reason));
        Ok(Self::new(&NameBook::load(app, state, people)?, summary))
    }

    fn new(book: &NameBook, summary: &Summary) -> Self {
        let code = |code, params| CodeWire::new(book, code, params);
        let LicenseCounts { removed, added, updated } = summary.licenses;
        Self {
            licenses: LicenseCountsWire { removed, added, updated },
            seats: summary.seats.iter().map(|seat| SeatWire::new(book, seat)).collect(),
            services_lost: most_first(&summary.services_lost, |(_, people)| *people)
                .map(|(plan, people)| ServiceCountWire { plan: book.plan(*plan), people: *people })
                .collect(),
            services_kept: most_first(&summary.services_kept, |kept| kept.people)
                .map(|kept| KeptCountWire {
                    plan: book.plan(kept.plan),
                    people: kept.people,
                    covered_by: kept.covered_by.iter().map(|sku| book.product(*sku)).collect(),
                })
                .collect(),
            mailboxes_disconnected: summary.mailboxes_disconnected,
            earliest_mailbox_purge: summary.earliest_purge.map(iso),
            mailboxes_restored: summary.mailboxes_restored,
            drives_unlicensed: summary.drives_unlicensed,
            office_unlicensed: summary.office_unlicensed,
            warnings: (summary.warnings.iter())
                .map(|(w, people)| WarningWire { warning: code(w.code(), w.params()), people: *people })
                .collect(),
            reasons: most_first(&summary.reasons, |(_, people)| *people)
                .map(|(r, people)| ReasonCountWire { reason: code(r.code(), r.params()), people: *people })
                .collect(),
        }
    }
}

impl SeatWire {
    fn new(book: &NameBook, seat: &SeatSummary) -> Self {
        Self {
            sku_id: seat.sku.to_string(),
            names: book.product_names(seat.sku),
            pool: if seat.pool == PoolId::ORGANIZATION { "organization" } else { "selfService" },
            freed: seat.freed,
            taken: seat.taken,
            assigned_after: seat.assigned_after,
            available_after: seat.available_after,
        }
    }
}

/// The entries that concern most people first; equal ones in the order in which they were met.
fn most_first<T>(entries: &[T], people: impl Fn(&T) -> u64) -> impl Iterator<Item = &T> {
    let mut sorted: Vec<&T> = entries.iter().collect();
    sorted.sort_by_key(|entry| std::cmp::Reverse(people(entry)));
    sorted.into_iter()
}

/// What a change did.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangeResultWire {
    /// The change set; null when nothing changed.
    pub change_set_id: Option<String>,
    /// completed.
    pub status: &'static str,
    /// People by result.
    pub counts: CountsWire,
    /// One outcome per person.
    pub people: Vec<OutcomeWire>,
}

impl ChangeResultWire {
    /// A result with its names.
    ///
    /// # Errors
    /// When the store fails.
    pub fn new(app: &App, state: Arc<TenantState>, result: &ChangeResult) -> Result<Self, AppError> {
        let mut counts = Counts::default();
        result.outcomes.iter().for_each(|outcome| counts.add(outcome.status));
        result.unknown.iter().for_each(|_| counts.add(Status::Refused));
        Ok(Self {
            change_set_id: result.change_set.map(|id| id.to_string()),
            status: "completed",
            counts: counts.into(),
            people: OutcomeWire::all(app, state, &result.outcomes, &result.unknown)?,
        })
    }
}
