//! Making the answer: access token, id token, refresh token, client info.

use reseat_model::system::RefreshToken;
use reseat_model::tenant::Tenant;
use reseat_model::{Timestamp, limits};
use reseat_store::{Change, Record};
use serde::Serialize;

use super::TokenAnswer;
use crate::identity::Identity;
use crate::identity::claims::{AccessClaims, IdClaims, issuer, subject};
use crate::identity::client::Client;
use crate::identity::error::OauthError;
use crate::identity::person::Person;
use crate::identity::scope::Granted;
use crate::identity::secret::{base64url, of_tenant, sha256};

/// One second less than a token lives: what is not yet expired when it arrives stays so for as long as promised.
const EXPIRES_IN: i64 = limits::ACCESS_TOKEN_SECONDS - 1;

/// For whom tokens are made.
pub(super) struct Holder<'a> {
    pub(super) base: &'a str,
    pub(super) tenant: &'a Tenant,
    pub(super) client: &'a Client,
    pub(super) person: &'a Person,
    pub(super) nonce: Option<String>,
    pub(super) client_info: bool,
}

impl Identity {
    /// A random token id.
    fn uti(&self) -> String {
        let mut bytes = [0; 16];
        self.entropy.fill(&mut bytes);
        base64url(&bytes)
    }

    fn signed<T: Serialize>(&self, claims: &T) -> Result<String, OauthError> {
        let now = self.clock.wall();
        let ring = self.keys.ring(now);
        let key = ring.current(now).ok_or_else(|| {
            tracing::error!("there is no key that signs tokens");
            OauthError::unavailable()
        })?;
        key.sign(claims).map_err(|error| {
            tracing::error!(%error, "a token could not be signed");
            OauthError::unavailable()
        })
    }

    /// Now; for who signs in again in the second in which they were signed out everywhere, the next second, because tokens
    /// of that one are refused.
    fn issue_time(&self, holder: &Holder<'_>) -> Timestamp {
        self.clock.wall().max(holder.person.valid_from)
    }

    /// Tokens for an application in its own name.
    pub(super) fn app_tokens(&self, tenant: &Tenant, client: &Client) -> Result<TokenAnswer, OauthError> {
        let claims = AccessClaims::for_app(tenant.id, client, self.clock.wall(), self.uti());
        Ok(answer(self.signed(&claims)?))
    }

    /// Tokens for a person, without a refresh token.
    pub(super) fn user_tokens(
        &self,
        holder: &Holder<'_>,
        granted: &Granted,
    ) -> Result<TokenAnswer, OauthError> {
        let now = self.issue_time(holder);
        let Holder { tenant, client, person, .. } = *holder;
        let access = AccessClaims::for_user(tenant.id, client, person, granted.scp.clone(), now, self.uti());
        let id_token = match granted.openid {
            true => Some(self.signed(&self.id_claims(holder, granted, now))?),
            false => None,
        };
        let client_info = holder
            .client_info
            .then(|| base64url(format!(r#"{{"uid":"{}","utid":"{}"}}"#, person.id, tenant.id).as_bytes()));
        Ok(TokenAnswer {
            scope: Some(granted.answer.clone()),
            id_token,
            client_info,
            ..answer(self.signed(&access)?)
        })
    }

    fn id_claims(&self, holder: &Holder<'_>, granted: &Granted, now: Timestamp) -> IdClaims {
        let Holder { base, tenant, client, person, .. } = *holder;
        let email = granted.answer.split(' ').any(|scope| scope == "email");
        IdClaims {
            aud: client.id.to_string(),
            iss: issuer(base, tenant.id),
            iat: now.seconds(),
            nbf: now.seconds(),
            exp: now.seconds() + limits::ACCESS_TOKEN_SECONDS,
            email: person.mail.clone().filter(|_| email),
            name: person.display_name.clone(),
            nonce: holder.nonce.clone(),
            oid: person.id.to_string(),
            preferred_username: person.upn.clone(),
            sub: subject(client.id, person.id),
            tid: tenant.id.to_string(),
            uti: self.uti(),
            ver: "2.0".to_owned(),
        }
    }

    /// A new refresh token: its text, and the row that keeps its hash.
    pub(super) fn new_refresh_token(&self, holder: &Holder<'_>, granted: &Granted) -> (String, Change) {
        let now = self.issue_time(holder);
        let text = of_tenant(holder.tenant.id, self.entropy.as_ref());
        let token = RefreshToken {
            sha256: sha256(text.as_bytes()),
            client: holder.client.id,
            user: holder.person.id,
            scope: granted.answer.clone(),
            issued_at: now,
            expires_at: now.plus_days(limits::REFRESH_TOKEN_DAYS),
        };
        (text, Change::Insert(RefreshToken::TABLE, token.to_row(holder.tenant.id)))
    }
}

fn answer(access_token: String) -> TokenAnswer {
    TokenAnswer {
        token_type: "Bearer",
        scope: None,
        expires_in: EXPIRES_IN,
        ext_expires_in: EXPIRES_IN,
        access_token,
        refresh_token: None,
        id_token: None,
        client_info: None,
    }
}
