//! Listening on addresses, with and without TLS, until told to stop; requests under way are finished.

use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use tower::ServiceExt;
use tower::util::MapRequestLayer;

use crate::signin::hosts::{Scheme, collapse_slashes};

/// How long requests under way may take when the server stops.
const DRAIN: Duration = Duration::from_secs(20);

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

/// Serves until `stop` completes, then lets requests under way finish.
///
/// # Errors
/// When a socket fails.
pub async fn listen(
    router: Router,
    sockets: Vec<Listening>,
    tls: Option<Arc<ServerConfig>>,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let handle = Handle::new();
    let mut servers = tokio::task::JoinSet::new();
    for socket in sockets {
        let router = router.clone().layer(Extension(socket.scheme));
        let service = MapRequestLayer::new(collapse_slashes);
        let service = tower::Layer::layer(&service, router.into_service().boxed_clone());
        let make = tower::make::Shared::new(service);
        let handle = handle.clone();
        match (socket.scheme, &tls) {
            (Scheme::Http, _) => {
                let server = axum_server::from_tcp(socket.socket)?.handle(handle);
                servers.spawn(async move { server.serve(make).await });
            }
            (Scheme::Https, Some(tls)) => {
                let config = RustlsConfig::from_config(Arc::clone(tls));
                let server = axum_server::from_tcp_rustls(socket.socket, config)?.handle(handle);
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
