//! `client_credentials`: an application in its own name. Writes nothing.

use super::{Asked, TokenAnswer};
use crate::identity::Identity;
use crate::identity::error::OauthError;

impl Identity {
    pub(super) fn client_credentials(&self, asked: &Asked<'_>) -> Result<TokenAnswer, OauthError> {
        if asked.client.public {
            return Err(OauthError::secret_required());
        }
        let scope = asked.form.required("scope")?;
        if !self.requested(scope, asked.base, &asked.tenant)?.is_default() {
            return Err(OauthError::scope(&format!(
                "{scope} (an application's own token needs one '/.default')"
            )));
        }
        self.app_tokens(&asked.tenant, &asked.client)
    }
}
