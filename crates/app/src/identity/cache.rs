//! A bounded cache whose entries are believed for two seconds (design section 6).

use std::collections::HashMap;
use std::hash::Hash;

use parking_lot::RwLock;
use reseat_model::Timestamp;

/// Microseconds for which an entry is believed: rights follow changes at most this far behind.
const FRESH_MICROS: i64 = 2_000_000;

/// Values by key, each with the wall time at which it was read.
#[derive(Debug)]
pub(super) struct Fresh<K, V> {
    entries: RwLock<HashMap<K, (Timestamp, V)>>,
    max: usize,
}

impl<K: Eq + Hash, V: Clone> Fresh<K, V> {
    /// At most `max` entries.
    pub(super) fn new(max: usize) -> Self {
        Self { entries: RwLock::default(), max }
    }

    /// The value, if it was read less than two seconds ago.
    pub(super) fn get(&self, key: &K, now: Timestamp) -> Option<V> {
        let entries = self.entries.read();
        let (read_at, value) = entries.get(key)?;
        fresh(*read_at, now).then(|| value.clone())
    }

    /// The value, from here or from `load`.
    pub(super) fn get_or<E>(
        &self,
        key: K,
        now: Timestamp,
        load: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E> {
        if let Some(value) = self.get(&key, now) {
            return Ok(value);
        }
        let value = load()?;
        let mut entries = self.entries.write();
        if entries.len() >= self.max {
            entries.retain(|_, (read_at, _)| fresh(*read_at, now));
        }
        if entries.len() >= self.max {
            entries.clear();
        }
        entries.insert(key, (now, value.clone()));
        Ok(value)
    }

    /// Forgets one entry.
    pub(super) fn forget(&self, key: &K) {
        self.entries.write().remove(key);
    }

    /// Forgets everything.
    pub(super) fn clear(&self) {
        self.entries.write().clear();
    }
}

/// A clock that was set back makes entries stale rather than eternal.
fn fresh(read_at: Timestamp, now: Timestamp) -> bool {
    (0..FRESH_MICROS).contains(&(now.0 - read_at.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cache: &Fresh<u32, u32>, key: u32, now: i64, value: u32) -> u32 {
        cache.get_or(key, Timestamp(now), || Ok::<_, ()>(value)).unwrap()
    }

    #[test]
    fn entries_are_believed_for_two_seconds_and_never_from_the_future() {
        let cache = Fresh::new(10);
        assert_eq!(read(&cache, 1, 0, 5), 5);
        assert_eq!(read(&cache, 1, 1_999_999, 6), 5);
        assert_eq!(read(&cache, 1, 2_000_000, 7), 7);
        assert_eq!(read(&cache, 1, 0, 8), 8);
        cache.forget(&1);
        assert_eq!(read(&cache, 1, 0, 9), 9);
    }

    #[test]
    fn it_is_bounded() {
        let cache = Fresh::new(10);
        for n in 0..100 {
            read(&cache, n, 0, n);
        }
        assert!(cache.entries.read().len() <= 10);
    }
}
