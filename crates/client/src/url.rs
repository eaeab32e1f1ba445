//! Addresses: checking bases, escaping segments and queries, and never leaving the host that a token is for.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use ureq::http::Uri;

use crate::Error;

/// What need not be escaped in a segment or a query value (RFC 3986 unreserved).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Escapes one path segment or query value.
pub(crate) fn escape(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Puts a query behind a path; names keep their `$`.
pub(crate) fn with_query(path: &str, query: &[(&str, String)]) -> String {
    let mut out = path.to_owned();
    for (n, (name, value)) in query.iter().enumerate() {
        out.push(if n == 0 { '?' } else { '&' });
        out.push_str(name);
        out.push('=');
        out.push_str(&escape(value));
    }
    out
}

/// Checks a base address and brings it into the form `scheme://host[:port]`.
pub(crate) fn base(address: &str) -> Result<String, Error> {
    let bad = |why: &'static str| Error::BadAddress { address: address.to_owned(), why };
    let uri: Uri = address.trim().parse().map_err(|_| bad("it is not an address"))?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(bad("it must begin with https://"));
    };
    if authority.as_str().contains('@') {
        return Err(bad("it must not contain a user name"));
    }
    match scheme {
        "https" => {}
        "http" if is_loopback(authority.host()) => {}
        "http" => return Err(bad("plain http is accepted for this machine (localhost) only; use https")),
        _ => return Err(bad("it must begin with https://")),
    }
    let path = uri.path().trim_end_matches('/').to_ascii_lowercase();
    if uri.query().is_some() || !matches!(path.as_str(), "" | "/v1.0") {
        return Err(bad("give the host only, without a path"));
    }
    Ok(format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()))
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare.ends_with(".localhost")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Makes a request target absolute: a path is put behind `base`, an absolute address must be on the host of `base`,
/// because the token goes with the request.
pub(crate) fn resolve(base: &str, target: &str) -> Result<String, Error> {
    if target.starts_with('/') {
        return Ok(format!("{base}{target}"));
    }
    let foreign = || Error::ForeignLink { link: target.to_owned(), expected: base.to_owned() };
    let uri: Uri = target.parse().map_err(|_| foreign())?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(foreign()) };
    let origin = format!("{scheme}://{authority}").to_ascii_lowercase();
    if without_default_port(&origin) != without_default_port(base) {
        return Err(foreign());
    }
    Ok(target.to_owned())
}

fn without_default_port(origin: &str) -> &str {
    match origin.split_once("://") {
        Some(("https", _)) => origin.strip_suffix(":443").unwrap_or(origin),
        Some(("http", _)) => origin.strip_suffix(":80").unwrap_or(origin),
        _ => origin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_and_queries_are_escaped() {
        assert_eq!(escape("guest#EXT#@contoso.example"), "guest%23EXT%23%40contoso.example");
        assert_eq!(
            with_query(
                "/users",
                &[("$filter", "displayName eq 'O''Hara & Söhne'".into()), ("$top", "5".into())]
            ),
            "/users?$filter=displayName%20eq%20%27O%27%27Hara%20%26%20S%C3%B6hne%27&$top=5"
        );
    }

    #[test]
    fn bases_are_https_or_this_machine() {
        assert_eq!(base("https://Reseat.Example/").unwrap(), "https://reseat.example");
        assert_eq!(base("https://graph.microsoft.com/v1.0").unwrap(), "https://graph.microsoft.com");
        for good in ["http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:8080"] {
            assert_eq!(base(good).unwrap(), good);
        }
        for bad in
            ["http://reseat.example", "ftp://localhost", "reseat.example", "", "https://a@b", "https://a/b?c"]
        {
            assert!(matches!(base(bad), Err(Error::BadAddress { .. })), "{bad}");
        }
    }

    #[test]
    fn a_token_never_goes_to_another_host() {
        let home = "https://localhost:8443";
        assert_eq!(resolve(home, "/v1.0/users").unwrap(), "https://localhost:8443/v1.0/users");
        assert!(resolve(home, "https://LOCALHOST:8443/v1.0/users?$skiptoken=x").is_ok());
        for bad in [
            "https://evil.example/v1.0/users",
            "http://localhost:8443/",
            "https://localhost:8443@evil.example/",
        ] {
            assert!(matches!(resolve(home, bad), Err(Error::ForeignLink { .. })), "{bad}");
        }
        assert!(resolve("https://graph.example", "https://graph.example:443/x").is_ok());
    }
}
