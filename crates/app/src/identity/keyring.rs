//! The keys that sign tokens, over time: a new one is published a day before it is used, and an old one is kept until the
//! last token that it signed has ended. All processes of a server see the same keys in the keystore.

use std::sync::Arc;

use parking_lot::RwLock;
use reseat_model::{Timestamp, limits};
use reseat_store::StoreError;
use reseat_store::keystore::KeyStore;

use super::error::IdentityError;
use super::keys::{PublicKey, SIGNING_KEY, SigningKey, make};

/// Days after which the key that signs is replaced.
pub const ROTATE_DAYS: i64 = 90;
/// Hours between publishing a new key and using it: clients keep what they have read for a day at most.
pub const PUBLISH_HOURS: i64 = 25;
/// Wall time for which the keys are believed before they are looked at again.
const FRESH_MICROS: i64 = 30_000_000;
/// Wall time between two looks for a key that a token names and nobody knows.
const UNKNOWN_MICROS: i64 = 1_000_000;
/// Seconds after its last use for which a key still checks tokens: their life, the difference of two clocks, and the time
/// until the last process has seen the new key.
const KEPT_SECONDS: i64 = limits::ACCESS_TOKEN_SECONDS + 900;
const MICROS_PER_SECOND: i64 = 1_000_000;

/// The keys as they were read.
pub(super) struct Ring {
    read_at: Timestamp,
    keys: Vec<Arc<SigningKey>>,
    /// How often a key was found to be gone.
    lost: u64,
}

impl Ring {
    /// The key that signs now.
    pub(super) fn current(&self, now: Timestamp) -> Option<&Arc<SigningKey>> {
        current(&self.keys, now)
    }

    /// The key of a token.
    fn named(&self, kid: Option<&str>) -> Option<Arc<SigningKey>> {
        self.keys.iter().find(|key| Some(key.public().kid.as_str()) == kid).cloned()
    }
}

fn current(keys: &[Arc<SigningKey>], now: Timestamp) -> Option<&Arc<SigningKey>> {
    keys.iter().rev().find(|key| key.use_from <= now).or(keys.first())
}

/// The keys of a server.
pub(super) struct KeyRing {
    keys: Arc<dyn KeyStore>,
    ring: RwLock<Arc<Ring>>,
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyRing")
    }
}

impl KeyRing {
    /// The server's keys; the first one is made when there is none.
    pub(super) fn open(keys: Arc<dyn KeyStore>, now: Timestamp) -> Result<Self, IdentityError> {
        if names(keys.as_ref())?.is_empty() {
            SigningKey::load(keys.as_ref(), now)?;
        }
        let ring = read(keys.as_ref(), now, &[])?;
        Ok(Self { keys, ring: RwLock::new(Arc::new(ring)) })
    }

    /// The keys now. When the keystore fails, those that were read last are used on.
    pub(super) fn ring(&self, now: Timestamp) -> Arc<Ring> {
        self.ring_within(now, FRESH_MICROS)
    }

    fn ring_within(&self, now: Timestamp, micros: i64) -> Arc<Ring> {
        let known = Arc::clone(&self.ring.read());
        if (0..micros).contains(&(now.0 - known.read_at.0)) {
            return known;
        }
        let mut read = read(self.keys.as_ref(), now, &known.keys).unwrap_or_else(|error| {
            tracing::warn!(%error, "the keys that sign tokens cannot be read; those known are used on");
            Ring { read_at: now, keys: known.keys.clone(), lost: 0 }
        });
        let gone = |key: &Arc<SigningKey>| read.keys.iter().all(|kept| kept.name != key.name);
        read.lost = known.lost + u64::from(known.keys.iter().any(gone));
        let read = Arc::new(read);
        *self.ring.write() = Arc::clone(&read);
        read
    }

    /// The key that a token names; one that another process has just made is looked for.
    pub(super) fn named(&self, kid: Option<&str>, now: Timestamp) -> Option<Arc<SigningKey>> {
        self.ring(now).named(kid).or_else(|| self.ring_within(now, UNKNOWN_MICROS).named(kid))
    }

    /// A number that grows when a key has gone: what was believed of its tokens is not believed any more.
    pub(super) fn lost(&self, now: Timestamp) -> u64 {
        self.ring(now).lost
    }

    /// The public halves, newest last.
    pub(super) fn public(&self, now: Timestamp) -> Vec<PublicKey> {
        self.ring(now).keys.iter().map(|key| key.public().clone()).collect()
    }
}

/// The names of the keys in the keystore, oldest first: the first one has no number.
fn names(keys: &dyn KeyStore) -> Result<Vec<String>, StoreError> {
    let ours = |name: &String| {
        name.strip_prefix(SIGNING_KEY).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    Ok(keys.names()?.into_iter().filter(ours).collect())
}

fn read(keys: &dyn KeyStore, now: Timestamp, known: &[Arc<SigningKey>]) -> Result<Ring, IdentityError> {
    let mut found = Vec::new();
    for name in names(keys)? {
        match known.iter().find(|key| key.name == name) {
            Some(key) => found.push(Arc::clone(key)),
            // Destroyed in between: it is too old.
            None => found.extend(SigningKey::named(keys, &name)?.map(Arc::new)),
        }
    }
    Ok(Ring { read_at: now, keys: found, lost: 0 })
}

/// A key that signs tokens, as an operator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningKeyInfo {
    /// Names it in tokens.
    pub kid: String,
    /// When it was made, in wall time; `None` for one of a time before this was noted.
    pub made_at: Option<Timestamp>,
    /// From when it signs, in wall time.
    pub use_from: Timestamp,
    /// Whether it signs now.
    pub current: bool,
}

/// The keys that sign tokens, oldest first.
///
/// # Errors
/// When the keystore fails or holds something else.
pub fn signing_keys(keys: &dyn KeyStore, now: Timestamp) -> Result<Vec<SigningKeyInfo>, IdentityError> {
    let ring = read(keys, now, &[])?;
    let signing = ring.current(now).map(|key| key.name.clone());
    let info = |key: &Arc<SigningKey>| SigningKeyInfo {
        kid: key.public().kid.clone(),
        made_at: key.made_at,
        use_from: key.use_from,
        current: signing.as_ref() == Some(&key.name),
    };
    Ok(ring.keys.iter().map(info).collect())
}

/// When a new key takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeOver {
    /// After every client has had a day to read it.
    WhenPublished,
    /// Now. Clients that keep public keys read them again when they meet an unknown one.
    AtOnce,
    /// Now, and the old ones are destroyed: all tokens that they signed are refused. For a key that somebody else may have.
    Replace,
}

/// Makes a new key; answers when it begins to sign.
///
/// # Errors
/// When the keystore fails.
pub fn rotate_signing_key(
    keys: &dyn KeyStore,
    now: Timestamp,
    how: TakeOver,
) -> Result<Timestamp, IdentityError> {
    let use_from = match how {
        TakeOver::WhenPublished => now.plus_micros(PUBLISH_HOURS * 3_600 * MICROS_PER_SECOND),
        TakeOver::AtOnce | TakeOver::Replace => now,
    };
    let old = names(keys)?;
    let number = |name: &String| name.rsplit('/').next().and_then(|n| n.parse::<u64>().ok());
    let next = old.iter().filter_map(number).max().unwrap_or(1) + 1;
    let name = format!("{SIGNING_KEY}/{next:08}");
    keys.put_if_absent(&name, &make(now, use_from).map_err(super::keys::broken)?)?;
    if how == TakeOver::Replace {
        for name in old {
            keys.destroy(&name)?;
        }
    }
    Ok(use_from)
}

/// What tending the keys came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tended {
    /// A new key was published, to be used from then on.
    pub published: Option<Timestamp>,
    /// Old keys that were destroyed.
    pub destroyed: usize,
}

/// Replaces the key that signs when it is old, and destroys keys whose last token has ended.
///
/// # Errors
/// When the keystore fails.
pub fn tend_signing_keys(keys: &dyn KeyStore, now: Timestamp) -> Result<Tended, IdentityError> {
    let ring = read(keys, now, &[])?;
    let mut tended = Tended::default();
    for pair in ring.keys.windows(2) {
        if pair[1].use_from.plus_micros(KEPT_SECONDS * MICROS_PER_SECOND) <= now {
            keys.destroy(&pair[0].name)?;
            tended.destroyed += 1;
        }
    }
    let waits = ring.keys.iter().any(|key| key.use_from > now);
    let old = |key: &Arc<SigningKey>| {
        key.use_from.max(key.made_at.unwrap_or(Timestamp(0))).plus_days(ROTATE_DAYS) <= now
    };
    if !waits && ring.current(now).is_some_and(old) {
        tended.published = Some(rotate_signing_key(keys, now, TakeOver::WhenPublished)?);
    }
    Ok(tended)
}

#[cfg(test)]
mod tests {
    use reseat_store::keystore::MemoryKeyStore;

    use super::*;

    const NOW: Timestamp = Timestamp(1_780_315_200_000_000);

    fn kids(ring: &KeyRing, now: Timestamp) -> Vec<String> {
        ring.public(now).into_iter().map(|key| key.kid).collect()
    }

    fn signs(ring: &KeyRing, now: Timestamp) -> String {
        ring.ring(now).current(now).unwrap().public().kid.clone()
    }

    #[test]
    fn a_new_key_is_published_before_it_signs_and_the_old_one_kept_until_its_last_token_ended() {
        let keys = Arc::new(MemoryKeyStore::default());
        let ring = KeyRing::open(Arc::clone(&keys) as Arc<dyn KeyStore>, NOW).unwrap();
        let first = signs(&ring, NOW);
        assert_eq!(tend_signing_keys(keys.as_ref(), NOW.plus_days(89)).unwrap(), Tended::default());
        let published = NOW.plus_days(90);
        let from = tend_signing_keys(keys.as_ref(), published).unwrap().published.unwrap();
        assert_eq!(from, published.plus_micros(25 * 3_600_000_000));
        assert_eq!(tend_signing_keys(keys.as_ref(), published).unwrap(), Tended::default(), "one is enough");
        let both = kids(&ring, published);
        assert_eq!((both.len(), signs(&ring, published)), (2, first.clone()));
        assert_eq!(signs(&ring, from), both[1]);
        assert!(ring.named(Some(&first), from).is_some());
        let last = from.plus_micros(KEPT_SECONDS * MICROS_PER_SECOND);
        assert_eq!(tend_signing_keys(keys.as_ref(), last.plus_micros(-1)).unwrap().destroyed, 0);
        assert_eq!(tend_signing_keys(keys.as_ref(), last).unwrap().destroyed, 1);
        assert_eq!(kids(&ring, last.plus_days(1)), [both[1].clone()]);
    }

    #[test]
    fn a_key_that_another_process_made_at_once_is_found_by_its_first_token() {
        let keys = Arc::new(MemoryKeyStore::default());
        let ring = KeyRing::open(Arc::clone(&keys) as Arc<dyn KeyStore>, NOW).unwrap();
        let other = KeyRing::open(Arc::clone(&keys) as Arc<dyn KeyStore>, NOW).unwrap();
        let later = NOW.plus_micros(5 * MICROS_PER_SECOND);
        rotate_signing_key(keys.as_ref(), later, TakeOver::AtOnce).unwrap();
        let kid = kids(&other, NOW.plus_micros(60 * MICROS_PER_SECOND))[1].clone();
        assert!(ring.ring(later).named(Some(&kid)).is_none(), "this process has not looked yet");
        assert!(ring.named(Some(&kid), later).is_some());
        assert!(ring.named(Some("nobody's"), later).is_none());
        assert_eq!(ring.lost(later), 0);
        rotate_signing_key(keys.as_ref(), later, TakeOver::Replace).unwrap();
        assert_eq!(ring.lost(later.plus_days(1)), 1);
        assert_eq!(signing_keys(keys.as_ref(), later).unwrap().len(), 1);
        assert!(ring.named(Some(&kid), later.plus_days(1)).is_none());
    }
}
