//! The local certificate authority: made on the first start, so that clients which insist on https have something to
//! trust (design section 6). Its key stays in the keystore; its certificate may be given to everyone.

use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, SanType, SerialNumber, date_time_ymd,
};
use reseat_model::Timestamp;
use reseat_store::keystore::KeyStore;
use serde::{Deserialize, Serialize};

use super::error::IdentityError;
use crate::entropy::Entropy;

/// The name of the authority in the keystore.
pub const AUTHORITY_KEY: &str = "tls/authority";
/// Days the authority is valid.
const AUTHORITY_DAYS: i64 = 3_650;
/// Days a server's certificate is valid: some clients accept no more.
const SERVER_DAYS: i64 = 397;
/// Names that every server's certificate holds.
const LOOPBACK: &[&str] = &["localhost", "127.0.0.1", "::1"];

/// The authority.
#[derive(Debug)]
pub struct Authority {
    key: KeyPair,
    certificate_pem: String,
}

/// A server's key and certificate chain, PEM.
#[derive(Clone)]
pub struct ServerCertificate {
    /// The server's certificate, then the authority's.
    pub chain_pem: String,
    /// The server's private key, PKCS#8. Never written anywhere.
    pub key_pem: String,
}

impl std::fmt::Debug for ServerCertificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerCertificate")
    }
}

/// What the keystore holds.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    certificate: String,
}

impl Authority {
    /// The data directory's authority; made and kept when there is none yet.
    ///
    /// # Errors
    /// When the keystore fails or holds something else under the name.
    pub fn load(keys: &dyn KeyStore, entropy: &dyn Entropy, wall: Timestamp) -> Result<Self, IdentityError> {
        let kept = match keys.get(AUTHORITY_KEY)? {
            Some(kept) => kept,
            None => keys.put_if_absent(AUTHORITY_KEY, &make(entropy, wall).map_err(broken)?)?,
        };
        let kept: Kept = serde_json::from_slice(&kept).map_err(broken)?;
        let key = KeyPair::from_pem(&kept.key).map_err(broken)?;
        Ok(Self { key, certificate_pem: kept.certificate })
    }

    /// When the authority's certificate ends; `None` when there is no authority, or nothing that can be read.
    pub fn ends(keys: &dyn KeyStore) -> Option<Timestamp> {
        let kept: Kept = serde_json::from_slice(&keys.get(AUTHORITY_KEY).ok()??).ok()?;
        let (_, pem) = x509_parser::pem::parse_x509_pem(kept.certificate.as_bytes()).ok()?;
        let certificate = pem.parse_x509().ok()?;
        Some(Timestamp(certificate.validity().not_after.timestamp().saturating_mul(1_000_000)))
    }

    /// The authority's certificate, for clients to trust.
    pub fn certificate_pem(&self) -> &str {
        &self.certificate_pem
    }

    /// A new key and certificate for a server that answers for this machine and for `names` (host names or addresses).
    ///
    /// # Errors
    /// When a name cannot stand in a certificate.
    pub fn issue(
        &self,
        names: &[String],
        entropy: &dyn Entropy,
        wall: Timestamp,
    ) -> Result<ServerCertificate, IdentityError> {
        let mut all: Vec<String> = LOOPBACK.iter().map(|name| (*name).to_owned()).collect();
        for name in names {
            let name = name.trim_matches(['[', ']']).to_owned();
            if !all.contains(&name) {
                all.push(name);
            }
        }
        let issuer = Issuer::from_ca_cert_pem(&self.certificate_pem, &self.key).map_err(broken)?;
        let key = KeyPair::generate().map_err(broken)?;
        let params = server_params(&all, entropy, wall)?;
        let certificate = params.signed_by(&key, &issuer).map_err(broken)?;
        Ok(ServerCertificate {
            chain_pem: format!("{}{}", certificate.pem(), self.certificate_pem),
            key_pem: key.serialize_pem(),
        })
    }
}

fn server_params(
    names: &[String],
    entropy: &dyn Entropy,
    wall: Timestamp,
) -> Result<CertificateParams, IdentityError> {
    let mut params = dated(entropy, wall, SERVER_DAYS);
    for name in names {
        let san = match IpAddr::from_str(name) {
            Ok(address) => SanType::IpAddress(address),
            Err(_) => SanType::DnsName(name.as_str().try_into().map_err(|_| IdentityError::Key {
                what: "server certificate",
                why: format!("'{name}' is not a host name"),
            })?),
        };
        params.subject_alt_names.push(san);
    }
    params.distinguished_name = named("Reseat");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

fn make(entropy: &dyn Entropy, wall: Timestamp) -> Result<Vec<u8>, rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = dated(entropy, wall, AUTHORITY_DAYS);
    let mut mark = [0; 4];
    entropy.fill(&mut mark);
    // A name of its own for each data directory: trust stores look certificates up by name.
    params.distinguished_name = named(&format!("Reseat local authority {:08x}", u32::from_be_bytes(mark)));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let certificate = params.self_signed(&key)?;
    let kept = Kept { key: key.serialize_pem(), certificate: certificate.pem() };
    Ok(serde_json::to_vec(&kept).unwrap_or_default())
}

/// Valid from a day before, for machines whose clocks are behind.
fn dated(entropy: &dyn Entropy, wall: Timestamp, days: i64) -> CertificateParams {
    let mut serial = [0; 16];
    entropy.fill(&mut serial);
    // Positive and not zero, as X.509 wants it.
    serial[0] = (serial[0] & 0x7f) | 0x40;
    let at = |time: Timestamp| {
        date_time_ymd(1970, 1, 1) + Duration::from_secs(u64::try_from(time.seconds()).unwrap_or_default())
    };
    let mut params = CertificateParams::default();
    params.not_before = at(wall.plus_days(-1));
    params.not_after = at(wall.plus_days(days));
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    params
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn broken(why: impl std::fmt::Display) -> IdentityError {
    IdentityError::Key { what: "local certificate authority", why: why.to_string() }
}

#[cfg(test)]
mod tests {
    use reseat_store::keystore::MemoryKeyStore;

    use super::*;
    use crate::entropy::SeededEntropy;

    const NOW: Timestamp = Timestamp(1_772_355_600_000_000);

    #[test]
    fn the_authority_is_made_once_and_signs_servers() {
        let (keys, entropy) = (MemoryKeyStore::default(), SeededEntropy::new(1));
        let first = Authority::load(&keys, &entropy, NOW).unwrap();
        let again = Authority::load(&keys, &entropy, NOW.plus_days(1)).unwrap();
        assert_eq!(first.certificate_pem(), again.certificate_pem());
        assert_eq!(Authority::ends(&keys), Some(NOW.plus_days(AUTHORITY_DAYS)));
        let issued = again.issue(&["reseat.example".to_owned(), "[::1]".to_owned()], &entropy, NOW).unwrap();
        assert_eq!(issued.chain_pem.matches("BEGIN CERTIFICATE").count(), 2);
        assert!(issued.key_pem.contains("BEGIN PRIVATE KEY"));
    }

    #[test]
    fn a_name_that_cannot_stand_in_a_certificate_is_named() {
        let (keys, entropy) = (MemoryKeyStore::default(), SeededEntropy::new(1));
        let authority = Authority::load(&keys, &entropy, NOW).unwrap();
        let error = authority.issue(&["名前".to_owned()], &entropy, NOW).unwrap_err();
        assert!(error.to_string().contains("名前"));
    }
}
