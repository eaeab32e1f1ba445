//! `POST /{tenant}/oauth2/v2.0/token`.

use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use percent_encoding::percent_decode_str;
use reseat_app::identity::{Form, OauthError, Origin, TokenRequest};

use super::hosts::Base;
use super::{SigninState, answer};
use crate::source::Source;

/// A form as axum reads it.
pub(super) type Body = Result<axum::Form<Vec<(String, String)>>, FormRejection>;

/// The parameters of a body; one that is no form has none, and the endpoint says which it misses.
pub(super) fn parameters(body: Body) -> Form {
    Form(body.map(|axum::Form(pairs)| pairs).unwrap_or_default())
}

pub(super) async fn token(
    State(state): State<SigninState>,
    Path(tenant): Path<String>,
    base: Base,
    source: Source,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let form = parameters(body);
    let basic = match basic(&headers) {
        Ok(basic) => basic,
        Err(error) => return answer::oauth_error(&state.identity, &headers, &error),
    };
    let origin = Origin { source: source.0, devices: None };
    let done = state.blocking(move |identity| {
        let basic = basic.as_ref().map(|(id, secret)| (id.as_str(), secret.as_str()));
        identity.token(&TokenRequest { base: &base.url(), tenant: &tenant, form: &form, basic, origin })
    });
    match done.await {
        Ok(tokens) => answer::fresh(&tokens),
        Err(error) => answer::oauth_error(&state.identity, &headers, &error),
    }
}

/// Client id and secret of `Authorization: Basic`; both are form-encoded inside (RFC 6749, 2.3.1).
fn basic(headers: &HeaderMap) -> Result<Option<(String, String)>, OauthError> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let malformed =
        || OauthError::malformed("The Authorization header must be 'Basic' with client id and secret.");
    let text = value.to_str().map_err(|_| malformed())?;
    let encoded = text
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"))
        .map(|(_, encoded)| encoded.trim())
        .ok_or_else(malformed)?;
    let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| malformed())?;
    let pair = String::from_utf8(bytes).map_err(|_| malformed())?;
    let (id, secret) = pair.split_once(':').ok_or_else(malformed)?;
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    Ok(Some((decode(id), decode(secret))))
}
