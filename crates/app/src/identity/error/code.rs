//! What the authorization code grant refuses.

use reseat_model::ClientId;

use super::OauthError;

impl OauthError {
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

    /// 50058: `prompt=none`, but this server keeps no silent sign-in.
    pub fn interaction() -> Self {
        Self::new(
            "login_required",
            50_058,
            "A silent sign-in request was sent but no user is signed in. Send an interactive authorization request.",
        )
    }
}
