//! The ready file: what a program needs to talk to a server it has just started.

use std::io::Write;
use std::path::{Path, PathBuf};

use reseat_http::tls::CA_FILE;
use reseat_model::tenant::Tenant;
use serde::Serialize;

use super::ServerFailure;

/// Where the server is and whose it is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ready {
    /// Every address, in the order of `--listen`.
    urls: Vec<String>,
    /// The first https address.
    https: Option<String>,
    /// The first http address.
    http: Option<String>,
    tenant_id: Option<String>,
    tenant_domain: Option<String>,
    /// The certificate authority that signed the https certificate, in PEM.
    ca_file: Option<PathBuf>,
    simulated_clock: bool,
    pid: u32,
}

impl Ready {
    /// A server that is about to answer.
    pub fn new(urls: Vec<String>, tenant: Option<&Tenant>, data_dir: &Path, simulated_clock: bool) -> Self {
        let first = |scheme: &str| urls.iter().find(|url| url.starts_with(scheme)).cloned();
        let ca = data_dir.join(CA_FILE);
        Self {
            https: first("https://"),
            http: first("http://"),
            tenant_id: tenant.map(|tenant| tenant.id.to_string()),
            tenant_domain: tenant.map(|tenant| tenant.domain.clone()),
            ca_file: ca.is_file().then(|| std::path::absolute(&ca).unwrap_or(ca)),
            simulated_clock,
            pid: std::process::id(),
            urls,
        }
    }

    /// Every address.
    pub fn urls(&self) -> &[String] {
        &self.urls
    }

    /// The authority's file.
    pub fn ca_file(&self) -> Option<&Path> {
        self.ca_file.as_deref()
    }
}

/// Writes the file whole or not at all: readers poll for its existence.
pub fn write_ready(path: Option<&Path>, ready: &Ready) -> Result<(), ServerFailure> {
    let Some(path) = path else { return Ok(()) };
    let failed = |error: std::io::Error| ServerFailure::of(&path.display().to_string(), error);
    let text = serde_json::to_string_pretty(ready)
        .map_err(|error| ServerFailure::of("the ready file cannot be written", error))?;
    let partial = path.with_extension("partial");
    let mut file = std::fs::File::create(&partial).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    std::fs::rename(&partial, path).map_err(failed)
}
