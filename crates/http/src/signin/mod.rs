//! The sign-in endpoints and pages: what a browser, MSAL or azure-identity asks of an authority (contract section 9).
//!
//! [`routes`] is the router; it carries its own host check. Wrap the whole server in
//! `MapRequestLayer::new(hosts::collapse_slashes)`, because routing comes too early for a layer of the router.

mod answer;
mod assets;
mod authorize;
mod console;
mod cookies;
mod device;
mod discovery;
mod guard;
pub mod hosts;
mod login;
mod logout;
mod pages;
mod token;
mod url;
mod userinfo;
mod words;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use reseat_app::identity::{Identity, OauthError};

use hosts::AllowedHosts;

/// Bytes of a form.
const FORM_BYTES_MAX: usize = 64 * 1024;

/// What the sign-in routes need.
#[derive(Debug, Clone)]
pub struct SigninState {
    /// Tokens, codes, sessions.
    pub identity: Arc<Identity>,
    /// Under which names this server answers.
    pub hosts: Arc<AllowedHosts>,
}

/// All sign-in routes.
pub fn routes(state: SigninState) -> Router {
    let guard = from_fn_with_state(Arc::clone(&state.hosts), hosts::guard);
    Router::new()
        .route("/{tenant}/oauth2/v2.0/token", post(token::token).options(answer::preflight))
        .route("/{tenant}/oauth2/v2.0/devicecode", post(device::start).options(answer::preflight))
        .route("/{tenant}/oauth2/v2.0/authorize", get(authorize::get).post(authorize::post))
        .route("/{tenant}/oauth2/v2.0/logout", get(logout::get).post(logout::post))
        .route("/{tenant}/login", post(login::post))
        .route("/{tenant}/v2.0/.well-known/openid-configuration", get(discovery::openid))
        .route("/{tenant}/.well-known/openid-configuration", get(discovery::openid))
        .route("/{tenant}/discovery/v2.0/keys", get(discovery::keys))
        .route("/common/discovery/instance", get(discovery::instance))
        .route("/common/userrealm/{upn}", get(discovery::user_realm))
        .route("/oidc/userinfo", get(userinfo::userinfo).post(userinfo::userinfo))
        .route("/devicelogin", get(device::get).post(device::post))
        .route("/{tenant}/devicelogin", get(device::tenant_get).post(device::tenant_post))
        .route("/reseat/sign-in", get(console::start))
        .route("/reseat/sign-in/callback", get(console::callback))
        .route("/reseat/sign-in/style.css", get(assets::style))
        .route("/reseat/sign-in/post.js", get(assets::script))
        .route("/reseat/sign-out", post(console::sign_out))
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(guard)
        .with_state(state)
}

impl SigninState {
    /// Runs what blocks (the store, password hashing) off the async threads.
    async fn blocking<T, F>(&self, work: F) -> Result<T, OauthError>
    where
        T: Send + 'static,
        F: FnOnce(&Identity) -> Result<T, OauthError> + Send + 'static,
    {
        let identity = Arc::clone(&self.identity);
        match tokio::task::spawn_blocking(move || work(&identity)).await {
            Ok(done) => done,
            Err(error) => {
                tracing::error!(%error, "a sign-in request failed");
                Err(OauthError::unavailable())
            }
        }
    }
}
