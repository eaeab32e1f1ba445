//! `authorization_code`: a code works once, for the application and address it was made for, with its PKCE verifier.

use std::sync::Arc;

use reseat_model::system::AuthCode;
use reseat_model::{TenantId, limits};
use reseat_store::{Batch, Change, Precondition, Record, StoreError, Stored};

use super::issue::Holder;
use super::{Asked, TokenAnswer, refused};
use crate::identity::client::Client;
use crate::identity::error::OauthError;
use crate::identity::known::CONSOLE;
use crate::identity::person::Person;
use crate::identity::secret::{base64url, same, sha256, tenant_of};
use crate::identity::session::NewSession;
use crate::identity::{Identity, Tenant};

/// The console's return from the sign-in page.
#[derive(Debug, Clone, Copy)]
pub struct ConsoleSignIn<'a> {
    /// The code of the query.
    pub code: &'a str,
    /// The address it was sent to.
    pub redirect_uri: &'a str,
    /// What the challenge was made of.
    pub verifier: &'a str,
}

/// A code and how it is presented.
struct Presented<'a> {
    tenant: &'a Tenant,
    client: &'a Client,
    code: &'a str,
    redirect_uri: Option<&'a str>,
    verifier: Option<&'a str>,
}

impl Identity {
    pub(super) fn authorization_code(&self, asked: &Asked<'_>) -> Result<TokenAnswer, OauthError> {
        let presented = Presented {
            tenant: &asked.tenant,
            client: &asked.client,
            code: asked.form.required("code")?,
            redirect_uri: Some(asked.form.required("redirect_uri")?),
            verifier: asked.form.get("code_verifier"),
        };
        let (code, person) = self.check_code(&presented)?;
        let granted = self.requested(&code.scope, asked.base, &asked.tenant)?.grant(&asked.client)?;
        let holder = Holder {
            base: asked.base,
            tenant: &asked.tenant,
            client: &asked.client,
            person: &person,
            nonce: code.nonce.clone(),
            client_info: asked.form.get("client_info") == Some("1"),
        };
        let mut answer = self.user_tokens(&holder, &granted)?;
        let mut changes = Vec::new();
        if granted.offline {
            let (text, change) = self.new_refresh_token(&holder, &granted);
            answer.refresh_token = Some(text);
            changes.push(change);
        }
        self.consume(asked.tenant.id, &code, changes)?;
        Ok(answer)
    }

    /// The console's own return: its code becomes a session, no token leaves the server.
    ///
    /// # Errors
    /// As the token endpoint.
    pub fn console_sign_in(&self, returned: &ConsoleSignIn<'_>) -> Result<NewSession, OauthError> {
        let tenant = tenant_of(returned.code).ok_or_else(OauthError::grant_invalid)?;
        let tenant = self.tenant(&tenant.to_string())?;
        let client = self.client(&tenant, &CONSOLE.to_string())?;
        let presented = Presented {
            tenant: &tenant,
            client: &client,
            code: returned.code,
            redirect_uri: Some(returned.redirect_uri),
            verifier: Some(returned.verifier),
        };
        let (code, person) = self.check_code(&presented)?;
        let (session, change) = self.new_session(tenant.id, person.id, person.valid_from);
        self.consume(tenant.id, &code, vec![change])?;
        Ok(session)
    }

    fn check_code(&self, presented: &Presented<'_>) -> Result<(AuthCode, Arc<Person>), OauthError> {
        let Presented { tenant, client, code: text, redirect_uri, verifier } = *presented;
        if tenant_of(text) != Some(tenant.id) {
            return Err(OauthError::grant_invalid());
        }
        let code = AuthCode::load(self.store.as_ref(), tenant.id, &sha256(text.as_bytes()))?
            .ok_or_else(OauthError::code_redeemed)?;
        if code.client != client.id {
            return Err(OauthError::grant_invalid());
        }
        if code.expires_at <= self.clock.wall() {
            return Err(OauthError::code_expired());
        }
        if redirect_uri.is_some_and(|uri| uri != code.redirect_uri) {
            return Err(OauthError::redirect_changed(redirect_uri.unwrap_or_default()));
        }
        let made = verifier.map(|verifier| base64url(&sha256(verifier.as_bytes())));
        if !code.challenge.is_empty()
            && !made.is_some_and(|made| same(made.as_bytes(), code.challenge.as_bytes()))
        {
            return Err(OauthError::pkce_mismatch());
        }
        let person = self.person(tenant.id, code.user)?.ok_or_else(OauthError::revoked)?;
        // Its age follows from its end: signing a person out ends codes that are under way, too.
        let issued_at = code.expires_at.plus_seconds(-limits::AUTH_CODE_SECONDS);
        if !person.accepts(issued_at.seconds()) {
            return Err(refused(&person));
        }
        Ok((code, person))
    }

    /// Deletes the code together with `changes`; of two who present it at the same time one fails.
    fn consume(&self, tenant: TenantId, code: &AuthCode, mut changes: Vec<Change>) -> Result<(), OauthError> {
        let key = AuthCode::key(tenant, &code.sha256);
        changes.push(Change::Delete(AuthCode::TABLE, key.clone()));
        let batch = Batch { preconditions: vec![Precondition::Exists(AuthCode::TABLE, key)], changes };
        match self.writer.write(tenant, batch) {
            Ok(()) => Ok(()),
            Err(StoreError::Precondition(_)) => Err(OauthError::code_redeemed()),
            Err(error) => Err(error.into()),
        }
    }
}
