//! One item of a batch: from its members to a request, and its answer as members again.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reseat_model::RequestId;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::plan::Item;
use crate::body::unreadable;
use crate::error::GraphError;
use crate::exchange::{Body, Exchange, Metadata, Outcome};
use crate::ids::Ids;
use crate::path::batch_segments;
use crate::respond::{content_type, error_body};
use crate::router::{Incoming, dispatch};
use crate::routes::Method;

/// One answer of a batch.
#[derive(Debug, Serialize)]
pub(super) struct ItemAnswer {
    pub id: String,
    pub status: u16,
    headers: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Box<RawValue>>,
}

/// Carries one item out.
pub(super) async fn one(exchange: Exchange, id: String, item: Item) -> ItemAnswer {
    let headers = headers(item.headers.as_ref());
    let metadata =
        if headers.contains_key(header::ACCEPT) { Metadata::of(&headers) } else { exchange.metadata };
    let request = RequestId(exchange.app().entropy.uuid());
    let own = Ids::of(&headers, Some(request), exchange.app());
    let ids = if own.from_caller { own } else { Ids { request, ..exchange.ids.clone() } };
    let outcome = match incoming(&exchange, item, headers, &ids, metadata) {
        Ok(incoming) => dispatch(incoming).await,
        Err(error) => Err(error),
    };
    item_answer(id, outcome, &exchange, &ids, metadata)
}

/// The item as a request of its own. Its caller is the batch's, whatever its headers say (contract section 14).
fn incoming(
    exchange: &Exchange,
    item: Item,
    headers: HeaderMap,
    ids: &Ids,
    metadata: Metadata,
) -> Result<Incoming, GraphError> {
    let (path, query) = split_url(&item.url);
    let mut call = exchange.call.clone();
    call.request = ids.request;
    Ok(Incoming {
        state: exchange.state.clone(),
        call,
        ids: ids.clone(),
        method: Method::parse(&item.method),
        path: path.to_owned(),
        segments: batch_segments(path)?,
        query: query.to_owned(),
        body: body(item.body.as_deref(), &headers)?,
        headers,
        base: exchange.base.clone(),
        metadata,
        in_batch: true,
    })
}

/// Path and query of a URL, which may be absolute.
fn split_url(url: &str) -> (&str, &str) {
    let url = url.trim();
    let url = url.split('#').next().unwrap_or(url);
    let relative = match url.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            rest.find(['/', '?']).map_or("", |at| &rest[at..])
        }
        _ => url,
    };
    relative.split_once('?').unwrap_or((relative, ""))
}

fn headers(given: Option<&BTreeMap<String, Value>>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in given.into_iter().flatten() {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Bool(_) | Value::Number(_) => value.to_string(),
            _ => continue,
        };
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(text))
            && name != header::AUTHORIZATION
        {
            headers.insert(name, value);
        }
    }
    headers
}

/// The body of an item: JSON as it stands; of other types, base64 in a string.
fn body(raw: Option<&RawValue>, headers: &HeaderMap) -> Result<Bytes, GraphError> {
    let Some(raw) = raw.map(RawValue::get).filter(|raw| *raw != "null") else { return Ok(Bytes::new()) };
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_json = content_type.is_none_or(|value| value.to_ascii_lowercase().contains("json"));
    if is_json || !raw.starts_with('"') {
        return Ok(Bytes::copy_from_slice(raw.as_bytes()));
    }
    let text: String = serde_json::from_str(raw).map_err(|_| unreadable())?;
    let decoded = STANDARD.decode(text);
    decoded.map(Bytes::from).map_err(|_| GraphError::malformed("The body of a batch item is not base64."))
}

/// An answer or a refusal as members of the batch's answer.
pub(super) fn item_answer(
    id: String,
    outcome: Outcome,
    exchange: &Exchange,
    ids: &Ids,
    metadata: Metadata,
) -> ItemAnswer {
    let mut headers = BTreeMap::new();
    let mut put = |name: &str, value: &HeaderValue| {
        if let Ok(value) = value.to_str() {
            headers.insert(canonical(name), value.to_owned());
        }
    };
    let (status, body) = match outcome {
        Ok(answer) => {
            content_type(&answer.body, metadata).iter().for_each(|value| put("content-type", value));
            answer.headers.iter().for_each(|(name, value)| put(name.as_str(), value));
            (answer.status, raw_body(answer.body))
        }
        Err(error) => {
            put("content-type", &HeaderValue::from_static("application/json"));
            error.headers.iter().for_each(|(name, value)| put(name.as_str(), value));
            let bytes = error_body(&error, ids, exchange.app().clock.wall());
            (error.status, raw_body(Body::Json(bytes.into())))
        }
    };
    headers.insert("Cache-Control".to_owned(), "no-cache".to_owned());
    headers.insert("request-id".to_owned(), ids.request.to_string());
    headers.insert("client-request-id".to_owned(), ids.client.clone());
    ItemAnswer { id, status: status.as_u16(), headers, body }
}

/// `content-type` as `Content-Type`: some clients compare the names of item headers to the letter.
fn canonical(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
    });
    words.collect::<Vec<_>>().join("-")
}

/// JSON as it is, text as base64.
fn raw_body(body: Body) -> Option<Box<RawValue>> {
    let json = match body {
        Body::Empty => return None,
        Body::Json(bytes) => String::from_utf8(bytes.to_vec()).ok()?,
        Body::Text(text) => format!("\"{}\"", STANDARD.encode(text)),
    };
    RawValue::from_string(json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_in_every_form() {
        let expected = ("/v1.0//users/x", "$select=id");
        assert_eq!(split_url("https://graph.example:8443/v1.0//users/x?$select=id"), expected);
        assert_eq!(split_url("users/x?$select=id#f"), ("users/x", "$select=id"));
        assert_eq!(split_url("/users/x"), ("/users/x", ""));
        assert_eq!(split_url("https://graph.example"), ("", ""));
        assert_eq!(split_url("/users?$filter=mail eq 'http://x'").0, "/users");
    }

    #[test]
    fn authorization_of_an_item_is_ignored() {
        let given = BTreeMap::from([
            ("Authorization".to_owned(), Value::from("Bearer x")),
            ("ConsistencyLevel".to_owned(), Value::from("eventual")),
        ]);
        let headers = headers(Some(&given));
        assert_eq!(headers.len(), 1);
        assert!(headers.contains_key("consistencylevel"));
        assert_eq!(canonical("retry-after"), "Retry-After");
    }

    #[test]
    fn bodies_of_other_types_are_base64() {
        let raw = RawValue::from_string("\"e30=\"".to_owned()).unwrap();
        let mut headers = HeaderMap::new();
        assert_eq!(body(Some(&raw), &headers).unwrap(), &b"\"e30=\""[..]);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        assert_eq!(body(Some(&raw), &headers).unwrap(), &b"{}"[..]);
        assert!(body(None, &headers).unwrap().is_empty());
    }
}
