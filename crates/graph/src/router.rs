//! From HTTP to an operation and back. `$batch` enters at [`dispatch`].

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::any;
use reseat_app::Call;
use reseat_authz::CallerKind;
use reseat_model::RequestId;

use crate::body;
use crate::error::GraphError;
use crate::exchange::{Exchange, Metadata, Outcome};
use crate::ids::Ids;
use crate::path::{Segment, is_version, segments};
use crate::respond::respond;
use crate::retries::{Identity, is_retry};
use crate::routes::{Handler, Method, Part, find};
use crate::state::{GraphState, joined_change_set};

/// The Graph routes: `/v1.0/...`, in either case of the letter. Paths that begin with more than one slash do not reach a
/// router by prefix; a server that wants them asks [`serves`] in its fallback and calls [`serve`].
pub fn router(state: GraphState) -> Router {
    let mut router = Router::new();
    for path in ["/v1.0", "/v1.0/", "/v1.0/{*rest}", "/V1.0", "/V1.0/", "/V1.0/{*rest}"] {
        router = router.route(path, any(serve));
    }
    router.with_state(state)
}

/// Whether a path is one of Graph's, however many slashes it begins with.
pub fn serves(path: &str) -> bool {
    path.split('/').find(|part| !part.is_empty()).is_some_and(is_version)
}

/// Answers one request. A [`RequestId`] among the request's extensions is taken over.
pub async fn serve(State(state): State<GraphState>, request: Request) -> Response {
    let known = request.extensions().get::<RequestId>().copied();
    let ids = Ids::of(request.headers(), known, &state.app);
    let metadata = Metadata::of(request.headers());
    let app = Arc::clone(&state.app);
    let outcome = answer(state, request, &ids, metadata).await;
    respond(outcome, &ids, metadata, app.clock.wall())
}

async fn answer(state: GraphState, request: Request, ids: &Ids, metadata: Metadata) -> Outcome {
    let (parts, content) = request.into_parts();
    let (headers, uri) = (parts.headers, parts.uri);
    let mut call = state.auth.authenticate(&headers, &parts.method)?;
    call.request = ids.request;
    call.join = joined_change_set(&headers, state.app.clock.wall())?;
    let base = (state.base)(&headers)?;
    let segments =
        segments(uri.path())?.ok_or_else(|| GraphError::unknown_segment(first_part(uri.path())))?;
    let body = body::read(&headers, content).await?;
    let incoming = Incoming {
        state,
        call,
        ids: ids.clone(),
        method: Method::parse(parts.method.as_str()),
        path: uri.path().to_owned(),
        segments,
        query: uri.query().unwrap_or_default().to_owned(),
        headers,
        body,
        base: format!("{}/v1.0", base.trim_end_matches('/')).into(),
        metadata,
        in_batch: false,
    };
    dispatch(incoming).await
}

fn first_part(path: &str) -> &str {
    path.split('/').find(|part| !part.is_empty()).unwrap_or_default()
}

/// A request before its route is known.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub state: GraphState,
    pub call: Call,
    pub ids: Ids,
    /// `None` for a method that no operation has.
    pub method: Option<Method>,
    pub path: String,
    pub segments: Vec<Segment>,
    pub query: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    pub base: Arc<str>,
    pub metadata: Metadata,
    pub in_batch: bool,
}

/// Finds the operation and carries it out.
///
/// # Errors
/// The operation's refusal, or that there is none at this path.
pub(crate) async fn dispatch(incoming: Incoming) -> Outcome {
    let (route, mut keys) = find(incoming.method, &incoming.segments)?;
    if route.path.first() == Some(&Part::Me) {
        keys.insert(0, signed_in(&incoming.call)?);
    }
    let exchange = Exchange {
        state: incoming.state,
        call: incoming.call,
        ids: incoming.ids,
        method: route.method,
        keys,
        query: incoming.query,
        headers: incoming.headers,
        body: incoming.body,
        base: incoming.base,
        metadata: incoming.metadata,
        in_batch: incoming.in_batch,
    };
    let Some(identity) = Identity::of(&exchange, incoming.path) else {
        return carry_out(route.handler, exchange).await;
    };
    let state = exchange.state.clone();
    let (identity, known) = if is_retry(&exchange) {
        let state = state.clone();
        let find = move || state.retries.find_anywhere(&state.app, &identity).map(|known| (identity, known));
        blocking(find).await?
    } else {
        (identity, None)
    };
    if let Some(answer) = known {
        return Ok(answer);
    }
    let answer = carry_out(route.handler, exchange).await?;
    state.retries.keep_everywhere(&state.app, identity, &answer);
    Ok(answer)
}

async fn carry_out(handler: Handler, exchange: Exchange) -> Outcome {
    match handler {
        Handler::Pending(handler) => handler(exchange).await,
        Handler::Blocking(handler) if exchange.method == Method::Get => {
            let turn = Arc::clone(&exchange.state.reads).acquire_owned().await;
            blocking(move || {
                let _turn = turn;
                handler(&exchange)
            })
            .await
        }
        Handler::Blocking(handler) => blocking(move || handler(&exchange)).await,
    }
}

/// Runs something that reads or writes the store on a blocking thread.
///
/// # Errors
/// Its own, or 500 when it panicked.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, GraphError> + Send + 'static,
) -> Result<T, GraphError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(GraphError::internal(&error)),
    }
}

/// The id of the signed-in person.
fn signed_in(call: &Call) -> Result<String, GraphError> {
    match call.caller.kind {
        CallerKind::User(id) => Ok(id.to_string()),
        CallerKind::App(_) | CallerKind::System => {
            Err(GraphError::malformed("/me request is only valid with delegated authentication flow."))
        }
    }
}
