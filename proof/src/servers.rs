//! Servers in front of one database, as an operator would run them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::api::Api;
use crate::process::{Process, wait_for};

/// The application that signs in.
pub const CLIENT_ID: &str = "5f1c0a4e-7b7e-4c58-9d4e-0a6d2f3b8c11";
/// Its secret.
pub const SECRET: &str = "a-secret-for-proofs-only";
/// The product that is contested.
pub const PRODUCT: &str = "53818b1b-4a27-454b-8896-0dba576410e6";

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(60);

/// An organisation as a tenant file: people who hold nothing, and a product with seats for some of them.
pub fn tenant(people: usize, seats: usize) -> String {
    let mut text = format!(
        "tenant: {{ displayName: Proof, domain: proof.example, country: DE }}\n\
         subscriptions: [{{ product: PROJECTPROFESSIONAL, quantity: {seats} }}]\n\
         applications:\n\
         \x20 - name: Proof\n\
         \x20   clientId: {CLIENT_ID}\n\
         \x20   secret: {SECRET}\n\
         \x20   appRoles: [AuditLog.Read.All, LicenseAssignment.ReadWrite.All, Organization.Read.All, User.ReadWrite.All]\n\
         people:\n"
    );
    for n in 0..people {
        text.push_str(&format!("  - {{ upn: p{n}, displayName: Person {n}, usageLocation: DE }}\n"));
    }
    text
}

/// A running server.
pub struct Server {
    process: Process,
    url: String,
    tenant: String,
}

impl Server {
    /// Starts one on a database that all share, with its own files in `dir` and the master key that all share.
    ///
    /// # Errors
    /// When it ends before it answers, with what it said.
    pub fn start(
        bin: &Path,
        name: &str,
        database: &str,
        dir: &Path,
        tenant: Option<&Path>,
    ) -> io::Result<Self> {
        let ready: PathBuf = dir.join(format!("{name}.ready.json"));
        drop(fs::remove_file(&ready));
        let mut command = Command::new(bin);
        command
            .args(["serve", "--listen", "http://127.0.0.1:0", "--log", "warn", "--database", database])
            .arg("--data-dir")
            .arg(dir.join(name))
            .arg("--master-key-file")
            .arg(dir.join("master.key"))
            .arg("--ready-file")
            .arg(&ready);
        if let Some(tenant) = tenant {
            command.arg("--tenant").arg(tenant);
        }
        let log = dir.join(format!("{name}.log"));
        let mut process = Process::start(command, &log)?;
        let mut ended = false;
        let look = || {
            ended = process.has_ended();
            if ended {
                return Some(Value::Null);
            }
            // It is renamed into place, so what is there is whole.
            serde_json::from_slice(&fs::read(&ready).ok()?).ok()
        };
        let (ready, _) = wait_for("the server's ready file", PATIENCE, look)?;
        if ended {
            return Err(io::Error::other(format!("{name}: {}", fs::read_to_string(log).unwrap_or_default())));
        }
        let text = |name: &str| ready[name].as_str().unwrap_or_default().to_owned();
        Ok(Self { process, url: text("http"), tenant: text("tenantId") })
    }

    /// Signs the application in.
    ///
    /// # Errors
    /// When the server refuses it.
    pub fn sign_in(&self) -> io::Result<Api> {
        Api::try_sign_in(&self.url, &self.tenant, CLIENT_ID, SECRET).map_err(io::Error::other)
    }

    /// Where it answers.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        !self.process.has_ended()
    }
}
