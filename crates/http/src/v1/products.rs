//! `/reseat/v1/products`: the Licenses page.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use reseat_app::changes::{preview_on_licenses_page, unassign_on_licenses_page};
use reseat_app::products;
use reseat_model::SkuId;
use reseat_model::fold::fold;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::V1;
use super::changes::change_answer;
use super::page::Page;
use super::previews::preview_answer;
use super::request::{ApiError, Body, Caller, IdempotencyParam, blocking, path_id};
use super::wire::{ChangeResultWire, PreviewWire, ProductDetailWire, ProductWire, check_reason, user_ids};

/// Which products.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub(super) struct ProductsQuery {
    /// Part of the name or part number.
    search: Option<String>,
    /// `only` products with self-service purchases, or `exclude` those that are nothing else.
    self_service: Option<String>,
}

/// Products with seats, by name.
#[utoipa::path(get, path = "/reseat/v1/products", tag = "products", params(ProductsQuery),
    responses((status = 200, body = Page<ProductWire>)))]
pub(super) async fn list(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<ProductsQuery>,
) -> Result<Json<Page<ProductWire>>, ApiError> {
    let rows = blocking(&state, move |app| products::list(app, &call)).await?;
    let search = fold(query.search.as_deref().unwrap_or_default());
    let wanted = |product: &products::OwnedProduct| {
        let found = [&product.product.names.en, &product.product.names.zh, &product.product.part_number];
        found.iter().any(|text| fold(text).contains(&search))
    };
    let of_kind = |product: &products::OwnedProduct| match query.self_service.as_deref() {
        Some("only") => !product.self_service.is_empty(),
        Some("exclude") => !product.subscriptions.is_empty() || product.self_service.is_empty(),
        _ => true,
    };
    let rows = rows.iter().filter(|p| wanted(p) && of_kind(p)).map(ProductWire::from).collect();
    Ok(Json(Page::last(rows)))
}

/// One product with its plans.
#[utoipa::path(get, path = "/reseat/v1/products/{skuId}", tag = "products", params(("skuId" = String, Path)),
    responses((status = 200, body = ProductDetailWire)))]
pub(super) async fn get(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(sku): Path<String>,
) -> Result<Json<ProductDetailWire>, ApiError> {
    let sku: SkuId = path_id(&sku)?;
    let wire = blocking(&state, move |app| {
        let owned = products::load_one(app, &call, sku)?;
        Ok(ProductDetailWire::new(&owned, &app.tenant(call.tenant)?.catalog))
    })
    .await?;
    Ok(Json(wire))
}

/// Whom to unassign.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct UnassignBody {
    /// Object ids, at most as many as the tenant's limit (20 unless changed).
    users: Vec<String>,
    /// From the preview.
    #[serde(default)]
    preview_token: Option<String>,
    /// Why.
    #[serde(default)]
    reason: Option<String>,
}

/// Takes the product from the users, as on the Licenses page.
#[utoipa::path(post, path = "/reseat/v1/products/{skuId}/unassign", tag = "products",
    params(("skuId" = String, Path), IdempotencyParam), request_body = UnassignBody,
    responses((status = 200, body = ChangeResultWire)))]
pub(super) async fn unassign(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(sku): Path<String>,
    body: Body<UnassignBody>,
) -> Result<Response, ApiError> {
    let sku: SkuId = path_id(&sku)?;
    change_answer(&state, move |app| {
        let Body { value, key } = body;
        check_reason(value.reason.as_deref())?;
        let users = user_ids(&value.users)?;
        let answer = unassign_on_licenses_page(
            app,
            &call,
            sku,
            &users,
            value.reason,
            value.preview_token,
            key.as_ref(),
        )?;
        Ok((Arc::clone(&app.tenant(call.tenant)?), answer))
    })
    .await
}

/// What that would do.
#[utoipa::path(post, path = "/reseat/v1/products/{skuId}/unassign/preview", tag = "products",
    params(("skuId" = String, Path)), request_body = UnassignBody, responses((status = 200, body = PreviewWire)))]
pub(super) async fn preview_unassign(
    State(state): State<V1>,
    Caller(call): Caller,
    Path(sku): Path<String>,
    body: Body<UnassignBody>,
) -> Result<Response, ApiError> {
    let sku: SkuId = path_id(&sku)?;
    preview_answer(&state, move |app| {
        let users = user_ids(&body.value.users)?;
        Ok((app.tenant(call.tenant)?, preview_on_licenses_page(app, &call, sku, &users)?))
    })
    .await
}
