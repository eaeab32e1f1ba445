//! `/reseat/v1/jobs`

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use reseat_app::{App, Call, jobs};
use reseat_authz::Action;
use reseat_model::JobId;

use super::V1;
use super::change_sets::outcome_page;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking, path_id};
use super::wire::{JobWire, OutcomeWire, SummaryWire};

/// The organisation's jobs, newest first.
#[utoipa::path(get, path = "/reseat/v1/jobs", tag = "jobs", responses((status = 200, body = Page<JobWire>)))]
pub(super) async fn list(
    State(state): State<V1>,
    Caller(call): Caller,
) -> Result<Json<Page<JobWire>>, ApiError> {
    let jobs = blocking(&state, move |app| jobs::list(app, &call)).await?;
    Ok(Json(Page::last(jobs.iter().map(JobWire::from).collect())))
}

/// One job with its progress; a finished preview with what it comes to in all.
#[utoipa::path(get, path = "/reseat/v1/jobs/{id}", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = JobWire)))]
pub(super) async fn get(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(id): Path<String>,
) -> Result<Json<JobWire>, ApiError> {
    let id: JobId = path_id(&id)?;
    let wire = blocking(&state, move |app| {
        call.grant(Action::JobRead)?;
        let view = jobs::view(app, call.tenant, jobs::load(app, call.tenant, id)?)?;
        let summary = jobs::preview_summary(app, call.tenant, &view.job)?;
        let summary =
            summary.map(|all| SummaryWire::load(app, app.tenant(call.tenant)?, &all)).transpose()?;
        Ok(JobWire { summary, ..JobWire::from(&view) })
    })
    .await?;
    Ok(Json(wire))
}

/// The results of its people so far, in order.
#[utoipa::path(get, path = "/reseat/v1/jobs/{id}/results", tag = "jobs", params(("id" = String, Path), PageParams),
    responses((status = 200, body = Page<OutcomeWire>)))]
pub(super) async fn results(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(id): Path<String>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<OutcomeWire>>, ApiError> {
    let id: JobId = path_id(&id)?;
    let read = move |app: &App, call: &Call, from, top| jobs::results(app, call, id, from, top);
    outcome_page(&state, call, &page, &headers, &uri, read).await
}

/// Stops a job before its next chunk. What was done stays done and can be undone.
#[utoipa::path(post, path = "/reseat/v1/jobs/{id}/cancel", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = JobWire)))]
pub(super) async fn cancel(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(id): Path<String>,
) -> Result<Json<JobWire>, ApiError> {
    let id: JobId = path_id(&id)?;
    let view = blocking(&state, move |app| {
        let job = jobs::cancel(app, &call, id)?;
        jobs::view(app, call.tenant, job)
    })
    .await?;
    Ok(Json(JobWire::from(&view)))
}
