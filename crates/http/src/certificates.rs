//! The certificate that https listeners show, and its renewal while the server runs: connections that are open keep
//! theirs, new ones get the new one (design section 6).

use std::sync::Arc;

use axum_server::tls_rustls::RustlsConfig;
use parking_lot::Mutex;
use reseat_app::entropy::Entropy;
use reseat_app::identity::authority::Authority;
use reseat_model::Timestamp;

use crate::tls::{CertificateFiles, Certified, TlsError, from_authority, from_files};

/// Days before its end at which a certificate of the local authority is replaced.
const RENEW_DAYS_BEFORE: i64 = 30;
/// Days before its end from which an operator's certificate that was not replaced is warned of.
pub const WARN_DAYS_BEFORE: i64 = 14;

/// Where the certificate comes from.
#[derive(Debug)]
pub enum CertificateSource {
    /// Files of the operator's, read anew when they change.
    Files(CertificateFiles),
    /// The data directory's own authority.
    Authority {
        /// The authority.
        authority: Box<Authority>,
        /// Names beside loopback.
        names: Vec<String>,
        /// Serial numbers.
        entropy: Arc<dyn Entropy>,
    },
}

/// What a look at the certificate came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewal {
    /// It is the same as before.
    Kept,
    /// New connections get another one from now on.
    Replaced,
}

/// The certificate in use.
#[derive(Debug)]
pub struct Certificates {
    source: CertificateSource,
    config: RustlsConfig,
    shown: Mutex<Shown>,
}

#[derive(Debug)]
struct Shown {
    chain: Vec<u8>,
    ends: Timestamp,
}

impl Certificates {
    /// The certificate of a source.
    ///
    /// # Errors
    /// When the files or names cannot be used.
    pub fn load(source: CertificateSource, wall: Timestamp) -> Result<Self, TlsError> {
        let certified = source.certify(wall)?;
        Ok(Self {
            source,
            config: RustlsConfig::from_config(certified.config),
            shown: Mutex::new(Shown { chain: certified.chain, ends: certified.ends }),
        })
    }

    /// What listeners take; it follows [`Self::renew`].
    pub fn config(&self) -> RustlsConfig {
        self.config.clone()
    }

    /// When the certificate in use ends.
    pub fn ends(&self) -> Timestamp {
        self.shown.lock().ends
    }

    /// Looks whether another certificate is due: files that changed, or one of the local authority that ends soon. With
    /// an error the one in use stays.
    ///
    /// # Errors
    /// When the new files cannot be used; the error says what to look at.
    pub fn renew(&self, wall: Timestamp) -> Result<Renewal, TlsError> {
        let due = match &self.source {
            CertificateSource::Files(_) => true,
            CertificateSource::Authority { .. } => self.ends() < wall.plus_days(RENEW_DAYS_BEFORE),
        };
        if !due {
            return Ok(Renewal::Kept);
        }
        let certified = self.source.certify(wall)?;
        let mut shown = self.shown.lock();
        if certified.chain == shown.chain {
            return Ok(Renewal::Kept);
        }
        self.config.reload_from_config(certified.config);
        *shown = Shown { chain: certified.chain, ends: certified.ends };
        Ok(Renewal::Replaced)
    }
}

impl CertificateSource {
    fn certify(&self, wall: Timestamp) -> Result<Certified, TlsError> {
        match self {
            Self::Files(files) => from_files(files),
            Self::Authority { authority, names, entropy } => {
                from_authority(authority, names, entropy.as_ref(), wall)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use reseat_app::entropy::SeededEntropy;
    use reseat_store::keystore::MemoryKeyStore;

    use super::*;

    const NOW: Timestamp = Timestamp(1_772_355_600_000_000);

    fn authority() -> Authority {
        Authority::load(&MemoryKeyStore::default(), &SeededEntropy::new(1), NOW).unwrap()
    }

    #[test]
    fn a_certificate_of_the_local_authority_is_replaced_a_month_before_its_end() {
        let source = CertificateSource::Authority {
            authority: Box::new(authority()),
            names: Vec::new(),
            entropy: Arc::new(SeededEntropy::new(2)),
        };
        let certificates = Certificates::load(source, NOW).unwrap();
        let ends = certificates.ends();
        assert!(ends > NOW.plus_days(390));
        assert_eq!(certificates.renew(ends.plus_days(-31)).unwrap(), Renewal::Kept);
        assert_eq!(certificates.renew(ends.plus_days(-29)).unwrap(), Renewal::Replaced);
        assert!(certificates.ends() > ends.plus_days(360));
    }

    #[test]
    fn files_that_change_are_taken_and_files_that_are_wrong_are_not() {
        let dir = tempfile::tempdir().unwrap();
        let authority = authority();
        let files = CertificateFiles { certificate: dir.path().join("c.pem"), key: dir.path().join("k.pem") };
        let write = |seed: u64, wall: Timestamp| {
            let issued = authority.issue(&[], &SeededEntropy::new(seed), wall).unwrap();
            fs::write(&files.certificate, &issued.chain_pem).unwrap();
            fs::write(&files.key, &issued.key_pem).unwrap();
        };
        write(3, NOW);
        let certificates = Certificates::load(CertificateSource::Files(files.clone()), NOW).unwrap();
        let ends = certificates.ends();
        assert_eq!(certificates.renew(NOW).unwrap(), Renewal::Kept);
        fs::write(&files.certificate, "half written").unwrap();
        assert!(certificates.renew(NOW).is_err());
        assert_eq!(certificates.ends(), ends);
        write(4, NOW.plus_days(300));
        assert_eq!(certificates.renew(NOW.plus_days(300)).unwrap(), Renewal::Replaced);
        assert!(certificates.ends() > ends);
    }
}
