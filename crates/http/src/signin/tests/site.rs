//! The server under test, a program that calls it, and a browser with cookies.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use reseat_app::clock::{Clock, ManualClock};
use reseat_app::entropy::SeededEntropy;
use reseat_app::identity::{Identity, IdentityOptions, IdentityParts, sha256};
use reseat_app::system::DirectWriter;
use reseat_authz::roles;
use reseat_model::application::{AppSecret, Application};
use reseat_model::tenant::{Cloud, Settings, SignInHint, Tenant};
use reseat_model::user::User;
use reseat_model::{ApplicationId, ClientId, TenantId, Timestamp, UserId};
use reseat_store::keystore::{KeyStore, MemoryKeyStore};
use reseat_store::memory::MemoryStore;
use reseat_store::records::RoleGrant;
use reseat_store::{Batch, Change, Record, Store};
use serde_json::Value;
use tower::ServiceExt;
use tower::util::MapRequest;

use crate::signin::hosts::{AllowedHosts, collapse_slashes};
use crate::signin::{SigninState, routes};

pub const CONTOSO: TenantId = TenantId::from_bytes([0x11; 16]);
pub const FABRIKAM: TenantId = TenantId::from_bytes([0x22; 16]);
pub const ADA: UserId = UserId::from_bytes([0xa1; 16]);
pub const DORA: UserId = UserId::from_bytes([0xd0; 16]);
pub const NELL: UserId = UserId::from_bytes([0x4e; 16]);
pub const FAYE: UserId = UserId::from_bytes([0xfa; 16]);
/// Has a secret.
pub const ROBOT: ClientId = ClientId::from_bytes([0xc1; 16]);
/// Has none.
pub const NATIVE: ClientId = ClientId::from_bytes([0xc2; 16]);
/// Everyone's password but Nell's.
pub const PASSWORD: &str = "correct horse";
pub const START: Timestamp = Timestamp(1_772_355_600_000_000);
pub const HOST: &str = "localhost:8443";

type App = MapRequest<Router, fn(Request<Body>) -> Request<Body>>;

pub struct Site {
    app: App,
    pub identity: Arc<Identity>,
    pub store: Arc<dyn Store>,
    pub clock: Arc<ManualClock>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

fn tenant(id: TenantId, name: &str, password_grant: bool, hints: &[&str]) -> Tenant {
    let hint = |upn: &&str| SignInHint { upn: (*upn).to_owned(), password: PASSWORD.to_owned() };
    Tenant {
        id,
        display_name: name.to_owned(),
        domain: format!("{}.example", name.to_lowercase()),
        country: "DE".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        cloud: Cloud::Worldwide,
        created_at: START,
        settings: Settings {
            password_grant,
            sign_in_hints: hints.iter().map(hint).collect(),
            ..Settings::default()
        },
    }
}

fn user(id: UserId, name: &str, domain: &str) -> User {
    User {
        id,
        upn: format!("{}@{domain}", name.to_lowercase()),
        display_name: name.to_owned(),
        account_enabled: true,
        ..User::default()
    }
}

fn application(id: ClientId, name: &str, public: bool, redirect: &str) -> Application {
    let secret = |name: &str, end| AppSecret {
        name: name.to_owned(),
        sha256: sha256(name.as_bytes()).to_vec(),
        expires_at: end,
        made: None,
    };
    Application {
        id: ApplicationId(id.0),
        client_id: id,
        display_name: name.to_owned(),
        public_client: public,
        redirect_uris: vec![redirect.to_owned()],
        app_roles: ["LicenseAssignment.ReadWrite.All".to_owned(), "User.Read.All".to_owned()].into(),
        delegated_scopes: ["User.Read".to_owned(), "User.Read.All".to_owned()].into(),
        secrets: if public { Vec::new() } else { vec![secret("s3cret", None), secret("old", Some(START))] },
        created_at: START,
    }
}

impl Site {
    pub fn new() -> Self {
        // One RSA key for all tests: making it is most of what a test would do.
        static KEYS: OnceLock<Arc<MemoryKeyStore>> = OnceLock::new();
        let keys = Arc::clone(KEYS.get_or_init(Arc::default));
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let clock = Arc::new(ManualClock::at(START));
        let parts = IdentityParts {
            store: Arc::clone(&store),
            keys: keys as Arc<dyn KeyStore>,
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy: Arc::new(SeededEntropy::new(11)),
            writer: Arc::new(DirectWriter(Arc::clone(&store))),
        };
        let options = IdentityOptions { simulated_clock: true, ..IdentityOptions::default() };
        let identity = Arc::new(Identity::new(parts, options).unwrap());
        let hosts = Arc::new(AllowedHosts::new(&["https://reseat.example".to_owned()], &[]).unwrap());
        let router = routes(SigninState { identity: Arc::clone(&identity), hosts });
        let app = MapRequest::new(router, collapse_slashes::<Body> as fn(Request<Body>) -> Request<Body>);
        let site = Self { app, identity, store, clock };
        site.fill();
        site
    }

    fn fill(&self) {
        let hints = ["ada@contoso.example", "nell@contoso.example", "gone@contoso.example"];
        self.put(CONTOSO, &tenant(CONTOSO, "Contoso", false, &hints));
        self.put(FABRIKAM, &tenant(FABRIKAM, "Fabrikam", true, &[]));
        self.put(CONTOSO, &user(ADA, "Ada", "contoso.example"));
        self.put(CONTOSO, &User { account_enabled: false, ..user(DORA, "Dora", "contoso.example") });
        self.put(CONTOSO, &user(NELL, "Nell", "contoso.example"));
        self.put(FABRIKAM, &user(FAYE, "Faye", "fabrikam.example"));
        self.put(CONTOSO, &RoleGrant { role: roles::LICENSE_ADMINISTRATOR, user: ADA });
        self.put(CONTOSO, &application(ROBOT, "Robot", false, "https://app.example/callback"));
        self.put(CONTOSO, &application(NATIVE, "Native", true, "http://localhost"));
        // One hash for all: it is Argon2id's time that a test would wait for.
        let known = self.identity.credential(ADA, PASSWORD, false).unwrap();
        for (tenant, user, must_change) in
            [(CONTOSO, ADA, false), (CONTOSO, DORA, false), (FABRIKAM, FAYE, false), (CONTOSO, NELL, true)]
        {
            self.put(tenant, &reseat_model::system::Credential { user, must_change, ..known.clone() });
        }
    }

    pub fn put<R: Record>(&self, tenant: TenantId, record: &R) {
        let changes = vec![Change::Put(R::TABLE, record.to_row(tenant))];
        self.store.apply(&Batch { preconditions: Vec::new(), changes }).unwrap();
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::HOST, HOST).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Posts a form as a program does.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(form_request(path).body(Body::from(encode(form))).unwrap()).await
    }

    /// The token endpoint of Contoso.
    pub async fn token(&self, form: &[(&str, &str)]) -> Answer {
        self.post("/contoso.example/oauth2/v2.0/token", form).await
    }
}

pub fn form_request(path: &str) -> axum::http::request::Builder {
    Request::post(path)
        .header(header::HOST, HOST)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

pub fn encode(form: &[(&str, &str)]) -> String {
    crate::signin::url::query(form.iter().copied())
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.body))
    }

    /// Status, OAuth error and AADSTS number.
    pub fn refusal(&self) -> (u16, String, u64) {
        let body = self.json();
        let code = body["error_codes"][0].as_u64().unwrap();
        let description = body["error_description"].as_str().unwrap();
        assert!(description.starts_with(&format!("AADSTS{code}: ")), "{description}");
        for part in [" Trace ID: ", " Correlation ID: ", " Timestamp: "] {
            assert!(description.contains(part), "{description}");
        }
        (self.status.as_u16(), body["error"].as_str().unwrap().to_owned(), code)
    }

    pub fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// A parameter of the address that the answer leads to.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let (_, query) = self.location().split_once(['?', '#'])?;
        let found = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
        Some(percent_encoding::percent_decode_str(found).decode_utf8().unwrap().into_owned())
    }

    /// The hidden fields of the page's first form.
    pub fn hidden(&self) -> Vec<(String, String)> {
        let form = self.body.split("<form").nth(1).unwrap().split("</form>").next().unwrap();
        let fields = form.split("<input type=\"hidden\" name=\"").skip(1);
        let read = |field: &str| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            (name.to_owned(), unescape(rest.split_once('"').unwrap().0))
        };
        fields.map(read).collect()
    }

    pub fn claims(&self, token: &str) -> Value {
        claims(self.json()[token].as_str().unwrap())
    }
}

/// The claims inside a token.
pub fn claims(token: &str) -> Value {
    use base64::Engine;
    let part = token.split('.').nth(1).unwrap();
    let bytes = base64::prelude::BASE64_URL_SAFE_NO_PAD.decode(part).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn unescape(text: &str) -> String {
    let pairs = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// A browser: keeps cookies, sends forms from the page it is on.
pub struct Browser<'a> {
    pub site: &'a Site,
    pub cookies: BTreeMap<String, String>,
    pub language: &'static str,
}

impl<'a> Browser<'a> {
    pub fn new(site: &'a Site) -> Self {
        Self { site, cookies: BTreeMap::new(), language: "en" }
    }

    fn builder(&self, builder: axum::http::request::Builder) -> axum::http::request::Builder {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        builder.header(header::COOKIE, cookies.join("; ")).header(header::ACCEPT_LANGUAGE, self.language)
    }

    async fn send(&mut self, request: Request<Body>) -> Answer {
        let answer = self.site.send(request).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            assert!(text.contains("HttpOnly"), "{text}");
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Goes to an address of this server, absolute or not.
    pub async fn visit(&mut self, address: &str) -> Answer {
        let path = address.strip_prefix(&format!("http://{HOST}")).unwrap_or(address);
        let request =
            self.builder(Request::get(path).header(header::HOST, HOST)).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Sends the first form of `page` with some fields filled in.
    pub async fn submit(&mut self, page: &Answer, fields: &[(&str, &str)]) -> Answer {
        let action = page.body.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let hidden = page.hidden();
        let mut form: Vec<(&str, &str)> =
            hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.extend_from_slice(fields);
        self.post(&unescape(&action), &form).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.builder(form_request(path)).body(Body::from(encode(form))).unwrap();
        self.send(request).await
    }
}
