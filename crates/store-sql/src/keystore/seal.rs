//! Wrapping secrets with the master key, the same in every keystore.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use reseat_store::StoreError;

use super::master::MasterKey;

/// The secret by which a wrong master key is noticed when a keystore is opened. Names of secrets are never empty.
pub(crate) const CHECK: &str = "";
/// What the check holds.
pub(crate) const CHECK_SECRET: &[u8] = b"reseat";

/// The master key at work.
pub(crate) struct Seal(RandomizedNonceKey);

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// With this master key.
    pub(crate) fn new(master: &MasterKey) -> Result<Self, StoreError> {
        RandomizedNonceKey::new(&AES_256_GCM, master.bytes())
            .map(Self)
            .map_err(|_| StoreError::Failed("the master key cannot be used".to_owned()))
    }

    /// Nonce, then the sealed secret. The name is sealed in, so that two rows cannot be exchanged.
    pub(crate) fn wrap(&self, name: &str, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut sealed = secret.to_vec();
        let nonce = self
            .0
            .seal_in_place_append_tag(Aad::from(name.as_bytes()), &mut sealed)
            .map_err(|_| StoreError::Failed(format!("secret {name} cannot be wrapped")))?;
        Ok([nonce.as_ref().as_slice(), &sealed].concat())
    }

    /// The secret; `None` when the master key is another one, or the bytes were damaged.
    pub(crate) fn unwrap(&self, name: &str, mut wrapped: Vec<u8>) -> Option<Vec<u8>> {
        let (nonce, sealed) = wrapped.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let secret = self.0.open_in_place(nonce, Aad::from(name.as_bytes()), sealed).ok()?;
        Some(secret.to_vec())
    }
}
