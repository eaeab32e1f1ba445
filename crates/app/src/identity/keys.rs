//! A key that signs tokens: RSA 2048, kept in the keystore, shown to clients as a JWK with its certificate. There are
//! several over time (`keyring`).

use aws_lc_rs::digest;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use rcgen::{CertificateParams, DnType, KeyPair, PKCS_RSA_SHA256, date_time_ymd};
use reseat_model::Timestamp;
use reseat_store::keystore::KeyStore;
use serde::{Deserialize, Serialize};

use super::error::IdentityError;
use super::secret::base64url;

/// The name of the first signing key in the keystore; the names of later ones begin with it.
pub const SIGNING_KEY: &str = "sign-in/rs256";

/// Signs and checks tokens.
pub struct SigningKey {
    header: Header,
    sign: EncodingKey,
    pub(super) check: DecodingKey,
    jwk: PublicKey,
    /// Its name in the keystore.
    pub(super) name: String,
    /// When it was made, in wall time, where that is known.
    pub(super) made_at: Option<Timestamp>,
    /// From when it signs, in wall time.
    pub(super) use_from: Timestamp,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.jwk.kid)
    }
}

/// The public half, as `/discovery/v2.0/keys` shows it (contract 9.1).
#[derive(Debug, Clone, Serialize)]
pub struct PublicKey {
    /// `RSA`.
    pub kty: &'static str,
    /// `sig`.
    #[serde(rename = "use")]
    pub usage: &'static str,
    /// Names the key in tokens: the thumbprint of its certificate.
    pub kid: String,
    /// SHA-1 thumbprint of the certificate, base64url.
    pub x5t: String,
    /// Modulus, base64url.
    pub n: String,
    /// Exponent, base64url.
    pub e: String,
    /// The certificate, DER in base64.
    pub x5c: Vec<String>,
}

/// What the keystore holds.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    certificate: String,
    /// Microseconds since 1970; absent in the keys of a time before there were several.
    #[serde(default)]
    made_at: Option<i64>,
    /// The same.
    #[serde(default)]
    use_from: i64,
}

impl SigningKey {
    /// The server's first key; made and kept when there is none yet. Racing processes end with the same one.
    ///
    /// # Errors
    /// When the keystore fails or holds something that is not such a key.
    pub fn load(keys: &dyn KeyStore, now: Timestamp) -> Result<Self, IdentityError> {
        let kept = match keys.get(SIGNING_KEY)? {
            Some(kept) => kept,
            None => keys.put_if_absent(SIGNING_KEY, &make(now, now).map_err(broken)?)?,
        };
        let kept: Kept = serde_json::from_slice(&kept).map_err(broken)?;
        Self::read(SIGNING_KEY, &kept).map_err(broken)
    }

    /// The key of that name, if there is one.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub(super) fn named(keys: &dyn KeyStore, name: &str) -> Result<Option<Self>, IdentityError> {
        let Some(kept) = keys.get(name)? else { return Ok(None) };
        let kept: Kept = serde_json::from_slice(&kept).map_err(broken)?;
        Self::read(name, &kept).map(Some).map_err(broken)
    }

    fn read(name: &str, kept: &Kept) -> Result<Self, Box<dyn std::error::Error>> {
        let sign = EncodingKey::from_rsa_pem(kept.key.as_bytes())?;
        let AlgorithmParameters::RSA(rsa) = Jwk::from_encoding_key(&sign, Algorithm::RS256)?.algorithm else {
            return Err("the key is not an RSA key".into());
        };
        let certificate = BASE64_STANDARD.decode(&kept.certificate)?;
        // SHA-1 because that is what x5t is; nothing rests on its strength.
        let x5t = base64url(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, &certificate).as_ref());
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(x5t.clone());
        header.x5t = Some(x5t.clone());
        Ok(Self {
            check: DecodingKey::from_rsa_components(&rsa.n, &rsa.e)?,
            jwk: PublicKey {
                kty: "RSA",
                usage: "sig",
                kid: x5t.clone(),
                x5t,
                n: rsa.n,
                e: rsa.e,
                x5c: vec![kept.certificate.clone()],
            },
            header,
            sign,
            name: name.to_owned(),
            made_at: kept.made_at.map(Timestamp),
            use_from: Timestamp(kept.use_from),
        })
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.jwk
    }

    /// A signed token with these claims.
    ///
    /// # Errors
    /// When the library refuses the key, which [`Self::load`] has already ruled out in practice.
    pub(super) fn sign<T: Serialize>(&self, claims: &T) -> Result<String, jsonwebtoken::errors::Error> {
        jsonwebtoken::encode(&self.header, claims, &self.sign)
    }
}

/// A fresh key, as the keystore holds it.
pub(super) fn make(now: Timestamp, use_from: Timestamp) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256)?;
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Reseat token signing");
    // Clients pin nothing on these dates; tokens are checked by the key alone.
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2120, 1, 1);
    let certificate = params.self_signed(&key)?;
    let kept = Kept {
        key: key.serialize_pem(),
        certificate: BASE64_STANDARD.encode(certificate.der()),
        made_at: Some(now.0),
        use_from: use_from.0,
    };
    Ok(serde_json::to_vec(&kept)?)
}

pub(super) fn broken(why: impl std::fmt::Display) -> IdentityError {
    IdentityError::Key { what: "key that signs tokens", why: why.to_string() }
}

#[cfg(test)]
mod tests {
    use reseat_store::keystore::MemoryKeyStore;

    use super::*;

    #[test]
    fn the_key_is_made_once_and_read_back() {
        let keys = MemoryKeyStore::default();
        let first = SigningKey::load(&keys, Timestamp(0)).unwrap();
        let second = SigningKey::load(&keys, Timestamp(0)).unwrap();
        assert_eq!(first.public().kid, second.public().kid);
        assert_eq!(first.public().e, "AQAB");
        assert_eq!(first.public().n.len(), 342);
    }

    #[test]
    fn something_else_in_its_place_is_refused_with_advice() {
        let keys = MemoryKeyStore::default();
        keys.put_if_absent(SIGNING_KEY, b"junk").unwrap();
        assert!(
            SigningKey::load(&keys, Timestamp(0))
                .unwrap_err()
                .to_string()
                .contains("destroy it in the keystore")
        );
    }
}
