//! Secrets: made from randomness, kept as SHA-256, compared in constant time.

use aws_lc_rs::{constant_time, digest, hmac};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use reseat_model::TenantId;

use crate::entropy::Entropy;

/// SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    out
}

/// Whether two byte strings are equal, in a time that tells nothing about where they differ.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(a, b).is_ok()
}

/// Base64url without padding.
pub fn base64url(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// 32 random bytes as text.
pub fn random(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    base64url(&bytes)
}

/// A secret that says whose tenant it belongs to, so that `common` endpoints and cookies find their rows: the tenant's
/// 16 bytes, then 32 random ones.
pub fn of_tenant(tenant: TenantId, entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 48];
    bytes[..16].copy_from_slice(tenant.bytes());
    entropy.fill(&mut bytes[16..]);
    base64url(&bytes)
}

/// The tenant inside such a secret; `None` when the text is not one.
pub fn tenant_of(secret: &str) -> Option<TenantId> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(secret).ok()?;
    let tenant: [u8; 16] = bytes.get(..16)?.try_into().ok()?;
    (bytes.len() == 48).then(|| TenantId::from_bytes(tenant))
}

/// A proof that this server made `value` for `purpose`.
pub fn seal(key: &[u8], purpose: &str, value: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    base64url(hmac::sign(&key, format!("{purpose}\n{value}").as_bytes()).as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    #[test]
    fn a_secret_remembers_its_tenant_and_nothing_else_passes_for_one() {
        let tenant = TenantId::from_bytes([7; 16]);
        let secret = of_tenant(tenant, &SeededEntropy::new(1));
        assert_eq!(tenant_of(&secret), Some(tenant));
        for bad in ["", "AAAA", &secret[1..], "not base64 at all"] {
            assert_eq!(tenant_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_seal_fits_one_key_one_purpose_one_value() {
        let seal_a = seal(b"k", "form", "v");
        assert_eq!(seal_a, seal(b"k", "form", "v"));
        for other in [seal(b"l", "form", "v"), seal(b"k", "trip", "v"), seal(b"k", "form", "w")] {
            assert!(!same(seal_a.as_bytes(), other.as_bytes()));
        }
    }
}
