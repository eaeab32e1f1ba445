//! Under which names this server answers (design section 6): loopback, the public URLs it was started with and the cloud
//! hosts it stands in for. Issuers, links and redirects are built from nothing else; any other `Host` is 421.

use std::net::IpAddr;

use axum::http::Uri;

pub use super::guard::guard;

/// Sign-in and Graph hosts of the public clouds, for operators who answer for them with DNS and certificates of their
/// own (contract 9.4).
pub const CLOUD_HOSTS: &[&str] = &[
    "login.microsoftonline.com",
    "login.windows.net",
    "login.microsoft.com",
    "graph.microsoft.com",
    "login.microsoftonline.us",
    "graph.microsoft.us",
    "login.partner.microsoftonline.cn",
    "login.chinacloudapi.cn",
    "microsoftgraph.chinacloudapi.cn",
    "login.microsoftonline.de",
    "graph.microsoft.de",
];

/// How a request came in. A listener with TLS adds it to its requests as an extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Without TLS.
    Http,
    /// With TLS.
    Https,
}

impl Scheme {
    /// `http` or `https`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// Scheme, host and port under which a client reached this server. Handlers take it as an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// As the client sees it.
    pub scheme: Scheme,
    /// `host` or `host:port`, lower case.
    pub authority: String,
}

impl Base {
    /// `https://host:port`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme.name(), self.authority)
    }

    /// The host without its port.
    pub fn host(&self) -> &str {
        host_of(&self.authority)
    }
}

/// A public URL that cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a public URL; write it like https://reseat.example or http://reseat.example:8080")]
pub struct BadPublicUrl(pub String);

/// The names under which this server answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedHosts {
    public: Vec<Base>,
    cloud: Vec<String>,
    proxies: Vec<IpAddr>,
}

impl AllowedHosts {
    /// Loopback, the public URLs, and cloud hosts (always https).
    ///
    /// # Errors
    /// [`BadPublicUrl`] names a URL that has no http or https scheme, no host, or a path.
    pub fn new(public_urls: &[String], cloud_hosts: &[String]) -> Result<Self, BadPublicUrl> {
        let public = public_urls.iter().map(|url| parse(url).ok_or_else(|| BadPublicUrl(url.clone())));
        Ok(Self {
            public: public.collect::<Result<_, _>>()?,
            cloud: cloud_hosts.iter().map(|host| host.trim().to_ascii_lowercase()).collect(),
            proxies: Vec::new(),
        })
    }

    /// The same behind proxies whose word is taken for where a request comes from (`X-Forwarded-For`).
    #[must_use]
    pub fn behind(self, proxies: &[IpAddr]) -> Self {
        Self { proxies: proxies.iter().map(IpAddr::to_canonical).collect(), ..self }
    }

    /// The trusted proxies.
    pub(crate) fn proxies(&self) -> &[IpAddr] {
        &self.proxies
    }

    /// Hosts without ports, for certificates and for scopes.
    pub fn names(&self) -> Vec<String> {
        let public = self.public.iter().map(|base| base.host().to_owned());
        public.chain(self.cloud.iter().map(|host| host_of(host).to_owned())).collect()
    }

    /// The first public URL, for links that are made without a request.
    pub fn first_public(&self) -> Option<&Base> {
        self.public.first()
    }

    /// The base of a request that asked for `host` over `scheme`; `None` when this server does not answer for it. A
    /// public URL's scheme is the one of the URL: TLS may end at a proxy.
    pub fn base(&self, scheme: Scheme, host: &str) -> Option<Base> {
        let authority = host.trim().to_ascii_lowercase();
        if let Some(public) = self.public.iter().find(|base| base.is(&authority)) {
            return Some(Base { scheme: public.scheme, authority });
        }
        if self.cloud.iter().any(|host| *host == authority || *host == host_without_443(&authority)) {
            return Some(Base { scheme: Scheme::Https, authority });
        }
        is_loopback(&authority).then_some(Base { scheme, authority })
    }
}

impl Base {
    /// Whether `authority` means this base; the default port may be missing on either side.
    fn is(&self, authority: &str) -> bool {
        let port = if self.scheme == Scheme::Https { ":443" } else { ":80" };
        let plain = |text: &str| text.strip_suffix(port).unwrap_or(text).to_owned();
        plain(&self.authority) == plain(authority)
    }
}

fn host_without_443(authority: &str) -> &str {
    authority.strip_suffix(":443").unwrap_or(authority)
}

/// The host of an authority; the brackets of an IPv6 address stay.
fn host_of(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !host.is_empty() => host,
        _ => authority,
    }
}

pub(super) fn is_loopback(authority: &str) -> bool {
    let rest = ["localhost", "127.0.0.1", "[::1]"].iter().find_map(|host| authority.strip_prefix(host));
    match rest.map(|rest| (rest.is_empty(), rest.strip_prefix(':'))) {
        Some((true, _)) => true,
        Some((_, Some(port))) => (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

fn parse(url: &str) -> Option<Base> {
    let uri: Uri = url.trim().trim_end_matches('/').parse().ok()?;
    let scheme = match uri.scheme_str()? {
        "http" => Scheme::Http,
        "https" => Scheme::Https,
        _ => return None,
    };
    let authority = uri.authority()?.as_str().to_ascii_lowercase();
    let plain = matches!(uri.path(), "" | "/") && uri.query().is_none() && !authority.contains('@');
    plain.then_some(Base { scheme, authority })
}

/// Makes repeated slashes of a path one (contract section 14). To be put in front of the router:
/// `tower::util::MapRequestLayer::new(collapse_slashes)`.
pub fn collapse_slashes<B>(mut request: axum::http::Request<B>) -> axum::http::Request<B> {
    if !request.uri().path().contains("//") {
        return request;
    }
    let mut path = String::with_capacity(request.uri().path().len());
    for c in request.uri().path().chars() {
        if c != '/' || !path.ends_with('/') {
            path.push(c);
        }
    }
    if let Some(query) = request.uri().query() {
        path.push('?');
        path.push_str(query);
    }
    let mut parts = request.uri().clone().into_parts();
    if let Ok(path) = path.parse() {
        parts.path_and_query = Some(path);
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts() -> AllowedHosts {
        let public = ["https://Reseat.example".to_owned(), "http://intranet:8080/".to_owned()];
        AllowedHosts::new(&public, &["login.microsoftonline.com".to_owned()]).unwrap()
    }

    #[test]
    fn loopback_with_any_port_keeps_the_scheme_it_came_with() {
        for host in ["localhost", "localhost:1", "127.0.0.1:65535", "[::1]", "[::1]:8443", "LOCALHOST:8443"] {
            let base = hosts().base(Scheme::Https, host).unwrap();
            assert_eq!(base.url(), format!("https://{}", host.to_lowercase()));
        }
        assert_eq!(hosts().base(Scheme::Http, "localhost:80").unwrap().url(), "http://localhost:80");
    }

    #[test]
    fn public_urls_have_the_scheme_of_the_url_whatever_the_proxy_speaks() {
        assert_eq!(hosts().base(Scheme::Http, "reseat.example").unwrap().url(), "https://reseat.example");
        assert_eq!(hosts().base(Scheme::Http, "reseat.example:443").unwrap().scheme, Scheme::Https);
        assert_eq!(hosts().base(Scheme::Https, "intranet:8080").unwrap().url(), "http://intranet:8080");
        assert_eq!(hosts().base(Scheme::Http, "login.microsoftonline.com").unwrap().scheme, Scheme::Https);
    }

    #[test]
    fn everything_else_is_refused() {
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "localhost:1:2",
            "localhost:abc",
            "localhost:",
            "reseat.example:8443",
            "reseat.example.evil.example",
            "127.0.0.1.evil.example",
            "user@localhost",
        ] {
            assert_eq!(hosts().base(Scheme::Https, host), None, "{host}");
        }
    }

    #[test]
    fn a_public_url_is_checked_when_the_server_starts() {
        for url in ["reseat.example", "ftp://x", "https://x/path", "https://u@x", "https://x/?q"] {
            let error = AllowedHosts::new(&[url.to_owned()], &[]).unwrap_err();
            assert!(error.to_string().contains("https://reseat.example"), "{url}");
        }
        assert_eq!(hosts().names(), ["reseat.example", "intranet", "login.microsoftonline.com"]);
    }

    #[test]
    fn contract_14_repeated_slashes_are_one() {
        let path = |uri: &str| {
            let request = axum::http::Request::builder().uri(uri).body(()).unwrap();
            collapse_slashes(request).uri().to_string()
        };
        assert_eq!(path("/v1.0//users///x?a=//b"), "/v1.0/users/x?a=//b");
        assert_eq!(path("//"), "/");
        assert_eq!(path("https://h:1//v1.0//me"), "https://h:1/v1.0/me");
    }
}
