//! Previews and results.

use std::sync::Arc;

use reseat_app::changes::{ChangeResult, Preview, Summary};
use reseat_app::state::TenantState;
use reseat_app::{App, AppError};
use reseat_model::PoolId;
use reseat_model::change_set::Counts;
use reseat_model::outcome::Status;
use serde::Serialize;
use utoipa::ToSchema;

use super::names::{NameBook, NamesWire, iso};
use super::outcome::{CodeWire, OutcomeWire, people_in};

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
    /// Seats by product and pool.
    pub seats: Vec<SeatWire>,
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
    fn new(book: &NameBook, summary: &Summary) -> Self {
        Self {
            seats: summary
                .seats
                .iter()
                .map(|seat| SeatWire {
                    sku_id: seat.sku.to_string(),
                    names: book.product_names(seat.sku),
                    pool: if seat.pool == PoolId::ORGANIZATION { "organization" } else { "selfService" },
                    freed: seat.freed,
                    taken: seat.taken,
                    assigned_after: seat.assigned_after,
                    available_after: seat.available_after,
                })
                .collect(),
            mailboxes_disconnected: summary.mailboxes_disconnected,
            earliest_mailbox_purge: summary.earliest_purge.map(iso),
            mailboxes_restored: summary.mailboxes_restored,
            drives_unlicensed: summary.drives_unlicensed,
            office_unlicensed: summary.office_unlicensed,
            warnings: summary
                .warnings
                .iter()
                .map(|(warning, people)| WarningWire {
                    warning: CodeWire::new(book, warning.code(), warning.params()),
                    people: *people,
                })
                .collect(),
        }
    }
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
