//! What stands in front of every named route: for which of its names the server is asked, and from where.

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::hosts::{AllowedHosts, Base, Scheme, is_loopback};
use crate::headers::strict_transport;
use crate::source::Source;

/// Middleware for the whole server: finds the [`Base`] of each request and answers 421 where there is none.
pub async fn guard(State(hosts): State<Arc<AllowedHosts>>, mut request: Request, next: Next) -> Response {
    if request.extensions().get::<Base>().is_some() {
        return next.run(request).await;
    }
    let asked = asked_host(request.uri(), request.headers()).map(str::to_owned);
    let scheme = scheme_of(&request);
    match asked.as_deref().and_then(|host| hosts.base(scheme, host)) {
        Some(base) => {
            let strict = base.scheme == Scheme::Https && !is_loopback(&base.authority);
            let source = Source::of(&request, hosts.proxies());
            request.extensions_mut().insert(source);
            request.extensions_mut().insert(base);
            let mut response = next.run(request).await;
            if strict {
                strict_transport(response.headers_mut());
            }
            response
        }
        None => misdirected(asked.as_deref().unwrap_or("")),
    }
}

fn scheme_of(request: &Request) -> Scheme {
    match request.extensions().get::<Scheme>() {
        Some(scheme) => *scheme,
        None if request.uri().scheme_str() == Some("https") => Scheme::Https,
        None => Scheme::Http,
    }
}

/// HTTP/2 has the authority in the URI, HTTP/1 in `Host`. Two of them are none: who sends two wants one to be overlooked.
fn asked_host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let first = hosts.next();
    if hosts.next().is_some() {
        return None;
    }
    match uri.authority() {
        Some(authority) => Some(authority.as_str()),
        None => first?.to_str().ok(),
    }
}

fn misdirected(host: &str) -> Response {
    let shown: String = host.chars().filter(|c| c.is_ascii_graphic()).take(253).collect();
    let message = format!(
        "This server does not answer for the host '{shown}'. Use localhost, or start it with --public-url https://{shown}"
    );
    let body = json!({ "error": { "code": "MisdirectedRequest", "message": message } });
    (StatusCode::MISDIRECTED_REQUEST, Json(body)).into_response()
}

impl<S: Send + Sync> FromRequestParts<S> for Base {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Response> {
        // Without the guard in front there is no base: better no answer than links to anywhere.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| misdirected(""))
    }
}
