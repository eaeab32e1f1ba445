//! The base URL of a request, for links: found once by the host check, carried to every handler in a header of our own
//! that no client can set.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use reseat_graph::GraphError;

use crate::signin::hosts::Base;

/// Set by [`note_base`] after what a client may have sent is removed.
const BASE: HeaderName = HeaderName::from_static("x-reseat-base");

/// Tells the base URL of requests that passed [`note_base`].
#[derive(Debug, Clone, Copy, Default)]
pub struct BaseUrls;

impl BaseUrls {
    /// Such as `https://localhost:8443`.
    ///
    /// # Errors
    /// 421 for a request that did not pass the host check.
    pub fn of(&self, headers: &HeaderMap) -> Result<String, GraphError> {
        headers.get(BASE).and_then(|value| value.to_str().ok()).map(str::to_owned).ok_or_else(|| {
            GraphError::new(
                axum::http::StatusCode::MISDIRECTED_REQUEST,
                "MisdirectedRequest",
                "This server does not answer for that host.",
            )
        })
    }
}

/// Puts the base URL that the host check found where handlers read it.
pub async fn note_base(mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(BASE);
    let base = request.extensions().get::<Base>().and_then(|base| HeaderValue::from_str(&base.url()).ok());
    request.headers_mut().extend(base.map(|base| (BASE, base)));
    next.run(request).await
}
