//! Where a person may be sent after they signed out of an application.

use jsonwebtoken::{Algorithm, Validation};
use reseat_model::ClientId;
use serde::Deserialize;

use super::Identity;
use super::error::OauthError;
use super::form::Form;

/// The one claim of an id token that is needed here.
#[derive(Deserialize)]
struct Audience {
    aud: String,
}

impl Identity {
    /// The `post_logout_redirect_uri` of a request, if it is registered for the application that `client_id` or
    /// `id_token_hint` names; `None` when there is none or it is not.
    ///
    /// # Errors
    /// AADSTS90002 when there is no such tenant.
    pub fn logout_target(&self, base: &str, tenant: &str, form: &Form) -> Result<Option<String>, OauthError> {
        form.check_once()?;
        let tenant = self.tenant(tenant)?;
        let Some(uri) = form.get("post_logout_redirect_uri") else { return Ok(None) };
        let client = match form.get("client_id") {
            Some(id) => id.parse().ok(),
            None => form.get("id_token_hint").and_then(|token| self.audience(token)),
        };
        let Some(client) = client else { return Ok(None) };
        let client = self.client_now(tenant.id, client)?;
        Ok(client.filter(|client| client.allows_redirect(uri, base)).map(|_| uri.to_owned()))
    }

    /// For which application an id token was made; an old one will do, a forged one will not.
    fn audience(&self, token: &str) -> Option<ClientId> {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        let kid = jsonwebtoken::decode_header(token).ok()?.kid;
        let key = self.keys.named(kid.as_deref(), self.clock.wall())?;
        let token = jsonwebtoken::decode::<Audience>(token, &key.check, &validation).ok()?;
        token.claims.aud.parse().ok()
    }
}
