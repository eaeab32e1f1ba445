//! What an application's properties can be.

use reseat_model::application::Application;
use reseat_model::limits::{REDIRECT_URIS_MAX, TEXT_CHARS_MAX};

use crate::error::AppError;

/// Schemes that a browser runs or opens instead of handing the address to an application.
const NEVER: &[&str] = &["javascript", "data", "vbscript", "file", "blob", "about"];

/// Checks what a caller may have written.
///
/// # Errors
/// [`AppError::Invalid`] that says what to send instead.
pub(super) fn validate(application: &Application) -> Result<(), AppError> {
    let name = application.display_name.trim();
    if name.is_empty() || name.chars().count() > TEXT_CHARS_MAX {
        return Err(AppError::invalid(format!(
            "Invalid value specified for property 'displayName' of resource 'Application'. It has 1 to {TEXT_CHARS_MAX} \
             characters."
        )));
    }
    if application.redirect_uris.len() > REDIRECT_URIS_MAX {
        return Err(AppError::invalid(format!(
            "An application has at most {REDIRECT_URIS_MAX} redirect URIs."
        )));
    }
    match application.redirect_uris.iter().find_map(|uri| wrong(uri, application.public_client)) {
        Some(message) => Err(AppError::invalid(message)),
        None => Ok(()),
    }
}

/// What is wrong with an address to which codes go: over the network only encrypted, on the machine itself as it is, and
/// to an application of the machine only where there is no secret.
fn wrong(uri: &str, public: bool) -> Option<String> {
    let refuse = |why: &str| Some(format!("The redirect URI '{uri}' cannot be used: {why}."));
    if uri.len() > TEXT_CHARS_MAX || !uri.bytes().all(|b| b.is_ascii_graphic()) || uri.contains('\\') {
        return refuse("it must be an absolute URI of at most 256 characters without blanks");
    }
    if uri.contains('#') || uri.contains('*') {
        return refuse("it must have neither a fragment nor a wildcard");
    }
    let Some((scheme, rest)) = uri.split_once(':') else { return refuse("it must be absolute") };
    let named = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    if !named || rest.is_empty() {
        return refuse("it must be absolute");
    }
    match scheme.to_ascii_lowercase().as_str() {
        "https" if rest.len() > 2 && rest.starts_with("//") && !rest.starts_with("///") => None,
        "https" => refuse("it names no host"),
        "http" if is_loopback(rest) => None,
        "http" => {
            refuse("only http://localhost and the addresses of the machine itself may go without encryption")
        }
        scheme if NEVER.contains(&scheme) => refuse("its scheme is not allowed"),
        _ if public => None,
        _ => refuse("only a public client may have a scheme of its own"),
    }
}

fn is_loopback(rest: &str) -> bool {
    let Some(authority) = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?']).next()) else {
        return false;
    };
    let host = authority.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
    let host = host.map_or(authority, |(host, _)| host);
    ["localhost", "127.0.0.1", "[::1]"].contains(&host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_to_encrypted_addresses_or_stay_on_the_machine() {
        for good in [
            "https://app.example/cb",
            "http://localhost",
            "http://localhost:8400/cb",
            "http://127.0.0.1/x",
            "http://[::1]:1",
        ] {
            assert_eq!(wrong(good, false), None, "{good}");
        }
        for bad in [
            "http://app.example/cb",
            "http://localhost.evil.example/",
            "http://localhost@evil.example/",
            "https:app",
            "https:///x",
            "/cb",
            "https://a.example/#x",
            "https://*.example/",
            "https://a b.example/",
            "javascript:alert(1)",
            "myapp://auth",
        ] {
            assert!(wrong(bad, false).is_some(), "{bad}");
        }
        assert_eq!(wrong("myapp://auth", true), None);
        assert!(wrong("data:text/html,x", true).is_some());
    }
}
