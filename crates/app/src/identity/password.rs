//! Passwords: Argon2id, few at a time so that a rush of sign-ins cannot exhaust memory.

use std::collections::HashMap;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use parking_lot::{Condvar, Mutex};
use reseat_model::limits::SIGN_IN_WAITING_PER_SOURCE_MAX;

use crate::entropy::Entropy;

/// KiB of memory per check.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// KiB of memory, and passes, for a password that this server drew: nobody can guess it, however fast a guess is.
const DRAWN_MEMORY_KIB: u32 = 8;
const DRAWN_PASSES: u32 = 1;
/// Characters of a password that this server draws, letters and digits: 95 bits.
const DRAWN_CHARS: usize = 16;
/// Checks at the same time: 19 MiB each.
const AT_ONCE: usize = 2;
/// Checks that may wait; beyond it callers are told to come back.
const WAITING_MAX: usize = 64;
/// Of these, places that strangers cannot take: known browsers find room while somebody floods the sign-in.
const WAITING_KEPT: usize = 16;
/// Characters of a password.
pub const PASSWORD_CHARS_MAX: usize = 256;
/// Characters of a password that people choose themselves.
pub const PASSWORD_CHARS_MIN: usize = 8;

/// Too many checks are waiting; try again in a few seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many sign-ins at the same time")]
pub struct Busy;

/// The password could not be hashed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// It is longer than [`PASSWORD_CHARS_MAX`].
    #[error("the password has more than {PASSWORD_CHARS_MAX} characters; choose a shorter one")]
    TooLong,
    /// The library refused.
    #[error("the password could not be hashed: {0}")]
    Library(String),
}

/// Who asks for a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    /// A browser that is known for the account.
    Known,
    /// Anyone else, from a place on the network.
    Stranger([u8; 16]),
}

/// Checks passwords.
#[derive(Debug, Default)]
pub struct Passwords {
    gate: Gate,
    /// A hash of nothing known, verified when there is no account, so that the answer takes as long.
    dummy: std::sync::OnceLock<String>,
}

impl Passwords {
    /// Whether the password is the one that was hashed. With `None` it takes as long and is false.
    ///
    /// # Errors
    /// [`Busy`] when too many are waiting already.
    pub fn verify(&self, password: &str, hash: Option<&str>, visitor: Visitor) -> Result<bool, Busy> {
        let _turn = self.gate.enter(visitor)?;
        let Some(known) = hash else {
            self.take_as_long(password);
            return Ok(false);
        };
        let fits = verify(password, known);
        if is_quick(known) {
            self.take_as_long(password);
        }
        Ok(fits)
    }

    /// Does the work of a check, so that the time of an answer tells nothing about the account.
    fn take_as_long(&self, password: &str) {
        if let Some(dummy) = self.dummy() {
            std::hint::black_box(verify(password, dummy));
        }
    }

    fn dummy(&self) -> Option<&str> {
        if self.dummy.get().is_none() {
            let made = hash_with_salt("", &[0; 16], MEMORY_KIB, PASSES).ok()?;
            let _ = self.dummy.set(made);
        }
        self.dummy.get().map(String::as_str)
    }
}

/// The form in which a password is kept: Argon2id in PHC form.
///
/// # Errors
/// [`HashError::TooLong`].
pub fn hash(password: &str, entropy: &dyn Entropy) -> Result<String, HashError> {
    let mut salt = [0; 16];
    entropy.fill(&mut salt);
    hash_with_salt(password, &salt, MEMORY_KIB, PASSES)
}

/// Draws a first password, of letters and digits so that it survives tables and spreadsheets, and the form in which it is
/// kept. That form is quick to make: an import makes thousands.
///
/// # Errors
/// When the library refuses.
pub fn draw(entropy: &dyn Entropy) -> Result<(String, String), HashError> {
    let mut password = String::new();
    while password.len() < DRAWN_CHARS {
        let letters = super::secret::random(entropy);
        let letters = letters.chars().filter(char::is_ascii_alphanumeric);
        password.extend(letters.take(DRAWN_CHARS - password.len()));
    }
    let mut salt = [0; 16];
    entropy.fill(&mut salt);
    let kept = hash_with_salt(&password, &salt, DRAWN_MEMORY_KIB, DRAWN_PASSES)?;
    Ok((password, kept))
}

fn hash_with_salt(password: &str, salt: &[u8], memory: u32, passes: u32) -> Result<String, HashError> {
    if password.chars().count() > PASSWORD_CHARS_MAX {
        return Err(HashError::TooLong);
    }
    let params = Params::new(memory, passes, LANES, None).map_err(|e| HashError::Library(e.to_string()))?;
    let hash: PasswordHash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(password.as_bytes(), salt)
        .map_err(|e| HashError::Library(e.to_string()))?;
    Ok(hash.to_string())
}

fn verify(password: &str, hash: &str) -> bool {
    if password.chars().count() > PASSWORD_CHARS_MAX {
        return false;
    }
    // The parameters are those of the hash.
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Whether a hash is one of [`draw`]'s.
fn is_quick(hash: &str) -> bool {
    let memory = PasswordHash::new(hash).ok().and_then(|hash| hash.params.get_decimal("m"));
    memory.is_some_and(|memory| memory < MEMORY_KIB)
}

/// Lets a few through at a time and keeps the queue short.
#[derive(Debug, Default)]
struct Gate {
    state: Mutex<Places>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct Places {
    inside: usize,
    waiting: usize,
    /// Strangers inside or waiting, by their place on the network.
    strangers: HashMap<[u8; 16], usize>,
}

impl Places {
    /// Whether this one may join, and the note of it.
    fn join(&mut self, visitor: Visitor) -> Result<(), Busy> {
        let room = match visitor {
            Visitor::Known => WAITING_MAX,
            Visitor::Stranger(_) => WAITING_MAX - WAITING_KEPT,
        };
        if self.inside >= AT_ONCE && self.waiting >= room {
            return Err(Busy);
        }
        if let Visitor::Stranger(place) = visitor {
            let here = self.strangers.entry(place).or_insert(0);
            if *here >= SIGN_IN_WAITING_PER_SOURCE_MAX {
                return Err(Busy);
            }
            *here += 1;
        }
        Ok(())
    }

    fn leave(&mut self, visitor: Visitor) {
        self.inside -= 1;
        if let Visitor::Stranger(place) = visitor
            && let Some(here) = self.strangers.get_mut(&place)
        {
            *here -= 1;
            if *here == 0 {
                self.strangers.remove(&place);
            }
        }
    }
}

/// A place inside; given back when dropped.
#[derive(Debug)]
struct Turn<'a>(&'a Gate, Visitor);

impl Gate {
    fn enter(&self, visitor: Visitor) -> Result<Turn<'_>, Busy> {
        let mut places = self.state.lock();
        places.join(visitor)?;
        if places.inside >= AT_ONCE {
            places.waiting += 1;
            while places.inside >= AT_ONCE {
                self.left.wait(&mut places);
            }
            places.waiting -= 1;
        }
        places.inside += 1;
        Ok(Turn(self, visitor))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.state.lock().leave(self.1);
        self.0.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let kept = hash("correct horse", &SeededEntropy::new(1)).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        let passwords = Passwords::default();
        assert!(passwords.verify("correct horse", Some(&kept), Visitor::Known).unwrap());
        assert!(!passwords.verify("Correct horse", Some(&kept), Visitor::Known).unwrap());
        assert!(!passwords.verify("correct horse", Some("not a hash"), Visitor::Known).unwrap());
    }

    #[test]
    fn a_drawn_password_fits_its_own_hash_only_and_survives_a_spreadsheet() {
        let entropy = SeededEntropy::new(1);
        let ((one, kept), (other, _)) = (draw(&entropy).unwrap(), draw(&entropy).unwrap());
        assert!(one != other && one.len() == DRAWN_CHARS && one.chars().all(|c| c.is_ascii_alphanumeric()));
        assert!(is_quick(&kept) && !is_quick(&hash(&one, &entropy).unwrap()) && !is_quick("not a hash"));
        let passwords = Passwords::default();
        assert!(passwords.verify(&one, Some(&kept), Visitor::Known).unwrap());
        assert!(!passwords.verify(&other, Some(&kept), Visitor::Known).unwrap());
    }

    #[test]
    fn without_an_account_the_answer_is_no_even_for_the_dummy() {
        assert!(!Passwords::default().verify("", None, Visitor::Known).unwrap());
    }

    #[test]
    fn overlong_passwords_are_refused_before_hashing() {
        let long = "x".repeat(PASSWORD_CHARS_MAX + 1);
        assert_eq!(hash(&long, &SeededEntropy::new(1)), Err(HashError::TooLong));
    }

    #[test]
    fn the_gate_refuses_when_the_queue_is_full_and_keeps_room_for_known_browsers() {
        let gate = Gate::default();
        let stranger = Visitor::Stranger([1; 16]);
        let turns: Vec<_> = (0..AT_ONCE).map(|_| gate.enter(stranger).unwrap()).collect();
        gate.state.lock().waiting = WAITING_MAX;
        assert_eq!(gate.enter(Visitor::Known).unwrap_err(), Busy);
        gate.state.lock().waiting = WAITING_MAX - WAITING_KEPT;
        assert_eq!(gate.enter(stranger).unwrap_err(), Busy);
        assert!(gate.state.lock().join(Visitor::Known).is_ok());
        gate.state.lock().waiting = 0;
        drop(turns);
        assert!(gate.enter(stranger).is_ok());
        assert!(gate.state.lock().strangers.is_empty(), "places that are empty are forgotten");
    }

    #[test]
    fn one_place_takes_no_more_than_its_share_of_the_queue() {
        let mut places = Places::default();
        for _ in 0..SIGN_IN_WAITING_PER_SOURCE_MAX {
            places.join(Visitor::Stranger([1; 16])).unwrap();
        }
        assert_eq!(places.join(Visitor::Stranger([1; 16])), Err(Busy));
        assert_eq!(places.join(Visitor::Stranger([2; 16])), Ok(()));
    }
}
