//! `/healthz` and `/readyz`.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use reseat_app::App;

use crate::metrics::Metrics;

/// The process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The store answers, too, and the server has not been told to stop.
pub async fn readyz(State((app, _)): State<(Arc<App>, Arc<Metrics>)>) -> impl IntoResponse {
    if app.stopping.load(Ordering::Acquire) {
        return (StatusCode::SERVICE_UNAVAILABLE, "the server is stopping\n");
    }
    match tokio::task::spawn_blocking(move || app.tenants.all()).await {
        Ok(Ok(_)) => (StatusCode::OK, "ready\n"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n"),
    }
}
