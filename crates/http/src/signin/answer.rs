//! Answers of the endpoints that programs call: JSON, never stored, open to browsers of other origins because they carry
//! no cookie.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use reseat_app::identity::{Identity, OauthError, error_timestamp};
use serde::Serialize;
use serde_json::json;

/// A JSON answer that must not be stored.
pub(super) fn fresh<T: Serialize>(body: &T) -> Response {
    let mut response = Json(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    open(headers);
    response
}

/// A JSON answer that is the same for everyone.
pub(super) fn public<T: Serialize>(body: &T) -> Response {
    let mut response = Json(body).into_response();
    open(response.headers_mut());
    response
}

/// Any origin may read: what is here needs a secret in the body, or is no secret.
fn open(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
}

/// The answer to a browser that asks before it posts from another origin.
pub(super) async fn preflight(headers: HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let answer = response.headers_mut();
    open(answer);
    answer.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST, OPTIONS"));
    if let Some(asked) = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        answer.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
    }
    answer.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    response
}

/// An OAuth error as Entra words it (contract 9.1).
pub(super) fn oauth_error(identity: &Identity, asked: &HeaderMap, error: &OauthError) -> Response {
    let correlation =
        asked.get("client-request-id").and_then(|value| value.to_str().ok()).filter(|text| is_id(text));
    let correlation = correlation.map_or_else(|| identity.entropy().uuid().to_string(), str::to_owned);
    let trace = identity.entropy().uuid().to_string();
    let timestamp = error_timestamp(identity.wall());
    let body = json!({
        "error": error.error,
        "error_description": format!(
            "{error} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {timestamp}"
        ),
        "error_codes": [error.code],
        "timestamp": timestamp,
        "trace_id": trace,
        "correlation_id": correlation,
        // The numbers are Entra's, so is the page that explains them.
        "error_uri": format!("https://login.microsoftonline.com/error?code={}", error.code),
    });
    let mut response = fresh(&body);
    *response.status_mut() = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
    let headers = response.headers_mut();
    if let Some(seconds) = error.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if error.status == 401 && asked.contains_key(header::AUTHORIZATION) {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"Reseat\""));
    }
    response
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}
