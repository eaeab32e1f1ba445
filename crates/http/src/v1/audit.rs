//! `GET /reseat/v1/audit` and one record of it.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use reseat_app::AppError;
use reseat_app::history::{self, AuditFilter};
use reseat_authz::Action;
use reseat_model::UserId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::V1;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking, given, query_id, query_instant};
use super::wire::AuditWire;

/// Which records; all that is given must hold.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub(super) struct AuditQuery {
    /// The activity's exact name.
    activity: Option<String>,
    /// Object id of a person or client id of an application.
    actor: Option<String>,
    /// The id of what the record is about.
    target: Option<String>,
    /// Took effect at this instant or later (ISO 8601).
    from: Option<String>,
    /// Took effect before this instant (ISO 8601).
    to: Option<String>,
    /// Of this change set.
    change_set: Option<String>,
}

impl AuditQuery {
    fn filter(&self) -> Result<AuditFilter, ApiError> {
        Ok(AuditFilter {
            activity: given(self.activity.as_deref()).map(str::to_owned),
            actor: query_id::<UserId>("actor", self.actor.as_deref())?.map(|id| id.0),
            target: given(self.target.as_deref()).map(str::to_owned),
            from: query_instant("from", self.from.as_deref())?,
            to: query_instant("to", self.to.as_deref())?,
            change_set: query_id("changeSet", self.change_set.as_deref())?,
        })
    }
}

/// The audit, newest first. Each record's hash covers the one before. With filters a page may be short although there is
/// a next one.
#[utoipa::path(get, path = "/reseat/v1/audit", tag = "history", params(AuditQuery, PageParams),
    responses((status = 200, body = Page<AuditWire>)))]
pub(super) async fn list(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<AuditQuery>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<AuditWire>>, ApiError> {
    let top = page.top()?;
    let before = match &page.skip_token {
        Some(token) => Some(place(token).ok_or_else(|| page.bad_token())?),
        None => None,
    };
    let filter = query.filter()?;
    let found = blocking(&state, move |app| history::audit_page(app, &call, &filter, before, top)).await?;
    let next = found.next.map(|(seq, n)| format!("{seq}-{n}"));
    let rows = found.entries.iter().map(AuditWire::from).collect();
    Ok(Json(Page::new(rows, next, &state, &headers, &uri)?))
}

/// One record by its id, such as `17-0`.
#[utoipa::path(get, path = "/reseat/v1/audit/{id}", tag = "history", params(("id" = String, Path)),
    responses((status = 200, body = AuditWire)))]
pub(super) async fn get(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(id): Path<String>,
) -> Result<Json<AuditWire>, ApiError> {
    let entry = blocking(&state, move |app| {
        // Whoever may not read the audit learns nothing from ids either.
        call.grant(Action::AuditRead)?;
        let (seq, n) = place(&id).ok_or_else(|| AppError::not_found("audit record", &id))?;
        history::audit_record(app, &call, seq, n)
    })
    .await?;
    Ok(Json(AuditWire::from(&entry)))
}

fn place(token: &str) -> Option<(u64, u32)> {
    let (seq, n) = token.split_once('-')?;
    Some((seq.parse().ok()?, n.parse().ok()?))
}
