//! The two ids of a request: ours and the caller's.

use axum::http::HeaderMap;
use reseat_app::App;
use reseat_model::RequestId;

/// Longer ids are not echoed.
const CLIENT_ID_BYTES_MAX: usize = 128;

/// `request-id` and `client-request-id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids {
    /// Ours, in logs and records.
    pub request: RequestId,
    /// The caller's, else ours.
    pub client: String,
    /// Whether the caller sent one.
    pub(crate) from_caller: bool,
}

impl Ids {
    /// The ids of a request with these headers. `known` is the id that the edge gave the request already.
    pub fn of(headers: &HeaderMap, known: Option<RequestId>, app: &App) -> Self {
        let request = known.unwrap_or_else(|| RequestId(app.entropy.uuid()));
        let sent = headers.get("client-request-id").and_then(|value| value.to_str().ok()).map(str::trim);
        let sent = sent.filter(|id| !id.is_empty() && id.len() <= CLIENT_ID_BYTES_MAX);
        Self {
            request,
            client: sent.map_or_else(|| request.to_string(), str::to_owned),
            from_caller: sent.is_some(),
        }
    }
}
