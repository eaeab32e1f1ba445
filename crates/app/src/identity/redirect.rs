//! Where a code may be sent: registered addresses only, with any port on the machine itself (RFC 8252).

const LOOPBACK: &[&str] = &["http://localhost", "http://127.0.0.1", "http://[::1]"];

/// Whether `asked` is the registered address. For `http://localhost` and its numbers the port does not count, and a
/// path may be missing on both sides.
pub fn matches(registered: &str, asked: &str) -> bool {
    if registered == asked {
        return true;
    }
    match (loopback_path(registered), loopback_path(asked)) {
        (Some((host, path)), Some((asked_host, asked_path))) => host == asked_host && path == asked_path,
        _ => false,
    }
}

/// Host and path of an address on the machine itself, without its port; `None` for every other address.
fn loopback_path(uri: &str) -> Option<(&str, &str)> {
    let (host, rest) = LOOPBACK.iter().find_map(|host| uri.strip_prefix(host).map(|rest| (*host, rest)))?;
    let rest = match rest.strip_prefix(':') {
        Some(port) => {
            let end = port.find(|c: char| !c.is_ascii_digit()).unwrap_or(port.len());
            (end > 0).then(|| &port[end..])?
        }
        None => rest,
    };
    match rest {
        "" | "/" => Some((host, "/")),
        path if path.starts_with('/') && !path.contains(['#', '\\']) => Some((host, path)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registered_addresses_must_be_equal() {
        assert!(matches("https://app.example/callback", "https://app.example/callback"));
        for other in
            ["https://app.example/callback/", "https://app.example:8443/callback", "https://evil.example/"]
        {
            assert!(!matches("https://app.example/callback", other), "{other}");
        }
    }

    #[test]
    fn any_port_on_the_machine_itself() {
        for asked in
            ["http://localhost", "http://localhost/", "http://localhost:1", "http://localhost:65535/"]
        {
            assert!(matches("http://localhost", asked), "{asked}");
        }
        assert!(matches("http://localhost/cb", "http://localhost:9/cb"));
    }

    #[test]
    fn nothing_that_only_looks_like_the_machine_itself() {
        for asked in [
            "http://localhost.evil.example/",
            "http://localhost:80@evil.example/",
            "http://localhost@evil.example/",
            "http://localhost:/",
            "http://localhost:1\\@evil.example/",
            "http://localhost:1/other",
            "https://localhost:1/",
            "http://127.0.0.1:1/",
            "http://localhost/#",
        ] {
            assert!(!matches("http://localhost", asked), "{asked}");
        }
    }
}
