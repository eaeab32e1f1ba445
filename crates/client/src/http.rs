//! The network behind a trait: [`UreqHttp`] for real, anything else in tests.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{Request, Response};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use crate::Error;

/// Bytes of an answer that are read at most; a page of previews of 5,000 people is far below.
const ANSWER_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Seconds until a connection must stand.
const CONNECT_SECONDS: u64 = 15;
/// Seconds until an answer must begin; bulk previews take a while.
const ANSWER_SECONDS: u64 = 300;

/// The methods that the interface uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Create or do.
    Post,
    /// Change members.
    Patch,
    /// Delete.
    Delete,
}

impl Method {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One request as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// Method.
    pub method: Method,
    /// Absolute address.
    pub url: String,
    /// Headers, each name once.
    pub headers: Vec<(String, String)>,
    /// Body; empty for none.
    pub body: Vec<u8>,
}

/// One answer as it came in, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HttpResponse {
    /// Status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body, decompressed.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// Sends one request and gives back its answer; an error only when none came.
pub trait Http: Send + Sync {
    /// Sends `request`, without following redirects.
    ///
    /// # Errors
    /// [`Error::Unreachable`] when no answer came.
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Error>;
}

/// The real network: HTTP/1.1 over rustls with aws-lc, trusting the machine's certificate store.
pub struct UreqHttp {
    agent: Agent,
}

impl UreqHttp {
    /// A connection pool that trusts the machine's store and, if given, the certificates in the PEM file `extra_ca`
    /// (the local authority that a Reseat server makes on first start).
    ///
    /// # Errors
    /// [`Error::BadCertificate`] when the file cannot be read or holds no certificate.
    pub fn new(extra_ca: Option<&Path>) -> Result<Self, Error> {
        let mut roots = machine_roots();
        if let Some(path) = extra_ca {
            roots.extend(read_certificates(path)?);
        }
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&roots))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(CONNECT_SECONDS)))
            .timeout_recv_response(Some(Duration::from_secs(ANSWER_SECONDS)))
            .user_agent(concat!("reseat/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self { agent: config.into() })
    }
}

/// A machine without a store (a bare container) still reaches servers of a local authority.
fn machine_roots() -> Vec<Certificate<'static>> {
    let found = rustls_native_certs::load_native_certs();
    found.certs.iter().map(|der| Certificate::from_der(der.as_ref()).to_owned()).collect()
}

fn read_certificates(path: &Path) -> Result<Vec<Certificate<'static>>, Error> {
    let bad = |source: Box<dyn std::error::Error + Send + Sync>| Error::BadCertificate {
        path: path.display().to_string(),
        source,
    };
    let pem = std::fs::read(path).map_err(|e| bad(e.into()))?;
    let mut certificates = Vec::new();
    for item in parse_pem(&pem) {
        if let PemItem::Certificate(certificate) = item.map_err(|e| bad(e.into()))? {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() {
        return Err(bad("it holds no certificate in PEM form".into()));
    }
    Ok(certificates)
}

impl Http for UreqHttp {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Error> {
        let unreachable =
            |source: ureq::Error| Error::Unreachable { url: request.url.clone(), source: Box::new(source) };
        let mut builder = Request::builder().method(request.method.as_str()).uri(&request.url);
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let answer = if request.body.is_empty() && request.method != Method::Post {
            self.agent.run(builder.body(()).map_err(|e| unreachable(e.into()))?)
        } else {
            self.agent.run(builder.body(request.body.as_slice()).map_err(|e| unreachable(e.into()))?)
        };
        read(answer.map_err(unreachable)?).map_err(unreachable)
    }
}

fn read(mut answer: Response<ureq::Body>) -> Result<HttpResponse, ureq::Error> {
    let body = answer.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec()?;
    let headers = answer
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
        .collect();
    Ok(HttpResponse { status: answer.status().as_u16(), headers, body })
}
