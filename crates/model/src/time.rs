//! Instants. Always UTC, always a parameter (design section 5).

/// An instant in microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

/// Microseconds in exactly 24 hours, the unit of every grace (25.16).
pub const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

impl Timestamp {
    /// `days` exact multiples of 24 hours later (25.16), saturating.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_MICROS)))
    }

    /// `micros` microseconds later, saturating.
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// `seconds` later, saturating.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_exactly_24_hours() {
        assert_eq!(Timestamp(5).plus_days(30).0, 5 + 30 * 86_400_000_000);
    }
}
