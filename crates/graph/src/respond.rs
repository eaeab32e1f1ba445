//! Answers as HTTP: the headers that Graph sends, and the error body (contract sections 0 and 0.1).

use axum::body::Body as HttpBody;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use reseat_model::{RequestId, Timestamp};
use serde::Serialize;

use crate::error::{Detail, GraphError};
use crate::exchange::{Answer, Body, Metadata, Outcome};
use crate::ids::Ids;
use crate::state::GraphState;
use crate::time::iso_without_zone;

const MINIMAL: HeaderValue = HeaderValue::from_static(
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
);
const NONE: HeaderValue = HeaderValue::from_static(
    "application/json;odata.metadata=none;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
);
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain");
/// Clients log it; it says that this is not Microsoft's service.
const DIAGNOSTIC: HeaderValue = HeaderValue::from_static(
    r#"{"ServerInfo":{"DataCenter":"Reseat","Slice":"E","Ring":"1","ScaleUnit":"001","RoleInstance":"reseat"}}"#,
);

#[derive(Serialize)]
struct ErrorBody<'a> {
    error: ErrorMembers<'a>,
}

#[derive(Serialize)]
struct ErrorMembers<'a> {
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    details: &'a [Detail],
    #[serde(rename = "innerError")]
    inner: InnerError<'a>,
}

#[derive(Serialize)]
struct InnerError<'a> {
    date: String,
    #[serde(rename = "request-id")]
    request: String,
    #[serde(rename = "client-request-id")]
    client: &'a str,
}

/// The error body as JSON.
pub(crate) fn error_body(error: &GraphError, ids: &Ids, now: Timestamp) -> Vec<u8> {
    let body = ErrorBody {
        error: ErrorMembers {
            code: error.code,
            message: &error.message,
            details: &error.details,
            inner: InnerError {
                date: iso_without_zone(now),
                request: ids.request.to_string(),
                client: &ids.client,
            },
        },
    };
    // Plain strings always serialise; an empty body would be the honest answer if they ever did not.
    serde_json::to_vec(&body).unwrap_or_default()
}

/// The content type of an answer's body.
pub(crate) fn content_type(body: &Body, metadata: Metadata) -> Option<HeaderValue> {
    match (body, metadata) {
        (Body::Empty, _) => None,
        (Body::Text(_), _) => Some(TEXT),
        (Body::Json(_), Metadata::Minimal) => Some(MINIMAL),
        (Body::Json(_), Metadata::None) => Some(NONE),
    }
}

/// The answer or the refusal of an operation as HTTP.
pub(crate) fn respond(outcome: Outcome, ids: &Ids, metadata: Metadata, now: Timestamp) -> Response {
    match outcome {
        Ok(Answer { status, body, headers }) => {
            let content_type = content_type(&body, metadata);
            let mut response = Response::new(match body {
                Body::Empty => HttpBody::empty(),
                Body::Json(bytes) => HttpBody::from(bytes),
                Body::Text(text) => HttpBody::from(text),
            });
            *response.status_mut() = status;
            let all = response.headers_mut();
            all.extend(content_type.map(|value| (header::CONTENT_TYPE, value)));
            all.insert("odata-version", HeaderValue::from_static("4.0"));
            all.extend(headers);
            common(all, ids);
            response
        }
        Err(error) => error_response(&error, ids, now),
    }
}

/// A refusal as HTTP, for every route that answers with Graph's error body. `now` is wall time.
pub fn error_response(error: &GraphError, ids: &Ids, now: Timestamp) -> Response {
    let mut response = Response::new(HttpBody::from(error_body(error, ids, now)));
    *response.status_mut() = error.status;
    let all = response.headers_mut();
    all.insert(header::CONTENT_TYPE, JSON);
    all.extend(error.headers.iter().cloned());
    common(all, ids);
    response
}

/// The ids of a request, for routes outside this crate.
pub fn request_ids(headers: &HeaderMap, known: Option<RequestId>, state: &GraphState) -> Ids {
    Ids::of(headers, known, &state.app)
}

fn common(headers: &mut HeaderMap, ids: &Ids) {
    let mut put = |name: &'static str, value: HeaderValue| {
        headers.insert(HeaderName::from_static(name), value);
    };
    put("cache-control", HeaderValue::from_static("no-cache"));
    put("x-ms-ags-diagnostic", DIAGNOSTIC);
    put("x-ms-resource-unit", HeaderValue::from_static("1"));
    if let Ok(id) = HeaderValue::try_from(ids.request.to_string()) {
        put("request-id", id);
    }
    if let Ok(id) = HeaderValue::from_str(&ids.client) {
        put("client-request-id", id);
    }
}
