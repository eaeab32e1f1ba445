//! Who calls: a bearer token, or the console's cookie with its CSRF header (design section 6).

use std::sync::Arc;

use axum::http::{HeaderMap, Method, StatusCode, header};
use reseat_app::identity::{CLI, Identity, SessionInfo};
use reseat_app::{App, Call};
use reseat_graph::{Authenticate, GraphError, bearer_token, joined_change_set};
use reseat_model::audit::Face;
use reseat_model::{ClientId, RequestId, TenantId, UserId};

/// The name of the console's cookie.
pub const SESSION_COOKIE: &str = "reseat_session";
/// The header that unsafe requests with the cookie must send.
pub const CSRF_HEADER: &str = "x-reseat-csrf";

/// Checks callers.
#[derive(Debug)]
pub struct Gate {
    app: Arc<App>,
    identity: Arc<Identity>,
    /// The face of a bearer token that is not the command line's.
    face: Face,
}

impl Gate {
    /// A gate whose other callers come through `face`.
    pub fn new(app: Arc<App>, identity: Arc<Identity>, face: Face) -> Self {
        Self { app, identity, face }
    }

    /// The console's session behind the cookie, if there is one.
    ///
    /// # Errors
    /// When the store fails.
    pub fn session(&self, headers: &HeaderMap) -> Result<Option<SessionInfo>, GraphError> {
        let Some(cookie) = cookie(headers, SESSION_COOKIE) else { return Ok(None) };
        self.identity.session(cookie).map_err(|error| reseat_app::AppError::from(error).into())
    }

    fn by_cookie(&self, headers: &HeaderMap, method: &Method) -> Result<Call, GraphError> {
        let session =
            self.session(headers)?.ok_or_else(|| GraphError::invalid_token("Access token is empty."))?;
        let safe = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        if !safe {
            let sent = headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
            let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
            if !session.csrf_fits(sent) || site.is_some_and(|site| site != "same-origin") {
                let message = "The request does not come from the console; send the X-Reseat-Csrf header of its session.";
                return Err(GraphError::new(StatusCode::FORBIDDEN, "Authorization_RequestDenied", message));
            }
        }
        Ok(Call {
            tenant: session.tenant,
            caller: session.caller(),
            actor: session.person.actor(),
            face: Face::AdminCenter,
            request: RequestId(self.app.entropy.uuid()),
            join: joined_change_set(headers, self.app.clock.wall())?,
        })
    }
}

impl Authenticate for Gate {
    fn forget_person(&self, tenant: TenantId, user: UserId) {
        self.identity.forget_person(tenant, user);
    }

    fn forget_client(&self, tenant: TenantId, client: ClientId) {
        self.identity.forget_client(tenant, client);
    }

    fn authenticate(&self, headers: &HeaderMap, method: &Method) -> Result<Call, GraphError> {
        let token = bearer_token(headers);
        if token.is_empty() && cookie(headers, SESSION_COOKIE).is_some() {
            return self.by_cookie(headers, method);
        }
        let verified = self.identity.verify(token)?;
        let face = if verified.token.client == CLI { Face::CommandLine } else { self.face };
        Ok(Call {
            tenant: verified.token.tenant,
            caller: verified.caller(),
            actor: verified.actor(),
            face,
            request: RequestId(self.app.entropy.uuid()),
            join: joined_change_set(headers, self.app.clock.wall())?,
        })
    }
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}
