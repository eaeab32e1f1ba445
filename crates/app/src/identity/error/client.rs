//! What is refused of any grant because of the application or of what it asks for.

use reseat_model::ClientId;

use super::OauthError;

impl OauthError {
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
}
