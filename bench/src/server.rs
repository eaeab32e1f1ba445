//! A server under measurement, in a process of its own.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reseat_model::TenantId;
use serde_json::Value;

use crate::Result;
use crate::http::{now, once};
use crate::seed::{CLIENT, SECRET};

/// A running server.
pub struct Server {
    child: Child,
    /// Its plain port on loopback.
    pub port: u16,
    /// How long it took from its start until it answered.
    pub started_in: Duration,
    tenant: String,
}

impl Server {
    /// Starts a server on a filled directory.
    pub fn start(bin: &Path, data: &Path) -> Result<Self> {
        Self::start_on(bin, data, None)
    }

    /// Starts a server on a filled database, its own files in `data`.
    pub fn start_on(bin: &Path, data: &Path, database: Option<&str>) -> Result<Self> {
        let ready = data.join("ready.json");
        drop(std::fs::remove_file(&ready));
        let began: Instant = now();
        let child = Command::new(bin)
            .args([
                "serve",
                "--simulated-clock",
                "--log",
                "error",
                "--listen",
                "http://127.0.0.1:0",
                "--data-dir",
            ])
            .arg(data)
            .arg("--ready-file")
            .arg(&ready)
            .args(database.into_iter().flat_map(|url| ["--database", url]))
            .stdout(Stdio::null())
            .spawn()?;
        let text = loop {
            match std::fs::read_to_string(&ready) {
                Ok(text) => break text,
                Err(_) if began.elapsed() > Duration::from_secs(120) => {
                    return Err("the server did not start".into());
                }
                Err(_) => std::thread::sleep(Duration::from_millis(1)),
            }
        };
        let started_in = began.elapsed();
        let json: Value = serde_json::from_str(&text)?;
        let url = json["http"].as_str().ok_or("no http address")?;
        let port = url.rsplit(':').next().ok_or("no port")?.parse()?;
        let tenant = json["tenantId"].as_str().ok_or("no tenant")?.to_owned();
        Ok(Self { child, port, started_in, tenant })
    }

    /// A token of the seeded application.
    pub async fn token(&self) -> Result<String> {
        self.token_at(&self.tenant).await
    }

    /// A token of the seeded application of another organisation.
    pub async fn token_of(&self, tenant: TenantId) -> Result<String> {
        self.token_at(&tenant.to_string()).await
    }

    async fn token_at(&self, tenant: &str) -> Result<String> {
        let body = format!(
            "grant_type=client_credentials&client_id={CLIENT}&client_secret={SECRET}&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
        );
        let request = format!(
            "POST /{}/oauth2/v2.0/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            tenant,
            body.len()
        );
        let (status, json) = once(self.port, request.as_bytes()).await?;
        json["access_token"].as_str().map(str::to_owned).ok_or_else(|| format!("{status}: {json}").into())
    }

    /// Resident memory now and at its highest, in MB.
    pub fn memory_mb(&self) -> (u64, u64) {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let of = |name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name))
                .and_then(|rest| rest.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok()))
                .unwrap_or_default()
                / 1024
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
