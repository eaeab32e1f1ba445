//! What clients ask before they sign anybody in: the OpenID configuration, the keys, the instance, the realm of a name.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use reseat_app::identity::{OauthError, issuer};
use serde::Deserialize;
use serde_json::{Value, json};

use super::hosts::{Base, Scheme};
use super::{SigninState, answer};

/// `GET /{tenant}/v2.0/.well-known/openid-configuration`
pub(super) async fn openid(
    State(state): State<SigninState>,
    Path(path): Path<String>,
    base: Base,
    headers: HeaderMap,
) -> Response {
    let asked = path.clone();
    match state.blocking(move |identity| identity.tenant(&asked)).await {
        Ok(tenant) => {
            // `common` stays in the addresses, so that people of every tenant can use them; a domain becomes the id.
            let open = path.eq_ignore_ascii_case("common") || path.eq_ignore_ascii_case("organizations");
            let in_path = if open { path.to_ascii_lowercase() } else { tenant.id.to_string() };
            answer::public(&configuration(&base, &in_path, &issuer(&base.url(), tenant.id)))
        }
        Err(error) => answer::oauth_error(&state.identity, &headers, &error),
    }
}

fn configuration(base: &Base, tenant: &str, issuer: &str) -> Value {
    let url = base.url();
    let oauth = format!("{url}/{tenant}/oauth2/v2.0");
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{oauth}/authorize"),
        "token_endpoint": format!("{oauth}/token"),
        "device_authorization_endpoint": format!("{oauth}/devicecode"),
        "end_session_endpoint": format!("{oauth}/logout"),
        "jwks_uri": format!("{url}/{tenant}/discovery/v2.0/keys"),
        "userinfo_endpoint": format!("{url}/oidc/userinfo"),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "response_types_supported": ["code"],
        "grant_types_supported": [
            "authorization_code",
            "client_credentials",
            "refresh_token",
            "urn:ietf:params:oauth:grant-type:device_code",
            "password",
        ],
        "code_challenge_methods_supported": ["S256"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "claims_supported": [
            "sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver", "email", "oid",
        ],
        "request_uri_parameter_supported": false,
        "http_logout_supported": false,
        "frontchannel_logout_supported": false,
        "tenant_region_scope": null,
        "cloud_instance_name": base.authority,
        "cloud_graph_host_name": base.authority,
        "msgraph_host": base.authority,
    })
}

/// `GET /{tenant}/discovery/v2.0/keys`
pub(super) async fn keys(
    State(state): State<SigninState>,
    Path(tenant): Path<String>,
    base: Base,
    headers: HeaderMap,
) -> Response {
    let found = state.blocking(move |identity| identity.tenant(&tenant)).await;
    let keys = state.identity.public_keys();
    let keys: Result<Vec<Value>, _> = keys.iter().map(serde_json::to_value).collect();
    match (found, keys) {
        (Ok(tenant), Ok(mut keys)) => {
            for key in &mut keys {
                key["issuer"] = Value::String(issuer(&base.url(), tenant.id));
            }
            answer::public(&json!({ "keys": keys }))
        }
        (Err(error), _) => answer::oauth_error(&state.identity, &headers, &error),
        (_, Err(_)) => answer::oauth_error(&state.identity, &headers, &OauthError::unavailable()),
    }
}

/// Parameters of the instance discovery.
#[derive(Debug, Deserialize)]
pub(super) struct Instance {
    #[serde(default)]
    authorization_endpoint: String,
}

/// `GET /common/discovery/instance`: whether an authority is one of this server's.
pub(super) async fn instance(
    State(state): State<SigninState>,
    base: Base,
    Query(query): Query<Instance>,
) -> Response {
    match asked_instance(&state, &base, &query.authorization_endpoint) {
        Some((authority, tenant)) => {
            // Clients compare with and without the port: some drop it.
            let mut aliases = vec![authority.authority.clone()];
            if authority.host() != authority.authority {
                aliases.push(authority.host().to_owned());
            }
            answer::public(&json!({
                "tenant_discovery_endpoint":
                    format!("{}/{tenant}/v2.0/.well-known/openid-configuration", authority.url()),
                "api-version": "1.1",
                "metadata": [{
                    "preferred_network": authority.authority,
                    "preferred_cache": authority.authority,
                    "aliases": aliases,
                }],
            }))
        }
        None => {
            let body = json!({
                "error": "invalid_instance",
                "error_description": "AADSTS50049: Unknown or invalid instance.",
                "error_codes": [50_049],
            });
            (StatusCode::BAD_REQUEST, answer::public(&body)).into_response()
        }
    }
}

/// Base and tenant of `https://HOST/TENANT/oauth2/v2.0/authorize`, if the host is one of this server's.
fn asked_instance(state: &SigninState, base: &Base, endpoint: &str) -> Option<(Base, String)> {
    let (scheme, rest) = endpoint.split_once("://")?;
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    let scheme = match scheme {
        "https" => Scheme::Https,
        "http" => Scheme::Http,
        _ => return None,
    };
    let known = state.hosts.base(scheme, parts.next()?)?;
    let tenant = parts.next()?;
    let plain = tenant.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b));
    // A client that dropped the port of its authority still reaches us under the one it asked at.
    let found =
        if known.host() == base.host() && known.authority == known.host() { base.clone() } else { known };
    plain.then(|| (found, tenant.to_owned()))
}

/// `GET /common/userrealm/{upn}`: whether a name's password can be asked for here.
pub(super) async fn user_realm(
    State(state): State<SigninState>,
    Path(upn): Path<String>,
    base: Base,
) -> Response {
    let domain = upn.rsplit_once('@').map_or("", |(_, domain)| domain).to_owned();
    let asked = domain.clone();
    let known = state.blocking(move |identity| identity.tenant(&asked)).await.is_ok();
    answer::public(&json!({
        "ver": "1.0",
        "account_type": if known { "Managed" } else { "Unknown" },
        "domain_name": domain,
        "cloud_instance_name": base.authority,
        "cloud_audience_urn": "urn:federation:MicrosoftOnline",
    }))
}
