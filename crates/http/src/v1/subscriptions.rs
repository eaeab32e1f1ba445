//! `POST /reseat/v1/subscriptions`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use reseat_app::AppError;
use reseat_app::subscriptions::{self, NewSubscription};
use reseat_model::{SkuId, Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;

use super::V1;
use super::request::{ApiError, Body, Caller, blocking};
use super::wire::{SubscriptionWire, parse_instant};

/// A purchase that the organisation has made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct NewSubscriptionBody {
    /// A product of the catalogue.
    sku_id: String,
    /// Seats.
    quantity: u32,
    /// A trial.
    #[serde(default)]
    trial: bool,
    /// When its term ends or renews.
    #[serde(default)]
    term_end_date_time: Option<String>,
}

/// Enters a purchase: its seats can be assigned at once.
#[utoipa::path(post, path = "/reseat/v1/subscriptions", tag = "products", request_body = NewSubscriptionBody,
    responses((status = 201, body = SubscriptionWire)))]
pub(super) async fn add(
    State(state): State<V1>,
    Caller(call): Caller,
    body: Body<NewSubscriptionBody>,
) -> Result<(StatusCode, Json<SubscriptionWire>), ApiError> {
    let body = body.value;
    let wire = blocking(&state, move |app| {
        let sku: SkuId = body
            .sku_id
            .parse()
            .map_err(|_| AppError::invalid(format!("skuId: '{}' is no id of a product", body.sku_id)))?;
        let term_ends_at = body.term_end_date_time.as_deref().map(instant).transpose()?;
        let new = NewSubscription { sku, quantity: body.quantity, trial: body.trial, term_ends_at };
        subscriptions::add(app, &call, new).map(|subscription| SubscriptionWire::from(&subscription))
    })
    .await?;
    Ok((StatusCode::CREATED, Json(wire)))
}

fn instant(text: &str) -> Result<Timestamp, AppError> {
    parse_instant(text).ok_or_else(|| {
        AppError::invalid(format!(
            "termEndDateTime: '{text}' is no instant; write it like 2027-03-01T00:00:00Z"
        ))
    })
}
