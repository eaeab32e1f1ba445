//! What the sign-in endpoints refuse, in Entra's codes and words (contract section 9.1).

use reseat_model::{ClientId, Timestamp};
use reseat_store::StoreError;

/// A refusal of a sign-in endpoint: `error`, the AADSTS number, what to tell, and the HTTP status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("AADSTS{code}: {message}")]
pub struct OauthError {
    /// OAuth's own code, such as `invalid_grant`.
    pub error: &'static str,
    /// The AADSTS number; clients branch on it.
    pub code: u32,
    /// The sentence after `AADSTS…:`.
    pub message: String,
    /// 400, 401, 429 or 503.
    pub status: u16,
    /// Seconds after which the same request may work, for 429 and 503.
    pub retry_after: Option<u32>,
}

/// The identity service could not start.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The store or the keystore failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A key or certificate could not be made or read.
    #[error("the {what} could not be made or read: {why}; destroy it in the keystore to have a new one made")]
    Key {
        /// Which key.
        what: &'static str,
        /// What the library said.
        why: String,
    },
}

impl OauthError {
    fn new(error: &'static str, code: u32, message: impl Into<String>) -> Self {
        let status = if error == "invalid_client" { 401 } else { 400 };
        Self { error, code, message: message.into(), status, retry_after: None }
    }

    /// 900144: a parameter is missing from the body or the query.
    pub fn missing(parameter: &str) -> Self {
        Self::new(
            "invalid_request",
            900_144,
            format!("The request body must contain the following parameter: '{parameter}'."),
        )
    }

    /// 9002313: a parameter cannot be understood.
    pub fn malformed(what: &str) -> Self {
        Self::new(
            "invalid_request",
            9_002_313,
            format!("Invalid request. Request is malformed or invalid. {what}"),
        )
    }

    /// 90002: no such tenant.
    pub fn tenant_not_found(tenant: &str) -> Self {
        Self::new(
            "invalid_request",
            90_002,
            format!(
                "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the \
                 correct cloud. Check with your subscription administrator, this may happen if there are no active \
                 subscriptions for the tenant."
            ),
        )
    }

    /// 700016: the application is not registered in the tenant.
    pub fn unknown_client(client: &str, tenant: &str) -> Self {
        Self::new(
            "unauthorized_client",
            700_016,
            format!(
                "Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if \
                 the application has not been installed by the administrator of the tenant or consented to by any user \
                 in the tenant. You may have sent your authentication request to the wrong tenant."
            ),
        )
    }

    /// 7000215: wrong secret.
    pub fn wrong_secret(client: ClientId) -> Self {
        Self::new(
            "invalid_client",
            7_000_215,
            format!(
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret \
                 value, not the client secret ID, for a secret added to app '{client}'."
            ),
        )
    }

    /// 7000222: the secret is right but no longer valid.
    pub fn expired_secret(client: ClientId) -> Self {
        Self::new(
            "invalid_client",
            7_000_222,
            format!(
                "The provided client secret keys for app '{client}' are expired. Add a new secret to the app."
            ),
        )
    }

    /// 7000218: a confidential application must prove who it is.
    pub fn secret_required() -> Self {
        Self::new(
            "invalid_client",
            7_000_218,
            "The request body must contain the following parameter: 'client_secret'. Client assertions are not \
             supported by this server.",
        )
    }

    /// 700025: a public client sent a secret.
    pub fn public_client_with_secret() -> Self {
        Self::new("invalid_client", 700_025, "Client is public so 'client_secret' should not be presented.")
    }

    /// 70011: the scope is not valid.
    pub fn scope(scope: &str) -> Self {
        Self::new(
            "invalid_scope",
            70_011,
            format!(
                "The provided request must include a 'scope' input parameter. The provided value for the input \
                 parameter 'scope' is not valid. The scope {scope} is not valid."
            ),
        )
    }

    /// 500011: the scope names a resource that this server does not stand for.
    pub fn resource(resource: &str, tenant: &str) -> Self {
        Self::new(
            "invalid_resource",
            500_011,
            format!(
                "The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if \
                 the application has not been installed by the administrator of the tenant or consented to by any user \
                 in the tenant."
            ),
        )
    }

    /// 65001: a permission was not granted to the application.
    pub fn consent(client: ClientId, name: &str) -> Self {
        Self::new(
            "invalid_grant",
            65_001,
            format!(
                "The user or administrator has not consented to use the application with ID '{client}' named '{name}'. \
                 Send an interactive authorization request for this user and resource."
            ),
        )
    }

    /// 70003: no such grant.
    pub fn grant_type(grant: &str) -> Self {
        Self::new(
            "unsupported_grant_type",
            70_003,
            format!("The app requested an unsupported grant type '{grant}'."),
        )
    }

    /// 700054: only the code flow exists.
    pub fn response_type(asked: &str) -> Self {
        Self::new(
            "unsupported_response_type",
            700_054,
            format!(
                "response_type '{asked}' is not enabled for the application. Use response_type=code with PKCE."
            ),
        )
    }

    /// 50011: the redirect URI is not registered.
    pub fn redirect(uri: &str, client: ClientId) -> Self {
        Self::new(
            "invalid_request",
            50_011,
            format!(
                "The redirect URI '{uri}' specified in the request does not match the redirect URIs configured for the \
                 application '{client}'. Make sure the redirect URI sent in the request matches one added to your \
                 application."
            ),
        )
    }

    /// 500112: another redirect URI than the one the code was sent to.
    pub fn redirect_changed(uri: &str) -> Self {
        Self::new(
            "invalid_grant",
            500_112,
            format!(
                "The reply address '{uri}' does not match the reply address provided when requesting the authorization \
                 code."
            ),
        )
    }

    /// 9002325: a public client must use PKCE.
    pub fn pkce_required() -> Self {
        Self::new(
            "invalid_request",
            9_002_325,
            "Proof Key for Code Exchange is required: send code_challenge with code_challenge_method=S256.",
        )
    }

    /// 501481: PKCE does not fit.
    pub fn pkce_mismatch() -> Self {
        Self::new(
            "invalid_grant",
            501_481,
            "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
        )
    }

    /// 54005: a code works once.
    pub fn code_redeemed() -> Self {
        Self::new(
            "invalid_grant",
            54_005,
            "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing \
             refresh token.",
        )
    }

    /// 70008: the code is too old.
    pub fn code_expired() -> Self {
        Self::new(
            "invalid_grant",
            70_008,
            "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive \
             authorization request for this user and resource.",
        )
    }

    /// 700082: the refresh token is too old.
    pub fn refresh_expired(issued: Timestamp, days: i64) -> Self {
        Self::new(
            "invalid_grant",
            700_082,
            format!(
                "The refresh token has expired due to inactivity. The token was issued on {} and was inactive for \
                 {days}.00:00:00.",
                iso(issued)
            ),
        )
    }

    /// 50173: the password was changed or sessions were revoked since.
    pub fn revoked() -> Self {
        Self::new(
            "invalid_grant",
            50_173,
            "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have \
             changed or reset their password. Send an interactive authorization request for this user.",
        )
    }

    /// 70000: a grant that this server never issued, or to somebody else.
    pub fn grant_invalid() -> Self {
        Self::new("invalid_grant", 70_000, "Provided grant is invalid or malformed.")
    }

    /// 50126: wrong user name or password.
    pub fn wrong_password() -> Self {
        Self::new(
            "invalid_grant",
            50_126,
            "Error validating credentials due to invalid username or password.",
        )
    }

    /// 50034: no such account.
    pub fn unknown_user(tenant: &str) -> Self {
        Self::new(
            "invalid_grant",
            50_034,
            format!(
                "The user account does not exist in the {tenant} directory. To sign into this application, the account \
                 must be added to the directory."
            ),
        )
    }

    /// 50057: the account is blocked.
    pub fn disabled_user() -> Self {
        Self::new("invalid_grant", 50_057, "The user account is disabled.")
    }

    /// 50055: the password must be changed first.
    pub fn must_change() -> Self {
        Self::new(
            "invalid_grant",
            50_055,
            "The password is expired. Sign in with a browser once to choose a new password.",
        )
    }

    /// 50053: too many wrong passwords.
    pub fn locked(seconds: u32) -> Self {
        Self {
            retry_after: Some(seconds),
            ..Self::new(
                "invalid_grant",
                50_053,
                format!(
                    "The account is locked, you've tried to sign in too many times with an incorrect user ID or \
                     password. Try again in {seconds} seconds."
                ),
            )
        }
    }

    /// 53003: the tenant does not allow the password grant.
    pub fn password_grant_off() -> Self {
        Self::new(
            "invalid_grant",
            53_003,
            "Access has been blocked: the tenant does not allow the password grant. Use another flow, or have a Global \
             Administrator allow it in the organisation's settings.",
        )
    }

    /// 9001023: the password grant needs to know the tenant.
    pub fn grant_over_common() -> Self {
        Self::new(
            "invalid_request",
            9_001_023,
            "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or \
             tenant-specific endpoint.",
        )
    }

    /// 70016: nobody has entered the code yet.
    pub fn pending() -> Self {
        Self::new(
            "authorization_pending",
            70_016,
            "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
        )
    }

    /// 70016 as `slow_down`: the device asks too often.
    pub fn slow_down() -> Self {
        Self::new(
            "slow_down",
            70_016,
            "OAuth 2.0 device flow error. Authorization is pending and polling is too frequent. Add 5 seconds to the \
             interval.",
        )
    }

    /// 70019: the device code is too old.
    pub fn device_expired() -> Self {
        Self::new("expired_token", 70_019, "Verification code expired. Have the user retry the sign-in.")
    }

    /// 70018: no such device code.
    pub fn device_unknown() -> Self {
        Self::new(
            "bad_verification_code",
            70_018,
            "Invalid verification code due to User typing in wrong user code for device code flow.",
        )
    }

    /// 65004: a person said no.
    pub fn declined() -> Self {
        Self::new("authorization_declined", 65_004, "User declined to consent to access the app.")
    }

    /// 50058: `prompt=none`, but this server keeps no silent sign-in.
    pub fn interaction() -> Self {
        Self::new(
            "login_required",
            50_058,
            "A silent sign-in request was sent but no user is signed in. Send an interactive authorization request.",
        )
    }

    /// 90055: the server is busy checking passwords.
    pub fn busy() -> Self {
        Self {
            status: 429,
            retry_after: Some(5),
            ..Self::new(
                "temporarily_unavailable",
                90_055,
                "Too many requests. Please try again after a few seconds.",
            )
        }
    }

    /// 90033: the store failed; the cause goes to the log, not to the client.
    pub fn unavailable() -> Self {
        Self {
            status: 503,
            retry_after: Some(2),
            ..Self::new(
                "temporarily_unavailable",
                90_033,
                "A transient error has occurred. Please try again.",
            )
        }
    }
}

impl From<StoreError> for OauthError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "sign-in could not use the store");
        Self::unavailable()
    }
}

/// `2026-03-01T09:00:00.0000000Z`, the form in the texts of errors.
fn iso(at: Timestamp) -> String {
    let text = print(at, "%Y-%m-%dT%H:%M:%S.%6f");
    format!("{text}0Z")
}

/// `2026-03-01 09:00:00Z`, the form in OAuth error bodies.
pub fn error_timestamp(at: Timestamp) -> String {
    print(at, "%Y-%m-%d %H:%M:%SZ")
}

fn print(at: Timestamp, format: &str) -> String {
    jiff::Timestamp::from_microsecond(at.0)
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .strftime(format)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_print_as_the_directory_prints_them() {
        assert_eq!(iso(Timestamp(0)), "1970-01-01T00:00:00.0000000Z");
        assert_eq!(iso(Timestamp(1_772_355_600_123_456)), "2026-03-01T09:00:00.1234560Z");
        assert_eq!(error_timestamp(Timestamp(951_782_400_000_000)), "2000-02-29 00:00:00Z");
    }

    #[test]
    fn a_wrong_client_is_401_and_everything_else_400() {
        assert_eq!(OauthError::secret_required().status, 401);
        assert_eq!(OauthError::scope("x").status, 400);
    }
}
