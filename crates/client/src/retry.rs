//! Trying again: as the server asks, a bounded number of times, and never what could take effect twice.

use std::time::Duration;

use crate::{Error, Http, HttpRequest, HttpResponse, Runtime};

/// Times a request is sent again after its first try.
pub(crate) const RETRIES_MAX: u32 = 5;
/// Seconds of one wait; a server that asks for more gets no second try, the person is told instead.
const WAIT_SECONDS_MAX: u64 = 180;

/// Whether a request may be sent again when it is unknown whether the first one arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lost {
    /// Reading, or a change with an idempotency key.
    Repeat,
    /// Anything else.
    GiveUp,
}

/// Sends a request; 429, 503 and 504 are tried again after `Retry-After` or, without it, 1, 2, 4, 8, 16 seconds.
/// `Retry-Attempt` counts, so that a server can tell a repetition from a new request (design section 9).
pub(crate) fn send(
    http: &dyn Http,
    runtime: &dyn Runtime,
    request: &mut HttpRequest,
    lost: Lost,
) -> Result<HttpResponse, Error> {
    let mut attempt = 0;
    loop {
        let answer = http.send(request);
        let wait = match &answer {
            Ok(response) if matches!(response.status, 429 | 503 | 504) => wait_seconds(response, attempt),
            Err(Error::Unreachable { .. }) if lost == Lost::Repeat => Some(1 << attempt),
            _ => None,
        };
        let Some(seconds) = wait.filter(|_| attempt < RETRIES_MAX) else { return answer };
        attempt += 1;
        runtime.sleep(Duration::from_secs(seconds));
        request.headers.retain(|(name, _)| name != "Retry-Attempt");
        request.headers.push(("Retry-Attempt".into(), attempt.to_string()));
    }
}

fn wait_seconds(response: &HttpResponse, attempt: u32) -> Option<u64> {
    // The header's other form, a date, is not sent by Graph; the growing wait covers it.
    let asked = response.header("retry-after").and_then(|text| text.trim().parse().ok());
    Some(asked.unwrap_or(1 << attempt)).filter(|seconds| *seconds <= WAIT_SECONDS_MAX)
}
