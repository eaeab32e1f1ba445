//! Randomness as a parameter: the machine's for servers, seeded for tests.

use std::fmt;

use parking_lot::Mutex;
use reseat_model::command::FreshIds;
use uuid::Uuid;

/// Where random bytes come from.
pub trait Entropy: Send + Sync + fmt::Debug {
    /// Fills `bytes` with random bytes.
    fn fill(&self, bytes: &mut [u8]);

    /// A random version 4 UUID.
    fn uuid(&self) -> Uuid {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Uuid::from_bytes(bytes)
    }

    /// A version 7 UUID: ordered by `wall`, random within the millisecond.
    fn uuid_v7(&self, wall: reseat_model::Timestamp) -> Uuid {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        let millis = u64::try_from(wall.0 / 1000).unwrap_or(0);
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bytes[6] = (bytes[6] & 0x0f) | 0x70;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Uuid::from_bytes(bytes)
    }

    /// A seed for the ids that one command makes.
    fn fresh_ids(&self) -> FreshIds {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        FreshIds(u128::from_be_bytes(bytes))
    }
}

/// The operating system's randomness, fit for secrets.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[allow(clippy::disallowed_methods, reason = "the one place that asks the machine for randomness")]
    fn fill(&self, bytes: &mut [u8]) {
        // The system's generator fails only when the machine is broken; going on with weak bytes would be worse.
        aws_lc_rs::rand::fill(bytes).unwrap_or_else(|_| panic!("the operating system gave no randomness"));
    }
}

/// Repeatable bytes for tests: the same seed gives the same sequence. Never for secrets.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<(u64, u64)>);

impl SeededEntropy {
    /// A sequence that depends on `seed` only.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new((seed, 0)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock();
        for chunk in bytes.chunks_mut(16) {
            let word = FreshIds(u128::from(state.0)).nth(state.1).into_bytes();
            state.1 += 1;
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}
