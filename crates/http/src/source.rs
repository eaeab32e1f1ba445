//! Where a request comes from on the network: the connection's other end, or what a trusted proxy says of it.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// Set by proxies: client, proxy, proxy...
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The client's address; none in process, without a socket. Handlers take it as an argument.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Source(pub Option<IpAddr>);

impl Source {
    /// Where a request comes from, when `proxies` are believed.
    pub(crate) fn of(request: &Request, proxies: &[IpAddr]) -> Self {
        let peer =
            request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        Self(peer.map(|peer| client(peer, request.headers(), proxies)))
    }
}

/// The last address that no trusted proxy has: what stands before it may be made up.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    if !proxies.contains(&peer) {
        return peer;
    }
    let values = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    let said: Vec<_> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut found = peer;
    for text in said.iter().rev() {
        // Some proxies add the port.
        let address = text.parse().or_else(|_| text.parse::<SocketAddr>().map(|address| address.ip()));
        let Ok(address) = address else { break };
        found = address.to_canonical();
        if !proxies.contains(&found) {
            break;
        }
    }
    found
}

impl<S: Send + Sync> FromRequestParts<S> for Source {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(peer: &str, forwarded: &[&str]) -> String {
        let proxies = ["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        client(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(source("192.0.2.9", &["198.51.100.1"]), "192.0.2.9");
        assert_eq!(source("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
    }

    #[test]
    fn what_a_client_puts_before_the_proxys_word_does_not_count() {
        assert_eq!(source("10.0.0.1", &["127.0.0.1, 203.0.113.5, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(source("10.0.0.1", &["127.0.0.1", "198.51.100.1, 10.0.0.2"]), "198.51.100.1");
        assert_eq!(source("10.0.0.1", &["203.0.113.5, junk"]), "10.0.0.1");
        assert_eq!(source("10.0.0.1", &["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(source("10.0.0.1", &["[2001:db8::1]:4711"]), "2001:db8::1");
        assert_eq!(source("10.0.0.1", &[]), "10.0.0.1");
    }
}
