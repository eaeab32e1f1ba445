//! A tenant, its application, and a caller whose token says in clear text who they are.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use reseat_app::clock::{Clock, ManualClock};
use reseat_app::entropy::SeededEntropy;
use reseat_app::identity::TokenError;
use reseat_app::tenant::{create_from_file, prepare_server};
use reseat_app::writer::WriterOptions;
use reseat_app::{App, AppParts, Call, people};
use reseat_authz::{Caller, Scopes};
use reseat_formats::{catalog, tenant};
use reseat_graph::{Authenticate, GraphError, GraphState, bearer_token, router};
use reseat_model::audit::{Actor, Face};
use reseat_model::{ClientId, RequestId, TenantId, Timestamp};
use reseat_store::Store;
use reseat_store::keystore::MemoryKeyStore;
use reseat_store::memory::MemoryStore;
use serde_json::Value;
use tower::ServiceExt as _;

/// 2026-03-02T09:00:00Z, also the tenant file's clock.
pub const START: Timestamp = Timestamp(1_772_442_000_000_000);
pub const TENANT: &str = "7a0b0f3c-5d0e-4a57-9c2b-1f5e8f6a1c01";
pub const BASE: &str = "https://graph.test:8443";

pub const SUITE: &str = "b0000000-0000-4000-8000-000000000001";
pub const CALLS: &str = "b0000000-0000-4000-8000-000000000002";
pub const DOCS: &str = "b0000000-0000-4000-8000-000000000003";
pub const SCARCE: &str = "b0000000-0000-4000-8000-000000000004";
pub const WIDE: &str = "b0000000-0000-4000-8000-000000000005";
pub const GRACE: &str = "b0000000-0000-4000-8000-000000000006";
pub const OWNBUY: &str = "b0000000-0000-4000-8000-000000000007";
pub const NEVER: &str = "b0000000-0000-4000-8000-000000000008";

/// An application that may do everything.
pub const APP: &str =
    "app|Directory.ReadWrite.All User.ReadWrite.All LicenseAssignment.ReadWrite.All User.DeleteRestore.All";

/// The id of the `n`th person of the tenant file.
pub fn person(n: u8) -> String {
    format!("d0000000-0000-4000-8000-{n:012x}")
}

/// The id of the `n`th plan.
pub fn plan(n: u8) -> String {
    format!("a0000000-0000-4000-8000-{n:012x}")
}

/// The token of a person with these permissions.
pub fn delegated(name: &str, scopes: &str) -> String {
    format!("user|{name}@northwind.example|{scopes}")
}

pub struct World {
    pub store: Arc<dyn Store>,
    pub clock: Arc<ManualClock>,
    pub router: Router,
}

/// Understands `app|scopes` and `user|upn|scopes`.
struct Tokens(Arc<App>);

impl Authenticate for Tokens {
    fn authenticate(&self, headers: &HeaderMap, _method: &Method) -> Result<Call, GraphError> {
        let token = bearer_token(headers).replace('+', " ");
        let parts: Vec<&str> = token.split('|').collect();
        let tenant: TenantId = TENANT.parse().unwrap();
        let (caller, actor) = match parts.as_slice() {
            ["app", scopes] => {
                let client = ClientId::from_bytes([7; 16]);
                let actor = Actor::App { client_id: client, name: "Scripts".to_owned() };
                (Caller::app(client, Scopes::parse(scopes)), actor)
            }
            ["user", upn, scopes] => {
                let user = people::find(&self.0, tenant, upn)?;
                let roles = self.0.tenant(tenant)?.roles.of(user.id).to_vec();
                let actor = Actor::User { id: user.id, upn: user.upn, name: user.display_name };
                (Caller::user(user.id, roles, Scopes::parse(scopes)), actor)
            }
            _ => return Err(TokenError::Empty.into()),
        };
        let request = RequestId::NIL;
        Ok(Call { tenant, caller, actor, face: Face::Graph, request, join: None })
    }
}

impl World {
    /// The tenant of `tenant.yaml`.
    pub fn new() -> Self {
        Self::from_yaml(include_str!("tenant.yaml"))
    }

    pub fn from_yaml(yaml: &str) -> Self {
        let file = tenant::parse(yaml).unwrap();
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let clock = Arc::new(ManualClock::at(START));
        prepare_server(store.as_ref(), true, Some(START), START).unwrap();
        let app = App::start(AppParts {
            store: Arc::clone(&store),
            keys: Arc::new(MemoryKeyStore::default()),
            wall: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy: Arc::new(SeededEntropy::new(1)),
            builtin: Arc::new(catalog::builtin().clone()),
            writer: WriterOptions::default(),
        });
        let app = Arc::new(app.unwrap());
        // Use cases block, which a thread of the async runtime must not.
        std::thread::scope(|scope| scope.spawn(|| create_from_file(&app, &file).unwrap()).join().unwrap());
        let state = GraphState::new(
            Arc::clone(&app),
            Arc::new(Tokens(Arc::clone(&app))),
            Arc::new(|_| Ok(BASE.to_owned())),
        );
        Self { store, clock, router: router(state) }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, bytes }
    }

    /// Sends a request with a token and, unless it is null, a JSON body.
    pub async fn ask(&self, token: &str, method: &str, path: &str, body: Value) -> Reply {
        self.ask_with(token, method, path, body, &[]).await
    }

    /// The same with headers.
    pub async fn ask_with(
        &self,
        token: &str,
        method: &str,
        path: &str,
        body: Value,
        headers: &[(&str, &str)],
    ) -> Reply {
        let path = path.strip_prefix(BASE).unwrap_or(path);
        let mut request = Request::builder().method(method).uri(path);
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", token.replace(' ', "+")));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.send(request.header("content-type", "application/json").body(body).unwrap()).await
    }

    /// A GET by the application that may do everything.
    pub async fn get(&self, path: &str) -> Reply {
        self.ask(APP, "GET", path, Value::Null).await
    }

    /// A GET with `ConsistencyLevel: eventual`.
    pub async fn get_eventual(&self, path: &str) -> Reply {
        self.ask_with(APP, "GET", path, Value::Null, &[("ConsistencyLevel", "eventual")]).await
    }

    /// assignLicense by the application that may do everything.
    pub async fn assign(&self, user: &str, add: Value, remove: Value) -> Reply {
        let body = serde_json::json!({ "addLicenses": add, "removeLicenses": remove });
        self.ask(APP, "POST", &format!("/v1.0/users/{user}/assignLicense"), body).await
    }
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The JSON body of an answer with this status.
    #[track_caller]
    pub fn json(&self, status: u16) -> Value {
        let text = String::from_utf8_lossy(&self.bytes);
        assert_eq!(self.status.as_u16(), status, "{text}");
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// No body, 204.
    #[track_caller]
    pub fn no_content(&self) {
        assert_eq!(self.status.as_u16(), 204, "{}", String::from_utf8_lossy(&self.bytes));
        assert!(self.bytes.is_empty() && !self.headers.contains_key("content-type"));
    }

    /// The refusal with this status, code and message.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str, message: &str) {
        let body = self.json(status);
        assert_eq!(body["error"]["message"], message);
        assert_eq!(body["error"]["code"], code);
        let inner = &body["error"]["innerError"];
        assert_eq!(inner["request-id"], self.header("request-id"));
        assert_eq!(inner["client-request-id"], self.header("client-request-id"));
        let date = inner["date"].as_str().unwrap();
        assert!(date.len() == 19 && !date.contains('Z'), "{date}");
        assert!(self.header("content-type").starts_with("application/json"));
    }

    /// A header's text.
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no header {name}")).to_str().unwrap()
    }
}

/// The names of an object's members, sorted.
pub fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}
