//! The hosts of a URL, one by one: a host that accepts connections but never answers must not hide the next one.

use std::time::Duration;

use reseat_store::StoreError;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

/// Keepalives: a peer that is gone without a word is noticed after about half a minute even on an idle connection.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(10);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(5);
const KEEPALIVE_RETRIES: u32 = 4;

/// What a URL says.
#[derive(Debug)]
pub(super) struct Hosts {
    /// One configuration per host, in the order of the URL.
    pub configs: Vec<Config>,
    /// Whether connections are encrypted.
    pub encrypted: bool,
    /// A file with the certificates to trust instead of the machine's.
    pub root_certificates: Option<String>,
    /// Host, port and database, without the password, for messages.
    pub described: String,
}

impl Hosts {
    /// Reads a `postgres://` URL.
    ///
    /// # Errors
    /// When it cannot be read. The message does not repeat it: there may be a password in it.
    pub fn parse(url: &str, connect: Duration) -> Result<Self, StoreError> {
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            return Err(StoreError::Failed(
                "a database is named as postgres://USER@HOST/DATABASE".to_owned(),
            ));
        }
        let (url, root_certificates) = without_root_certificates(url);
        let mut whole: Config = url
            .parse()
            .map_err(|error| StoreError::Failed(format!("the database URL cannot be read: {error}")))?;
        // `prefer` is what a URL has that says nothing. Encryption that anybody in between can switch off is none.
        let encrypted = whole.get_ssl_mode() == SslMode::Require;
        whole.ssl_mode(if encrypted { SslMode::Require } else { SslMode::Disable });
        let hosts = whole.get_hosts().to_vec();
        if hosts.is_empty() {
            return Err(StoreError::Failed("the database URL names no host".to_owned()));
        }
        let ports = whole.get_ports().to_vec();
        let port = |at: usize| ports.get(at).or(ports.first()).copied().unwrap_or(5432);
        let configs: Vec<Config> =
            hosts.iter().enumerate().map(|(at, host)| single(&whole, host, port(at), connect)).collect();
        let names: Vec<String> =
            hosts.iter().enumerate().map(|(at, host)| format!("{}:{}", name(host), port(at))).collect();
        let described =
            format!("{}/{}", names.join(","), whole.get_dbname().or(whole.get_user()).unwrap_or_default());
        Ok(Self { configs, encrypted, root_certificates, described })
    }
}

/// `sslrootcert` is libpq's; the driver does not know it.
fn without_root_certificates(url: &str) -> (String, Option<String>) {
    let Some((before, query)) = url.split_once('?') else { return (url.to_owned(), None) };
    let mut found = None;
    let mut kept = Vec::new();
    for pair in query.split('&') {
        match pair.split_once('=') {
            Some(("sslrootcert", file)) => found = Some(file.to_owned()),
            // Certificates are always verified, name included.
            Some(("sslmode", "verify-full" | "verify-ca")) => kept.push("sslmode=require"),
            _ => kept.push(pair),
        }
    }
    let query = kept.join("&");
    (if query.is_empty() { before.to_owned() } else { format!("{before}?{query}") }, found)
}

fn name(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(path) => path.display().to_string(),
    }
}

fn single(whole: &Config, host: &Host, port: u16, connect: Duration) -> Config {
    let mut config = Config::new();
    match host {
        Host::Tcp(name) => config.host(name),
        Host::Unix(path) => config.host_path(path),
    };
    config.port(port);
    if let Some(user) = whole.get_user() {
        config.user(user);
    }
    if let Some(password) = whole.get_password() {
        config.password(password);
    }
    if let Some(database) = whole.get_dbname() {
        config.dbname(database);
    }
    if let Some(options) = whole.get_options() {
        config.options(options);
    }
    config
        .application_name(whole.get_application_name().unwrap_or("reseat"))
        .ssl_mode(whole.get_ssl_mode())
        .channel_binding(whole.get_channel_binding())
        .connect_timeout(whole.get_connect_timeout().copied().unwrap_or(connect))
        .keepalives(true)
        .keepalives_idle(KEEPALIVE_IDLE)
        .keepalives_interval(KEEPALIVE_INTERVAL)
        .keepalives_retries(KEEPALIVE_RETRIES)
        // A standby would accept reads and refuse every change; and what it shows may be old.
        .target_session_attrs(TargetSessionAttrs::ReadWrite);
    if let Some(timeout) = whole.get_tcp_user_timeout() {
        config.tcp_user_timeout(*timeout);
    }
    config
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Hosts {
        Hosts::parse(url, Duration::from_secs(1)).unwrap()
    }

    #[test]
    fn every_host_is_a_configuration_of_its_own() {
        let hosts = parse("postgres://reseat:secret@a:5433,b:5434/licences?connect_timeout=2");
        assert_eq!(hosts.configs.len(), 2);
        assert_eq!(hosts.configs[1].get_hosts(), [Host::Tcp("b".to_owned())]);
        assert_eq!(hosts.configs[1].get_ports(), [5434]);
        assert_eq!(hosts.configs[0].get_connect_timeout(), Some(&Duration::from_secs(2)));
        assert_eq!(hosts.configs[0].get_target_session_attrs(), TargetSessionAttrs::ReadWrite);
        assert_eq!(hosts.described, "a:5433,b:5434/licences");
        assert!(!hosts.encrypted);
    }

    #[test]
    fn encryption_is_asked_for_and_then_never_optional() {
        for mode in ["require", "verify-ca", "verify-full"] {
            let hosts = parse(&format!("postgres://r@h/d?sslmode={mode}&sslrootcert=/etc/ca.pem"));
            assert!(hosts.encrypted, "{mode}");
            assert_eq!(hosts.root_certificates.as_deref(), Some("/etc/ca.pem"));
            assert_eq!(hosts.configs[0].get_ssl_mode(), SslMode::Require);
        }
        assert!(!parse("postgres://r@h/d?sslmode=prefer").encrypted);
    }

    #[test]
    fn a_url_that_cannot_be_read_is_not_repeated() {
        for url in ["mysql://r:secret@h/d", "postgres://r:secret@h:port/d", "postgres:///d"] {
            let error = Hosts::parse(url, Duration::from_secs(1)).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
