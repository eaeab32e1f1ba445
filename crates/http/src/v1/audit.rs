//! `GET /reseat/v1/audit`

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri};
use reseat_app::history;

use super::V1;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking};
use super::wire::AuditWire;

/// The audit, newest first. Each record's hash covers the one before.
#[utoipa::path(get, path = "/reseat/v1/audit", tag = "history", params(PageParams),
    responses((status = 200, body = Page<AuditWire>)))]
pub(super) async fn list(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<AuditWire>>, ApiError> {
    let top = page.top()?;
    let before = match &page.skip_token {
        Some(token) => Some(place(token).ok_or_else(|| page.bad_token())?),
        None => None,
    };
    let entries = blocking(&state, move |app| history::audit(app, &call, before, top)).await?;
    let next = entries.last().filter(|_| entries.len() == top).map(|last| format!("{}-{}", last.seq, last.n));
    let rows = entries.iter().map(AuditWire::from).collect();
    Ok(Json(Page::new(rows, next, &state, &headers, &uri)?))
}

fn place(token: &str) -> Option<(u64, u32)> {
    let (seq, n) = token.split_once('-')?;
    Some((seq.parse().ok()?, n.parse().ok()?))
}
