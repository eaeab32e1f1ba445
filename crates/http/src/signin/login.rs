//! `POST /{tenant}/login`: the sign-in page's form comes back, with the application's request inside.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use reseat_app::identity::{Form, Identity, OauthError, Origin, Person, SignInError, same};
use reseat_model::tenant::Tenant;

use super::authorize::{FORM_PURPOSE, Request, Shown, form_seal, refuse, send, url_tenant};
use super::hosts::Base;
use super::pages::{NewPasswordPage, page, refusal, with_cookie};
use super::token::{Body, parameters};
use super::words::Words;
use super::{SigninState, cookies, url};
use crate::source::Source;

pub(super) async fn post(
    State(state): State<SigninState>,
    Path(tenant): Path<String>,
    base: Base,
    source: Source,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let origin = cookies::origin(source, &headers);
    let request = Request { base, tenant, form: parameters(body), headers };
    let frame = request.frame();
    match state.blocking(move |identity| answer(identity, &request, &origin)).await {
        Ok(response) => response,
        Err(error) => refusal(frame, &error),
    }
}

/// The whole answer; runs on a blocking thread because it hashes a password.
fn answer(identity: &Identity, request: &Request, origin: &Origin) -> Result<Response, OauthError> {
    let asked = match request.check(identity) {
        Ok(asked) => asked,
        Err(refused) => return Ok(refuse(request.frame(), &refused)),
    };
    let frame = request.frame();
    let again = |status, error| {
        let hints = request.hints(identity, &asked, frame.language)?;
        let username = request.form.get("username").unwrap_or_default().to_owned();
        Ok(request.page(identity, &asked, hints, Shown { status, username, error: Some(error) }))
    };
    if !form_is_ours(identity, &request.headers, &request.form) {
        return again(StatusCode::BAD_REQUEST, frame.words.form_expired);
    }
    let name = request.form.get("hint").or_else(|| request.form.get("username")).unwrap_or_default();
    let tenant = match identity.tenant_for(&asked, name) {
        Ok(tenant) => tenant,
        Err(_) => return Err(OauthError::unavailable()),
    };
    match attempt(identity, &tenant, &request.form, frame.words, origin) {
        Attempt::In(person) => {
            let code = identity.issue_code(&asked, &tenant, &person)?;
            let mut parameters = vec![("code".to_owned(), code)];
            parameters.extend(asked.state.iter().map(|state| ("state".to_owned(), state.clone())));
            let devices = identity.remember_device(origin, tenant.id, &person.upn);
            let cookie = devices.and_then(|value| cookies::set_devices(&request.base, &value));
            Ok(with_cookie(send(frame, &asked.redirect_uri, asked.mode, parameters), cookie))
        }
        Attempt::Again(status, error) => again(status, error),
        Attempt::NewPassword(error) => {
            let (cookie, seal) = form_seal(identity, &request.headers);
            let mut hidden = request.carried();
            hidden.push(("csrf".to_owned(), seal));
            let content = NewPasswordPage {
                frame,
                action: format!("/{}/login", url_tenant(&asked)),
                hidden,
                username: name.to_owned(),
                error,
            };
            let targets: Vec<_> = url::form_target(&asked.redirect_uri).into_iter().collect();
            Ok(with_cookie(
                page(StatusCode::OK, &content, &targets),
                cookies::set_form(&request.base, &cookie),
            ))
        }
    }
}

/// How a sign-in ended.
pub(super) enum Attempt {
    /// They are who they say.
    In(Arc<Person>),
    /// They are not, or may not; shown on the same page.
    Again(StatusCode, &'static str),
    /// They are, but must choose a new password first.
    NewPassword(Option<&'static str>),
}

/// Signs in with what the form holds: a suggested account, a name and a password, or a new password.
pub(super) fn attempt(
    identity: &Identity,
    tenant: &Tenant,
    form: &Form,
    words: &'static Words,
    origin: &Origin,
) -> Attempt {
    let name = form.get("username").unwrap_or_default();
    let password = form.get("password").unwrap_or_default();
    let new = form.get("new_password");
    if new.is_some() && new != form.get("confirm_password") {
        return Attempt::NewPassword(Some(words.passwords_differ));
    }
    let done = match (form.get("hint"), new) {
        (Some(hint), _) => identity.sign_in_by_hint(tenant, hint, origin),
        (None, Some(new)) => identity.change_password(tenant, name, password, new, origin),
        (None, None) => identity.sign_in(tenant, name, password, origin),
    };
    let error = match done {
        Ok(person) => return Attempt::In(person),
        Err(error) => error,
    };
    match error {
        SignInError::MustChange => Attempt::NewPassword(None),
        SignInError::BadNewPassword => Attempt::NewPassword(Some(words.bad_new_password)),
        SignInError::Wrong { .. } if new.is_some() => Attempt::NewPassword(Some(words.wrong)),
        SignInError::Wrong { .. } => Attempt::Again(StatusCode::UNAUTHORIZED, words.wrong),
        SignInError::Disabled => Attempt::Again(StatusCode::FORBIDDEN, words.disabled),
        SignInError::Locked(_) => Attempt::Again(StatusCode::TOO_MANY_REQUESTS, words.locked),
        SignInError::Busy => Attempt::Again(StatusCode::TOO_MANY_REQUESTS, words.busy),
        SignInError::Unavailable(error) => {
            tracing::error!(%error, "somebody could not sign in");
            Attempt::Again(StatusCode::SERVICE_UNAVAILABLE, words.unavailable)
        }
    }
}

/// Whether the form was made by this server for this browser, and sent from this server's own page.
pub(super) fn form_is_ours(identity: &Identity, headers: &HeaderMap, form: &Form) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site.is_some_and(|site| site != "same-origin") {
        return false;
    }
    match (cookies::form(headers), form.get("csrf")) {
        (Some(cookie), Some(seal)) => same(identity.seal(FORM_PURPOSE, cookie).as_bytes(), seal.as_bytes()),
        _ => false,
    }
}
