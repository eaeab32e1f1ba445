//! `POST /$batch`: up to 20 requests in one (contract sections 7.1 and 14). Items run at the same time, except where one
//! depends on another; each is answered by itself, through the same table of routes.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reseat_model::RequestId;
use reseat_model::limits::BATCH_REQUESTS_MAX;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use tokio::task::JoinSet;

use crate::body::unreadable;
use crate::error::GraphError;
use crate::exchange::{Answer, Body, Exchange, Metadata, Outcome};
use crate::ids::Ids;
use crate::path::batch_segments;
use crate::respond::{content_type, error_body};
use crate::router::{Incoming, dispatch};
use crate::routes::{Method, Pending};

/// The body of a batch. Members that are not named here are ignored.
#[derive(Debug, Deserialize)]
struct Batch {
    requests: Vec<Item>,
}

/// One request of a batch.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    id: Value,
    method: String,
    url: String,
    #[serde(default)]
    headers: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    body: Option<Box<RawValue>>,
    #[serde(default)]
    depends_on: Option<Vec<Value>>,
}

/// One answer of a batch.
#[derive(Debug, Serialize)]
struct ItemAnswer {
    id: String,
    status: u16,
    headers: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Box<RawValue>>,
}

#[derive(Debug, Serialize)]
struct BatchAnswer {
    responses: Vec<ItemAnswer>,
}

/// The operation for the table of routes.
pub(crate) fn pending(exchange: Exchange) -> Pending {
    Box::pin(handle(exchange))
}

async fn handle(exchange: Exchange) -> Outcome {
    if exchange.in_batch {
        return Err(GraphError::malformed("A batch cannot be an item of a batch."));
    }
    let batch: Batch =
        serde_json::from_slice(&exchange.body).map_err(|error| malformed(&exchange.body, &error))?;
    let plan = plan(batch.requests)?;
    Answer::json(&BatchAnswer { responses: run(&exchange, plan).await })
}

fn malformed(body: &[u8], error: &serde_json::Error) -> GraphError {
    if serde_json::from_slice::<&RawValue>(body).is_err() {
        return unreadable();
    }
    GraphError::malformed(format!("Invalid batch payload format: {error}."))
}

/// An item with what it waits for.
#[derive(Debug)]
struct Planned {
    id: String,
    item: Item,
    waits_for: BTreeSet<String>,
}

/// Checks ids and dependencies.
fn plan(items: Vec<Item>) -> Result<Vec<Planned>, GraphError> {
    if items.len() > BATCH_REQUESTS_MAX {
        return Err(GraphError::malformed(format!(
            "Number of batch request steps exceeds the maximum value of {BATCH_REQUESTS_MAX}."
        )));
    }
    let mut planned: Vec<Planned> = Vec::with_capacity(items.len());
    for mut item in items {
        let id =
            id_text(&item.id).ok_or_else(|| GraphError::malformed("Each request of a batch needs an id."))?;
        if planned.iter().any(|other| other.id == id) {
            return Err(GraphError::malformed(format!(
                "Request Id '{id}' is used more than once in the batch."
            )));
        }
        let wanted = item.depends_on.take().unwrap_or_default();
        let waits_for = wanted.iter().filter_map(id_text).collect();
        planned.push(Planned { id, item, waits_for });
    }
    let ids: BTreeSet<&str> = planned.iter().map(|item| item.id.as_str()).collect();
    let unknown = planned.iter().flat_map(|item| &item.waits_for).find(|id| !ids.contains(id.as_str()));
    if let Some(unknown) = unknown {
        return Err(GraphError::malformed(format!("The batch has no request '{unknown}' to depend on.")));
    }
    if has_cycle(&planned) {
        return Err(GraphError::malformed("The requests of the batch depend on each other in a circle."));
    }
    Ok(planned)
}

fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn has_cycle(planned: &[Planned]) -> bool {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    loop {
        let before = done.len();
        let ready = planned.iter().filter(|item| item.waits_for.iter().all(|id| done.contains(id.as_str())));
        let ready: Vec<&str> = ready.map(|item| item.id.as_str()).collect();
        done.extend(ready);
        if done.len() == before {
            return done.len() < planned.len();
        }
    }
}

/// Runs the items, those first that wait for nothing.
async fn run(exchange: &Exchange, mut waiting: Vec<Planned>) -> Vec<ItemAnswer> {
    let mut running: JoinSet<ItemAnswer> = JoinSet::new();
    let mut answers: Vec<ItemAnswer> = Vec::with_capacity(waiting.len());
    let all: Vec<String> = waiting.iter().map(|item| item.id.clone()).collect();
    loop {
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|item| is_ready(item, &answers));
        waiting = rest;
        for planned in ready {
            if failed_dependency(&planned, &answers) {
                answers.push(failed(exchange, planned.id));
                continue;
            }
            running.spawn(one(exchange.clone(), planned.id, planned.item));
        }
        match running.join_next().await {
            Some(Ok(answer)) => answers.push(answer),
            Some(Err(error)) => drop(GraphError::internal(&error)),
            None if waiting.iter().any(|item| is_ready(item, &answers)) => {}
            None => break,
        }
    }
    // Only a panic leaves an item without an answer, or waiting for one.
    for id in all {
        if !answers.iter().any(|answer| answer.id == id) {
            let message = "The server could not carry out this request of the batch.";
            let error = GraphError::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", message);
            answers.push(item_answer(id, Err(error), exchange, &exchange.ids, exchange.metadata));
        }
    }
    answers
}

fn is_ready(item: &Planned, answers: &[ItemAnswer]) -> bool {
    item.waits_for.iter().all(|id| answers.iter().any(|answer| answer.id == *id))
}

fn failed_dependency(item: &Planned, answers: &[ItemAnswer]) -> bool {
    answers.iter().any(|answer| answer.status >= 400 && item.waits_for.contains(&answer.id))
}

/// 424 for an item whose dependency failed.
fn failed(exchange: &Exchange, id: String) -> ItemAnswer {
    let error = GraphError::new(
        StatusCode::FAILED_DEPENDENCY,
        "FailedDependency",
        "A request that this one depends on failed, so it was not carried out.",
    );
    item_answer(id, Err(error), exchange, &exchange.ids, exchange.metadata)
}

/// Carries one item out.
async fn one(exchange: Exchange, id: String, item: Item) -> ItemAnswer {
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

fn item_answer(
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
