//! What the device code grant refuses.

use super::OauthError;

impl OauthError {
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
}
