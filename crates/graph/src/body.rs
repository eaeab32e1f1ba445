//! Request bodies: limits, gzip, JSON objects with property names in any case.

use std::io::Read;

use axum::RequestExt;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use flate2::read::GzDecoder;
use reseat_model::limits::JSON_BODY_BYTES_MAX;
use serde_json::{Map, Value};

use crate::error::GraphError;

/// Reads the whole body, unpacked.
///
/// # Errors
/// 413 beyond the limit, 415 for an encoding other than gzip, 400 when it cannot be unpacked or breaks off.
pub(crate) async fn read(headers: &HeaderMap, content: Body) -> Result<Bytes, GraphError> {
    let encoding = Encoding::of(headers)?;
    let mut request = Request::new(content);
    DefaultBodyLimit::max(JSON_BODY_BYTES_MAX).apply(&mut request);
    let bytes = Bytes::from_request(request.with_limited_body(), &()).await.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return too_large();
        }
        GraphError::malformed("The request body could not be read to its end.")
    })?;
    match encoding {
        Encoding::Identity => Ok(bytes),
        Encoding::Gzip => unpack(&bytes),
    }
}

enum Encoding {
    Identity,
    Gzip,
}

impl Encoding {
    fn of(headers: &HeaderMap) -> Result<Self, GraphError> {
        let Some(value) = headers.get(header::CONTENT_ENCODING) else { return Ok(Self::Identity) };
        match value.to_str().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Ok(Self::Identity),
            "gzip" | "x-gzip" => Ok(Self::Gzip),
            other => Err(GraphError::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "BadRequest",
                format!(
                    "The Content-Encoding '{other}' is not supported; send the body as it is, or with gzip."
                ),
            )),
        }
    }
}

fn unpack(bytes: &[u8]) -> Result<Bytes, GraphError> {
    let mut unpacked = Vec::with_capacity(bytes.len().saturating_mul(4).min(JSON_BODY_BYTES_MAX));
    GzDecoder::new(bytes).take(JSON_BODY_BYTES_MAX as u64 + 1).read_to_end(&mut unpacked).map_err(|_| {
        GraphError::malformed("The request body says Content-Encoding: gzip but is not gzip.")
    })?;
    if unpacked.len() > JSON_BODY_BYTES_MAX { Err(too_large()) } else { Ok(unpacked.into()) }
}

fn too_large() -> GraphError {
    let message = format!(
        "The request body is larger than {JSON_BODY_BYTES_MAX} bytes; split it into several requests."
    );
    GraphError::new(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", message)
}

/// A body that must be a JSON object. Annotations (`@odata.type`) are dropped.
///
/// # Errors
/// 400 when there is no body or it is something else.
pub(crate) fn object(body: &[u8]) -> Result<Object, GraphError> {
    if is_blank(body) {
        return Err(GraphError::malformed("Empty Payload. JSON content expected."));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => Ok(Object::new(members)),
        _ => Err(unreadable()),
    }
}

/// The same where no body means no members.
///
/// # Errors
/// 400 when there is a body that is not a JSON object.
pub(crate) fn optional_object(body: &[u8]) -> Result<Object, GraphError> {
    if is_blank(body) { Ok(Object(Map::new())) } else { object(body) }
}

pub(crate) fn unreadable() -> GraphError {
    GraphError::malformed(
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON \
         format.",
    )
}

fn is_blank(body: &[u8]) -> bool {
    body.iter().all(u8::is_ascii_whitespace)
}

/// The members of a JSON object, names in any case.
#[derive(Debug)]
pub(crate) struct Object(Map<String, Value>);

impl Object {
    /// Takes the members; annotations are of no concern here.
    pub fn new(mut members: Map<String, Value>) -> Self {
        members.retain(|name, _| !name.contains('@'));
        Self(members)
    }

    /// Takes a member out; absent and null are the same.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let found = match self.0.contains_key(name) {
            true => name.to_owned(),
            false => self.0.keys().find(|own| own.eq_ignore_ascii_case(name))?.clone(),
        };
        self.0.remove(&found).filter(|value| !value.is_null())
    }

    /// The name of a member that nobody took.
    pub fn left(&self) -> Option<&str> {
        self.0.keys().next().map(String::as_str)
    }

    /// All members.
    pub fn into_members(self) -> Map<String, Value> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_in_any_case_and_annotations_dropped() {
        let mut object =
            object(br#"{"@odata.type":"x","AddLicenses":[],"a@odata.bind":1,"b":null}"#).unwrap();
        assert_eq!(object.take("addLicenses"), Some(Value::Array(Vec::new())));
        assert_eq!(object.left(), Some("b"));
        assert_eq!(object.take("b"), None);
        assert_eq!(object.left(), None);
    }

    #[test]
    fn what_is_no_object_is_refused() {
        assert_eq!(object(b" ").unwrap_err().message, "Empty Payload. JSON content expected.");
        for body in [&b"["[..], b"[]", b"1", b"{\"a\":1}x"] {
            assert_eq!(object(body).unwrap_err().code, "BadRequest");
        }
        assert_eq!(optional_object(b"\n").unwrap().left(), None);
    }
}
