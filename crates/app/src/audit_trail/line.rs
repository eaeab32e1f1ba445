//! The lines of an export: one JSON object each, with its fields in a fixed order and without blanks. A line that is
//! written in any other way is refused, so that nothing can hide between the fields.

use reseat_model::log::LogEntry;
use reseat_model::{ChangeSetId, RequestId, TenantId};
use serde::{Deserialize, Serialize};

use super::hash::Hashed;
use super::report::Place;
use crate::writer::{actor_text, face_number, object_number};

/// The format's number; it changes when old verifiers would misread a new export.
pub(super) const FORMAT: u32 = 1;

/// One line of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Line {
    /// The first line.
    Header(Header),
    /// A public key, in the order in which they came into use.
    Key(KeyLine),
    /// Where the chain begins, when older records have gone by retention.
    Anchor(HeadLine),
    /// A record of the audit.
    Record(RecordLine),
    /// A signed head, right after the last record that it covers.
    Head(HeadLine),
    /// The last line.
    End(EndLine),
}

/// What the export is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// 1.
    pub format: u32,
    /// The tenant's id.
    pub tenant: String,
}

/// A public key and who vouches for it: the key before it; the first one itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyLine {
    /// From 1.
    pub number: u64,
    /// SHA-256 of the public key, hexadecimal.
    pub id: String,
    /// Ed25519.
    pub algorithm: String,
    /// 32 bytes, hexadecimal.
    pub public_key: String,
    /// The id of the key that vouches for it.
    pub vouched_by: String,
    /// That key's signature, hexadecimal.
    pub vouch: String,
}

/// A signed place of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeadLine {
    /// From 1 without gaps.
    pub number: u64,
    /// Batch of the last record that it covers.
    pub seq: u64,
    /// That record's place in its batch.
    pub n: u32,
    /// That record's hash, hexadecimal.
    pub hash: String,
    /// When it was signed, microseconds since 1970 in wall time.
    pub signed_at: i64,
    /// The id of the key that signed.
    pub key: String,
    /// Ed25519, hexadecimal.
    pub signature: String,
}

/// A record: exactly what its hash covers, and the hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordLine {
    /// The batch.
    pub seq: u64,
    /// Place in the batch.
    pub n: u32,
    /// When it took effect, microseconds since 1970 in domain time.
    pub effective_at: i64,
    /// When it was written, microseconds since 1970 in wall time.
    pub recorded_at: i64,
    /// What kind of object changed: 0 user, 1 subscription, 2 role, 3 catalogue, 4 organisation, 5 application.
    pub object: u8,
    /// Through which face: 0 admin center, 1 command line, 2 Graph, 3 API, 4 the server itself.
    pub face: u8,
    /// The object's id.
    pub object_id: String,
    /// In the directory's words.
    pub activity: String,
    /// The directory's category.
    pub category: String,
    /// Who, as JSON text.
    pub actor: String,
    /// success, or why not.
    pub result: String,
    /// Target and modified properties, as JSON text.
    pub details: String,
    /// The request's id.
    pub request_id: String,
    /// The change set's id.
    pub change_set_id: String,
    /// SHA-256, hexadecimal.
    pub hash: String,
}

/// Where the log ended when it was exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndLine {
    /// Batch of the last record; 0 when there is none.
    pub seq: u64,
    /// Its place.
    pub n: u32,
    /// Its hash, hexadecimal.
    pub hash: String,
    /// The number of the newest signed head.
    pub heads: u64,
}

impl Line {
    /// The line as the server writes it, without its end of line.
    ///
    /// # Errors
    /// Never in practice: there is nothing in a line that JSON cannot hold.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads a line that must be written as the server writes it.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(text: &str) -> Result<Self, String> {
        let line: Self =
            serde_json::from_str(text).map_err(|error| format!("it is no line of an export: {error}"))?;
        match line.text() {
            Ok(same) if same == text => Ok(line),
            _ => Err("it is not written as the server writes it: the line was altered".to_owned()),
        }
    }
}

impl From<&LogEntry> for RecordLine {
    fn from(e: &LogEntry) -> Self {
        Self {
            seq: e.seq,
            n: e.n,
            effective_at: e.effective_at.0,
            recorded_at: e.recorded_at.0,
            object: object_number(e.object),
            face: face_number(e.face),
            object_id: e.object_id.clone(),
            activity: e.activity.clone(),
            category: e.category.clone(),
            actor: actor_text(&e.actor),
            result: e.result.clone(),
            details: e.details.clone(),
            request_id: e.request.to_string(),
            change_set_id: e.change_set.to_string(),
            hash: hex(&e.hash),
        }
    }
}

impl RecordLine {
    /// Where it stands.
    pub const fn place(&self) -> Place {
        Place { seq: self.seq, n: self.n }
    }

    /// The hash that belongs to it behind a record with the hash `previous` (32 zero bytes for the first record); `None`
    /// when an id in it does not read.
    pub fn expected_hash(&self, previous: &[u8; 32]) -> Option<[u8; 32]> {
        let request: RequestId = strict(&self.request_id)?;
        let change_set: ChangeSetId = strict(&self.change_set_id)?;
        let hashed = Hashed {
            seq: self.seq,
            n: self.n,
            effective_at: self.effective_at,
            recorded_at: self.recorded_at,
            object: self.object,
            face: self.face,
            texts: [
                &self.object_id,
                &self.activity,
                &self.category,
                &self.actor,
                &self.result,
                &self.details,
            ],
            request: request.bytes(),
            change_set: change_set.bytes(),
        };
        Some(hashed.after(previous))
    }
}

/// An id that is written as ids are written here: another spelling of the same id is an altered one.
pub(super) fn strict<T: std::str::FromStr + ToString>(text: &str) -> Option<T> {
    text.parse::<T>().ok().filter(|id| id.to_string() == text)
}

/// The tenant of a header.
pub(super) fn tenant_of(header: &Header) -> Option<TenantId> {
    strict(&header.tenant)
}

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]])
        .map(char::from)
        .collect()
}

/// The bytes of lower-case hexadecimal; `None` for any other text or length.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let text = text.as_bytes();
    let mut bytes = [0; N];
    if text.len() != 2 * N {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}
