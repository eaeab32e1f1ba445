//! `/healthz`, `/readyz` and `/metrics`.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use reseat_app::App;

/// Counts of this process.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Requests answered, by class of status: 1xx to 5xx.
    classes: [AtomicU64; 5],
}

impl Metrics {
    /// Counts an answer.
    pub fn count(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.classes[class].fetch_add(1, Ordering::Relaxed);
    }
}

/// The process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The store answers, too.
pub async fn readyz(State((app, _)): State<(Arc<App>, Arc<Metrics>)>) -> impl IntoResponse {
    match tokio::task::spawn_blocking(move || app.tenants.all()).await {
        Ok(Ok(_)) => (StatusCode::OK, "ready\n"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n"),
    }
}

/// Counters in the text form of Prometheus.
pub async fn metrics(State((app, metrics)): State<(Arc<App>, Arc<Metrics>)>) -> impl IntoResponse {
    let mut text = String::from("# TYPE reseat_http_requests_total counter\n");
    for (class, count) in metrics.classes.iter().enumerate() {
        let count = count.load(Ordering::Relaxed);
        // Writing into a string cannot fail.
        let _ = writeln!(text, "reseat_http_requests_total{{status=\"{}xx\"}} {count}", class + 1);
    }
    text.push_str("# TYPE reseat_commits_total counter\n");
    let _ = writeln!(text, "reseat_commits_total {}", app.writer.commits());
    ([("content-type", "text/plain; version=0.0.4")], text)
}
