//! Page tokens: a cursor as opaque base64url text with a version and a checksum.
//!
//! The checksum tells a mangled token from a whole one; it is no secret. A token holds nothing that its reader did not
//! see on the page before, and every scan begins with the tenant of the caller, whatever a token says.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reseat_model::query::{Cursor, CursorValue};

use crate::error::QueryError;

const VERSION: u8 = 1;
/// Longer than any token this server makes.
const BYTES_MAX: usize = 8 * 1024;

/// The token of a cursor.
pub fn encode_cursor(cursor: &Cursor) -> String {
    let mut bytes = vec![VERSION, cursor.plan];
    for value in &cursor.values {
        match value {
            CursorValue::Null => bytes.push(0),
            CursorValue::Int(number) => {
                bytes.push(1);
                bytes.extend(number.to_be_bytes());
            }
            CursorValue::Text(text) => push(&mut bytes, 2, text.as_bytes()),
            CursorValue::Bytes(own) => push(&mut bytes, 3, own),
        }
    }
    let sum = checksum(&bytes);
    bytes.extend(sum.to_be_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

fn push(bytes: &mut Vec<u8>, tag: u8, value: &[u8]) {
    // Names are limited to a few hundred characters; what did not fit would fail its checksum when read back.
    let length = u16::try_from(value.len()).unwrap_or(u16::MAX);
    bytes.push(tag);
    bytes.extend(length.to_be_bytes());
    bytes.extend(value);
}

/// The cursor of a token.
///
/// # Errors
/// [`QueryError::SkipToken`] when this server did not make it.
pub fn decode_cursor(token: &str) -> Result<Cursor, QueryError> {
    decode(token).ok_or(QueryError::SkipToken)
}

fn decode(token: &str) -> Option<Cursor> {
    if token.len() > BYTES_MAX {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (body, sum) = bytes.split_last_chunk::<4>()?;
    if checksum(body) != u32::from_be_bytes(*sum) {
        return None;
    }
    let ([VERSION, plan], mut rest) = body.split_first_chunk::<2>()? else { return None };
    let mut values = Vec::new();
    while let Some((tag, tail)) = rest.split_first() {
        let (value, tail) = value(*tag, tail)?;
        values.push(value);
        rest = tail;
    }
    Some(Cursor { plan: *plan, values })
}

fn value(tag: u8, bytes: &[u8]) -> Option<(CursorValue, &[u8])> {
    match tag {
        0 => Some((CursorValue::Null, bytes)),
        1 => {
            let (number, tail) = bytes.split_first_chunk::<8>()?;
            Some((CursorValue::Int(i64::from_be_bytes(*number)), tail))
        }
        2 | 3 => {
            let (length, tail) = bytes.split_first_chunk::<2>()?;
            let (own, tail) = tail.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
            let value = if tag == 2 {
                CursorValue::Text(String::from_utf8(own.to_vec()).ok()?)
            } else {
                CursorValue::Bytes(own.to_vec())
            };
            Some((value, tail))
        }
        _ => None,
    }
}

/// FNV-1a.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values() -> impl Strategy<Value = CursorValue> {
        prop_oneof![
            Just(CursorValue::Null),
            any::<i64>().prop_map(CursorValue::Int),
            "\\PC{0,40}".prop_map(CursorValue::Text),
            prop::collection::vec(any::<u8>(), 0..20).prop_map(CursorValue::Bytes),
        ]
    }

    proptest! {
        #[test]
        fn a_token_reads_back(plan: u8, values in prop::collection::vec(values(), 0..5)) {
            let cursor = Cursor { plan, values };
            let token = encode_cursor(&cursor);
            prop_assert!(token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
            prop_assert_eq!(decode_cursor(&token), Ok(cursor));
        }

        #[test]
        fn a_changed_token_is_refused(at in 0usize..22, with in "[A-Za-z0-9_-]") {
            let cursor = Cursor { plan: 1, values: vec![CursorValue::Int(7), CursorValue::Null] };
            let token = encode_cursor(&cursor);
            let mut changed = token.clone();
            changed.replace_range(at..=at, &with);
            // Two texts may stand for the same bytes in the last character only.
            prop_assume!(changed != token && at + 1 < token.len());
            prop_assert_eq!(decode_cursor(&changed), Err(QueryError::SkipToken));
        }

        #[test]
        fn any_text_is_read_without_panic(token in "\\PC*") {
            let _ = decode_cursor(&token);
        }
    }

    #[test]
    fn a_very_long_token_is_refused() {
        assert_eq!(decode_cursor(&"A".repeat(BYTES_MAX + 1)), Err(QueryError::SkipToken));
    }
}
