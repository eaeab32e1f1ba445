//! Cookies of the sign-in: a Lax one that ties forms to a browser, a Lax one for the console's round trip, and the
//! console's own, which is Strict (design section 6).

use axum::http::{HeaderMap, HeaderValue};
use reseat_app::identity::Origin;
use reseat_model::limits::KNOWN_DEVICE_DAYS;

use super::hosts::{Base, Scheme};
use crate::auth::{SESSION_COOKIE, cookie};
use crate::source::Source;

/// Ties forms to a browser.
const FORM_COOKIE: &str = "reseat_form";
/// Remembers the console's round trip.
const TRIP_COOKIE: &str = "reseat_trip";
/// Remembers that accounts signed in with this browser.
const DEVICES_COOKIE: &str = "reseat_devices";
/// Seconds a round trip may take.
pub(super) const TRIP_SECONDS: i64 = 900;

/// The form cookie's value, if it can be one that was set here.
pub(super) fn form(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, FORM_COOKIE).filter(|value| value.len() == 43)
}

/// The round trip's value.
pub(super) fn trip(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, TRIP_COOKIE)
}

/// Where a sign-in comes from: the address, and the accounts that signed in with this browser before.
pub(super) fn origin(source: Source, headers: &HeaderMap) -> Origin {
    Origin { source: source.0, devices: cookie(headers, DEVICES_COOKIE).map(str::to_owned) }
}

pub(super) fn set_devices(base: &Base, value: &str) -> Option<HeaderValue> {
    let seconds = KNOWN_DEVICE_DAYS * 86_400;
    made(base, &format!("{DEVICES_COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"))
}

/// The session's value.
pub(super) fn session(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SESSION_COOKIE)
}

pub(super) fn set_form(base: &Base, value: &str) -> Option<HeaderValue> {
    made(base, &format!("{FORM_COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax"))
}

pub(super) fn set_trip(base: &Base, value: &str) -> Option<HeaderValue> {
    let text = format!(
        "{TRIP_COOKIE}={value}; Path=/reseat/sign-in; Max-Age={TRIP_SECONDS}; HttpOnly; SameSite=Lax"
    );
    made(base, &text)
}

pub(super) fn clear_trip(base: &Base) -> Option<HeaderValue> {
    made(base, &format!("{TRIP_COOKIE}=; Path=/reseat/sign-in; Max-Age=0; HttpOnly; SameSite=Lax"))
}

pub(super) fn set_session(base: &Base, value: &str) -> Option<HeaderValue> {
    made(base, &format!("{SESSION_COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict"))
}

pub(super) fn clear_session(base: &Base) -> Option<HeaderValue> {
    made(base, &format!("{SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"))
}

fn made(base: &Base, text: &str) -> Option<HeaderValue> {
    let secure = if base.scheme == Scheme::Https { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{text}{secure}")).ok()
}
