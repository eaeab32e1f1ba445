//! A span per request for OpenTelemetry, under the caller's trace where its `traceparent` names one. Where no collector
//! is configured nothing listens to this target and a span costs nothing.

use axum::extract::Request;
use axum::http::HeaderMap;
use opentelemetry::global;
use opentelemetry_http::HeaderExtractor;
use tracing::Span;
use tracing::field::Empty;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

/// The target of spans that go to a collector and into no log.
pub const SPANS: &str = "reseat::spans";

/// The span of a request, with the names of OpenTelemetry's conventions for HTTP. The path is that of the request without
/// its query, which may hold names.
pub(crate) fn of(request: &Request) -> Span {
    let span = tracing::trace_span!(
        target: "reseat::spans",
        "request",
        otel.name = %format_args!("{} {}", request.method(), first_segments(request.uri().path())),
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = %request.method(),
        url.path = request.uri().path(),
        http.response.status_code = Empty,
        request_id = Empty,
    );
    if !span.is_disabled() {
        let parent = global::get_text_map_propagator(|propagator| {
            propagator.extract(&HeaderExtractor(request.headers()))
        });
        // An error says that the span is not traced; then there is nothing to attach.
        drop(span.set_parent(parent));
    }
    span
}

/// Notes the answer.
pub(crate) fn answered(span: &Span, status: u16, headers: &HeaderMap) {
    span.record("http.response.status_code", status);
    if let Some(id) = headers.get("request-id").and_then(|id| id.to_str().ok()) {
        span.record("request_id", id);
    }
    if status >= 500 {
        span.record("otel.status_code", "ERROR");
    }
}

/// A name under which spans of one kind gather: version and collection, without ids.
fn first_segments(path: &str) -> String {
    let kept: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).take(3).collect();
    let kept = if kept.first() == Some(&"reseat") { &kept[..] } else { &kept[..kept.len().min(2)] };
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_spans_hold_no_ids() {
        assert_eq!(first_segments("/v1.0/users/8f3c/assignLicense"), "/v1.0/users");
        assert_eq!(first_segments("/reseat/v1/people/8f3c"), "/reseat/v1/people");
        assert_eq!(first_segments("/"), "/");
    }
}
