//! One signed-in client: builds requests, adds the token, reads errors.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::graph::Graph;
use crate::page::Pages;
use crate::reseat::Reseat;
use crate::retry::{self, Lost};
use crate::token::TokenSource;
use crate::{
    ApiError, Credential, Endpoints, Error, Http, HttpRequest, HttpResponse, Method, Runtime, SignIn, Token,
    url,
};

/// A client of one service with one sign-in. Cheap to clone; clones share connections and token.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    http: Arc<dyn Http>,
    runtime: Arc<dyn Runtime>,
    endpoints: Endpoints,
    tokens: TokenSource,
}

/// One request before it has a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    method: Method,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    idempotent: bool,
}

impl Call {
    /// A request for a path (`/v1.0/users`) or an absolute address on the client's own host.
    pub fn new(method: Method, target: impl Into<String>) -> Self {
        let idempotent = method == Method::Get;
        Self { method, target: target.into(), headers: Vec::new(), body: Vec::new(), idempotent }
    }

    /// A GET.
    pub fn get(target: impl Into<String>) -> Self {
        Self::new(Method::Get, target)
    }

    /// A POST with a JSON body.
    pub fn post(target: impl Into<String>, body: &impl Serialize) -> Self {
        Self::new(Method::Post, target).json(body)
    }

    /// Sets a JSON body.
    #[must_use]
    pub fn json(self, body: &impl Serialize) -> Self {
        // The wire types are plain structs with text keys, for which serialisation cannot fail.
        self.body("application/json", serde_json::to_vec(body).unwrap_or_default())
    }

    /// Sets a body of any type.
    #[must_use]
    pub fn body(mut self, content_type: &str, body: Vec<u8>) -> Self {
        self.body = body;
        self.header("Content-Type", content_type)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds an idempotency key, after which the request may be repeated when its answer was lost.
    #[must_use]
    pub fn idempotency_key(mut self, key: &str) -> Self {
        self.idempotent = true;
        self.header("Idempotency-Key", key)
    }

    /// Marks a request that has the same effect when it arrives twice.
    #[must_use]
    pub fn repeatable(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Asks for the advanced queries of the directory (contract 7.2).
    #[must_use]
    pub fn eventual(self) -> Self {
        self.header("ConsistencyLevel", "eventual")
    }

    /// The same request for another address.
    #[must_use]
    pub(crate) fn at(mut self, target: String) -> Self {
        self.target = target;
        self
    }

    /// The method.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The path or address.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The body as it will be sent.
    pub fn payload(&self) -> &[u8] {
        &self.body
    }
}

/// A successful answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status, 2xx.
    pub status: u16,
    url: String,
    response: HttpResponse,
}

impl Answer {
    /// Reads the body as JSON.
    ///
    /// # Errors
    /// [`Error::Unexpected`] when it is not what `T` wants.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.response.body)
            .map_err(|e| Error::Unexpected { url: self.url.clone(), what: e.to_string() })
    }

    /// The body as text.
    ///
    /// # Errors
    /// [`Error::Unexpected`] when it is none.
    pub fn text(&self) -> Result<String, Error> {
        let text = String::from_utf8(self.response.body.clone());
        text.map_err(|e| Error::Unexpected { url: self.url.clone(), what: e.to_string() })
    }

    /// A header of the answer, by lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.response.header(name)
    }
}

impl Client {
    /// A client that signs in when first used.
    pub fn new(
        http: Arc<dyn Http>,
        runtime: Arc<dyn Runtime>,
        endpoints: Endpoints,
        tenant: &str,
        credential: Credential,
    ) -> Self {
        Self::with_token(http, runtime, endpoints, tenant, credential, None)
    }

    /// The same with a token kept from an earlier run, used as long as it lives.
    pub fn with_token(
        http: Arc<dyn Http>,
        runtime: Arc<dyn Runtime>,
        endpoints: Endpoints,
        tenant: &str,
        credential: Credential,
        token: Option<Token>,
    ) -> Self {
        let sign_in = SignIn::new(http.clone(), runtime.clone(), endpoints.clone(), tenant);
        let tokens = TokenSource::new(sign_in, credential, token);
        Self { inner: Arc::new(Inner { http, runtime, endpoints, tokens }) }
    }

    /// Microsoft Graph's operations.
    pub fn graph(&self) -> Graph {
        Graph::new(self.clone())
    }

    /// The operations that only a Reseat server has.
    pub fn reseat(&self) -> Reseat {
        Reseat::new(self.clone())
    }

    /// Where this client is signed in.
    pub fn endpoints(&self) -> &Endpoints {
        &self.inner.endpoints
    }

    /// The token as it is now, to be kept for the next run; `None` before the first request.
    pub fn token(&self) -> Option<Token> {
        self.inner.tokens.current()
    }

    /// A fresh random id from the runtime, fit for [`Call::idempotency_key`].
    pub fn new_id(&self) -> String {
        self.inner.runtime.new_id()
    }

    /// The runtime, for callers that wait between two questions.
    pub fn runtime(&self) -> &dyn Runtime {
        &*self.inner.runtime
    }

    /// The whole address of a call, as `--dry-run` prints it.
    ///
    /// # Errors
    /// [`Error::ForeignLink`] when the call leaves the client's host.
    pub fn address(&self, call: &Call) -> Result<String, Error> {
        url::resolve(self.inner.endpoints.graph(), &call.target)
    }

    /// Sends one request with token, request id and retries; a 401 renews the token once.
    ///
    /// # Errors
    /// Everything in [`Error`]; statuses from 400 on are [`Error::Api`].
    pub fn send(&self, call: &Call) -> Result<Answer, Error> {
        let url = self.address(call)?;
        let id = self.inner.runtime.new_id();
        let mut response = None;
        for first in [true, false] {
            let bearer = self.inner.tokens.bearer(self.inner.runtime.unix_seconds())?;
            let mut request = request(call, &url, &bearer, &id);
            let lost = if call.idempotent { Lost::Repeat } else { Lost::GiveUp };
            let answer = retry::send(&*self.inner.http, &*self.inner.runtime, &mut request, lost)?;
            let renew = first && answer.status == 401 && self.inner.tokens.discard(&bearer);
            response = Some(answer);
            if !renew {
                break;
            }
        }
        match response {
            Some(response) if (200..300).contains(&response.status) => {
                Ok(Answer { status: response.status, url, response })
            }
            Some(r) if r.status >= 400 => {
                let asked = format!("{} {url}", call.method);
                Err(Box::new(ApiError::read(r.status, &asked, r.header("request-id"), &r.body)).into())
            }
            Some(r) => Err(Error::Unexpected { url, what: format!("HTTP status {}", r.status) }),
            None => Err(Error::Unexpected { url, what: "no answer".into() }),
        }
    }

    /// Sends a request and reads its JSON answer.
    ///
    /// # Errors
    /// As [`Client::send`], and [`Error::Unexpected`] for a body of another shape.
    pub fn fetch<T: DeserializeOwned>(&self, call: &Call) -> Result<T, Error> {
        self.send(call)?.json()
    }

    /// Reads a collection page by page, following `@odata.nextLink`.
    pub fn pages<T: DeserializeOwned>(&self, first: Call) -> Pages<T> {
        Pages::new(self.clone(), first)
    }
}

fn request(call: &Call, url: &str, bearer: &str, id: &str) -> HttpRequest {
    let mut headers = vec![
        ("Authorization".to_owned(), format!("Bearer {bearer}")),
        ("Accept".to_owned(), "application/json".to_owned()),
        ("client-request-id".to_owned(), id.to_owned()),
    ];
    headers.extend(call.headers.iter().cloned());
    HttpRequest { method: call.method, url: url.to_owned(), headers, body: call.body.clone() }
}
