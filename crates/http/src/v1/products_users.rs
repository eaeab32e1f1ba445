//! `GET /reseat/v1/products/{skuId}/users`: who holds a product (UNA-15).

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use reseat_app::query::{HolderSearch, count_product_users, product_users};
use reseat_authz::Action;
use reseat_model::SkuId;
use reseat_odata::{decode_cursor, encode_cursor};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::V1;
use super::order::order_by;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking, given, path_id};
use super::wire::{NameBook, PathWire, UserRef};

/// Which holders, and in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub(super) struct UsersQuery {
    /// The start of display name, surname or sign-in name.
    search: Option<String>,
    /// displayName or userPrincipalName, each with or without ` desc`; a search has an order of its own.
    order_by: Option<String>,
}

/// A holder of a product.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct HolderWire {
    user: HolderUserWire,
    paths: Vec<PathWire>,
}

/// A holder by name.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct HolderUserWire {
    #[serde(flatten)]
    user: UserRef,
    department: Option<String>,
    account_enabled: bool,
}

/// Everyone who holds the product, directly, through groups or by self-service, by display name unless asked otherwise.
/// By sign-in name a page may be short although there is a next one.
#[utoipa::path(get, path = "/reseat/v1/products/{skuId}/users", tag = "products",
    params(("skuId" = String, Path), UsersQuery, PageParams), responses((status = 200, body = Page<HolderWire>)))]
pub(super) async fn users(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(sku): Path<String>,
    Query(query): Query<UsersQuery>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<HolderWire>>, ApiError> {
    let sku: SkuId = path_id(&sku)?;
    let top = page.top()?;
    let cursor = match &page.skip_token {
        Some(token) => Some(decode_cursor(token).map_err(|_| page.bad_token())?),
        None => None,
    };
    let wants_count = page.wants_count();
    let (rows, next, count) = blocking(&state, move |app| {
        call.grant(Action::LicenseRead)?;
        call.grant(Action::UserRead)?;
        let store = app.store.as_ref();
        let search = HolderSearch {
            sku,
            text: given(query.search.as_deref()).map(str::to_owned),
            order: given(query.order_by.as_deref()).map(order_by).transpose()?,
        };
        let found = product_users(store, call.tenant, &search, top, cursor.as_ref())?;
        let count = if wants_count {
            let counts = || count_product_users(store, call.tenant, &search);
            app.counts.get_or(store, call.tenant, search.key(), counts)?
        } else {
            None
        };
        let purchasers = found.holders.iter().flat_map(|holder| &holder.paths);
        let purchasers: Vec<_> = purchasers.filter_map(|path| path.key.pool.purchaser()).collect();
        let book = NameBook::load(app, app.tenant(call.tenant)?, purchasers)?;
        let rows: Vec<_> = found
            .holders
            .iter()
            .map(|holder| HolderWire {
                user: HolderUserWire {
                    user: UserRef::from(&holder.user),
                    department: holder.user.department.clone(),
                    account_enabled: holder.user.account_enabled,
                },
                paths: holder.paths.iter().map(|path| PathWire::new(&book, path)).collect(),
            })
            .collect();
        Ok((rows, found.next.as_ref().map(encode_cursor), count))
    })
    .await?;
    let mut answer = Page::new(rows, next, &state, &headers, &uri)?;
    answer.count = count;
    Ok(Json(answer))
}
