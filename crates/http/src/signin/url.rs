//! Making URLs, and knowing which may be followed.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// Bytes of a path to return to.
const RETURN_TO_BYTES_MAX: usize = 2_000;

/// `a=1&b=2`, encoded.
pub(super) fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let encode = |text: &str| utf8_percent_encode(text, VALUE).to_string();
    let parts: Vec<_> =
        pairs.into_iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    parts.join("&")
}

/// A path of this server that a browser may be sent to after sign-in; `/` for everything that could lead elsewhere.
pub(super) fn return_to(asked: Option<&str>) -> &str {
    let safe = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && path.len() <= RETURN_TO_BYTES_MAX
            && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
    };
    asked.filter(safe).unwrap_or("/")
}

/// What a content security policy must allow so that a form may end at `redirect_uri`: its origin, or only the scheme
/// where origins cannot be written (custom schemes, IPv6 addresses).
pub(super) fn form_target(redirect_uri: &str) -> Option<String> {
    let (scheme, rest) = redirect_uri.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        || !scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    {
        return None;
    }
    let authority = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or(""));
    let writable = |authority: &&str| {
        !authority.is_empty() && authority.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:".contains(&b))
    };
    match authority.filter(writable) {
        Some(authority) if matches!(scheme.as_str(), "http" | "https") => {
            Some(format!("{scheme}://{authority}"))
        }
        _ => Some(format!("{scheme}:")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_encoded() {
        assert_eq!(query([("a b", "1&2=ü"), ("c", "")]), "a%20b=1%262%3D%C3%BC&c=");
    }

    #[test]
    fn only_paths_of_this_server_are_returned_to() {
        assert_eq!(return_to(Some("/users?filter=all#x")), "/users?filter=all#x");
        for bad in [
            "",
            "users",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a b",
            "/a\r\nX: y",
            "\t/x",
        ] {
            assert_eq!(return_to(Some(bad)), "/", "{bad:?}");
        }
        assert_eq!(return_to(None), "/");
    }

    #[test]
    fn policies_allow_no_more_than_the_redirect_needs() {
        assert_eq!(form_target("http://localhost:1234/x?y").as_deref(), Some("http://localhost:1234"));
        assert_eq!(form_target("https://app.example").as_deref(), Some("https://app.example"));
        assert_eq!(form_target("http://[::1]:1/").as_deref(), Some("http:"));
        assert_eq!(form_target("msal1234://auth").as_deref(), Some("msal1234:"));
        assert_eq!(form_target("bad scheme://x"), None);
        assert_eq!(form_target("https://a b; script-src *").as_deref(), Some("https:"));
    }
}
