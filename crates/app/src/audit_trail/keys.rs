//! The keys that sign a tenant's heads: Ed25519, in the keystore under the tenant's name, so that they go with it. A new
//! key is vouched for by the one before; the old private half is erased, the public halves stay.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use reseat_model::TenantId;
use reseat_store::StoreError;
use reseat_store::keystore::KeyStore;
use serde::{Deserialize, Serialize};

use super::line::{KeyLine, hex, unhex};
use crate::entropy::Entropy;

/// The algorithm's name in exports.
pub(super) const ALGORITHM: &str = "Ed25519";

/// A public key of a tenant's audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditKey {
    /// From 1, in the order in which they came into use.
    pub number: u64,
    /// SHA-256 of the public half: how heads name it.
    pub id: [u8; 32],
    /// The public half.
    pub public: [u8; 32],
    /// The id of the key that vouches for it; its own for the first.
    pub vouched_by: [u8; 32],
    /// That key's signature, 64 bytes.
    pub vouch: Vec<u8>,
}

/// What the keystore holds of a public half.
#[derive(Serialize, Deserialize)]
struct Kept {
    public: String,
    vouched_by: String,
    vouch: String,
}

impl AuditKey {
    fn make(
        tenant: TenantId,
        number: u64,
        pair: &Ed25519KeyPair,
        voucher: &Ed25519KeyPair,
    ) -> Result<Self, StoreError> {
        let public = public_half(pair)?;
        let vouch = voucher.sign(statement(tenant, number, &public).as_bytes()).as_ref().to_vec();
        Ok(Self { number, id: id_of(&public), public, vouched_by: id_of(&public_half(voucher)?), vouch })
    }

    /// Whether `voucher` (its public half) vouches for this key.
    pub(super) fn is_vouched_by(&self, tenant: TenantId, voucher: &[u8; 32]) -> bool {
        let statement = statement(tenant, self.number, &self.public);
        let key = UnparsedPublicKey::new(&ED25519, voucher);
        self.vouched_by == id_of(voucher) && key.verify(statement.as_bytes(), &self.vouch).is_ok()
    }

    /// As a line of an export.
    pub fn line(&self) -> KeyLine {
        KeyLine {
            number: self.number,
            id: hex(&self.id),
            algorithm: ALGORITHM.to_owned(),
            public_key: hex(&self.public),
            vouched_by: hex(&self.vouched_by),
            vouch: hex(&self.vouch),
        }
    }

    /// From a line of an export; `None` when it does not read, or its id is not that of the key.
    pub(super) fn of_line(line: &KeyLine) -> Option<Self> {
        let public = unhex(&line.public_key)?;
        let key = Self {
            number: line.number,
            id: unhex(&line.id)?,
            public,
            vouched_by: unhex(&line.vouched_by)?,
            vouch: unhex::<64>(&line.vouch)?.to_vec(),
        };
        (line.algorithm == ALGORITHM && key.id == id_of(&public)).then_some(key)
    }
}

/// What one key signs about another.
fn statement(tenant: TenantId, number: u64, public: &[u8; 32]) -> String {
    format!("reseat audit key 1\n{tenant}\n{number}\n{}\n", hex(public))
}

/// The id of a public key.
pub(super) fn id_of(public: &[u8; 32]) -> [u8; 32] {
    let mut id = [0; 32];
    id.copy_from_slice(digest(&SHA256, public).as_ref());
    id
}

fn public_half(pair: &Ed25519KeyPair) -> Result<[u8; 32], StoreError> {
    pair.public_key().as_ref().try_into().map_err(|_| damaged("public half"))
}

fn name(tenant: TenantId, number: u64, half: &str) -> String {
    format!("{}audit/{number:08}/{half}", crate::tenant::key_prefix(tenant))
}

fn damaged(what: &str) -> StoreError {
    StoreError::Failed(format!(
        "the {what} of the key that signs the audit is missing or cannot be read: restore the keystore from a backup"
    ))
}

/// A tenant's public keys, oldest first; empty when nothing was ever signed.
///
/// # Errors
/// When the keystore fails or holds something else.
pub fn audit_keys(keys: &dyn KeyStore, tenant: TenantId) -> Result<Vec<AuditKey>, StoreError> {
    let mut found = Vec::new();
    for number in 1.. {
        let Some(kept) = keys.get(&name(tenant, number, "public"))? else { break };
        let read = || {
            let kept: Kept = serde_json::from_slice(&kept).ok()?;
            let public = unhex(&kept.public)?;
            let vouch = unhex::<64>(&kept.vouch)?.to_vec();
            Some(AuditKey { number, id: id_of(&public), public, vouched_by: unhex(&kept.vouched_by)?, vouch })
        };
        found.push(read().ok_or_else(|| damaged("public half"))?);
    }
    Ok(found)
}

fn private(keys: &dyn KeyStore, tenant: TenantId, number: u64) -> Result<Option<Ed25519KeyPair>, StoreError> {
    let Some(seed) = keys.get(&name(tenant, number, "private"))? else { return Ok(None) };
    Ed25519KeyPair::from_seed_unchecked(&seed).map(Some).map_err(|_| damaged("private half"))
}

/// Keeps a fresh private half unless another process was first; answers the one that is kept.
fn fresh(
    keys: &dyn KeyStore,
    entropy: &dyn Entropy,
    tenant: TenantId,
    number: u64,
) -> Result<Ed25519KeyPair, StoreError> {
    let mut seed = [0; 32];
    entropy.fill(&mut seed);
    let kept = keys.put_if_absent(&name(tenant, number, "private"), &seed)?;
    Ed25519KeyPair::from_seed_unchecked(&kept).map_err(|_| damaged("private half"))
}

fn publish(keys: &dyn KeyStore, tenant: TenantId, key: &AuditKey) -> Result<(), StoreError> {
    let kept = Kept { public: hex(&key.public), vouched_by: hex(&key.vouched_by), vouch: hex(&key.vouch) };
    let kept = serde_json::to_vec(&kept).map_err(|_| damaged("public half"))?;
    keys.put_if_absent(&name(tenant, key.number, "public"), &kept).map(drop)
}

/// The key that signs now; the first one is made when there is none.
pub(super) fn signing_key(
    keys: &dyn KeyStore,
    entropy: &dyn Entropy,
    tenant: TenantId,
) -> Result<(AuditKey, Ed25519KeyPair), StoreError> {
    if audit_keys(keys, tenant)?.is_empty() {
        let pair = fresh(keys, entropy, tenant, 1)?;
        publish(keys, tenant, &AuditKey::make(tenant, 1, &pair, &pair)?)?;
    }
    // Another process may put a new key in its place between the two looks.
    for _ in 0..2 {
        let key = audit_keys(keys, tenant)?.pop().ok_or_else(|| damaged("public half"))?;
        if let Some(pair) = private(keys, tenant, key.number)? {
            let fits = public_half(&pair)? == key.public;
            return if fits { Ok((key, pair)) } else { Err(damaged("private half")) };
        }
    }
    Err(damaged("private half"))
}

/// Makes a new key, which the present one vouches for, and erases the present one's private half. Broken off in between,
/// the same call goes on.
///
/// # Errors
/// When the keystore fails.
pub fn rotate_audit_key(
    keys: &dyn KeyStore,
    entropy: &dyn Entropy,
    tenant: TenantId,
) -> Result<AuditKey, StoreError> {
    let (old, voucher) = signing_key(keys, entropy, tenant)?;
    let number = old.number + 1;
    let pair = fresh(keys, entropy, tenant, number)?;
    publish(keys, tenant, &AuditKey::make(tenant, number, &pair, &voucher)?)?;
    for number in 1..=old.number {
        keys.destroy(&name(tenant, number, "private"))?;
    }
    audit_keys(keys, tenant)?.pop().ok_or_else(|| damaged("public half"))
}
