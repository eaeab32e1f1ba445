//! What the edge is given: the application, who checks callers, and under which name it answers.

use std::fmt;
use std::sync::Arc;

use axum::http::{HeaderMap, Method, header};
use reseat_app::{App, Call};
use reseat_model::ChangeSetId;
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
        let reads = std::thread::available_parallelism().map_or(2, usize::from).max(2);
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

/// The change set that a request joins, from the header `Reseat-Change-Set` (25.26).
///
/// # Errors
/// 400 when it is not a GUID.
pub fn joined_change_set(headers: &HeaderMap) -> Result<Option<ChangeSetId>, GraphError> {
    let Some(value) = headers.get("reseat-change-set") else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    let id = text.parse().map_err(|error| {
        GraphError::malformed(format!(
            "The header Reseat-Change-Set must be the id of a change set: {error}."
        ))
    })?;
    Ok(Some(id))
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
}
