//! Requests that a client repeats because it did not see the answer (design section 9): same principal,
//! `client-request-id`, method, address and body within ten minutes, and `Retry-Attempt` of 1 or more.
//!
//! Kept in memory for the quick ones, bounded, and as system records, so that any other server and one that was restarted
//! answers, too ([`repeats`]). Answers with a secret are in memory only: no secret is stored. What is forgotten is simply
//! decided again.

use std::collections::{HashMap, VecDeque};

use axum::body::Bytes;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use parking_lot::Mutex;
use reseat_app::App;
use reseat_app::repeats::{self, KEPT_SECONDS, RepeatKey};
use reseat_authz::CallerKind;
use reseat_model::{TenantId, Timestamp};

use crate::error::GraphError;
use crate::exchange::{Answer, Body, Exchange};
use crate::routes::Method;

/// Answers remembered at the same time.
const ENTRIES_MAX: usize = 20_000;
/// Larger requests are not remembered.
const BODY_BYTES_MAX: usize = 16 * 1024;
/// The action whose answer has a secret.
const WITH_SECRET: &str = "/addPassword";

/// What identifies a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Identity {
    tenant: TenantId,
    person: bool,
    principal: [u8; 16],
    client_request: String,
    method: Method,
    path: String,
    query: String,
    body: Bytes,
}

impl Identity {
    /// The identity of a change whose caller sent a `client-request-id`.
    pub fn of(exchange: &Exchange, path: String) -> Option<Self> {
        if exchange.method == Method::Get || !exchange.ids.from_caller || exchange.body.len() > BODY_BYTES_MAX
        {
            return None;
        }
        let (person, principal) = match exchange.call.caller.kind {
            CallerKind::User(id) => (true, *id.bytes()),
            CallerKind::App(id) => (false, *id.bytes()),
            CallerKind::System => return None,
        };
        Some(Self {
            tenant: exchange.tenant(),
            person,
            principal,
            client_request: exchange.ids.client.clone(),
            method: exchange.method,
            path,
            query: exchange.query.clone(),
            body: exchange.body.clone(),
        })
    }

    fn has_secret(&self) -> bool {
        let path = self.path.trim_end_matches('/').to_ascii_lowercase();
        path.trim_end_matches("()").ends_with(&WITH_SECRET.to_ascii_lowercase())
    }

    fn key(&self) -> RepeatKey {
        RepeatKey::of(&[
            &[u8::from(self.person)],
            &self.principal,
            self.client_request.as_bytes(),
            format!("{:?}", self.method).as_bytes(),
            self.path.as_bytes(),
            self.query.as_bytes(),
            &self.body,
        ])
    }
}

/// An answer in the form in which it is kept: its headers as a line of JSON, then its body.
fn packed(answer: &Answer) -> Option<Vec<u8>> {
    let text = |(name, value): &(HeaderName, HeaderValue)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    };
    let headers: Vec<(String, String)> = answer.headers.iter().map(text).collect::<Option<_>>()?;
    let (kind, body) = match &answer.body {
        Body::Empty => ("empty", &[][..]),
        Body::Json(bytes) => ("json", &bytes[..]),
        Body::Text(text) => ("text", text.as_bytes()),
    };
    let mut packed = serde_json::to_vec(&(kind, headers)).ok()?;
    packed.push(b'\n');
    packed.extend_from_slice(body);
    Some(packed)
}

/// The answer that was packed; `None` when it cannot be read, and then it is decided again.
fn unpacked(status: u16, packed: &[u8]) -> Option<Answer> {
    let end = packed.iter().position(|byte| *byte == b'\n')?;
    let (head, body) = (&packed[..end], &packed[end + 1..]);
    let (kind, headers): (String, Vec<(String, String)>) = serde_json::from_slice(head).ok()?;
    let header = |(name, value): (String, String)| Some((name.parse().ok()?, value.parse().ok()?));
    let body = match kind.as_str() {
        "empty" => Body::Empty,
        "json" => Body::Json(Bytes::copy_from_slice(body)),
        _ => Body::Text(String::from_utf8(body.to_vec()).ok()?),
    };
    let headers = headers.into_iter().map(header).collect::<Option<_>>()?;
    Some(Answer { status: StatusCode::from_u16(status).ok()?, body, headers })
}

/// Answers of the last ten minutes.
#[derive(Debug, Default)]
pub(crate) struct Retries(Mutex<Remembered>);

#[derive(Debug, Default)]
struct Remembered {
    answers: HashMap<Identity, (Timestamp, Answer)>,
    oldest_first: VecDeque<(Timestamp, Identity)>,
}

impl Retries {
    /// The answer that the request had here or on another server. Blocks.
    ///
    /// # Errors
    /// When the store fails.
    pub fn find_anywhere(&self, app: &App, identity: &Identity) -> Result<Option<Answer>, GraphError> {
        if let Some(answer) = self.find(identity, app.clock.wall()) {
            return Ok(Some(answer));
        }
        let found = repeats::find(app, identity.tenant, identity.key())?;
        Ok(found.and_then(|(status, body)| unpacked(status, &body)))
    }

    /// Remembers an answer here and for all servers.
    pub fn keep_everywhere(&self, app: &App, identity: Identity, answer: &Answer) {
        if !identity.has_secret()
            && let Some(body) = packed(answer)
        {
            repeats::remember(app, identity.tenant, identity.key(), answer.status.as_u16(), body);
        }
        self.keep(identity, answer, app.clock.wall());
    }

    fn find(&self, identity: &Identity, now: Timestamp) -> Option<Answer> {
        let remembered = self.0.lock();
        let (at, answer) = remembered.answers.get(identity)?;
        (at.plus_seconds(KEPT_SECONDS) > now).then(|| answer.clone())
    }

    fn keep(&self, identity: Identity, answer: &Answer, now: Timestamp) {
        let mut remembered = self.0.lock();
        while remembered.oldest_first.len() >= ENTRIES_MAX
            || remembered.oldest_first.front().is_some_and(|(at, _)| at.plus_seconds(KEPT_SECONDS) <= now)
        {
            let Some((at, old)) = remembered.oldest_first.pop_front() else { break };
            // The same request may have been remembered again since.
            if remembered.answers.get(&old).is_some_and(|(kept, _)| *kept == at) {
                remembered.answers.remove(&old);
            }
        }
        remembered.oldest_first.push_back((now, identity.clone()));
        remembered.answers.insert(identity, (now, answer.clone()));
    }
}

/// Whether the caller says that this is a repetition.
pub(crate) fn is_retry(exchange: &Exchange) -> bool {
    exchange.header("retry-attempt").is_some_and(|value| value.trim().parse::<u32>().is_ok_and(|n| n >= 1))
}
