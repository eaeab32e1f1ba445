//! `/reseat/v1/clock`

use axum::Json;
use axum::extract::State;
use reseat_app::AppError;
use reseat_app::tenant::move_clock;
use reseat_authz::Action;
use serde::Deserialize;
use utoipa::ToSchema;

use super::V1;
use super::request::{ApiError, Body, Caller, blocking};
use super::wire::{ClockWire, parse_instant};

/// How far to move; exactly one of both.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ClockBody {
    /// Exact multiples of 24 hours.
    #[serde(default)]
    advance_days: Option<i64>,
    /// An instant in ISO 8601.
    #[serde(default)]
    to: Option<String>,
}

/// Domain time.
#[utoipa::path(get, path = "/reseat/v1/clock", tag = "settings", responses((status = 200, body = ClockWire)))]
pub(super) async fn get(State(state): State<V1>, Caller(call): Caller) -> Result<Json<ClockWire>, ApiError> {
    call.grant(Action::ClockRead)?;
    let wire = blocking(&state, |app| {
        app.clock.look(app.store.as_ref()).map_err(AppError::from)?;
        Ok(ClockWire::from(app.clock.as_ref()))
    });
    Ok(Json(wire.await?))
}

/// Moves the simulated clock forward. Everything that becomes due is carried out before the answer.
#[utoipa::path(post, path = "/reseat/v1/clock", tag = "settings", request_body = ClockBody,
    responses((status = 200, body = ClockWire)))]
pub(super) async fn advance(
    State(state): State<V1>,
    Caller(call): Caller,
    body: Body<ClockBody>,
) -> Result<Json<ClockWire>, ApiError> {
    let wire = blocking(&state, move |app| {
        app.clock.look(app.store.as_ref()).map_err(AppError::from)?;
        let to = match (body.value.advance_days, &body.value.to) {
            (Some(days @ 0..=3_660), None) => app.clock.now().plus_days(days),
            (None, Some(text)) => parse_instant(text)
                .ok_or_else(|| AppError::invalid(format!("'{text}' is no instant in ISO 8601")))?,
            _ => return Err(AppError::invalid("send advanceDays (0 to 3660) or to, not both")),
        };
        move_clock(app, &call, to)?;
        Ok(ClockWire::from(app.clock.as_ref()))
    })
    .await?;
    Ok(Json(wire))
}
