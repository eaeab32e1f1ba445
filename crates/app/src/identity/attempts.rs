//! Wrong passwords per account, counted in memory: after too many the account waits.

use std::collections::HashMap;

use parking_lot::Mutex;
use reseat_model::{TenantId, Timestamp, fold::fold};

use super::secret::sha256;

/// Wrong passwords in a row before an account waits.
const FAILURES_MAX: u32 = 10;
/// Seconds an account waits after that; each further wrong password begins anew.
const WAIT_SECONDS: i64 = 60;
/// Seconds after which wrong passwords are forgotten.
const FORGET_SECONDS: i64 = 600;
/// Accounts remembered at the same time.
const ACCOUNTS_MAX: usize = 10_000;

/// The counters.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<[u8; 32], Failures>>);

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Timestamp,
}

impl Attempts {
    /// Seconds the account must still wait; `None` when it may try.
    pub fn wait(&self, tenant: TenantId, name: &str, now: Timestamp) -> Option<u32> {
        let failures = *self.0.lock().get(&key(tenant, name))?;
        let left = failures.last.plus_seconds(WAIT_SECONDS).seconds() - now.seconds();
        (failures.count >= FAILURES_MAX && left > 0).then(|| u32::try_from(left).unwrap_or(u32::MAX))
    }

    /// Counts a wrong password.
    pub fn failed(&self, tenant: TenantId, name: &str, now: Timestamp) {
        let mut accounts = self.0.lock();
        let old = now.plus_seconds(-FORGET_SECONDS);
        if accounts.len() >= ACCOUNTS_MAX {
            accounts.retain(|_, failures| failures.last > old);
        }
        if accounts.len() >= ACCOUNTS_MAX {
            // Someone tries many names: keep those that are being tried hardest.
            accounts.retain(|_, failures| failures.count > 1);
        }
        if accounts.len() >= ACCOUNTS_MAX {
            accounts.clear();
        }
        let failures = accounts.entry(key(tenant, name)).or_insert(Failures { count: 0, last: now });
        if failures.last <= old {
            failures.count = 0;
        }
        failures.count = failures.count.saturating_add(1);
        failures.last = now;
    }

    /// Forgets the account's wrong passwords after a right one.
    pub fn succeeded(&self, tenant: TenantId, name: &str) {
        self.0.lock().remove(&key(tenant, name));
    }
}

fn key(tenant: TenantId, name: &str) -> [u8; 32] {
    let mut bytes = tenant.bytes().to_vec();
    bytes.extend_from_slice(fold(name).as_bytes());
    sha256(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: TenantId = TenantId::NIL;

    #[test]
    fn an_account_waits_after_ten_wrong_passwords_in_whatever_case() {
        let attempts = Attempts::default();
        let now = Timestamp(0);
        for _ in 0..FAILURES_MAX {
            assert_eq!(attempts.wait(TENANT, "a@x", now), None);
            attempts.failed(TENANT, "A@x ", now);
        }
        assert_eq!(attempts.wait(TENANT, "a@x", now), Some(60));
        assert_eq!(attempts.wait(TENANT, "b@x", now), None);
        assert_eq!(attempts.wait(TENANT, "a@x", now.plus_seconds(60)), None);
    }

    #[test]
    fn a_right_password_or_time_forgets() {
        let attempts = Attempts::default();
        for _ in 0..FAILURES_MAX {
            attempts.failed(TENANT, "a@x", Timestamp(0));
        }
        attempts.failed(TENANT, "a@x", Timestamp(0).plus_seconds(FORGET_SECONDS));
        assert_eq!(attempts.wait(TENANT, "a@x", Timestamp(0).plus_seconds(FORGET_SECONDS)), None);
        for _ in 0..FAILURES_MAX {
            attempts.failed(TENANT, "b@x", Timestamp(0));
        }
        attempts.succeeded(TENANT, "b@x");
        assert_eq!(attempts.wait(TENANT, "b@x", Timestamp(0)), None);
    }

    #[test]
    fn memory_is_bounded() {
        let attempts = Attempts::default();
        for n in 0..ACCOUNTS_MAX + 5 {
            attempts.failed(TENANT, &n.to_string(), Timestamp(0));
        }
        assert!(attempts.0.lock().len() <= ACCOUNTS_MAX);
    }
}
