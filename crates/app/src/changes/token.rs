//! The preview token: digests of every previewed outcome. It carries no secret and needs no signature: a forged token
//! can only make a change stricter, never wider.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reseat_model::limits;

use crate::error::AppError;
use crate::writer::Guard;

/// The first byte of a token, so that its form can change.
const VERSION: u8 = 1;

/// The token of a guard.
pub fn encode_token(guard: &Guard) -> String {
    let mut bytes = Vec::with_capacity(1 + guard.digests().len() * 8);
    bytes.push(VERSION);
    for digest in guard.digests() {
        bytes.extend_from_slice(&digest.to_be_bytes());
    }
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The guard of a token.
///
/// # Errors
/// [`AppError::Invalid`] when the text is no token of this version.
pub fn decode_token(token: &str) -> Result<Guard, AppError> {
    let bad = || AppError::invalid("the previewToken is not one of this server's; ask for a new preview");
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| bad())?;
    let [VERSION, digests @ ..] = bytes.as_slice() else { return Err(bad()) };
    if digests.len() % 8 != 0 || digests.len() / 8 > limits::SYNC_USERS_MAX {
        return Err(bad());
    }
    let (chunks, _) = digests.as_chunks::<8>();
    Ok(Guard::new(chunks.iter().map(|chunk| u64::from_be_bytes(*chunk)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_as_its_guard() {
        let guard = Guard::new(vec![3, 1, u64::MAX]);
        assert_eq!(decode_token(&encode_token(&guard)).unwrap(), guard);
    }

    #[test]
    fn anything_else_is_refused() {
        for bad in ["", "x", "AgAAAAAAAAAB", "AQAA", "!!"] {
            assert!(decode_token(bad).is_err(), "{bad}");
        }
    }
}
