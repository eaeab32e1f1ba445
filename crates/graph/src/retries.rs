//! Requests that a client repeats because it did not see the answer (design section 9): same principal,
//! `client-request-id`, method, address and body within ten minutes, and `Retry-Attempt` of 1 or more.
//!
//! Kept in memory and bounded: what is forgotten is simply decided again. A server that was restarted in between
//! decides again, too.

use std::collections::{HashMap, VecDeque};

use axum::body::Bytes;
use parking_lot::Mutex;
use reseat_authz::CallerKind;
use reseat_model::{TenantId, Timestamp};

use crate::exchange::{Answer, Exchange};
use crate::routes::Method;

/// How long an answer is remembered.
const KEPT_SECONDS: i64 = 600;
/// Answers remembered at the same time.
const ENTRIES_MAX: usize = 20_000;
/// Larger requests are not remembered.
const BODY_BYTES_MAX: usize = 16 * 1024;

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
    /// The answer that the request had.
    pub fn find(&self, identity: &Identity, now: Timestamp) -> Option<Answer> {
        let remembered = self.0.lock();
        let (at, answer) = remembered.answers.get(identity)?;
        (at.plus_seconds(KEPT_SECONDS) > now).then(|| answer.clone())
    }

    /// Remembers an answer.
    pub fn keep(&self, identity: Identity, answer: &Answer, now: Timestamp) {
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
