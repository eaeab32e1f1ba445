//! Listening on addresses, with and without TLS, until told to stop; requests under way are finished.

use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router, ServiceExt as _};
use axum_server::tls_rustls::RustlsConfig;
use axum_server::{Handle, Server};
use reseat_model::limits;
use tower::ServiceExt;
use tower::util::MapRequestLayer;

use crate::connections::{Bounded, Connections};
use crate::signin::hosts::{Scheme, collapse_slashes};

/// How long requests under way may take when the server stops.
const DRAIN: Duration = Duration::from_secs(20);

/// How many times longer a connection that was served may wait for the whole head of its next request: proxies keep
/// connections for about a minute, and one that ends under a request is an error to somebody.
const KEPT: u32 = 5;

/// An address to listen on, such as `https://localhost:8443`. Port 0 lets the machine choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// With or without TLS.
    pub scheme: Scheme,
    /// Host name or IP address.
    pub host: String,
    /// Port.
    pub port: u16,
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || {
            format!(
                "'{text}' is no address to listen on; write it like https://localhost:8443 or http://127.0.0.1:0"
            )
        };
        let (scheme, rest) = match text.split_once("://") {
            Some(("https", rest)) => (Scheme::Https, rest),
            Some(("http", rest)) => (Scheme::Http, rest),
            _ => return Err(bad()),
        };
        let (host, port) = rest.trim_end_matches('/').rsplit_once(':').ok_or_else(bad)?;
        let port = port.parse().map_err(|_| bad())?;
        if host.is_empty() {
            return Err(bad());
        }
        Ok(Self { scheme, host: host.trim_matches(['[', ']']).to_owned(), port })
    }
}

/// One socket that listens.
#[derive(Debug)]
pub struct Listening {
    /// As clients reach it, such as `https://localhost:41233`.
    pub url: String,
    scheme: Scheme,
    socket: TcpListener,
}

impl Listening {
    /// Opens the socket; connections wait until [`listen`] runs.
    ///
    /// # Errors
    /// When the host is unknown or the port is taken.
    pub fn open(address: &Address) -> io::Result<Self> {
        let candidates: Vec<SocketAddr> = (address.host.as_str(), address.port).to_socket_addrs()?.collect();
        let socket = TcpListener::bind(candidates.as_slice())?;
        socket.set_nonblocking(true)?;
        let port = socket.local_addr()?.port();
        let host = match address.host.as_str() {
            "0.0.0.0" | "::" => "localhost".to_owned(),
            host if host.contains(':') => format!("[{host}]"),
            host => host.to_owned(),
        };
        Ok(Self { url: format!("{}://{host}:{port}", address.scheme.name()), scheme: address.scheme, socket })
    }
}

/// What clients may ask of the listeners (design section 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListenLimits {
    /// For the first request's line and headers; five times as long for those after it.
    pub head: Duration,
    /// For a TLS handshake.
    pub handshake: Duration,
    /// How long a client may take none of an answer.
    pub stall: Duration,
    /// Connections at the same time.
    pub connections: usize,
    /// Of these, from one address.
    pub per_source: usize,
}

impl Default for ListenLimits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(limits::HEAD_SECONDS),
            handshake: Duration::from_secs(limits::TLS_HANDSHAKE_SECONDS),
            stall: Duration::from_secs(limits::ANSWER_STALL_SECONDS),
            connections: limits::CONNECTIONS_MAX,
            per_source: limits::CONNECTIONS_PER_SOURCE_MAX,
        }
    }
}

/// Serves until `stop` completes, then lets requests under way finish.
///
/// # Errors
/// When a socket fails.
pub async fn listen(
    router: Router,
    sockets: Vec<Listening>,
    tls: Option<RustlsConfig>,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    listen_within(ListenLimits::default(), router, sockets, tls, stop).await
}

/// The same with other limits than those of `model::limits`.
///
/// # Errors
/// When a socket fails.
pub async fn listen_within(
    bounds: ListenLimits,
    router: Router,
    sockets: Vec<Listening>,
    tls: Option<RustlsConfig>,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let connections = Arc::new(Connections::new(bounds.connections, bounds.per_source));
    let handle = Handle::new();
    let mut servers = tokio::task::JoinSet::new();
    for socket in sockets {
        let router = router.clone().layer(Extension(socket.scheme));
        let service = MapRequestLayer::new(collapse_slashes);
        let service = tower::Layer::layer(&service, router.into_service().boxed_clone());
        let make = service.into_make_service_with_connect_info::<SocketAddr>();
        let connections = Arc::clone(&connections);
        let handle = handle.clone();
        match (socket.scheme, &tls) {
            (Scheme::Http, _) => {
                let mut server = axum_server::from_tcp(socket.socket)?.handle(handle);
                within(&mut server, bounds);
                let server = server
                    .first_request_timeout(bounds.head)
                    .map(|inner| Bounded::new(inner, connections, bounds.stall));
                servers.spawn(async move { server.serve(make).await });
            }
            (Scheme::Https, Some(tls)) => {
                let mut server = axum_server::from_tcp_rustls(socket.socket, tls.clone())?.handle(handle);
                within(&mut server, bounds);
                let server = server.first_request_timeout(bounds.head).map(|inner| {
                    Bounded::new(inner.handshake_timeout(bounds.handshake), connections, bounds.stall)
                });
                servers.spawn(async move { server.serve(make).await });
            }
            (Scheme::Https, None) => return Err(io::Error::other("https needs a certificate")),
        }
    }
    tokio::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => {
                handle.graceful_shutdown(Some(DRAIN));
                break;
            }
            ended = servers.join_next() => match ended {
                Some(Ok(result)) => result?,
                Some(Err(error)) => return Err(io::Error::other(error)),
                None => return Ok(()),
            },
        }
    }
    while let Some(ended) = servers.join_next().await {
        ended.map_err(io::Error::other)??;
    }
    Ok(())
}

/// Bounds what a connection may send. An HTTP/2 client that no longer answers pings is let go.
fn within<A>(server: &mut Server<SocketAddr, A>, bounds: ListenLimits) {
    let builder = server.http_builder();
    builder
        .http1()
        .header_read_timeout(bounds.head * KEPT)
        .max_buf_size(limits::HEAD_BYTES_MAX)
        .max_headers(limits::HEADERS_MAX);
    builder
        .http2()
        .max_header_list_size(u32::try_from(limits::HEAD_BYTES_MAX).unwrap_or(u32::MAX))
        .max_concurrent_streams(limits::STREAMS_PER_CONNECTION_MAX)
        .keep_alive_interval(bounds.stall / 2)
        .keep_alive_timeout(bounds.stall / 2);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_scheme_a_host_and_a_port() {
        let address: Address = "https://[::1]:0".parse().unwrap();
        assert_eq!((address.scheme, address.host.as_str(), address.port), (Scheme::Https, "::1", 0));
        for bad in ["localhost:80", "ftp://x:1", "http://:80", "http://localhost", "http://localhost:99999"] {
            assert!(bad.parse::<Address>().unwrap_err().contains("https://localhost:8443"), "{bad}");
        }
    }
}
