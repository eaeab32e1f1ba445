//! `/metrics`: everything an operator watches, in the text form that Prometheus reads (docs/operations.md names what to
//! page on).

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use reseat_app::App;
use reseat_app::measures::survey;

/// The labels of requests. `face` is one of `graph`, `reseat`, `signin`, `console`, `other`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabel {
    face: &'static str,
    status: &'static str,
}

/// The label of durations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct FaceLabel {
    face: &'static str,
}

/// What this process answered, and where everything it measures is registered.
#[derive(Debug)]
pub struct Metrics {
    requests: Family<RequestLabel, Counter>,
    seconds: Family<FaceLabel, Histogram, fn() -> Histogram>,
    under_way: Gauge,
    tenants: Gauge,
    jobs: Gauge,
    overdue: Gauge<i64, AtomicI64>,
    registry: Registry,
}

/// 1 ms to 8 s.
fn durations() -> Histogram {
    Histogram::new(exponential_buckets(0.001, 2.0, 14))
}

impl Metrics {
    /// The metrics of an application and of the edge before it.
    pub fn of(app: &App) -> Self {
        let mut registry = Registry::with_prefix("reseat");
        app.measures.register(&mut registry);
        let new: fn() -> Histogram = durations;
        let seconds = Family::new_with_constructor(new);
        let (requests, under_way, tenants) = (Family::default(), Gauge::default(), Gauge::default());
        let (jobs, overdue) = (Gauge::default(), Gauge::default());
        let r = &mut registry;
        let version = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        r.register("build", "What runs here", version);
        r.register("http_requests", "Requests answered", requests.clone());
        let help = "Time from a request to the head of its answer";
        r.register_with_unit("http_request", help, Unit::Seconds, Family::clone(&seconds));
        r.register("http_requests_under_way", "Requests that wait for their answer", under_way.clone());
        r.register("tenants", "Organisations of this server", tenants.clone());
        r.register("jobs_unfinished", "Jobs that wait or run", jobs.clone());
        let help = "How long the oldest timer is overdue; the worker stands still when this grows";
        r.register_with_unit("timers_overdue", help, Unit::Seconds, overdue.clone());
        Self { requests, seconds, under_way, tenants, jobs, overdue, registry }
    }

    /// Counts a request that begins. Counted until what is answered is dropped.
    pub fn begin(&self) -> UnderWay<'_> {
        self.under_way.inc();
        UnderWay(&self.under_way)
    }

    /// Counts an answer.
    pub fn count(&self, path: &str, status: StatusCode, micros: i64) {
        let face = face(path);
        self.requests.get_or_create(&RequestLabel { face, status: class(status) }).inc();
        let micros = u32::try_from(micros.max(0)).unwrap_or(u32::MAX);
        self.seconds.get_or_create(&FaceLabel { face }).observe(f64::from(micros) / 1e6);
    }
}

/// A request under way.
#[derive(Debug)]
pub struct UnderWay<'a>(&'a Gauge);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn face(path: &str) -> &'static str {
    match path {
        path if path.starts_with("/v1.0/") || path.starts_with("/beta/") => "graph",
        path if path.starts_with("/reseat/") => "reseat",
        path if path.contains("/oauth2/") || path.contains("/.well-known/") => "signin",
        "/healthz" | "/readyz" | "/metrics" => "other",
        _ => "console",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        429 => "429",
        400..=499 => "4xx",
        503 => "503",
        _ => "5xx",
    }
}

/// Everything, in text.
pub async fn show(State((app, metrics)): State<(Arc<App>, Arc<Metrics>)>) -> Response {
    let looked = tokio::task::spawn_blocking(move || survey(&app)).await;
    // What the process counts itself is shown also while the store does not answer: that is when it is needed.
    if let Ok(Ok(found)) = looked {
        metrics.tenants.set(i64::try_from(found.tenants).unwrap_or(i64::MAX));
        metrics.jobs.set(i64::try_from(found.jobs_unfinished).unwrap_or(i64::MAX));
        metrics.overdue.set(found.timers_overdue_seconds);
    }
    let mut body = String::new();
    match text::encode(&mut body, &metrics.registry) {
        Ok(()) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], body).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the metrics cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_belong_to_faces() {
        assert_eq!(face("/v1.0/users"), "graph");
        assert_eq!(face("/reseat/v1/people"), "reseat");
        assert_eq!(face("/organizations/oauth2/v2.0/token"), "signin");
        assert_eq!(face("/metrics"), "other");
        assert_eq!(face("/licenses"), "console");
    }

    #[test]
    fn overload_and_outage_have_classes_of_their_own() {
        assert_eq!(class(StatusCode::TOO_MANY_REQUESTS), "429");
        assert_eq!(class(StatusCode::SERVICE_UNAVAILABLE), "503");
        assert_eq!(class(StatusCode::BAD_GATEWAY), "5xx");
    }
}
