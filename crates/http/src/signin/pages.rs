//! The pages: what each shows, and the headers that every page has.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use reseat_app::identity::{Hint, OauthError};

use super::words::{Language, Words};

/// What is on every page.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) language: Language,
    pub(super) words: &'static Words,
    /// The same page in the other language.
    pub(super) switch: Option<String>,
}

impl Frame {
    pub(super) fn new(language: Language, switch: Option<String>) -> Self {
        Self { language, words: language.words(), switch }
    }
}

/// A parameter that a form carries along.
pub(super) type Hidden = (String, String);

/// A suggested account.
#[derive(Debug, Clone)]
pub(super) struct HintRow {
    pub(super) upn: String,
    pub(super) role: String,
}

impl HintRow {
    pub(super) fn new(hint: &Hint, language: Language) -> Self {
        let names: Vec<_> = hint.person.roles.iter().map(|role| language.role(*role)).collect();
        let separator = if language == Language::Chinese { "、" } else { ", " };
        let role = if names.is_empty() { language.words().no_role.to_owned() } else { names.join(separator) };
        Self { upn: hint.upn.clone(), role }
    }
}

/// Name and password, suggested accounts.
#[derive(Debug, Template)]
#[template(path = "signin/sign_in.html")]
pub(super) struct SignInPage {
    pub(super) frame: Frame,
    /// Where the form goes.
    pub(super) action: String,
    pub(super) hidden: Vec<Hidden>,
    /// The organisation's name.
    pub(super) organization: String,
    /// The application that asks.
    pub(super) app: String,
    pub(super) username: String,
    pub(super) error: Option<&'static str>,
    pub(super) hints: Vec<HintRow>,
    /// A device asks: say so, and offer to cancel.
    pub(super) device: bool,
}

/// A new password is due.
#[derive(Debug, Template)]
#[template(path = "signin/new_password.html")]
pub(super) struct NewPasswordPage {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) hidden: Vec<Hidden>,
    pub(super) username: String,
    pub(super) error: Option<&'static str>,
}

/// The device page's first step.
#[derive(Debug, Template)]
#[template(path = "signin/code.html")]
pub(super) struct CodePage {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) code: String,
    pub(super) error: Option<&'static str>,
}

/// Something to read, perhaps with one way on.
#[derive(Debug, Template)]
#[template(path = "signin/message.html")]
pub(super) struct MessagePage {
    pub(super) frame: Frame,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    /// What went wrong, in the words for programs.
    pub(super) detail: Option<String>,
    /// Label and address.
    pub(super) link: Option<(&'static str, String)>,
}

/// `response_mode=form_post`: posts itself, or by its button.
#[derive(Debug, Template)]
#[template(path = "signin/post.html")]
pub(super) struct PostPage {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) hidden: Vec<Hidden>,
}

/// A page with its headers. `targets` are where its forms may lead besides this server.
pub(super) fn page<T: Template>(status: StatusCode, page: &T, targets: &[String]) -> Response {
    let html = match page.render() {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(%error, "a sign-in page could not be rendered");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; \
         frame-ancestors 'none'; form-action 'self' {}",
        targets.join(" ")
    );
    let policy = HeaderValue::from_str(policy.trim_end());
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        policy.unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    );
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // An application may open the sign-in in a window of its own and wait for it to come back.
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("unsafe-none"));
    response
}

/// A refusal that nobody but the person may see.
pub(super) fn refusal(frame: Frame, error: &OauthError) -> Response {
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
    let words = frame.words;
    let shown = MessagePage {
        frame,
        title: words.failed,
        text: words.failed_help,
        detail: Some(error.to_string()),
        link: None,
    };
    page(status, &shown, &[])
}

/// Another address, fetched with GET.
pub(super) fn see_other(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => (
            StatusCode::SEE_OTHER,
            [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))],
        )
            .into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Adds a cookie to an answer.
pub(super) fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
