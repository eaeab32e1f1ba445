//! What the client needs of the machine, as a parameter.

use std::time::Duration;

/// Time, waiting and randomness. The edge implements it with the machine's, tests with their own.
pub trait Runtime: Send + Sync {
    /// Wall time in seconds since 1970-01-01T00:00:00Z; decides whether a token is still good.
    fn unix_seconds(&self) -> u64;

    /// Waits before a request is tried again or a device code is asked about.
    fn sleep(&self, time: Duration);

    /// A fresh random GUID in lower case, for `client-request-id` and `Idempotency-Key`.
    fn new_id(&self) -> String;
}
