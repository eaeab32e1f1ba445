//! `GET /reseat/v1/losses`

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri};
use reseat_app::AppError;
use reseat_app::people::{LossCounts, LossKind, LossPlace, count_losses, losses};
use reseat_model::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::V1;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking, given};
use super::wire::{NameBook, UserRef, iso};

/// Days ahead when the caller names none.
const WITHIN_DEFAULT: i64 = 30;
/// Days ahead at most.
const WITHIN_MAX: i64 = 400;

/// How far ahead.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct LossesQuery {
    /// Days, 1 to 400; 30 when absent.
    within: Option<String>,
}

/// Something that somebody will lose.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct LossWire {
    /// Whose.
    user: UserRef,
    /// mailbox; office (apps also on devices that stay offline); deletedUser (no longer restorable); drive.
    kind: &'static str,
    /// When.
    due_date_time: String,
    /// The change set that started the clock, where it is among the person's last changes.
    reason_change_set_id: Option<String>,
}

/// Losses by kind.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct LossCountsWire {
    mailbox: u64,
    deleted_user: u64,
    drive: u64,
    office: u64,
    /// False when there are more clocks than one request counts: the numbers are then at least these.
    complete: bool,
}

/// A page of losses.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LossPageWire {
    /// All losses of the time asked for; on the first page only.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<LossCountsWire>,
    #[serde(flatten)]
    page: Page<LossWire>,
}

impl From<LossCounts> for LossCountsWire {
    fn from(counts: LossCounts) -> Self {
        let LossCounts { mailbox, deleted_user, drive, office, complete } = counts;
        Self { mailbox, deleted_user, drive, office, complete }
    }
}

/// What people will lose in the next days, soonest first. What is due has happened and is not listed.
#[utoipa::path(get, path = "/reseat/v1/losses", tag = "people", params(LossesQuery, PageParams),
    responses((status = 200, body = LossPageWire)))]
pub(super) async fn list(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<LossesQuery>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<LossPageWire>, ApiError> {
    let top = page.top()?;
    let from = match &page.skip_token {
        Some(token) => Some(place(token).ok_or_else(|| page.bad_token())?),
        None => None,
    };
    let (rows, next, counts) = blocking(&state, move |app| {
        let days = within(query.within.as_deref())?;
        let found = losses(app, &call, days, from, top)?;
        let counts = if from.is_none() { Some(count_losses(app, &call, days)?) } else { None };
        let people = found.losses.iter().map(|loss| loss.user);
        let book = NameBook::load(app, app.tenant(call.tenant)?, people)?;
        let rows = found.losses.iter().map(|loss| LossWire {
            user: book.user(loss.user),
            kind: kind_word(loss.kind),
            due_date_time: iso(loss.due),
            reason_change_set_id: loss.caused_by.map(|id| id.to_string()),
        });
        Ok((rows.collect(), found.next.map(token), counts.map(LossCountsWire::from)))
    })
    .await?;
    Ok(Json(LossPageWire { counts, page: Page::new(rows, next, &state, &headers, &uri)? }))
}

fn within(text: Option<&str>) -> Result<i64, AppError> {
    let Some(text) = given(text) else { return Ok(WITHIN_DEFAULT) };
    match text.parse() {
        Ok(days) if (1..=WITHIN_MAX).contains(&days) => Ok(days),
        _ => {
            Err(AppError::invalid(format!("within: '{text}' is not a number of days from 1 to {WITHIN_MAX}")))
        }
    }
}

const KINDS: [LossKind; 4] = [LossKind::Mailbox, LossKind::Office, LossKind::DeletedUser, LossKind::Drive];

const fn kind_word(kind: LossKind) -> &'static str {
    match kind {
        LossKind::Mailbox => "mailbox",
        LossKind::Office => "office",
        LossKind::DeletedUser => "deletedUser",
        LossKind::Drive => "drive",
    }
}

fn token(place: LossPlace) -> String {
    format!("{}.{}.{}", place.due.0, place.user, kind_word(place.kind))
}

fn place(token: &str) -> Option<LossPlace> {
    let mut parts = token.split('.');
    let (due, user, word) = (parts.next()?, parts.next()?, parts.next()?);
    let kind = KINDS.into_iter().find(|kind| kind_word(*kind) == word)?;
    Some(LossPlace { due: Timestamp(due.parse().ok()?), user: user.parse().ok()?, kind })
}
