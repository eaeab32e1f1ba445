//! `/oidc/userinfo`: who a delegated token speaks for.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use reseat_app::identity::TokenError;
use serde_json::json;

use super::{SigninState, answer};

pub(super) async fn userinfo(State(state): State<SigninState>, headers: HeaderMap) -> Response {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = token.strip_prefix("Bearer ").unwrap_or_default().to_owned();
    // The failure of the store is the only one that is not the token's.
    let checked = state.blocking(move |identity| match identity.verify(&token) {
        Err(TokenError::Unavailable(error)) => Err(error.into()),
        other => Ok(other.ok().and_then(|verified| verified.person.map(|person| (verified.token, person)))),
    });
    match checked.await {
        Ok(Some((token, person))) => answer::fresh(&json!({
            "sub": reseat_app::identity::subject(token.client, person.id),
            "name": person.display_name,
            "family_name": person.surname,
            "given_name": person.given_name,
            "email": person.mail,
        })),
        Ok(None) => {
            let mut response = StatusCode::UNAUTHORIZED.into_response();
            let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
            response
        }
        Err(error) => answer::oauth_error(&state.identity, &headers, &error),
    }
}
