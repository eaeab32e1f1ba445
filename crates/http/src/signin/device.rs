//! Device code: where a program asks for a code, and the page on which a person enters it.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use reseat_app::identity::{DeviceAnswer, Form, Identity, OauthError};

use super::authorize::form_seal;
use super::hosts::Base;
use super::login::{Attempt, attempt, form_is_ours};
use super::pages::{
    CodePage, Frame, Hidden, HintRow, MessagePage, NewPasswordPage, SignInPage, page, refusal, with_cookie,
};
use super::token::{Body, parameters};
use super::words::Language;
use super::{SigninState, answer, cookies, url};
use crate::source::Source;

/// `POST /{tenant}/oauth2/v2.0/devicecode`
pub(super) async fn start(
    State(state): State<SigninState>,
    Path(tenant): Path<String>,
    base: Base,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let form = parameters(body);
    match state.blocking(move |identity| identity.start_device(&base.url(), &tenant, &form)).await {
        Ok(started) => answer::fresh(&started),
        Err(error) => answer::oauth_error(&state.identity, &headers, &error),
    }
}

/// `GET /devicelogin`
pub(super) async fn get(
    state: State<SigninState>,
    base: Base,
    source: Source,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    show(state.0, Visit { base, tenant: None, form: Form(query), source, headers }, Visit::first).await
}

/// `GET /{tenant}/devicelogin`
pub(super) async fn tenant_get(
    state: State<SigninState>,
    Path(tenant): Path<String>,
    base: Base,
    source: Source,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    show(state.0, Visit { base, tenant: Some(tenant), form: Form(query), source, headers }, Visit::first)
        .await
}

/// `POST /devicelogin`
pub(super) async fn post(
    state: State<SigninState>,
    base: Base,
    source: Source,
    headers: HeaderMap,
    body: Body,
) -> Response {
    show(state.0, Visit { base, tenant: None, form: parameters(body), source, headers }, Visit::second).await
}

/// `POST /{tenant}/devicelogin`
pub(super) async fn tenant_post(
    state: State<SigninState>,
    Path(tenant): Path<String>,
    base: Base,
    source: Source,
    headers: HeaderMap,
    body: Body,
) -> Response {
    show(
        state.0,
        Visit { base, tenant: Some(tenant), form: parameters(body), source, headers },
        Visit::second,
    )
    .await
}

async fn show(
    state: SigninState,
    visit: Visit,
    step: fn(&Visit, &Identity) -> Result<Response, OauthError>,
) -> Response {
    let frame = visit.frame();
    match state.blocking(move |identity| step(&visit, identity)).await {
        Ok(response) => response,
        Err(error) => refusal(frame, &error),
    }
}

/// Somebody at the device page.
struct Visit {
    base: Base,
    tenant: Option<String>,
    form: Form,
    source: Source,
    headers: HeaderMap,
}

impl Visit {
    fn path(&self) -> String {
        match &self.tenant {
            Some(tenant) => {
                let encoded = url::query([("", tenant.as_str())]);
                format!("/{}/devicelogin", encoded.trim_start_matches('='))
            }
            None => "/devicelogin".to_owned(),
        }
    }

    fn code(&self) -> &str {
        self.form.get("otc").unwrap_or_default()
    }

    fn frame(&self) -> Frame {
        let language = Language::of(&self.form, &self.headers);
        let mut pairs = vec![("ui_locales", language.other().tag())];
        if !self.code().is_empty() {
            pairs.push(("otc", self.code()));
        }
        Frame::new(language, Some(format!("{}?{}", self.path(), url::query(pairs))))
    }

    fn device(&self, identity: &Identity) -> Result<Option<DeviceAnswer>, OauthError> {
        let tenant = identity.tenant(self.tenant.as_deref().unwrap_or("common"))?;
        identity.device(&tenant, self.code())
    }

    /// Without a code: ask for it. With one: ask who it is.
    fn first(&self, identity: &Identity) -> Result<Response, OauthError> {
        if self.code().is_empty() {
            return Ok(self.ask_code(None));
        }
        match self.device(identity)? {
            Some(device) => self.ask_name(identity, &device, StatusCode::OK, None),
            None => Ok(self.ask_code(Some(self.frame().words.bad_code))),
        }
    }

    /// The form comes back: go on, or cancel.
    fn second(&self, identity: &Identity) -> Result<Response, OauthError> {
        let words = self.frame().words;
        let Some(device) = self.device(identity)? else { return Ok(self.ask_code(Some(words.bad_code))) };
        if !form_is_ours(identity, &self.headers, &self.form) {
            return self.ask_name(identity, &device, StatusCode::BAD_REQUEST, Some(words.form_expired));
        }
        if self.form.get("cancel").is_some() {
            identity.decline_device(&device)?;
            return Ok(self.message(words.device_declined, words.device_declined_help));
        }
        let origin = cookies::origin(self.source, &self.headers);
        match attempt(identity, &device.tenant, &self.form, words, &origin) {
            Attempt::In(person) => {
                identity.approve_device(&device, &person)?;
                let devices = identity.remember_device(&origin, device.tenant.id, &person.upn);
                let cookie = devices.and_then(|value| cookies::set_devices(&self.base, &value));
                Ok(with_cookie(self.message(words.device_done, words.device_done_help), cookie))
            }
            Attempt::Again(status, error) => self.ask_name(identity, &device, status, Some(error)),
            Attempt::NewPassword(error) => Ok(self.ask_password(identity, error)),
        }
    }

    fn ask_code(&self, error: Option<&'static str>) -> Response {
        let status = if error.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
        let content =
            CodePage { frame: self.frame(), action: self.path(), code: self.code().to_owned(), error };
        page(status, &content, &[])
    }

    fn ask_name(
        &self,
        identity: &Identity,
        device: &DeviceAnswer,
        status: StatusCode,
        error: Option<&'static str>,
    ) -> Result<Response, OauthError> {
        let frame = self.frame();
        let hints =
            identity.hints(&device.tenant)?.iter().map(|hint| HintRow::new(hint, frame.language)).collect();
        let (cookie, hidden) = self.hidden(identity);
        let content = SignInPage {
            app: frame.language.app(&device.client),
            frame,
            action: self.path(),
            hidden,
            organization: device.tenant.display_name.clone(),
            username: self.form.get("username").unwrap_or_default().to_owned(),
            error,
            hints,
            device: true,
        };
        Ok(with_cookie(page(status, &content, &[]), cookies::set_form(&self.base, &cookie)))
    }

    fn ask_password(&self, identity: &Identity, error: Option<&'static str>) -> Response {
        let (cookie, hidden) = self.hidden(identity);
        let name = self.form.get("hint").or_else(|| self.form.get("username")).unwrap_or_default();
        let content = NewPasswordPage {
            frame: self.frame(),
            action: self.path(),
            hidden,
            username: name.to_owned(),
            error,
        };
        with_cookie(page(StatusCode::OK, &content, &[]), cookies::set_form(&self.base, &cookie))
    }

    fn message(&self, title: &'static str, text: &'static str) -> Response {
        let frame = Frame { switch: None, ..self.frame() };
        page(StatusCode::OK, &MessagePage { frame, title, text, detail: None, link: None }, &[])
    }

    fn hidden(&self, identity: &Identity) -> (String, Vec<Hidden>) {
        let (cookie, seal) = form_seal(identity, &self.headers);
        let mut hidden = vec![("otc".to_owned(), self.code().to_owned()), ("csrf".to_owned(), seal)];
        hidden.extend(self.form.get("ui_locales").map(|value| ("ui_locales".to_owned(), value.to_owned())));
        (cookie, hidden)
    }
}
