//! What the sign-in endpoints refuse, in Entra's codes and words (contract section 9.1): here what every grant has in
//! common, the rest grant by grant.

mod client;
mod code;
mod device;
mod password;
mod refresh;

use reseat_model::Timestamp;
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
