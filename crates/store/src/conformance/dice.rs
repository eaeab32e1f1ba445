//! Repeatable chance for tests.

use reseat_model::command::FreshIds;

/// A sequence of numbers that depends on its seed only.
#[derive(Debug, Clone)]
pub struct Dice {
    source: FreshIds,
    drawn: u64,
}

impl Dice {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self { source: FreshIds(u128::from(seed)), drawn: 0 }
    }

    /// 16 random bytes.
    pub fn bytes(&mut self) -> [u8; 16] {
        self.drawn += 1;
        self.source.nth(self.drawn).into_bytes()
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        let bytes = self.bytes();
        // The bytes in which an id keeps its version and variant are not random; these eight are.
        u64::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[10], bytes[11]])
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.number() % limit as u64) as usize
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
