//! `/{tenant}/oauth2/v2.0/logout`: sends the person back to the application, if the address is registered. There is no
//! sign-in of its own to end: the pages ask for the password each time, and the console has its own sign-out.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use reseat_app::identity::Form;

use super::hosts::Base;
use super::pages::{Frame, MessagePage, page, refusal, see_other};
use super::token::{Body, parameters};
use super::words::Language;
use super::{SigninState, url};

pub(super) async fn get(
    state: State<SigninState>,
    path: Path<String>,
    base: Base,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    logout(state.0, path.0, base, headers, Form(query)).await
}

pub(super) async fn post(
    state: State<SigninState>,
    path: Path<String>,
    base: Base,
    headers: HeaderMap,
    body: Body,
) -> Response {
    logout(state.0, path.0, base, headers, parameters(body)).await
}

async fn logout(state: SigninState, tenant: String, base: Base, headers: HeaderMap, form: Form) -> Response {
    let frame = Frame::new(Language::of(&form, &headers), None);
    let (asked, base) = (form.clone(), base.url());
    match state.blocking(move |identity| identity.logout_target(&base, &tenant, &asked)).await {
        Ok(Some(target)) => match form.get("state") {
            Some(state) => {
                let separator = if target.contains('?') { '&' } else { '?' };
                see_other(&format!("{target}{separator}{}", url::query([("state", state)])))
            }
            None => see_other(&target),
        },
        Ok(None) => {
            let (title, text) = (frame.words.signed_out, frame.words.signed_out_help);
            page(StatusCode::OK, &MessagePage { frame, title, text, detail: None, link: None }, &[])
        }
        Err(error) => refusal(frame, &error),
    }
}
