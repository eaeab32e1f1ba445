//! `password`: for old tools, where the tenant allows it (design section 6: off unless turned on).

use reseat_store::Batch;

use super::issue::Holder;
use super::{Asked, TokenAnswer};
use crate::identity::Identity;
use crate::identity::directory::is_any;
use crate::identity::error::OauthError;

impl Identity {
    pub(super) fn password_grant(&self, asked: &Asked<'_>, path: &str) -> Result<TokenAnswer, OauthError> {
        if path.eq_ignore_ascii_case("common") {
            return Err(OauthError::grant_over_common());
        }
        let name = asked.form.required("username")?;
        let password = asked.form.required("password")?;
        let tenant = self.tenant_of_name(&asked.tenant, is_any(path), name)?;
        if !tenant.settings.password_grant {
            return Err(OauthError::password_grant_off());
        }
        let scope = asked.form.required("scope")?;
        let granted = self.requested(scope, asked.base, &tenant)?.grant(&asked.client)?;
        let person =
            self.sign_in(&tenant, name, password, asked.origin).map_err(|error| error.oauth(&tenant))?;
        let holder = Holder {
            base: asked.base,
            tenant: &tenant,
            client: &asked.client,
            person: &person,
            nonce: None,
            client_info: asked.form.get("client_info") == Some("1"),
        };
        let mut answer = self.user_tokens(&holder, &granted)?;
        if granted.offline {
            let (text, change) = self.new_refresh_token(&holder, &granted);
            self.writer.write(tenant.id, Batch { preconditions: Vec::new(), changes: vec![change] })?;
            answer.refresh_token = Some(text);
        }
        Ok(answer)
    }
}
