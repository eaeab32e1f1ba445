//! What is refused when a password is checked: by the sign-in page and by the password grant.

use super::OauthError;

impl OauthError {
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
}
