//! Changing seeds at random, in the ways that break parsers: bits, cuts, repeats, numbers at the edges, pieces of other
//! seeds, words of the format.

use fastrand::Rng;

/// Bytes of a changed seed at most.
const BYTES_MAX: usize = 16 * 1024;
/// Pieces that mean something to one parser or another.
const WORDS: &[&[u8]] = &[
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc0\x80",
    b"\xf4\x90\x80\x80",
    b"\r\n",
    b"\"",
    b"'",
    b"''",
    b"(((((((((",
    b"[[[[[[[[[",
    b"{{{{{{{{{",
    b"%00",
    b"%2e%2e%2f",
    b"..%5c",
    b"//",
    b"-1",
    b"1e999",
    b"18446744073709551616",
    b"9223372036854775807",
    b"NaN",
    b"null",
    b"true",
    b"&a",
    b"*a",
    b"<<: *a",
    b"!!binary ",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"=cmd|'/c'!A1",
    b",,,,,,,,,,,,",
    b"$filter=",
    b" or ",
    b" and not ",
    b"/any(x:x/skuId eq ",
    b"0001-01-01T00:00:00Z",
    b"9999-12-31T23:59:59.9999999Z",
    b"eyJhbGciOiJub25lIn0",
    b"Bearer ",
    b"\"dependsOn\":[\"1\"]",
    b"/$batch",
    b"$ref",
    b"@odata.type",
];

/// A changed copy of `seed`; `others` lend pieces.
pub fn mutated(rng: &mut Rng, seed: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..rng.usize(1..=6) {
        change(rng, &mut bytes, others);
        bytes.truncate(BYTES_MAX);
    }
    bytes
}

fn change(rng: &mut Rng, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
    let at = rng.usize(0..=bytes.len());
    let to = rng.usize(at..=bytes.len());
    match rng.u8(0..8) {
        0 if at < bytes.len() => bytes[at] ^= 1 << rng.u8(0..8),
        1 if at < bytes.len() => bytes[at] = rng.u8(..),
        2 => drop(bytes.drain(at..to)),
        3 => {
            let piece = bytes[at..to.min(at + 64)].to_vec();
            let times = rng.usize(1..=40);
            insert(bytes, at, &piece.repeat(times));
        }
        4 => insert(bytes, at, WORDS[rng.usize(..WORDS.len())]),
        5 => {
            let word = WORDS[rng.usize(..WORDS.len())];
            bytes.splice(at..to.min(at + word.len()), word.iter().copied());
        }
        6 if !others.is_empty() => {
            let other = &others[rng.usize(..others.len())];
            let from = rng.usize(0..=other.len());
            let end = rng.usize(from..=other.len());
            insert(bytes, at, &other[from..end]);
        }
        _ => bytes.truncate(at),
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_of_randomness_makes_the_same_bytes_and_they_stay_small() {
        let others = [b"abc".to_vec(), vec![b'x'; 10_000]];
        let run = |seed| {
            let mut rng = Rng::with_seed(seed);
            (0..500).map(|_| mutated(&mut rng, b"$filter=a eq 'b'", &others)).collect::<Vec<_>>()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
        assert!(run(3).iter().all(|bytes| bytes.len() <= BYTES_MAX));
    }
}
