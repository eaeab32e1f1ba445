//! One request on its way through an operation, and the answer that comes back.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use reseat_app::{App, Call};
use reseat_model::TenantId;
use serde::Serialize;

use crate::error::GraphError;
use crate::ids::Ids;
use crate::routes::Method;
use crate::state::GraphState;

/// How much of OData's metadata the caller wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Metadata {
    /// No `@odata.context`.
    None,
    /// The usual.
    Minimal,
}

impl Metadata {
    /// What `Accept` asks for.
    pub fn of(headers: &HeaderMap) -> Self {
        let accept = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let none = accept.into_iter().any(|value| value.to_ascii_lowercase().contains("odata.metadata=none"));
        if none { Self::None } else { Self::Minimal }
    }
}

/// A request, taken apart. Owned, so that it can go to a blocking thread.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    pub state: GraphState,
    pub call: Call,
    pub ids: Ids,
    pub method: Method,
    /// The keys of the path, in order; for `/me` the caller's id comes first.
    pub keys: Vec<String>,
    /// What follows the `?`.
    pub query: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// Such as `https://graph.example/v1.0`.
    pub base: Arc<str>,
    pub metadata: Metadata,
    /// Whether it is an item of a batch.
    pub in_batch: bool,
}

impl Exchange {
    pub fn app(&self) -> &App {
        &self.state.app
    }

    pub fn tenant(&self) -> TenantId {
        self.call.tenant
    }

    /// A key of the path.
    pub fn key(&self, number: usize) -> &str {
        self.keys.get(number).map_or("", String::as_str)
    }

    /// `@odata.context` for what is named after `$metadata#`, if the caller wants it.
    pub fn context(&self, what: &str) -> Option<String> {
        (self.metadata == Metadata::Minimal).then(|| format!("{}/$metadata#{what}", self.base))
    }

    /// The value of a request header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// `ConsistencyLevel`.
    pub fn consistency(&self) -> Option<&str> {
        self.header("consistencylevel")
    }
}

/// What an operation answers.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub status: StatusCode,
    pub body: Body,
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

/// The body of an answer.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// None, as with 204.
    Empty,
    /// JSON, already written.
    Json(Bytes),
    /// Plain text.
    Text(String),
}

/// The answer of an operation, or its refusal.
pub(crate) type Outcome = Result<Answer, GraphError>;

/// Room that an answer begins with.
const JSON_BYTES_USUAL: usize = 4 * 1024;

impl Answer {
    /// 200 with a JSON body.
    ///
    /// # Errors
    /// 500 when it cannot be written as JSON, which no wire type allows.
    pub fn json(body: &impl Serialize) -> Outcome {
        let mut bytes = Vec::with_capacity(JSON_BYTES_USUAL);
        serde_json::to_writer(&mut bytes, body).map_err(|error| GraphError::internal(&error))?;
        Ok(Self { status: StatusCode::OK, body: Body::Json(bytes.into()), headers: Vec::new() })
    }

    /// 200 with plain text.
    pub fn text(text: String) -> Self {
        Self { status: StatusCode::OK, body: Body::Text(text), headers: Vec::new() }
    }

    /// 204.
    pub fn no_content() -> Self {
        Self { status: StatusCode::NO_CONTENT, body: Body::Empty, headers: Vec::new() }
    }

    /// The same as 201 with the address of what was made.
    ///
    /// # Errors
    /// 500 when the address is no header value, which ids never cause.
    pub fn created(mut self, location: &str) -> Outcome {
        let location = HeaderValue::from_str(location).map_err(|error| GraphError::internal(&error))?;
        self.status = StatusCode::CREATED;
        self.headers.push((header::LOCATION, location));
        Ok(self)
    }
}
