//! `/reseat/v1/changeSets`: history and undo.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use reseat_app::changes::{self, RevertRequest};
use reseat_app::history::ChangeSetFilter;
use reseat_app::{App, AppError, Call, history};
use reseat_graph::GraphError;
use reseat_model::change_set::ChangeItem;
use reseat_model::{ChangeSetId, UserId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::V1;
use super::changes::change_answer;
use super::page::{Page, PageParams};
use super::previews::preview_answer;
use super::request::{
    ApiError, Body, Caller, IdempotencyParam, blocking, given, path_id, query_id, query_instant,
};
use super::wire::{
    ChangeResultWire, ChangeSetWire, JobStartedWire, OutcomeWire, PreviewWire, check_reason, face_of,
};

/// Which change sets; all that is given must hold.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct ChangeSetsQuery {
    /// About this person (object id).
    user: Option<String>,
    /// By this person (object id) or application (client id).
    actor: Option<String>,
    /// adminCenter, commandLine, graph, api or system.
    face: Option<String>,
    /// At this instant or later (ISO 8601).
    from: Option<String>,
    /// Before this instant (ISO 8601).
    to: Option<String>,
}

impl ChangeSetsQuery {
    fn filter(&self) -> Result<ChangeSetFilter, ApiError> {
        let face = given(self.face.as_deref()).map(|word| {
            face_of(word).ok_or_else(|| {
                let message =
                    format!("face: '{word}' is none of adminCenter, commandLine, graph, api, system");
                ApiError(GraphError::bad_request(message))
            })
        });
        Ok(ChangeSetFilter {
            user: self.user.as_deref().map(path_id::<UserId>).transpose()?,
            actor: query_id::<UserId>("actor", self.actor.as_deref())?.map(|id| id.0),
            face: face.transpose()?,
            from: query_instant("from", self.from.as_deref())?,
            to: query_instant("to", self.to.as_deref())?,
        })
    }
}

/// Change sets, newest first. With filters a page may be short although there is a next one.
#[utoipa::path(get, path = "/reseat/v1/changeSets", tag = "history", params(ChangeSetsQuery, PageParams),
    responses((status = 200, body = Page<ChangeSetWire>)))]
pub(super) async fn list(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<ChangeSetsQuery>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<ChangeSetWire>>, ApiError> {
    let top = page.top()?;
    let before = match &page.skip_token {
        Some(token) => Some(token.parse::<ChangeSetId>().map_err(|_| page.bad_token())?),
        None => None,
    };
    let filter = query.filter()?;
    let (rows, next) = blocking(&state, move |app| {
        let found = history::change_sets(app, &call, &filter, before, top)?;
        let rows = ChangeSetWire::all(app, call.tenant, &found.sets)?;
        Ok((rows, found.next.map(|id| id.to_string())))
    })
    .await?;
    Ok(Json(Page::new(rows, next, &state, &headers, &uri)?))
}

/// One change set.
#[utoipa::path(get, path = "/reseat/v1/changeSets/{id}", tag = "history", params(("id" = String, Path)),
    responses((status = 200, body = ChangeSetWire)))]
pub(super) async fn get(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(id): Path<String>,
) -> Result<Json<ChangeSetWire>, ApiError> {
    let id: ChangeSetId = path_id(&id)?;
    let wire = blocking(&state, move |app| {
        let set = history::change_set(app, &call, id)?;
        let wire = ChangeSetWire::all(app, call.tenant, std::slice::from_ref(&set))?.pop();
        wire.ok_or_else(|| AppError::not_found("change set", id))
    })
    .await?;
    Ok(Json(wire))
}

/// The people of a change set, with what was done to each.
#[utoipa::path(get, path = "/reseat/v1/changeSets/{id}/items", tag = "history",
    params(("id" = String, Path), PageParams), responses((status = 200, body = Page<OutcomeWire>)))]
pub(super) async fn items(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(id): Path<String>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<OutcomeWire>>, ApiError> {
    let id: ChangeSetId = path_id(&id)?;
    let read = move |app: &App, call: &Call, from, top| history::change_set_items(app, call, id, from, top);
    outcome_page(&state, call, &page, &headers, &uri, read).await
}

/// A page of people with what was done to each, as `read` finds them from a number on. The place in the set is the token:
/// it stays right whatever is read meanwhile.
pub(super) async fn outcome_page(
    state: &V1,
    call: Call,
    page: &PageParams,
    headers: &HeaderMap,
    uri: &Uri,
    read: impl FnOnce(&App, &Call, u64, usize) -> Result<Vec<ChangeItem>, AppError> + Send + 'static,
) -> Result<Json<Page<OutcomeWire>>, ApiError> {
    let (from, top) = (page.place()?, page.top()?);
    let (rows, next) = blocking(state, move |app| {
        let items = read(app, &call, from, top)?;
        let next = items.last().filter(|_| items.len() == top).map(|item| (item.number + 1).to_string());
        let outcomes: Vec<_> = items.into_iter().map(|item| item.outcome).collect();
        Ok((OutcomeWire::all(app, app.tenant(call.tenant)?, &outcomes, &[])?, next))
    })
    .await?;
    Ok(Json(Page::new(rows, next, state, headers, uri)?))
}

/// How to undo.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct RevertBody {
    /// From the preview.
    #[serde(default)]
    preview_token: Option<String>,
    /// Why.
    #[serde(default)]
    reason: Option<String>,
}

/// Takes a change set back: what still is as the change left it becomes what it was before.
#[utoipa::path(post, path = "/reseat/v1/changeSets/{id}/revert", tag = "history",
    params(("id" = String, Path), IdempotencyParam), request_body = RevertBody,
    responses((status = 200, body = ChangeResultWire), (status = 202, body = JobStartedWire)))]
pub(super) async fn revert(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(id): Path<String>,
    body: Body<RevertBody>,
) -> Result<Response, ApiError> {
    let set: ChangeSetId = path_id(&id)?;
    change_answer(&state, move |app| {
        check_reason(body.value.reason.as_deref())?;
        let RevertBody { preview_token, reason } = body.value;
        let request = RevertRequest { set, reason, preview_token };
        Ok((app.tenant(call.tenant)?, changes::revert(app, &call, &request, body.key.as_ref())?))
    })
    .await
}

/// What undoing would do. Over 5,000 people it is a job.
#[utoipa::path(post, path = "/reseat/v1/changeSets/{id}/revert/preview", tag = "history",
    params(("id" = String, Path)), responses((status = 200, body = PreviewWire), (status = 202, body = JobStartedWire)))]
pub(super) async fn preview_revert(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let set: ChangeSetId = path_id(&id)?;
    preview_answer(&state, move |app| {
        Ok((app.tenant(call.tenant)?, changes::preview_revert(app, &call, set)?))
    })
    .await
}
