//! The grants of the token endpoint, one file each (contract 9.1).

mod authorize;
mod client_credentials;
mod code;
mod device;
mod issue;
mod password;
mod refresh;

use std::sync::Arc;

use reseat_model::tenant::Tenant;
use serde::Serialize;

use super::Identity;
use super::client::Client;
use super::directory::is_any;
use super::error::OauthError;
use super::form::Form;
use super::origin::Origin;
use super::scope::{Own, Requested};
use super::secret::tenant_of;

pub use authorize::{Authorization, AuthorizationRefusal, ResponseMode};
pub use code::ConsoleSignIn;
pub use device::{DeviceAnswer, DeviceCodeAnswer};

pub(super) use device::Polls;

/// A request to the token endpoint.
#[derive(Debug, Clone)]
pub struct TokenRequest<'a> {
    /// `https://host:port` as the client sees this server; the issuer of id tokens begins with it.
    pub base: &'a str,
    /// The tenant of the path.
    pub tenant: &'a str,
    /// The body.
    pub form: &'a Form,
    /// Client id and secret of an `Authorization: Basic` header, decoded.
    pub basic: Option<(&'a str, &'a str)>,
    /// Where the request comes from.
    pub origin: Origin,
}

/// What the token endpoint answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenAnswer {
    /// `Bearer`.
    pub token_type: &'static str,
    /// What was granted, in the form in which it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Seconds.
    pub expires_in: i64,
    /// Seconds.
    pub ext_expires_in: i64,
    /// The token for Graph and `/reseat/v1`.
    pub access_token: String,
    /// With `offline_access`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// With `openid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// With `client_info=1`: MSAL builds the account's id from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_info: Option<String>,
}

/// A token request whose tenant and application are known.
pub(super) struct Asked<'a> {
    base: &'a str,
    form: &'a Form,
    origin: &'a Origin,
    tenant: Arc<Tenant>,
    client: Arc<Client>,
}

impl Identity {
    /// The token endpoint: all grants.
    ///
    /// # Errors
    /// [`OauthError`] is the body and status to answer.
    pub fn token(&self, request: &TokenRequest<'_>) -> Result<TokenAnswer, OauthError> {
        let form = request.form;
        form.check_once()?;
        let grant = form.required("grant_type")?;
        let secret = form.get("client_secret").or(request.basic.map(|(_, secret)| secret));
        let client_id = match request.basic {
            Some((id, _)) if form.get("client_id").is_none() => id,
            _ => form.required("client_id")?,
        };
        let tenant = self.token_tenant(request.tenant, form)?;
        let client = self.client(&tenant, client_id)?;
        client.authenticate(secret, self.clock.wall())?;
        let asked = Asked { base: request.base, form, origin: &request.origin, tenant, client };
        match grant {
            "client_credentials" => self.client_credentials(&asked),
            "authorization_code" => self.authorization_code(&asked),
            "refresh_token" => self.refresh_token(&asked),
            "urn:ietf:params:oauth:grant-type:device_code" | "device_code" => self.device_code(&asked),
            "password" => self.password_grant(&asked, request.tenant),
            other => Err(OauthError::grant_type(other)),
        }
    }

    /// The tenant of a token request. Where the path leaves it open, the code or token in the form tells.
    fn token_tenant(&self, path: &str, form: &Form) -> Result<Arc<Tenant>, OauthError> {
        let secret = ["code", "refresh_token", "device_code"].iter().find_map(|name| form.get(name));
        match secret.and_then(tenant_of).filter(|_| is_any(path)) {
            Some(id) => self.tenant(&id.to_string()),
            None => self.tenant(path),
        }
    }

    /// What a scope parameter asks of this server.
    fn requested(&self, scope: &str, base: &str, tenant: &Tenant) -> Result<Requested, OauthError> {
        Requested::parse(
            scope,
            Own { base, hosts: &self.options.resource_hosts, tenant: &tenant.display_name },
        )
    }
}

/// The account may no longer be used.
fn refused(person: &super::Person) -> OauthError {
    if person.enabled || person.deleted { OauthError::revoked() } else { OauthError::disabled_user() }
}
