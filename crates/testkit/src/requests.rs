//! Signing in, and sending requests.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use reseat_app::identity::{Form, GRAPH_POWERSHELL, Origin, TokenRequest};
use reseat_http::{CSRF_HEADER, SESSION_COOKIE};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::answer::Answer;
use crate::who::Who;
use crate::world::{HOST, World, runtime};

/// The password of everyone in the tests' tenant files.
const PASSWORD: &str = "Reseat-Small-2026!";
/// The application in the tests' tenant files, and its secret.
const SCRIPTS: (&str, &str) = ("5b0d8a5e-7a3c-4c0e-9a55-0e2f6c1b7d10", "quillmark-scripts-not-a-secret-2026");

impl World {
    /// Signs a person of the first organisation in with their password, through an application that may do everything
    /// in their name: their roles decide.
    pub fn sign_in(&self, name: &str) -> Who {
        self.sign_in_for(name, "https://graph.microsoft.com/.default")
    }

    /// The same with only these permissions.
    pub fn sign_in_for(&self, name: &str, scopes: &str) -> Who {
        let upn = self.upn(name);
        let domain = upn.split('@').next_back().unwrap_or_default().to_owned();
        let client = GRAPH_POWERSHELL.to_string();
        self.token(
            &domain,
            &[
                ("grant_type", "password"),
                ("client_id", &client),
                ("username", &upn),
                ("password", PASSWORD),
                ("scope", scopes),
            ],
        )
    }

    /// The application `Scripts` of the first organisation, in its own name.
    pub fn application(&self) -> Who {
        self.application_of(&self.tenant.domain)
    }

    /// The same of any organisation.
    pub fn application_of(&self, domain: &str) -> Who {
        self.token(
            domain,
            &[
                ("grant_type", "client_credentials"),
                ("client_id", SCRIPTS.0),
                ("client_secret", SCRIPTS.1),
                ("scope", "https://graph.microsoft.com/.default"),
            ],
        )
    }

    /// A console session of a person of the first organisation, as a browser has it after signing in.
    ///
    /// # Panics
    /// When the session cannot be made.
    pub fn console(&self, name: &str) -> Who {
        let user = self.user(name);
        let session = self.identity().begin_session(self.tenant.id, user.id).unwrap();
        let cookie = session.cookie;
        let info = self.identity().session(&cookie).unwrap().unwrap();
        Who::Cookie { cookie, csrf: Some(info.session.csrf.clone()) }
    }

    fn token(&self, domain: &str, form: &[(&str, &str)]) -> Who {
        let form = Form(form.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect());
        let base = format!("https://{HOST}");
        let request =
            TokenRequest { base: &base, tenant: domain, form: &form, basic: None, origin: Origin::default() };
        let answer = self.identity().token(&request).unwrap_or_else(|error| panic!("{error:?}"));
        Who::Token(answer.access_token)
    }

    /// Status and body of a GET.
    pub fn get(&self, who: &Who, path: &str) -> (u16, Value) {
        let answer = self.send(who, "GET", path, &[], Vec::new());
        (answer.status, answer.json)
    }

    /// Status and body of a POST of JSON.
    pub fn post(&self, who: &Who, path: &str, body: &Value) -> (u16, Value) {
        let answer = self.send_json(who, "POST", path, body);
        (answer.status, answer.json)
    }

    /// Status and body of a PATCH of JSON.
    pub fn patch(&self, who: &Who, path: &str, body: &Value) -> (u16, Value) {
        let answer = self.send_json(who, "PATCH", path, body);
        (answer.status, answer.json)
    }

    /// Status and body of a DELETE.
    pub fn delete(&self, who: &Who, path: &str) -> (u16, Value) {
        let answer = self.send(who, "DELETE", path, &[], Vec::new());
        (answer.status, answer.json)
    }

    /// The body of a GET that must be answered with 200.
    #[track_caller]
    pub fn read(&self, who: &Who, path: &str) -> Value {
        self.send(who, "GET", path, &[], Vec::new()).expect(200)
    }

    /// All rows of a list, following its next links.
    #[track_caller]
    pub fn read_all(&self, who: &Who, path: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        let mut next = Some(path.to_owned());
        while let Some(path) = next {
            let page = self.read(who, &path);
            rows.extend(page["value"].as_array().unwrap_or_else(|| panic!("{page}")).iter().cloned());
            next = page["@odata.nextLink"].as_str().map(|link| {
                link.split_once("://")
                    .and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()))
                    .unwrap()
            });
        }
        rows
    }

    /// A request with JSON.
    pub fn send_json(&self, who: &Who, method: &str, path: &str, body: &Value) -> Answer {
        self.send(who, method, path, &[("content-type", "application/json")], body.to_string().into_bytes())
    }

    /// Any request; `headers` replace those that it has by itself. Wall time moves by a second first, as it does between
    /// the requests of people.
    ///
    /// # Panics
    /// When the request cannot be built.
    pub fn send(
        &self,
        who: &Who,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        self.pass_time();
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = Request::builder().method(&method).uri(path).header(header::HOST, HOST);
        match who {
            Who::Nobody => {}
            Who::Token(token) => request = request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            Who::Cookie { cookie, csrf } => {
                request = request.header(header::COOKIE, format!("{SESSION_COOKIE}={cookie}"));
                if let Some(csrf) = csrf.as_ref().filter(|_| method != Method::GET) {
                    request = request.header(CSRF_HEADER, csrf).header("sec-fetch-site", "same-origin");
                }
            }
        }
        let mut request = request.body(Body::from(body)).unwrap();
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
        }
        let router = self.running().router.clone();
        let (parts, bytes) = runtime().block_on(async move {
            let response = router.oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            (parts, to_bytes(body, usize::MAX).await.unwrap())
        });
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_str(&text).unwrap_or_default();
        Answer { status: parts.status.as_u16(), headers: parts.headers, json, text }
    }
}
