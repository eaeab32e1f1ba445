//! TLS for https listeners: certificates from the local authority, or the operator's own files (design section 6).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use reseat_app::entropy::Entropy;
use reseat_app::identity::IdentityError;
use reseat_app::identity::authority::Authority;
use reseat_model::Timestamp;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The file in the data directory that clients are told to trust.
pub const CA_FILE: &str = "ca.pem";

/// Certificate files of the operator's own (`--tls-cert`, `--tls-key`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFiles {
    /// The server's certificate and the chain above it, PEM.
    pub certificate: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
}

/// TLS could not be set up. Every variant says what to look at.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file or the keystore does not hold what it should.
    #[error("{what} holds no usable {expected}: {why}")]
    Pem {
        /// Which file.
        what: String,
        /// Certificate or key.
        expected: &'static str,
        /// What the library said.
        why: String,
    },
    /// Certificate and key do not belong together, or are too weak.
    #[error("the certificate and its key cannot be used: {0}")]
    Config(#[from] rustls::Error),
    /// The local authority failed.
    #[error(transparent)]
    Authority(#[from] IdentityError),
}

/// Writes the authority's certificate to `ca.pem` in the data directory, for clients to trust; answers its path.
///
/// # Errors
/// [`TlsError::File`] when it cannot be written.
pub fn write_ca(authority: &Authority, data_dir: &Path) -> Result<PathBuf, TlsError> {
    let path = data_dir.join(CA_FILE);
    // A file that is right already is left alone: other programs may be reading it.
    if fs::read_to_string(&path).is_ok_and(|present| present == authority.certificate_pem()) {
        return Ok(path);
    }
    match fs::write(&path, authority.certificate_pem()) {
        Ok(()) => Ok(path),
        Err(source) => Err(TlsError::File { path, source }),
    }
}

/// A configuration and what is to be known of its certificate.
#[derive(Debug)]
pub(crate) struct Certified {
    /// For listeners.
    pub config: Arc<ServerConfig>,
    /// The chain as it was read, PEM.
    pub chain: Vec<u8>,
    /// When the server's certificate ends.
    pub ends: Timestamp,
}

/// A configuration with a certificate from the local authority, made now, for this machine and `names` (see
/// [`AllowedHosts::names`](crate::signin::hosts::AllowedHosts::names)). HTTP/2 and HTTP/1.1 are offered.
pub(crate) fn from_authority(
    authority: &Authority,
    names: &[String],
    entropy: &dyn Entropy,
    wall: Timestamp,
) -> Result<Certified, TlsError> {
    let issued = authority.issue(names, entropy, wall)?;
    configure(
        issued.chain_pem.as_bytes(),
        issued.key_pem.as_bytes(),
        &["the local authority", "the local authority"],
    )
}

/// A configuration with the operator's own files. Reading them anew, after they were renewed, is calling this again.
pub(crate) fn from_files(files: &CertificateFiles) -> Result<Certified, TlsError> {
    let read =
        |path: &Path| fs::read(path).map_err(|source| TlsError::File { path: path.to_owned(), source });
    let (chain, key) = (read(&files.certificate)?, read(&files.key)?);
    configure(&chain, &key, &[&files.certificate.display().to_string(), &files.key.display().to_string()])
}

fn configure(pem: &[u8], key: &[u8], what: &[&str; 2]) -> Result<Certified, TlsError> {
    let bad = |what: &str, expected, why: String| TlsError::Pem { what: what.to_owned(), expected, why };
    let chain: Vec<CertificateDer<'static>> =
        CertificateDer::pem_slice_iter(pem)
            .collect::<Result<_, _>>()
            .map_err(|error| bad(what[0], "certificate", format!("{error:?}")))?;
    let Some(first) = chain.first() else {
        return Err(bad(what[0], "certificate", "there is none".to_owned()));
    };
    let (_, parsed) = x509_parser::parse_x509_certificate(first)
        .map_err(|error| bad(what[0], "certificate", error.to_string()))?;
    let ends = Timestamp(parsed.validity().not_after.timestamp().saturating_mul(1_000_000));
    let key = PrivateKeyDer::from_pem_slice(key)
        .map_err(|error| bad(what[1], "private key", format!("{error:?}")))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Certified { config: Arc::new(config), chain: pem.to_vec(), ends })
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use reseat_app::entropy::SeededEntropy;
    use reseat_store::keystore::MemoryKeyStore;
    use rustls::pki_types::{ServerName, UnixTime};
    use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConnection};

    use super::*;

    const NOW: Timestamp = Timestamp(1_772_355_600_000_000);

    fn authority() -> Authority {
        Authority::load(&MemoryKeyStore::default(), &SeededEntropy::new(1), NOW).unwrap()
    }

    #[derive(Debug)]
    struct At(Timestamp);

    impl rustls::time_provider::TimeProvider for At {
        fn current_time(&self) -> Option<UnixTime> {
            let since = std::time::Duration::from_secs(u64::try_from(self.0.seconds()).ok()?);
            Some(UnixTime::since_unix_epoch(since))
        }
    }

    /// Carries out a whole handshake in memory, as a client that trusts the authority at `now`.
    fn handshake(
        server: Arc<ServerConfig>,
        authority: &Authority,
        name: &'static str,
        now: Timestamp,
    ) -> Result<Vec<u8>, String> {
        let mut roots = RootCertStore::empty();
        let ca = CertificateDer::from_pem_slice(authority.certificate_pem().as_bytes()).unwrap();
        roots.add(ca).unwrap();
        let mut config =
            ClientConfig::builder_with_details(Arc::new(aws_lc_rs::default_provider()), Arc::new(At(now)))
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_root_certificates(roots)
                .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        let name = ServerName::try_from(name).unwrap();
        let mut client = ClientConnection::new(Arc::new(config), name).unwrap();
        let mut server = ServerConnection::new(server).unwrap();
        while client.is_handshaking() || server.is_handshaking() {
            let mut bytes = Vec::new();
            client.write_tls(&mut bytes).unwrap();
            server.read_tls(&mut bytes.as_slice()).unwrap();
            server.process_new_packets().map_err(|error| error.to_string())?;
            let mut bytes = Vec::new();
            server.write_tls(&mut bytes).unwrap();
            client.read_tls(&mut bytes.as_slice()).unwrap();
            client.process_new_packets().map_err(|error| error.to_string())?;
        }
        client.writer().write_all(b"hello").unwrap();
        let mut bytes = Vec::new();
        client.write_tls(&mut bytes).unwrap();
        server.read_tls(&mut bytes.as_slice()).unwrap();
        server.process_new_packets().unwrap();
        let mut read = [0; 5];
        server.reader().read_exact(&mut read).unwrap();
        assert_eq!(&read, b"hello");
        Ok(client.alpn_protocol().unwrap_or_default().to_vec())
    }

    #[test]
    fn a_client_that_trusts_the_authority_reaches_this_machine_and_the_configured_names() {
        let authority = authority();
        let names = ["reseat.example".to_owned()];
        let config = from_authority(&authority, &names, &SeededEntropy::new(2), NOW).unwrap().config;
        for name in ["localhost", "127.0.0.1", "::1", "reseat.example"] {
            assert_eq!(handshake(Arc::clone(&config), &authority, name, NOW).unwrap(), b"http/1.1", "{name}");
        }
        assert!(handshake(Arc::clone(&config), &authority, "other.example", NOW).is_err());
        assert!(handshake(config, &authority, "localhost", NOW.plus_days(398)).is_err());
    }

    #[test]
    fn ca_pem_is_written_once_and_put_right_when_it_is_wrong() {
        let dir = std::env::temp_dir().join(format!("reseat-tls-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let authority = authority();
        let path = write_ca(&authority, &dir).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), authority.certificate_pem());
        fs::write(&path, "junk").unwrap();
        write_ca(&authority, &dir).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), authority.certificate_pem());
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn own_files_are_read_and_what_is_wrong_with_them_is_said() {
        let dir = std::env::temp_dir().join(format!("reseat-own-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let authority = authority();
        let issued = authority.issue(&[], &SeededEntropy::new(3), NOW).unwrap();
        let other = authority.issue(&[], &SeededEntropy::new(4), NOW).unwrap();
        let files = CertificateFiles { certificate: dir.join("cert.pem"), key: dir.join("key.pem") };
        let failure = || from_files(&files).unwrap_err().to_string();
        assert!(failure().contains("cert.pem"), "missing file is named");
        fs::write(&files.certificate, &issued.chain_pem).unwrap();
        fs::write(&files.key, "junk").unwrap();
        assert!(failure().contains("private key"), "{}", failure());
        fs::write(&files.key, &other.key_pem).unwrap();
        assert!(failure().contains("cannot be used"), "{}", failure());
        fs::write(&files.key, &issued.key_pem).unwrap();
        let config = from_files(&files).unwrap().config;
        assert!(handshake(config, &authority, "localhost", NOW).is_ok());
        fs::remove_dir_all(&dir).unwrap();
    }
}
