//! `/reseat/v1/people`: Users > Active users.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use reseat_app::query::{PeopleFilter, PeopleSearch, count_search_people, search_people};
use reseat_app::{AppError, changes, people};
use reseat_authz::{Action, Target};
use reseat_model::assignment::Assignment;
use reseat_model::{SkuId, UserId};
use reseat_odata::{decode_cursor, encode_cursor};
use serde::Deserialize;
use utoipa::IntoParams;

use super::V1;
use super::order::order_by;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking};
use super::wire::{MailboxWire, NameBook, PersonRowWire, PersonWire};

/// Which people, and in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub(super) struct PeopleQuery {
    /// The start of display name, surname or sign-in name.
    search: Option<String>,
    /// licensed, unlicensed, enabled or disabled; several, separated by commas, must all hold.
    filter: Option<String>,
    /// Only holders of this product (`skuId`).
    product: Option<String>,
    /// Exactly this department, without regard to case.
    department: Option<String>,
    /// Exactly this usage location, without regard to case.
    usage_location: Option<String>,
    /// displayName or userPrincipalName, each with or without ` desc`; a search has an order of its own.
    order_by: Option<String>,
    /// `mailbox` adds each person's mailbox.
    include: Option<String>,
}

/// People who are not deleted, by display name unless asked otherwise. `$count=true` counts where an index tells the number
/// or few rows do; else the count is left out.
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
    let wants_count = page.wants_count();
    let (rows, next, count) = blocking(&state, move |app| {
        call.grant(Action::UserRead)?;
        let search = query.search()?;
        let with_mailbox = query.includes_mailbox()?;
        let store = app.store.as_ref();
        let found = search_people(store, call.tenant, &search, top, cursor.as_ref())?;
        let count = match &found.next {
            _ if !wants_count => None,
            // The only page is its own count.
            None if cursor.is_none() => Some(found.users.len() as u64),
            _ => app.counts.get_or(store, call.tenant, search.key(), || {
                count_search_people(store, call.tenant, &search)
            })?,
        };
        let book = NameBook::load(app, app.tenant(call.tenant)?, [])?;
        let mut rows: Vec<_> = found
            .users
            .iter()
            .map(|(user, held)| PersonRowWire::new(&book, user, &skus(held.as_deref().unwrap_or_default())))
            .collect();
        if with_mailbox {
            let ids: Vec<UserId> = found.users.iter().map(|(user, _)| user.id).collect();
            let services = people::services_of(app, call.tenant, &ids)?;
            for (row, services) in rows.iter_mut().zip(&services) {
                row.mailbox = Some(MailboxWire::from(services.mailbox));
            }
        }
        Ok((rows, found.next.as_ref().map(encode_cursor), count))
    })
    .await?;
    let mut answer = Page::new(rows, next, &state, &headers, &uri)?;
    answer.count = count;
    Ok(Json(answer))
}

impl PeopleQuery {
    fn search(&self) -> Result<PeopleSearch, AppError> {
        let given = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let product = given(&self.product).map(|sku| {
            sku.parse::<SkuId>().map_err(|_| AppError::invalid(format!("product: '{sku}' is no skuId")))
        });
        Ok(PeopleSearch {
            text: given(&self.search),
            filters: filters(self.filter.as_deref().unwrap_or_default())?,
            department: given(&self.department),
            usage_location: given(&self.usage_location),
            product: product.transpose()?,
            order: given(&self.order_by).map(|text| order_by(&text)).transpose()?,
        })
    }

    fn includes_mailbox(&self) -> Result<bool, AppError> {
        match self.include.as_deref().map(str::trim) {
            None | Some("") => Ok(false),
            Some("mailbox") => Ok(true),
            Some(other) => Err(AppError::invalid(format!("include: '{other}' is not mailbox"))),
        }
    }
}

fn filters(words: &str) -> Result<Vec<PeopleFilter>, AppError> {
    let words = words.split(',').map(str::trim).filter(|word| !word.is_empty() && *word != "all");
    let filter = |word| match word {
        "licensed" => Ok(PeopleFilter::Licensed),
        "unlicensed" => Ok(PeopleFilter::Unlicensed),
        "enabled" => Ok(PeopleFilter::Enabled),
        "disabled" => Ok(PeopleFilter::Disabled),
        other => Err(AppError::invalid(format!(
            "'{other}' is no filter; use licensed, unlicensed, enabled or disabled, separated by commas"
        ))),
    };
    words.map(filter).collect()
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
