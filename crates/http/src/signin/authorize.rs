//! `/{tenant}/oauth2/v2.0/authorize`: the sign-in page of an application's request, and the answer to it.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use reseat_app::identity::{
    Authorization, AuthorizationRefusal, Form, Identity, OauthError, ResponseMode, random_secret,
};

use super::hosts::Base;
use super::pages::{Frame, Hidden, HintRow, PostPage, SignInPage, page, refusal, see_other, with_cookie};
use super::token::{Body, parameters};
use super::words::Language;
use super::{SigninState, cookies, url};

/// The parameters that the sign-in page carries along; everything else an application sends is ignored.
const CARRIED: &[&str] = &[
    "client_id",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "login_hint",
    "ui_locales",
];
/// What form seals are for.
pub(super) const FORM_PURPOSE: &str = "form";

pub(super) async fn get(
    State(state): State<SigninState>,
    Path(tenant): Path<String>,
    base: Base,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    start(state, tenant, base, headers, Form(query)).await
}

/// OpenID Connect lets applications post their request as well.
pub(super) async fn post(
    State(state): State<SigninState>,
    Path(tenant): Path<String>,
    base: Base,
    headers: HeaderMap,
    body: Body,
) -> Response {
    start(state, tenant, base, headers, parameters(body)).await
}

async fn start(state: SigninState, tenant: String, base: Base, headers: HeaderMap, form: Form) -> Response {
    let request = Request { base, tenant, form, headers };
    let frame = request.frame();
    let language = frame.language;
    let done = state.blocking(move |identity| {
        let outcome = match request.check(identity) {
            Ok(asked) => Ok((request.hints(identity, &asked, language)?, asked)),
            Err(refused) => Err(refused),
        };
        Ok((outcome, request))
    });
    match done.await {
        Ok((Ok((hints, asked)), request)) => {
            let username = asked.login_hint.clone().unwrap_or_default();
            request.page(
                &state.identity,
                &asked,
                hints,
                Shown { status: StatusCode::OK, username, error: None },
            )
        }
        Ok((Err(refused), request)) => refuse(request.frame(), &refused),
        Err(error) => refusal(frame, &error),
    }
}

/// An authorization request as it came.
pub(super) struct Request {
    pub(super) base: Base,
    pub(super) tenant: String,
    pub(super) form: Form,
    pub(super) headers: HeaderMap,
}

/// What a sign-in page shows besides the request.
pub(super) struct Shown {
    pub(super) status: StatusCode,
    pub(super) username: String,
    pub(super) error: Option<&'static str>,
}

impl Request {
    pub(super) fn check(&self, identity: &Identity) -> Result<Authorization, AuthorizationRefusal> {
        identity.authorization(&self.base.url(), &self.tenant, &self.form)
    }

    /// The request's own parameters, to be sent again.
    pub(super) fn carried(&self) -> Vec<Hidden> {
        let found = |name: &&str| self.form.get(name).map(|value| ((*name).to_owned(), value.to_owned()));
        CARRIED.iter().filter_map(found).collect()
    }

    pub(super) fn frame(&self) -> Frame {
        let language = Language::of(&self.form, &self.headers);
        let carried = self.carried();
        let other = language.other().tag();
        let pairs = carried.iter().filter(|(name, _)| name != "ui_locales");
        let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str())).chain([("ui_locales", other)]);
        let path = url::query([("", self.tenant.as_str())]);
        let switch = format!("/{}/oauth2/v2.0/authorize?{}", path.trim_start_matches('='), url::query(pairs));
        Frame::new(language, Some(switch))
    }

    pub(super) fn hints(
        &self,
        identity: &Identity,
        asked: &Authorization,
        language: Language,
    ) -> Result<Vec<HintRow>, OauthError> {
        Ok(identity.hints(&asked.tenant)?.iter().map(|hint| HintRow::new(hint, language)).collect())
    }

    /// The sign-in page.
    pub(super) fn page(
        &self,
        identity: &Identity,
        asked: &Authorization,
        hints: Vec<HintRow>,
        shown: Shown,
    ) -> Response {
        let (cookie, seal) = form_seal(identity, &self.headers);
        let mut hidden = self.carried();
        hidden.push(("csrf".to_owned(), seal));
        let frame = self.frame();
        let content = SignInPage {
            app: frame.language.app(&asked.client),
            frame,
            action: format!("/{}/login", url_tenant(asked)),
            hidden,
            organization: asked.tenant.display_name.clone(),
            username: shown.username,
            error: shown.error,
            hints,
            device: false,
        };
        let targets: Vec<_> = url::form_target(&asked.redirect_uri).into_iter().collect();
        with_cookie(page(shown.status, &content, &targets), cookies::set_form(&self.base, &cookie))
    }
}

/// What stands for the tenant in the login form's address.
pub(super) fn url_tenant(asked: &Authorization) -> String {
    if asked.open { "organizations".to_owned() } else { asked.tenant.id.to_string() }
}

/// The browser's form cookie (the present one, so that other tabs keep working) and the seal for a form.
pub(super) fn form_seal(identity: &Identity, headers: &HeaderMap) -> (String, String) {
    let cookie = cookies::form(headers).map_or_else(|| random_secret(identity.entropy()), str::to_owned);
    let seal = identity.seal(FORM_PURPOSE, &cookie);
    (cookie, seal)
}

/// A refusal where it belongs: on a page, or sent to the application.
pub(super) fn refuse(frame: Frame, refused: &AuthorizationRefusal) -> Response {
    match refused {
        AuthorizationRefusal::Show(error) => refusal(frame, error),
        AuthorizationRefusal::Send { redirect_uri, mode, state, error } => {
            let mut answer = vec![
                ("error".to_owned(), error.error.to_owned()),
                ("error_description".to_owned(), error.to_string()),
            ];
            answer.extend(state.iter().map(|state| ("state".to_owned(), state.clone())));
            send(frame, redirect_uri, *mode, answer)
        }
    }
}

/// Sends an answer to the application in the way it asked for.
pub(super) fn send(frame: Frame, redirect_uri: &str, mode: ResponseMode, answer: Vec<Hidden>) -> Response {
    let encoded = url::query(answer.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    match mode {
        ResponseMode::Query => {
            let separator = if redirect_uri.contains('?') { '&' } else { '?' };
            see_other(&format!("{redirect_uri}{separator}{encoded}"))
        }
        ResponseMode::Fragment => see_other(&format!("{redirect_uri}#{encoded}")),
        ResponseMode::FormPost => {
            let targets: Vec<_> = url::form_target(redirect_uri).into_iter().collect();
            let content = PostPage {
                frame: Frame { switch: None, ..frame },
                action: redirect_uri.to_owned(),
                hidden: answer,
            };
            page(StatusCode::OK, &content, &targets)
        }
    }
}
