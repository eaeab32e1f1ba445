//! `refresh_token`: a new pair; the old token is not revoked, as at Entra.

use reseat_model::limits;
use reseat_model::system::RefreshToken;
use reseat_store::{Batch, Stored};

use super::issue::Holder;
use super::{Asked, TokenAnswer, refused};
use crate::identity::Identity;
use crate::identity::error::OauthError;
use crate::identity::secret::{sha256, tenant_of};

impl Identity {
    pub(super) fn refresh_token(&self, asked: &Asked<'_>) -> Result<TokenAnswer, OauthError> {
        let text = asked.form.required("refresh_token")?;
        let now = self.clock.wall();
        if tenant_of(text) != Some(asked.tenant.id) {
            return Err(OauthError::grant_invalid());
        }
        let token = RefreshToken::load(self.store.as_ref(), asked.tenant.id, &sha256(text.as_bytes()))?
            .filter(|token| token.client == asked.client.id)
            .ok_or_else(OauthError::grant_invalid)?;
        if token.expires_at <= now {
            return Err(OauthError::refresh_expired(token.issued_at, limits::REFRESH_TOKEN_DAYS));
        }
        let person = self.person(asked.tenant.id, token.user)?.ok_or_else(OauthError::revoked)?;
        if !person.accepts(token.issued_at.seconds()) {
            return Err(refused(&person));
        }
        let scope = asked.form.get("scope").unwrap_or(&token.scope);
        let granted = self.requested(scope, asked.base, &asked.tenant)?.grant(&asked.client)?;
        let holder = Holder {
            base: asked.base,
            tenant: &asked.tenant,
            client: &asked.client,
            person: &person,
            nonce: None,
            client_info: asked.form.get("client_info") == Some("1"),
        };
        let mut answer = self.user_tokens(&holder, &granted)?;
        let (text, change) = self.new_refresh_token(&holder, &granted);
        self.writer.write(asked.tenant.id, Batch { preconditions: Vec::new(), changes: vec![change] })?;
        answer.refresh_token = Some(text);
        Ok(answer)
    }
}
