//! One structured line per request, without tokens or contents, and the count for the metrics.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use reseat_app::App;
use tracing::Instrument as _;

use crate::metrics::Metrics;
use crate::spans;

/// Logs and counts an answered request.
pub async fn log_requests(
    State((app, metrics)): State<(Arc<App>, Arc<Metrics>)>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    // The path only: queries may hold names, and codes of the sign-in round trip.
    let path = request.uri().path().to_owned();
    let began = app.clock.wall();
    let under_way = metrics.begin();
    let span = spans::of(&request);
    let response = next.run(request).instrument(span.clone()).await;
    spans::answered(&span, response.status().as_u16(), response.headers());
    drop(under_way);
    let micros = app.clock.wall().0 - began.0;
    metrics.count(&path, response.status(), micros);
    let id = response.headers().get("request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info!(%method, path, status = response.status().as_u16(), micros, request_id = id, "request");
    response
}
