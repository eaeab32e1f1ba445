//! Getting tokens: client credentials, device code, refresh (contract 9.1).

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::retry::{self, Lost};
use crate::{Endpoints, Error, Http, HttpRequest, HttpResponse, Method, Runtime, SignInError, url};

/// How tokens are obtained without a person.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// An application with a secret.
    ClientSecret {
        /// The application's id.
        client_id: String,
        /// Its secret.
        client_secret: String,
    },
    /// A person who signed in before: the token is renewed with what that sign-in left.
    Refresh {
        /// The application through which the person signed in.
        client_id: String,
        /// The refresh token.
        refresh_token: String,
    },
    /// A ready access token that cannot be renewed.
    AccessToken(String),
}

// Secrets stay out of logs and panics.
impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ClientSecret { client_id, .. } => write!(f, "ClientSecret({client_id})"),
            Self::Refresh { client_id, .. } => write!(f, "Refresh({client_id})"),
            Self::AccessToken(_) => f.write_str("AccessToken"),
        }
    }
}

/// What a sign-in gives.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// The bearer token.
    pub access_token: String,
    /// When it ends, in seconds since 1970.
    pub expires_at: u64,
    /// For people: what renews it.
    pub refresh_token: Option<String>,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token(until {})", self.expires_at)
    }
}

impl Token {
    /// What the token says about its holder; for display only, the signature is the server's business.
    pub fn claims(&self) -> Option<Claims> {
        let middle = self.access_token.split('.').nth(1)?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(middle.trim_end_matches('=')).ok()?).ok()
    }
}

/// The claims of a token that clients show (contract 9.2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct Claims {
    /// The tenant's id.
    pub tid: Option<String>,
    /// The sign-in name of a person.
    pub upn: Option<String>,
    /// The name of an application.
    pub app_displayname: Option<String>,
    /// The application's id.
    pub appid: Option<String>,
    /// `app` or `user`.
    pub idtyp: Option<String>,
}

impl Claims {
    /// Who it is, in one word: sign-in name, else the application's name or id.
    pub fn who(&self) -> Option<&str> {
        self.upn.as_deref().or(self.app_displayname.as_deref()).or(self.appid.as_deref())
    }
}

/// A device code: the person enters [`user_code`](Self::user_code) in a browser on any machine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DeviceCode {
    /// What this side polls with.
    pub device_code: String,
    /// What the person enters.
    pub user_code: String,
    /// Where.
    pub verification_uri: String,
    /// Seconds the code lives.
    pub expires_in: u64,
    /// Seconds between two questions.
    #[serde(default = "default_interval")]
    pub interval: u64,
    /// The whole instruction in words.
    #[serde(default)]
    pub message: String,
}

fn default_interval() -> u64 {
    5
}

/// The sign-in service of one tenant.
#[derive(Clone)]
pub struct SignIn {
    http: Arc<dyn Http>,
    runtime: Arc<dyn Runtime>,
    endpoints: Endpoints,
    tenant: String,
}

#[derive(Deserialize)]
struct TokenBody {
    access_token: String,
    expires_in: u64,
    #[serde(default)]
    refresh_token: Option<String>,
}

#[derive(Deserialize)]
struct ErrorBody {
    error: String,
    #[serde(default)]
    error_description: String,
    #[serde(default)]
    error_codes: Vec<u64>,
    #[serde(default)]
    trace_id: Option<String>,
}

const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

impl SignIn {
    /// The sign-in service of `tenant`: its id, one of its domains, or `organizations`.
    pub fn new(http: Arc<dyn Http>, runtime: Arc<dyn Runtime>, endpoints: Endpoints, tenant: &str) -> Self {
        Self { http, runtime, endpoints, tenant: tenant.to_owned() }
    }

    /// A token for an application.
    ///
    /// # Errors
    /// [`Error::SignIn`] when the service refuses, [`Error::Unreachable`] when it does not answer.
    pub fn client_credentials(&self, client_id: &str, client_secret: &str) -> Result<Token, Error> {
        let scope = self.endpoints.default_scope();
        self.token(&[
            ("grant_type", "client_credentials"),
            ("client_id", client_id),
            ("client_secret", client_secret),
            ("scope", &scope),
        ])
    }

    /// A new token for a person who signed in before. The answer may carry a newer refresh token.
    ///
    /// # Errors
    /// As [`SignIn::client_credentials`].
    pub fn refresh(&self, client_id: &str, refresh_token: &str) -> Result<Token, Error> {
        let scope = self.person_scope();
        let mut token = self.token(&[
            ("grant_type", "refresh_token"),
            ("client_id", client_id),
            ("refresh_token", refresh_token),
            ("scope", &scope),
        ])?;
        token.refresh_token.get_or_insert_with(|| refresh_token.to_owned());
        Ok(token)
    }

    /// Begins a sign-in by device code.
    ///
    /// # Errors
    /// As [`SignIn::client_credentials`].
    pub fn device_code(&self, client_id: &str) -> Result<DeviceCode, Error> {
        let scope = self.person_scope();
        let (url, answer) = self.post("devicecode", &[("client_id", client_id), ("scope", &scope)])?;
        if answer.status != 200 {
            return Err(refusal(&url, &answer));
        }
        serde_json::from_slice(&answer.body).map_err(|e| Error::Unexpected { url, what: e.to_string() })
    }

    /// Asks until the person has finished, refused, or the code has expired.
    ///
    /// # Errors
    /// [`Error::SignIn`] with `authorization_declined` or `expired_token`, else as [`SignIn::client_credentials`].
    pub fn wait_for_person(&self, client_id: &str, code: &DeviceCode) -> Result<Token, Error> {
        let deadline = self.runtime.unix_seconds().saturating_add(code.expires_in);
        let mut interval = code.interval.max(1);
        loop {
            self.runtime.sleep(Duration::from_secs(interval));
            let answer = self.token(&[
                ("grant_type", DEVICE_GRANT),
                ("client_id", client_id),
                ("device_code", &code.device_code),
            ]);
            match answer {
                Err(Error::SignIn(e)) if e.code == "authorization_pending" => {}
                Err(Error::SignIn(e)) if e.code == "slow_down" => interval += 5,
                other => return other,
            }
            if self.runtime.unix_seconds() >= deadline {
                return Err(Error::SignIn(SignInError {
                    code: "expired_token".into(),
                    description: "nobody signed in before the code expired".into(),
                    numbers: Vec::new(),
                    trace_id: None,
                }));
            }
        }
    }

    fn person_scope(&self) -> String {
        format!("{} offline_access openid profile", self.endpoints.default_scope())
    }

    fn token(&self, form: &[(&str, &str)]) -> Result<Token, Error> {
        let (url, answer) = self.post("token", form)?;
        if answer.status != 200 {
            return Err(refusal(&url, &answer));
        }
        let body: TokenBody = serde_json::from_slice(&answer.body)
            .map_err(|e| Error::Unexpected { url, what: e.to_string() })?;
        let expires_at = self.runtime.unix_seconds().saturating_add(body.expires_in);
        Ok(Token { access_token: body.access_token, expires_at, refresh_token: body.refresh_token })
    }

    fn post(&self, endpoint: &str, form: &[(&str, &str)]) -> Result<(String, HttpResponse), Error> {
        let url =
            format!("{}/{}/oauth2/v2.0/{endpoint}", self.endpoints.authority(), url::escape(&self.tenant));
        let body: Vec<String> =
            form.iter().map(|(name, value)| format!("{name}={}", url::escape(value))).collect();
        let mut request = HttpRequest {
            method: Method::Post,
            url: url.clone(),
            headers: vec![
                ("Content-Type".into(), "application/x-www-form-urlencoded".into()),
                ("Accept".into(), "application/json".into()),
                ("client-request-id".into(), self.runtime.new_id()),
            ],
            body: body.join("&").into_bytes(),
        };
        // Every grant used here can be asked twice: at worst the first token is never used.
        Ok((url, retry::send(&*self.http, &*self.runtime, &mut request, Lost::Repeat)?))
    }
}

fn refusal(url: &str, answer: &HttpResponse) -> Error {
    match serde_json::from_slice::<ErrorBody>(&answer.body) {
        Ok(e) => Error::SignIn(SignInError {
            description: if e.error_description.is_empty() { e.error.clone() } else { e.error_description },
            code: e.error,
            numbers: e.error_codes,
            trace_id: e.trace_id,
        }),
        Err(_) => Error::Unexpected { url: url.to_owned(), what: format!("HTTP status {}", answer.status) },
    }
}
