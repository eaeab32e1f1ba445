//! The console's own sign-in: a round trip through the same authorization endpoint as everybody's, at whose end there is
//! a session instead of a token; and its sign-out.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use reseat_app::identity::{
    CONSOLE, CONSOLE_CALLBACK, ConsoleSignIn, Form, Identity, OauthError, base64url, random_secret, same,
    sha256,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::hosts::Base;
use super::pages::{Frame, MessagePage, page, refusal, see_other, with_cookie};
use super::words::Language;
use super::{SigninState, cookies, url};
use crate::auth::CSRF_HEADER;

/// What trip seals are for.
const TRIP_PURPOSE: &str = "trip";

/// What the browser remembers of the round trip.
#[derive(Debug, Serialize, Deserialize)]
struct Trip {
    state: String,
    verifier: String,
    return_to: String,
    /// Seconds since 1970.
    until: i64,
}

impl Trip {
    fn cookie(&self, identity: &Identity) -> String {
        let text = base64url(&serde_json::to_vec(self).unwrap_or_default());
        format!("{text}.{}", identity.seal(TRIP_PURPOSE, &text))
    }

    fn read(identity: &Identity, cookie: &str) -> Option<Self> {
        let (text, seal) = cookie.split_once('.')?;
        if !same(identity.seal(TRIP_PURPOSE, text).as_bytes(), seal.as_bytes()) {
            return None;
        }
        let trip: Self = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        (trip.until > identity.wall().seconds()).then_some(trip)
    }
}

/// `GET /reseat/sign-in?returnTo=/path[&tenant=...][&ui_locales=...]`
pub(super) async fn start(
    State(state): State<SigninState>,
    base: Base,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    let form = Form(query);
    let identity = &state.identity;
    let trip = Trip {
        state: random_secret(identity.entropy()),
        verifier: random_secret(identity.entropy()),
        return_to: url::return_to(form.get("returnTo")).to_owned(),
        until: identity.wall().seconds() + cookies::TRIP_SECONDS,
    };
    let (client, challenge) = (CONSOLE.to_string(), base64url(&sha256(trip.verifier.as_bytes())));
    let redirect = format!("{}{CONSOLE_CALLBACK}", base.url());
    let mut pairs = vec![
        ("client_id", client.as_str()),
        ("response_type", "code"),
        ("redirect_uri", redirect.as_str()),
        ("scope", "openid profile .default"),
        ("state", trip.state.as_str()),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    pairs.extend(form.get("ui_locales").map(|value| ("ui_locales", value)));
    pairs.extend(form.get("login_hint").map(|value| ("login_hint", value)));
    let tenant = url::query([("", form.get("tenant").unwrap_or("organizations"))]);
    let location = format!(
        "{}/{}/oauth2/v2.0/authorize?{}",
        base.url(),
        tenant.trim_start_matches('='),
        url::query(pairs)
    );
    with_cookie(see_other(&location), cookies::set_trip(&base, &trip.cookie(identity)))
}

/// `GET /reseat/sign-in/callback`
pub(super) async fn callback(
    State(state): State<SigninState>,
    base: Base,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    let form = Form(query);
    let frame = Frame::new(Language::of(&form, &headers), None);
    let trip = cookies::trip(&headers).and_then(|cookie| Trip::read(&state.identity, cookie));
    let fits =
        |trip: &Trip| form.get("state").is_some_and(|sent| same(sent.as_bytes(), trip.state.as_bytes()));
    let Some(trip) = trip.filter(fits) else { return start_over(frame, frame_words_expired, None) };
    let (code, redirect_uri) = match form.get("code") {
        Some(code) => (code.to_owned(), format!("{}{CONSOLE_CALLBACK}", base.url())),
        None => return start_over(frame, |frame| frame.words.failed_help, form.get("error_description")),
    };
    let verifier = trip.verifier.clone();
    let done = state.blocking(move |identity| {
        identity.console_sign_in(&ConsoleSignIn {
            code: &code,
            redirect_uri: &redirect_uri,
            verifier: &verifier,
        })
    });
    match done.await {
        Ok(session) => {
            let response = see_other(&trip.return_to);
            let response = with_cookie(response, cookies::set_session(&base, &session.cookie));
            with_cookie(response, cookies::clear_trip(&base))
        }
        Err(error) if error.status == 503 => refusal(frame, &error),
        Err(error) => start_over(frame, |frame| frame.words.failed_help, Some(&error.to_string())),
    }
}

fn frame_words_expired(frame: &Frame) -> &'static str {
    frame.words.expired_trip
}

/// A page with a way back to the beginning; not a redirect, which could go round for ever.
fn start_over(frame: Frame, text: fn(&Frame) -> &'static str, detail: Option<&str>) -> Response {
    let content = MessagePage {
        title: frame.words.failed,
        text: text(&frame),
        detail: detail.map(str::to_owned),
        link: Some((frame.words.try_again, "/reseat/sign-in".to_owned())),
        frame,
    };
    page(StatusCode::BAD_REQUEST, &content, &[])
}

/// `POST /reseat/sign-out`, with the session's CSRF header
pub(super) async fn sign_out(State(state): State<SigninState>, base: Base, headers: HeaderMap) -> Response {
    let cookie = cookies::session(&headers).unwrap_or_default().to_owned();
    let sent = headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let done = state.blocking(move |identity| match identity.session(&cookie)? {
        Some(session) if !session.csrf_fits(&sent) => Ok(false),
        Some(_) => {
            identity.end_session(&cookie)?;
            Ok(true)
        }
        None => Ok(true),
    });
    match done.await {
        Ok(true) => with_cookie(StatusCode::NO_CONTENT.into_response(), cookies::clear_session(&base)),
        Ok(false) => {
            let message = "Send the session's csrfToken in the header X-Reseat-Csrf.";
            problem(StatusCode::FORBIDDEN, "Authorization_RequestDenied", message)
        }
        Err(error) => unavailable(&error),
    }
}

fn unavailable(error: &OauthError) -> Response {
    problem(StatusCode::SERVICE_UNAVAILABLE, "serviceNotAvailable", &error.message)
}

fn problem(status: StatusCode, code: &str, message: &str) -> Response {
    (status, Json(json!({ "error": { "code": code, "message": message } }))).into_response()
}
