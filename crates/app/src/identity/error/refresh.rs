//! What the refresh token grant refuses.

use reseat_model::Timestamp;

use super::{OauthError, iso};

impl OauthError {
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
}
