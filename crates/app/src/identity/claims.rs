//! What is inside tokens (contract 9.2). Access tokens have the form of Graph's own (version 1.0); id tokens that of
//! version 2.0.

use reseat_model::{ApplicationId, ClientId, TenantId, Timestamp, UserId, limits};
use serde::{Deserialize, Serialize};

use super::client::Client;
use super::person::Person;
use super::secret::{base64url, sha256};

/// Audience of access tokens, on every cloud that Reseat stands in for.
pub const AUDIENCE: &str = "https://graph.microsoft.com";
/// `wids` of everyone who is a member of a directory.
const MEMBER: &str = "b79fbf4d-3ef9-4689-8143-76b194e85509";
/// `wids` of applications.
const APPLICATION: &str = "0997a1d0-0d1d-4acb-b408-d5ca73121e90";

/// Claims of an access token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessClaims {
    pub(super) aud: String,
    pub(super) iss: String,
    pub(super) iat: i64,
    pub(super) nbf: i64,
    pub(super) exp: i64,
    pub(super) app_displayname: String,
    pub(super) appid: String,
    pub(super) appidacr: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) family_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) given_name: Option<String>,
    pub(super) idtyp: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) oid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) roles: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) scp: Option<String>,
    pub(super) sub: String,
    pub(super) tid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unique_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) upn: Option<String>,
    pub(super) uti: String,
    pub(super) ver: String,
    pub(super) wids: Vec<String>,
}

/// Claims of an id token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct IdClaims {
    pub(super) aud: String,
    pub(super) iss: String,
    pub(super) iat: i64,
    pub(super) nbf: i64,
    pub(super) exp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) nonce: Option<String>,
    pub(super) oid: String,
    pub(super) preferred_username: String,
    pub(super) sub: String,
    pub(super) tid: String,
    pub(super) uti: String,
    pub(super) ver: String,
}

/// `iss` of access tokens.
pub(super) fn v1_issuer(tenant: TenantId) -> String {
    format!("https://sts.windows.net/{tenant}/")
}

/// `iss` of id tokens, equal to the discovery document's.
pub fn issuer(base: &str, tenant: TenantId) -> String {
    format!("{base}/{tenant}/v2.0")
}

/// A different subject for every application, the same for one person at one application.
pub fn subject(client: ClientId, user: UserId) -> String {
    let mut bytes = client.bytes().to_vec();
    bytes.extend_from_slice(user.bytes());
    base64url(&sha256(&bytes))
}

impl AccessClaims {
    fn new(tenant: TenantId, client: &Client, now: Timestamp, uti: String) -> Self {
        Self {
            aud: AUDIENCE.to_owned(),
            iss: v1_issuer(tenant),
            iat: now.seconds(),
            nbf: now.seconds(),
            exp: now.seconds() + limits::ACCESS_TOKEN_SECONDS,
            app_displayname: client.name.clone(),
            appid: client.id.to_string(),
            appidacr: if client.public { "0" } else { "1" }.to_owned(),
            family_name: None,
            given_name: None,
            idtyp: String::new(),
            name: None,
            oid: String::new(),
            roles: None,
            scp: None,
            sub: String::new(),
            tid: tenant.to_string(),
            unique_name: None,
            upn: None,
            uti,
            ver: "1.0".to_owned(),
            wids: Vec::new(),
        }
    }

    /// For an application in its own name.
    pub(super) fn for_app(tenant: TenantId, client: &Client, now: Timestamp, uti: String) -> Self {
        let object: ApplicationId = client.object;
        Self {
            idtyp: "app".to_owned(),
            oid: object.to_string(),
            sub: object.to_string(),
            roles: (!client.app_roles.is_empty()).then(|| client.app_roles.iter().cloned().collect()),
            wids: vec![APPLICATION.to_owned()],
            ..Self::new(tenant, client, now, uti)
        }
    }

    /// For a person through an application.
    pub(super) fn for_user(
        tenant: TenantId,
        client: &Client,
        person: &Person,
        scp: String,
        now: Timestamp,
        uti: String,
    ) -> Self {
        let mut wids: Vec<String> = person.roles.iter().map(ToString::to_string).collect();
        wids.push(MEMBER.to_owned());
        Self {
            idtyp: "user".to_owned(),
            family_name: person.surname.clone(),
            given_name: person.given_name.clone(),
            name: Some(person.display_name.clone()),
            oid: person.id.to_string(),
            scp: Some(scp),
            sub: subject(client.id, person.id),
            unique_name: Some(person.upn.clone()),
            upn: Some(person.upn.clone()),
            wids,
            ..Self::new(tenant, client, now, uti)
        }
    }
}
