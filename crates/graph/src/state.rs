//! What the edge is given: the application, who checks callers, and under which name it answers.

use std::fmt;
use std::sync::Arc;

use axum::http::{HeaderMap, Method, header};
use reseat_app::{App, Call};
use reseat_model::{ChangeSetId, ClientId, TenantId, Timestamp, UserId};
use tokio::sync::Semaphore;

use crate::error::GraphError;
use crate::retries::Retries;

/// Finds out who calls. Implemented by the server, which knows tokens and the console's cookie.
pub trait Authenticate: Send + Sync {
    /// The caller of a request with these headers. It is asked once per request, on the async runtime, so it answers
    /// from memory nearly always. The call's `request` and `join` are set by the edge.
    ///
    /// # Errors
    /// 401 and 403 as the answer shall be.
    fn authenticate(&self, headers: &HeaderMap, method: &Method) -> Result<Call, GraphError>;

    /// A commit touched a person's roles, account, password or tokens: what is remembered of them is old.
    fn forget_person(&self, _tenant: TenantId, _user: UserId) {}

    /// A commit touched an application: what is remembered of it is old.
    fn forget_client(&self, _tenant: TenantId, _client: ClientId) {}
}

/// Tells the base URL of links, such as `https://graph.example:8443`, from the headers of a request.
pub type BaseUrl = Arc<dyn Fn(&HeaderMap) -> Result<String, GraphError> + Send + Sync>;

/// Everything that the Graph routes need; cheap to clone.
#[derive(Clone)]
pub struct GraphState {
    /// The application.
    pub app: Arc<App>,
    /// Who calls.
    pub auth: Arc<dyn Authenticate>,
    /// Under which name.
    pub base: BaseUrl,
    pub(crate) retries: Arc<Retries>,
    pub(crate) reads: Arc<Semaphore>,
}

impl GraphState {
    /// The state of one server.
    pub fn new(app: Arc<App>, auth: Arc<dyn Authenticate>, base: BaseUrl) -> Self {
        // Reading is work for processors: more at once than there are makes everyone slow instead of some wait in turn.
        let reads = std::thread::available_parallelism().map_or(4, |cores| 2 * usize::from(cores)).max(4);
        Self { app, auth, base, retries: Arc::default(), reads: Arc::new(Semaphore::new(reads)) }
    }
}

impl fmt::Debug for GraphState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GraphState").field("app", &self.app).finish_non_exhaustive()
    }
}

/// The token of `Authorization: Bearer ...`; empty when there is none.
pub fn bearer_token(headers: &HeaderMap) -> &str {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim(),
        _ => "",
    }
}

/// How long before now the id of a joined change set may have been made.
const JOIN_AGE_DAYS: i64 = 1;
/// How far a client's clock may be ahead.
const JOIN_AHEAD_SECONDS: i64 = 300;

/// The change set that a request joins, from the header `Reseat-Change-Set` (25.26). History is in the order of the ids,
/// so only ids that carry their time, and one near `now` (wall time), are taken.
///
/// # Errors
/// 400 when it is not a GUID of version 7, or was not made within the last day.
pub fn joined_change_set(headers: &HeaderMap, now: Timestamp) -> Result<Option<ChangeSetId>, GraphError> {
    let Some(value) = headers.get("reseat-change-set") else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    let refused =
        |why: String| GraphError::malformed(format!("The header Reseat-Change-Set cannot be used: {why}."));
    let id: ChangeSetId = text.parse().map_err(|error| refused(format!("{error}")))?;
    let Some(made) = made_at(&id) else {
        return Err(refused(format!(
            "'{id}' is not a UUID of version 7, which carries its time; make one with a UUIDv7 library, or take the id \
             of a change set that this server made within the last day"
        )));
    };
    if made < now.plus_days(-JOIN_AGE_DAYS) || made > now.plus_seconds(JOIN_AHEAD_SECONDS) {
        return Err(refused(format!(
            "'{id}' was not made within the last day; make a new UUID of version 7, and look at the clock of this client"
        )));
    }
    Ok(Some(id))
}

/// When an id of version 7 was made: its first 48 bits are milliseconds. `None` for other versions.
fn made_at(id: &ChangeSetId) -> Option<Timestamp> {
    let [a, b, c, d, e, f, version, _, variant, ..] = *id.bytes();
    let millis = i64::from_be_bytes([0, 0, a, b, c, d, e, f]);
    (version >> 4 == 7 && variant >> 6 == 0b10).then(|| Timestamp(millis.saturating_mul(1_000)))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_scheme_is_read_in_any_case() {
        let token = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_static(value));
            bearer_token(&headers).to_owned()
        };
        assert_eq!(token("Bearer a.b.c"), "a.b.c");
        assert_eq!(token("bearer  a.b.c "), "a.b.c");
        assert_eq!(token("Basic abc"), "");
        assert_eq!(token("Bearer"), "");
        assert_eq!(bearer_token(&HeaderMap::new()), "");
    }

    #[test]
    fn rule_25_26_a_joined_change_set_must_sort_into_the_history() {
        // 2026-11-23T09:00:00Z and the id of version 7 made then.
        let now = Timestamp(1_795_424_400_000_000);
        let made = |at: Timestamp| {
            let hex = format!("{:012x}", at.0 / 1_000);
            format!("{}-{}-7000-8000-000000000001", &hex[..8], &hex[8..])
        };
        let join = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("reseat-change-set", HeaderValue::from_str(text).unwrap());
            joined_change_set(&headers, now)
        };
        assert_eq!(joined_change_set(&HeaderMap::new(), now).unwrap(), None);
        for good in [now, now.plus_days(-1), now.plus_seconds(300)] {
            assert_eq!(join(&made(good)).unwrap(), Some(made(good).parse().unwrap()));
        }
        for bad in [now.plus_seconds(-86_401), now.plus_seconds(301)] {
            let error = join(&made(bad)).unwrap_err();
            assert!(error.message.contains("make a new UUID of version 7"), "{}", error.message);
        }
        for (bad, say) in [
            ("mine", "is not a GUID"),
            ("0d3f5a1e-0000-4000-8000-000000000001", "is not a UUID of version 7"),
            ("00000000-0000-0000-0000-000000000000", "is not a UUID of version 7"),
        ] {
            let error = join(bad).unwrap_err();
            assert_eq!(error.status, axum::http::StatusCode::BAD_REQUEST);
            assert!(
                error.message.contains("Reseat-Change-Set") && error.message.contains(say),
                "{}",
                error.message
            );
        }
    }
}
