//! `GET /reseat/v1/people/{id}/changes`

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use reseat_app::history::changes_of_person;
use reseat_app::people;
use reseat_model::{ChangeSetId, UserId};
use serde::Serialize;
use utoipa::ToSchema;

use super::V1;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking};
use super::wire::{ChangeSetRef, OutcomeWire};

/// What one change set did to a person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PersonChangeWire {
    /// The change set.
    change_set: ChangeSetRef,
    /// What it did to the person.
    outcome: OutcomeWire,
}

/// What was done to a person, newest first. Everyone may read their own.
#[utoipa::path(get, path = "/reseat/v1/people/{id}/changes", tag = "people",
    params(("id" = String, Path), PageParams), responses((status = 200, body = Page<PersonChangeWire>)))]
pub(super) async fn changes(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(key): Path<String>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<PersonChangeWire>>, ApiError> {
    let top = page.top()?;
    let before = match &page.skip_token {
        Some(token) => Some(place(token).ok_or_else(|| page.bad_token())?),
        None => None,
    };
    let (rows, next) = blocking(&state, move |app| {
        // The history of someone who is gone for good stays, so an id needs nobody behind it.
        let user = match key.parse::<UserId>() {
            Ok(id) => id,
            Err(_) => people::find(app, call.tenant, &key)?.id,
        };
        let found = changes_of_person(app, &call, user, before, top)?;
        let outcomes: Vec<_> = found.changes.iter().map(|change| change.item.outcome.clone()).collect();
        let outcomes = OutcomeWire::all(app, app.tenant(call.tenant)?, &outcomes, &[])?;
        let sets = found.changes.iter().map(|change| ChangeSetRef::from(&change.set));
        let rows: Vec<_> = sets
            .zip(outcomes)
            .map(|(change_set, outcome)| PersonChangeWire { change_set, outcome })
            .collect();
        Ok((rows, found.next.map(|(set, number)| format!("{set}.{number}"))))
    })
    .await?;
    Ok(Json(Page::new(rows, next, &state, &headers, &uri)?))
}

fn place(token: &str) -> Option<(ChangeSetId, u64)> {
    let (set, number) = token.split_once('.')?;
    Some((set.parse().ok()?, number.parse().ok()?))
}
