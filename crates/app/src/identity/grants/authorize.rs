//! The authorization endpoint: what may be asked, and the code that is sent back.

use std::sync::Arc;

use reseat_model::limits;
use reseat_model::system::AuthCode;
use reseat_model::tenant::Tenant;
use reseat_store::{Batch, Change, Record};

use crate::identity::client::Client;
use crate::identity::directory::is_any;
use crate::identity::error::OauthError;
use crate::identity::form::Form;
use crate::identity::person::Person;
use crate::identity::secret::{of_tenant, sha256};
use crate::identity::{Identity, SignInError};

/// How the answer comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseMode {
    /// In the query of the redirect URI.
    Query,
    /// In its fragment.
    Fragment,
    /// As a form that the browser posts to it.
    FormPost,
}

/// A checked authorization request.
#[derive(Debug, Clone)]
pub struct Authorization {
    /// The tenant of the path; the default one for `common` and `organizations`.
    pub tenant: Arc<Tenant>,
    /// The path left the tenant open: a person's name decides.
    pub open: bool,
    /// Which application asks.
    pub client: Arc<Client>,
    /// Where the answer goes; registered.
    pub redirect_uri: String,
    /// How it goes there.
    pub mode: ResponseMode,
    /// Given back unchanged.
    pub state: Option<String>,
    /// The name to fill in.
    pub login_hint: Option<String>,
    nonce: Option<String>,
    challenge: String,
    scope: String,
}

/// Why an authorization request is not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorizationRefusal {
    /// Shown to the person: nothing may be sent to an address that is not registered.
    Show(OauthError),
    /// Sent to the application.
    Send {
        /// Where.
        redirect_uri: String,
        /// How.
        mode: ResponseMode,
        /// Given back unchanged.
        state: Option<String>,
        /// What.
        error: OauthError,
    },
}

impl From<OauthError> for AuthorizationRefusal {
    fn from(error: OauthError) -> Self {
        Self::Show(error)
    }
}

impl Identity {
    /// Checks an authorization request to `/{tenant}/oauth2/v2.0/authorize`; `base` is this server as the browser sees
    /// it.
    ///
    /// # Errors
    /// [`AuthorizationRefusal`] says to whom the refusal goes.
    pub fn authorization(
        &self,
        base: &str,
        tenant: &str,
        form: &Form,
    ) -> Result<Authorization, AuthorizationRefusal> {
        form.check_once()?;
        let open = is_any(tenant);
        let tenant = self.tenant(tenant)?;
        let client = self.client(&tenant, form.required("client_id")?)?;
        let redirect_uri = form.required("redirect_uri")?;
        if !client.allows_redirect(redirect_uri, base) {
            return Err(OauthError::redirect(redirect_uri, client.id).into());
        }
        let mode = match form.get("response_mode").unwrap_or("query") {
            "query" => ResponseMode::Query,
            "fragment" => ResponseMode::Fragment,
            "form_post" => ResponseMode::FormPost,
            other => {
                return Err(
                    OauthError::malformed(&format!("The response_mode '{other}' is not supported.")).into()
                );
            }
        };
        let state = form.get("state").map(str::to_owned);
        let refuse = |error| AuthorizationRefusal::Send {
            redirect_uri: redirect_uri.to_owned(),
            mode,
            state: state.clone(),
            error,
        };
        let challenge = challenge(form, &client).map_err(refuse)?;
        let scope = self.check_scope(base, &tenant, &client, form).map_err(refuse)?;
        if form.get("prompt").is_some_and(|prompt| prompt.split(' ').any(|word| word == "none")) {
            return Err(refuse(OauthError::interaction()));
        }
        Ok(Authorization {
            open,
            redirect_uri: redirect_uri.to_owned(),
            mode,
            login_hint: form.get("login_hint").map(str::to_owned),
            nonce: form.get("nonce").map(str::to_owned),
            challenge,
            scope,
            state,
            tenant,
            client,
        })
    }

    /// The scope is checked now, so that nobody signs in for nothing.
    fn check_scope(
        &self,
        base: &str,
        tenant: &Tenant,
        client: &Client,
        form: &Form,
    ) -> Result<String, OauthError> {
        let scope = form.required("scope")?;
        let consent = |error: OauthError| match error.code {
            65_001 => OauthError { error: "consent_required", ..error },
            _ => error,
        };
        self.requested(scope, base, tenant)?.grant(client).map_err(consent)?;
        Ok(scope.to_owned())
    }

    /// The tenant in which somebody signs in to this request.
    ///
    /// # Errors
    /// When the store fails.
    pub fn tenant_for(&self, asked: &Authorization, name: &str) -> Result<Arc<Tenant>, SignInError> {
        Ok(self.tenant_of_name(&asked.tenant, asked.open, name)?)
    }

    /// A one-time code for somebody who has signed in to `tenant`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn issue_code(
        &self,
        asked: &Authorization,
        tenant: &Tenant,
        person: &Person,
    ) -> Result<String, OauthError> {
        let text = of_tenant(tenant.id, self.entropy.as_ref());
        let code = AuthCode {
            sha256: sha256(text.as_bytes()),
            client: asked.client.id,
            user: person.id,
            redirect_uri: asked.redirect_uri.clone(),
            challenge: asked.challenge.clone(),
            scope: asked.scope.clone(),
            nonce: asked.nonce.clone(),
            expires_at: self.clock.wall().max(person.valid_from).plus_seconds(limits::AUTH_CODE_SECONDS),
        };
        let changes = vec![Change::Insert(AuthCode::TABLE, code.to_row(tenant.id))];
        self.writer.write(tenant.id, Batch { preconditions: Vec::new(), changes })?;
        Ok(text)
    }
}

/// The PKCE challenge. Public clients must send one; the others may.
fn challenge(form: &Form, client: &Client) -> Result<String, OauthError> {
    let response_type = form.required("response_type")?;
    if response_type != "code" {
        return Err(OauthError::response_type(response_type));
    }
    match (form.get("code_challenge"), form.get("code_challenge_method")) {
        (None, None) if !client.public => Ok(String::new()),
        (None, _) => Err(OauthError::pkce_required()),
        (Some(challenge), Some("S256")) if challenge.len() == 43 => Ok(challenge.to_owned()),
        (Some(_), Some("S256")) => Err(OauthError::malformed(
            "code_challenge must be the base64url form of a SHA-256, 43 characters.",
        )),
        (Some(_), _) => Err(OauthError::malformed("code_challenge_method must be S256.")),
    }
}
