//! A client of the API that keeps one connection and never sends anything twice by itself.

use std::time::Duration;

use serde_json::Value;

/// How long an answer may take unless told otherwise: longer than anything takes that is not stuck.
const PATIENCE: Duration = Duration::from_secs(120);

/// What an HTTP request was answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Header `request-id` of the answer, empty when it has none.
    pub request_id: String,
    /// The body; null when there is none.
    pub body: Value,
}

/// No whole answer came: what was asked may have been done or not.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct Lost(pub String);

/// A signed-in client.
#[derive(Clone)]
pub struct Api {
    agent: ureq::Agent,
    base: String,
    authorization: String,
    patience: Duration,
}

impl Api {
    /// Signs an application in with its secret.
    ///
    /// # Panics
    /// When the server refuses it or does not answer.
    #[track_caller]
    pub fn sign_in(base: &str, tenant: &str, client_id: &str, secret: &str) -> Self {
        let signed_in = Self::try_sign_in(base, tenant, client_id, secret);
        signed_in.unwrap_or_else(|lost| panic!("sign-in at {base}: {lost}"))
    }

    /// Signs an application in with its secret.
    ///
    /// # Errors
    /// When the server refuses it or does not answer.
    pub fn try_sign_in(base: &str, tenant: &str, client_id: &str, secret: &str) -> Result<Self, Lost> {
        let form = [
            ("client_id", client_id),
            ("client_secret", secret),
            ("grant_type", "client_credentials"),
            ("scope", "https://graph.microsoft.com/.default"),
        ];
        let answer = post_form(&format!("{base}/{tenant}/oauth2/v2.0/token"), &form)?;
        let token = answer.body["access_token"].as_str();
        let token = token.ok_or_else(|| Lost(format!("no token: {answer:?}")))?;
        let authorization = format!("Bearer {token}");
        Ok(Self { agent: agent(PATIENCE), base: base.to_owned(), authorization, patience: PATIENCE })
    }

    /// A client with the same token and a connection of its own.
    #[must_use]
    pub fn another(&self) -> Self {
        Self { agent: agent(self.patience), ..self.clone() }
    }

    /// A client with the same token at another server of the same organisation.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.another() }
    }

    /// A client that waits for an answer no longer than this.
    #[must_use]
    pub fn patient_for(&self, patience: Duration) -> Self {
        Self { agent: agent(patience), patience, ..self.clone() }
    }

    /// Reads.
    ///
    /// # Errors
    /// When no whole answer came.
    pub fn try_get(&self, path: &str) -> Result<Answer, Lost> {
        let request = self.agent.get(self.address(path)).header("authorization", &self.authorization);
        request.call().map_err(|error| Lost(error.to_string())).and_then(read)
    }

    /// Reads what is there.
    ///
    /// # Panics
    /// When it is not there.
    #[track_caller]
    pub fn get(&self, path: &str) -> Value {
        let answer = self.try_get(path).unwrap_or_else(|lost| panic!("GET {path}: {lost:?}"));
        assert_eq!(answer.status, 200, "GET {path}: {}", answer.body);
        answer.body
    }

    /// Reads every page of a collection.
    ///
    /// # Panics
    /// When one of them cannot be read.
    #[track_caller]
    pub fn all(&self, path: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        self.pages(path, |page| {
            rows.extend(page);
            true
        });
        rows
    }

    /// Reads pages of a collection for as long as they are wanted.
    ///
    /// # Panics
    /// When one of them cannot be read.
    #[track_caller]
    pub fn pages(&self, path: &str, mut more: impl FnMut(Vec<Value>) -> bool) {
        let mut next = Some(path.to_owned());
        while let Some(path) = next {
            let mut page = self.get(&path);
            let Value::Array(rows) = page["value"].take() else {
                panic!("GET {path} is no collection: {page}")
            };
            let wanted = more(rows);
            next = page["@odata.nextLink"].as_str().filter(|_| wanted).map(str::to_owned);
        }
    }

    /// Sends a JSON body, under an idempotency key if there is one.
    ///
    /// # Errors
    /// When no whole answer came.
    pub fn post(&self, path: &str, body: &Value, key: Option<&str>) -> Result<Answer, Lost> {
        let mut request = self.agent.post(self.address(path)).header("authorization", &self.authorization);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        request.send_json(body).map_err(|error| Lost(error.to_string())).and_then(read)
    }

    /// Deletes.
    ///
    /// # Errors
    /// When no whole answer came.
    pub fn delete(&self, path: &str) -> Result<Answer, Lost> {
        let request = self.agent.delete(self.address(path)).header("authorization", &self.authorization);
        request.call().map_err(|error| Lost(error.to_string())).and_then(read)
    }

    /// `nextLink` is absolute, everything else is a path.
    fn address(&self, path: &str) -> String {
        if path.starts_with("http://") { path.to_owned() } else { format!("{}{path}", self.base) }
    }
}

/// Sends a form, signed in as nobody.
///
/// # Errors
/// When no whole answer came.
pub fn post_form(address: &str, form: &[(&str, &str)]) -> Result<Answer, Lost> {
    let sent = agent(PATIENCE).post(address).send_form(form.iter().copied());
    sent.map_err(|error| Lost(error.to_string())).and_then(read)
}

fn agent(patience: Duration) -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(patience))
        .max_idle_connections_per_host(1)
        .build()
        .into()
}

fn read(mut response: ureq::http::Response<ureq::Body>) -> Result<Answer, Lost> {
    let status = response.status().as_u16();
    let request_id = response.headers().get("request-id").and_then(|id| id.to_str().ok());
    let request_id = request_id.unwrap_or_default().to_owned();
    let text = response
        .body_mut()
        .with_config()
        .limit(1 << 30)
        .read_to_vec()
        .map_err(|error| Lost(format!("{status}, then {error}")))?;
    let body = if text.is_empty() { Ok(Value::Null) } else { serde_json::from_slice(&text) };
    let body = body.unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&text).into_owned()));
    Ok(Answer { status, request_id, body })
}
