//! `/reseat/v1/people`: Users > Active users.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use reseat_app::query::{PeopleFilter, count_search_people, search_people};
use reseat_app::{AppError, changes, people};
use reseat_authz::{Action, Target};
use reseat_model::assignment::Assignment;
use reseat_model::{SkuId, UserId};
use reseat_odata::{decode_cursor, encode_cursor};
use serde::Deserialize;
use utoipa::IntoParams;

use super::V1;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking, path_id};
use super::wire::{NameBook, PersonRowWire, PersonWire};

/// Which people.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct PeopleQuery {
    /// The start of display name, surname or sign-in name.
    search: Option<String>,
    /// all, licensed, unlicensed, enabled or disabled.
    filter: Option<String>,
    /// Only holders of this product (`skuId`).
    product: Option<String>,
}

/// People who are not deleted, by display name.
#[utoipa::path(get, path = "/reseat/v1/people", tag = "people", params(PeopleQuery, PageParams),
    responses((status = 200, body = Page<PersonRowWire>)))]
pub(super) async fn list(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<PeopleQuery>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<PersonRowWire>>, ApiError> {
    let top = page.top()?;
    let cursor = match &page.skip_token {
        Some(token) => Some(decode_cursor(token).map_err(|_| page.bad_token())?),
        None => None,
    };
    let product = query.product.as_deref().map(path_id::<SkuId>).transpose()?;
    let wants_count = page.wants_count();
    let (rows, next, count) = blocking(&state, move |app| {
        call.grant(Action::UserRead)?;
        let filter = people_filter(query.filter.as_deref())?;
        let search = query.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let store = app.store.as_ref();
        let found = search_people(store, call.tenant, search, filter, product, top, cursor.as_ref())?;
        let count = if wants_count {
            Some(count_search_people(store, call.tenant, search, filter, product)?)
        } else {
            None
        };
        let book = NameBook::load(app, app.tenant(call.tenant)?, [])?;
        let rows: Vec<_> = found
            .users
            .iter()
            .map(|(user, held)| PersonRowWire::new(&book, user, &skus(held.as_deref().unwrap_or_default())))
            .collect();
        Ok((rows, found.next.as_ref().map(encode_cursor), count))
    })
    .await?;
    let mut answer = Page::new(rows, next, &state, &headers, &uri)?;
    answer.count = count;
    Ok(Json(answer))
}

fn people_filter(word: Option<&str>) -> Result<PeopleFilter, AppError> {
    match word {
        None | Some("all" | "") => Ok(PeopleFilter::All),
        Some("licensed") => Ok(PeopleFilter::Licensed),
        Some("unlicensed") => Ok(PeopleFilter::Unlicensed),
        Some("enabled") => Ok(PeopleFilter::Enabled),
        Some("disabled") => Ok(PeopleFilter::Disabled),
        Some(other) => Err(AppError::invalid(format!(
            "'{other}' is no filter; use all, licensed, unlicensed, enabled or disabled"
        ))),
    }
}

/// The products of paths, each once.
fn skus(held: &[Assignment]) -> Vec<SkuId> {
    let mut skus: Vec<SkuId> = held.iter().map(|assignment| assignment.key.sku).collect();
    skus.dedup();
    skus
}

/// One person by object id or sign-in name, deleted ones included while they can be restored.
#[utoipa::path(get, path = "/reseat/v1/people/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 200, body = PersonWire)))]
pub(super) async fn get(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(key): Path<String>,
) -> Result<Json<PersonWire>, ApiError> {
    let wire = blocking(&state, move |app| {
        let user = match (people::find(app, call.tenant, &key), key.parse::<UserId>()) {
            (Err(AppError::NotFound { .. }), Ok(id)) => people::find_deleted(app, call.tenant, id)?,
            (found, _) => found?,
        };
        let tenant = app.tenant(call.tenant)?;
        let target = Target { id: user.id, roles: tenant.roles.of(user.id), guest: user.guest };
        call.grant_on(Action::UserRead, Some(&target))?;
        let person = people::get(app, call.tenant, user.id)?;
        let purchasers = person.assignments.keys().filter_map(|key| key.pool.purchaser());
        let book = NameBook::load(app, tenant, purchasers)?;
        let now = changes::domain_now(app, call.tenant)?;
        Ok(PersonWire::new(&book, &person, now))
    })
    .await?;
    Ok(Json(wire))
}
