//! The whole router of one server.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use reseat_app::App;
use reseat_app::entropy::Entropy;
use reseat_app::identity::{Identity, random_secret};
use reseat_graph::GraphState;
use reseat_model::audit::Face;

use crate::auth::Gate;
use crate::health;
use crate::hosts_of::{BaseUrls, note_base};
use crate::metrics::{self, Metrics};
use crate::signin::hosts::{AllowedHosts, guard};
use crate::signin::{self, SigninState};
use crate::v1::{self, V1};
use crate::{bodies, console, fwlink, headers, logging};

/// What a server is assembled from.
#[derive(Debug, Clone)]
pub struct Edge {
    /// The application.
    pub app: Arc<App>,
    /// Sign-in.
    pub identity: Arc<Identity>,
    /// Under which names it answers.
    pub hosts: Arc<AllowedHosts>,
}

/// The router of a server. Wrap it in `MapRequestLayer::new(signin::hosts::collapse_slashes)`.
pub fn build(edge: &Edge) -> Router {
    let metrics = Arc::new(Metrics::of(&edge.app));
    let counted = (Arc::clone(&edge.app), Arc::clone(&metrics));
    let gate = Arc::new(Gate::new(Arc::clone(&edge.app), Arc::clone(&edge.identity), Face::Graph));
    let base = BaseUrls;
    let graph =
        GraphState::new(Arc::clone(&edge.app), gate, Arc::new(move |headers: &HeaderMap| base.of(headers)));
    let signin = SigninState { identity: Arc::clone(&edge.identity), hosts: Arc::clone(&edge.hosts) };
    let v1 = V1::new(Arc::clone(&edge.app), Arc::clone(&edge.identity), base);
    let open = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(metrics::show))
        .with_state(counted.clone());
    let entropy = Arc::clone(&edge.app.entropy);
    let named = reseat_graph::router(graph)
        .merge(v1::router(v1))
        .merge(signin::routes(signin))
        .route("/reseat/v1/openapi.json", get(|| async { Json(v1::document()) }))
        .route("/fwlink/p/", get(fwlink::follow))
        .route("/fwlink/p", get(fwlink::follow))
        .fallback(move |request| page_or_nothing(Arc::clone(&entropy), request))
        .layer(from_fn(note_base))
        .layer(from_fn_with_state(Arc::clone(&edge.hosts), guard));
    open.merge(named)
        .layer(from_fn(bodies::keep_pace))
        .layer(from_fn(headers::secure))
        .layer(from_fn_with_state(counted, logging::log_requests))
}

/// A browser that opens an address of the console gets the console; everything else gets a plain 404.
async fn page_or_nothing(entropy: Arc<dyn Entropy>, request: Request) -> Response {
    let path = request.uri().path();
    if path.starts_with("/reseat/") || !matches!(*request.method(), Method::GET | Method::HEAD) {
        let body = Json(serde_json::json!({"error": {
            "code": "Request_ResourceNotFound",
            "message": format!("There is no path '{path}'; see /reseat/v1/openapi.json."),
        }}));
        return (StatusCode::NOT_FOUND, body).into_response();
    }
    let nonce = random_secret(entropy.as_ref());
    let mut response = console::serve(request.uri(), request.headers().get(header::ACCEPT_ENCODING), &nonce);
    let referrer = HeaderValue::from_static("same-origin");
    response.headers_mut().insert(header::REFERRER_POLICY, referrer);
    response
}
