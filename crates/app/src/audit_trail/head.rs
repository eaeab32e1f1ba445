//! What is signed, and by whom.

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, UnparsedPublicKey};
use reseat_model::audit_head::AuditHead;
use reseat_model::{TenantId, Timestamp};

use super::line::{hex, unhex};
use super::report::Place;

/// What a signature under a place of the chain says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// The chain stood here.
    Head,
    /// The chain begins after this: what was before has gone by retention.
    Anchor,
}

impl Says {
    const fn word(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Anchor => "anchor",
        }
    }
}

/// A place of the chain as it is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    pub number: u64,
    pub place: Place,
    pub hash: [u8; 32],
    pub at: Timestamp,
}

impl Stand {
    pub(super) fn of(head: &AuditHead) -> Self {
        let place = Place { seq: head.seq, n: head.n };
        Self { number: head.number, place, hash: head.hash, at: head.at }
    }

    /// The signed text; docs/audit.md has it for other tools.
    fn statement(&self, says: Says, tenant: TenantId) -> String {
        format!(
            "reseat audit {} 1\n{tenant}\n{}\n{}\n{}\n{}\n",
            says.word(),
            self.number,
            self.place,
            hex(&self.hash),
            self.at.0
        )
    }

    pub(super) fn sign(&self, says: Says, tenant: TenantId, key: &Ed25519KeyPair) -> Vec<u8> {
        key.sign(self.statement(says, tenant).as_bytes()).as_ref().to_vec()
    }

    pub(super) fn holds(&self, says: Says, tenant: TenantId, public: &[u8], signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, public);
        key.verify(self.statement(says, tenant).as_bytes(), signature).is_ok()
    }
}

/// A head that somebody kept elsewhere, to notice that a log was cut off after it: `17-0:` and the hash in hexadecimal, as
/// `reseat audit heads` prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptHead {
    /// The last record that it covers.
    pub place: Place,
    /// That record's hash.
    pub hash: [u8; 32],
}

impl std::str::FromStr for KeptHead {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (place, hash) = text.trim().split_once(':')?;
            Some(Self { place: place.parse().ok()?, hash: unhex(hash)? })
        };
        read().ok_or_else(|| {
            format!("'{text}' is no head: give it as `reseat audit heads` prints it, such as 17-0:6f1e...")
        })
    }
}

impl std::fmt::Display for KeptHead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.place, hex(&self.hash))
    }
}
