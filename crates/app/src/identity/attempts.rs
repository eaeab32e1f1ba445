//! Wrong passwords, counted in memory: per account and place, per account and known browser, and per place. Whoever has
//! too many waits; nobody else does.
//!
//! A stranger's wrong passwords are counted for the stranger's own place, so they neither lock an account nor slow down its
//! owner. A browser in which the account has signed in is counted apart from everyone at the same place, so that somebody
//! behind the same address cannot lock it out either. Sessions, tokens and refresh tokens never come here.

use std::collections::HashMap;

use parking_lot::Mutex;
use reseat_model::Timestamp;
use reseat_model::limits::{SIGN_IN_FAILURES_MAX, SIGN_IN_FAILURES_PER_SOURCE_MAX, SIGN_IN_WAIT_SECONDS};

use super::password::Visitor;

/// Seconds after which wrong passwords are forgotten.
const FORGET_SECONDS: i64 = 600;
/// Counters remembered at the same time.
const COUNTERS_MAX: usize = 50_000;

/// Whose wrong passwords are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Counter {
    /// An account, tried from a place.
    From { account: [u8; 16], place: [u8; 16] },
    /// An account, tried in a browser that is known for it.
    Known { account: [u8; 16], device: [u8; 16] },
    /// Whatever account, from a place.
    Place([u8; 16]),
}

impl Counter {
    const fn max(self) -> u32 {
        match self {
            Self::From { .. } | Self::Known { .. } => SIGN_IN_FAILURES_MAX,
            Self::Place(_) => SIGN_IN_FAILURES_PER_SOURCE_MAX,
        }
    }
}

/// Who tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trier {
    /// See `origin::account_key`.
    pub(super) account: [u8; 16],
    /// See `Origin::place`.
    pub(super) place: [u8; 16],
    /// The browser, if it is known for the account.
    pub(super) device: Option<[u8; 16]>,
}

impl Trier {
    /// How this one waits for a password check: known browsers before strangers, nobody in everybody's way.
    pub(super) fn visitor(self) -> Visitor {
        match self.device {
            Some(_) => Visitor::Known,
            None => Visitor::Stranger(self.place),
        }
    }

    /// Where this one's wrong passwords are counted.
    fn counters(self) -> impl Iterator<Item = Counter> {
        let Self { account, place, device } = self;
        let (own, shared) = match device {
            Some(device) => (Counter::Known { account, device }, None),
            None => (Counter::From { account, place }, Some(Counter::Place(place))),
        };
        [Some(own), shared].into_iter().flatten()
    }
}

/// The counters.
#[derive(Debug, Default)]
pub(super) struct Attempts(Mutex<HashMap<Counter, Failures>>);

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Timestamp,
}

impl Attempts {
    /// Seconds this one must still wait; `None` when they may try.
    pub(super) fn wait(&self, trier: Trier, now: Timestamp) -> Option<u32> {
        let failures = self.0.lock();
        let left = trier.counters().filter_map(|counter| {
            let failed = failures.get(&counter).filter(|failed| failed.count >= counter.max())?;
            Some(failed.last.plus_seconds(SIGN_IN_WAIT_SECONDS).seconds() - now.seconds())
        });
        left.max().filter(|left| *left > 0).map(|left| u32::try_from(left).unwrap_or(u32::MAX))
    }

    /// Counts a wrong password.
    pub(super) fn failed(&self, trier: Trier, now: Timestamp) {
        let mut failures = self.0.lock();
        make_room(&mut failures, now);
        for counter in trier.counters() {
            let failed = failures.entry(counter).or_insert(Failures { count: 0, last: now });
            if failed.last <= now.plus_seconds(-FORGET_SECONDS) {
                failed.count = 0;
            }
            failed.count = failed.count.saturating_add(1);
            failed.last = now;
        }
    }

    /// Forgets the account's wrong passwords after a right one, but not the place's: somebody who has one account could
    /// otherwise try all others.
    pub(super) fn succeeded(&self, trier: Trier) {
        let mut failures = self.0.lock();
        for counter in trier.counters().filter(|counter| !matches!(counter, Counter::Place(_))) {
            failures.remove(&counter);
        }
    }
}

/// Keeps the number of counters bounded: what is old goes first, then what was tried once. Places are kept longest: they
/// are what stops one who tries many names to get here.
fn make_room(failures: &mut HashMap<Counter, Failures>, now: Timestamp) {
    if failures.len() + 2 <= COUNTERS_MAX {
        return;
    }
    failures.retain(|_, failed| failed.last > now.plus_seconds(-FORGET_SECONDS));
    if failures.len() + 2 > COUNTERS_MAX {
        failures.retain(|counter, failed| matches!(counter, Counter::Place(_)) || failed.count > 1);
    }
    if failures.len() + 2 > COUNTERS_MAX {
        failures.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(0);

    fn stranger(account: u8, place: u8) -> Trier {
        Trier { account: [account; 16], place: [place; 16], device: None }
    }

    fn fail(attempts: &Attempts, trier: Trier, times: u32) {
        for _ in 0..times {
            attempts.failed(trier, NOW);
        }
    }

    #[test]
    fn a_place_waits_for_an_account_after_ten_wrong_passwords() {
        let attempts = Attempts::default();
        fail(&attempts, stranger(1, 1), SIGN_IN_FAILURES_MAX - 1);
        assert_eq!(attempts.wait(stranger(1, 1), NOW), None);
        fail(&attempts, stranger(1, 1), 1);
        assert_eq!(attempts.wait(stranger(1, 1), NOW), Some(60));
        assert_eq!(attempts.wait(stranger(1, 1), NOW.plus_seconds(60)), None);
    }

    #[test]
    fn nobody_locks_others_out() {
        let attempts = Attempts::default();
        fail(&attempts, stranger(1, 1), 1_000);
        let owner = Trier { device: Some([7; 16]), ..stranger(1, 1) };
        assert_eq!(attempts.wait(stranger(1, 2), NOW), None, "the account from another place");
        assert_eq!(attempts.wait(owner, NOW), None, "the account's known browser, even from the same place");
        assert!(attempts.wait(stranger(1, 1), NOW).is_some());
    }

    #[test]
    fn a_known_browser_waits_for_its_own_wrong_passwords_only() {
        let attempts = Attempts::default();
        let thief = Trier { device: Some([7; 16]), ..stranger(1, 1) };
        fail(&attempts, thief, SIGN_IN_FAILURES_MAX);
        assert_eq!(attempts.wait(thief, NOW), Some(60));
        assert_eq!(attempts.wait(stranger(1, 1), NOW), None);
    }

    #[test]
    fn a_place_that_tries_many_accounts_waits_for_all_and_a_right_password_does_not_help_it() {
        let attempts = Attempts::default();
        for account in 0..100 {
            attempts.failed(stranger(account, 1), NOW);
        }
        attempts.succeeded(stranger(200, 1));
        assert_eq!(attempts.wait(stranger(200, 1), NOW), Some(60));
        assert_eq!(attempts.wait(stranger(200, 2), NOW), None);
    }

    #[test]
    fn a_right_password_or_time_forgets() {
        let attempts = Attempts::default();
        fail(&attempts, stranger(1, 1), SIGN_IN_FAILURES_MAX);
        let later = NOW.plus_seconds(FORGET_SECONDS);
        attempts.failed(stranger(1, 1), later);
        assert_eq!(attempts.wait(stranger(1, 1), later), None);
        fail(&attempts, stranger(2, 1), SIGN_IN_FAILURES_MAX);
        attempts.succeeded(stranger(2, 1));
        assert_eq!(attempts.wait(stranger(2, 1), NOW), None);
    }

    #[test]
    fn memory_is_bounded_and_places_stay_longest() {
        let attempts = Attempts::default();
        fail(&attempts, stranger(1, 1), SIGN_IN_FAILURES_PER_SOURCE_MAX);
        for n in 0..u32::try_from(COUNTERS_MAX).unwrap() {
            let mut trier = stranger(2, 2);
            trier.account[..4].copy_from_slice(&n.to_be_bytes());
            attempts.failed(trier, NOW);
        }
        assert!(attempts.0.lock().len() <= COUNTERS_MAX);
        assert!(attempts.wait(stranger(9, 1), NOW).is_some(), "the place is still remembered");
    }
}
