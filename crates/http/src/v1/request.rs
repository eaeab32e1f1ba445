//! What every handler shares: the caller, the body, blocking work, and errors in Graph's form.

use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use reseat_app::changes::IdempotencyKey;
use reseat_app::{App, AppError, Call};
use reseat_formats::words::{self, Language};
use reseat_graph::{Authenticate, Detail, GraphError, Ids, error_response};
use reseat_model::Timestamp;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use super::V1;
use super::wire::parse_instant;

/// A refusal on its way out; [`answer_errors`] gives it its body.
#[derive(Debug)]
pub struct ApiError(pub GraphError);

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        Self(match error {
            AppError::Conflict(message) => GraphError::new(StatusCode::CONFLICT, "Conflict", message),
            AppError::NotRevertible { set, why } => not_revertible(&set.to_string(), why),
            other => other.into(),
        })
    }
}

/// The refusal of an undo: the code in the details is the key of its words in every language.
fn not_revertible(set: &str, why: &'static str) -> GraphError {
    let (message, remedy) = words::not_revertible(Language::En, why).unwrap_or((why, ""));
    let detail = Detail::new(why, set, format!("{message} {remedy}"));
    let message = format!("The change set '{set}' cannot be undone.");
    GraphError::new(StatusCode::CONFLICT, "Conflict", message).with_details(vec![detail])
}

impl From<GraphError> for ApiError {
    fn from(error: GraphError) -> Self {
        Self(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self.0);
        response
    }
}

/// Gives refusals Graph's body, and every answer its request id.
pub(super) async fn answer_errors(State(state): State<V1>, request: Request, next: Next) -> Response {
    let ids = Ids::of(request.headers(), None, &state.app);
    let mut request = request;
    request.extensions_mut().insert(ids.clone());
    let mut response = next.run(request).await;
    let error = response.extensions_mut().remove::<GraphError>().or_else(|| plain_error(response.status()));
    match error {
        Some(error) => error_response(&error, &ids, state.app.clock.wall()),
        None => {
            let id = HeaderValue::from_str(&ids.request.to_string());
            response.headers_mut().extend(id.ok().map(|id| (super::request::REQUEST_ID, id)));
            response.headers_mut().insert("cache-control", HeaderValue::from_static("no-store"));
            response
        }
    }
}

/// The header with the request's id.
pub(super) const REQUEST_ID: axum::http::HeaderName = axum::http::HeaderName::from_static("request-id");

/// Refusals that axum itself made.
fn plain_error(status: StatusCode) -> Option<GraphError> {
    match status {
        StatusCode::NOT_FOUND => {
            Some(GraphError::new(status, "Request_ResourceNotFound", "There is no such path."))
        }
        StatusCode::METHOD_NOT_ALLOWED => Some(GraphError::method_not_allowed()),
        StatusCode::PAYLOAD_TOO_LARGE => {
            Some(GraphError::new(status, "BadRequest", "The request body is too large."))
        }
        _ => None,
    }
}

/// The caller of the request.
#[derive(Debug)]
pub struct Caller(pub Call);

impl FromRequestParts<V1> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &V1) -> Result<Self, ApiError> {
        let mut call = state.gate.authenticate(&parts.headers, &parts.method)?;
        if let Some(ids) = parts.extensions.get::<Ids>() {
            call.request = ids.request;
        }
        Ok(Self(call))
    }
}

/// A JSON body, with the request's idempotency key when it has one.
#[derive(Debug)]
pub struct Body<T> {
    /// The body.
    pub value: T,
    /// From `Idempotency-Key`.
    pub key: Option<IdempotencyKey>,
}

impl<T: DeserializeOwned> FromRequest<V1> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &V1) -> Result<Self, ApiError> {
        let method = request.method().to_string();
        let path = request.uri().path().to_owned();
        let key = request.headers().get("idempotency-key").and_then(|value| value.to_str().ok());
        let key = key.map(str::to_owned);
        let bytes = axum::body::Bytes::from_request(request, state)
            .await
            .map_err(|error| GraphError::new(error.status(), "BadRequest", error.body_text()))?;
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        let value = serde_json::from_slice(text)
            .map_err(|error| GraphError::bad_request(format!("The request body cannot be read: {error}.")))?;
        let key = key.map(|key| IdempotencyKey::new(&key, &method, &path, &bytes));
        Ok(Self { value, key })
    }
}

/// The header that every operation understands whose handler hands [`Body::key`] on.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code, reason = "describes a header that `Body` reads")]
pub struct IdempotencyParam {
    /// The same key and body within a day are done once, and answered alike; the key with another body is a 409.
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
}

/// Runs blocking work of the application on a blocking thread.
///
/// # Errors
/// Whatever the work fails with; a panic is a 500.
pub async fn blocking<T: Send + 'static>(
    state: &V1,
    work: impl FnOnce(&App) -> Result<T, AppError> + Send + 'static,
) -> Result<T, ApiError> {
    let app = std::sync::Arc::clone(&state.app);
    match tokio::task::spawn_blocking(move || work(&app)).await {
        Ok(result) => Ok(result?),
        Err(error) => Err(ApiError(GraphError::internal(&error))),
    }
}

/// A query parameter without blanks around it; an empty one is none.
pub fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// An id in a query parameter.
///
/// # Errors
/// 400 when it is no GUID.
pub fn query_id<T: std::str::FromStr>(name: &str, text: Option<&str>) -> Result<Option<T>, ApiError> {
    let id = |text: &str| text.parse().map_err(|_| bad(format!("{name}: '{text}' is no id")));
    given(text).map(id).transpose()
}

/// An instant in a query parameter.
///
/// # Errors
/// 400 when it does not read.
pub fn query_instant(name: &str, text: Option<&str>) -> Result<Option<Timestamp>, ApiError> {
    let instant = |text: &str| {
        parse_instant(text)
            .ok_or_else(|| bad(format!("{name}: '{text}' is no instant such as 2026-03-02T09:00:00Z")))
    };
    given(text).map(instant).transpose()
}

fn bad(message: String) -> ApiError {
    ApiError(GraphError::bad_request(message))
}

/// An id in a path.
///
/// # Errors
/// 404: nothing has a name that is no GUID.
pub fn path_id<T: std::str::FromStr>(text: &str) -> Result<T, ApiError> {
    text.parse().map_err(|_| ApiError(GraphError::not_found(text)))
}
