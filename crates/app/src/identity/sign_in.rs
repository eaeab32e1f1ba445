//! A person signs in: by password, by a suggested account of a demo tenant, with a new password where one is due.

use std::sync::Arc;

use reseat_model::UserId;
use reseat_model::fold::fold;
use reseat_model::system::Credential;
use reseat_model::tenant::Tenant;
use reseat_model::user::User;
use reseat_store::{Batch, Change, Precondition, Record, StoreError, Stored, Value};

use super::Identity;
use super::attempts::Trier;
use super::error::OauthError;
use super::origin::{Origin, account_key};
use super::password::{self, HashError, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use super::person::Person;

/// Why somebody was not signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// No such account, or another password. Which of the two is for the password grant to tell only.
    #[error("the user name or password is not right")]
    Wrong {
        /// There is no such account.
        unknown: bool,
    },
    /// Right password, blocked account.
    #[error("the account is blocked")]
    Disabled,
    /// Too many wrong passwords; seconds to wait.
    #[error("too many wrong passwords; wait {0} seconds")]
    Locked(u32),
    /// Right password, but a new one must be chosen first.
    #[error("a new password must be chosen")]
    MustChange,
    /// The new password is too short, too long or the old one.
    #[error("the new password must have 8 to 256 characters and differ from the present one")]
    BadNewPassword,
    /// Too many sign-ins at the same time.
    #[error("too many sign-ins at the same time")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

impl SignInError {
    /// The same for the password grant.
    pub(super) fn oauth(self, tenant: &Tenant) -> OauthError {
        match self {
            Self::Wrong { unknown: true } => OauthError::unknown_user(&tenant.display_name),
            Self::Wrong { unknown: false } | Self::BadNewPassword => OauthError::wrong_password(),
            Self::Disabled => OauthError::disabled_user(),
            Self::Locked(seconds) => OauthError::locked(seconds),
            Self::MustChange => OauthError::must_change(),
            Self::Busy => OauthError::busy(),
            Self::Unavailable(error) => error.into(),
        }
    }
}

/// An account that the sign-in page of a demo tenant suggests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Their sign-in name.
    pub upn: String,
    /// The person behind it.
    pub person: Arc<Person>,
}

impl Identity {
    /// Signs a person in by name and password; `origin` is where the attempt comes from.
    ///
    /// # Errors
    /// [`SignInError`] says why not.
    pub fn sign_in(
        &self,
        tenant: &Tenant,
        name: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<Arc<Person>, SignInError> {
        let (user, credential) = self.checked(tenant, name, password, origin)?;
        if credential.must_change {
            return Err(SignInError::MustChange);
        }
        Ok(Arc::new(self.complete(tenant.id, user, Some(credential.valid_from))?))
    }

    /// Signs a person in and replaces their password; everything issued to them before ends.
    ///
    /// # Errors
    /// [`SignInError`] says why not.
    pub fn change_password(
        &self,
        tenant: &Tenant,
        name: &str,
        old: &str,
        new: &str,
        origin: &Origin,
    ) -> Result<Arc<Person>, SignInError> {
        let (user, credential) = self.checked(tenant, name, old, origin)?;
        let chars = new.chars().count();
        if !(PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX).contains(&chars) || new == old {
            return Err(SignInError::BadNewPassword);
        }
        let mut changed = self.credential(user.id, new, false).map_err(|_| SignInError::BadNewPassword)?;
        changed.valid_from = changed.valid_from.max(credential.valid_from);
        let valid_from = changed.valid_from;
        self.writer.write(tenant.id, replace(tenant, &credential, &changed))?;
        self.forget_person(tenant.id, user.id);
        Ok(Arc::new(self.complete(tenant.id, user, Some(valid_from))?))
    }

    /// What is kept of a new password. Use cases that create people or reset passwords put it beside their change.
    ///
    /// # Errors
    /// [`HashError::TooLong`].
    pub fn credential(
        &self,
        user: UserId,
        password: &str,
        must_change: bool,
    ) -> Result<Credential, HashError> {
        let password = password::hash(password, self.entropy.as_ref())?;
        Ok(Credential { user, password, must_change, valid_from: self.clock.wall() })
    }

    /// The accounts that the sign-in page suggests: those of the tenant's settings who exist, and only where domain
    /// time is simulated.
    ///
    /// # Errors
    /// When the store fails.
    pub fn hints(&self, tenant: &Tenant) -> Result<Vec<Hint>, StoreError> {
        let mut hints = Vec::new();
        if !self.options.simulated_clock {
            return Ok(hints);
        }
        for hint in &tenant.settings.sign_in_hints {
            if let Some(user) = self.user_by_name(tenant, &hint.upn)?
                && let Some(person) = self.person(tenant.id, user.id)?
            {
                hints.push(Hint { upn: person.upn.clone(), person });
            }
        }
        Ok(hints)
    }

    /// Signs in as a suggested account, with the password that the tenant's settings show on purpose.
    ///
    /// # Errors
    /// [`SignInError::Wrong`] when it is not suggested or its password was changed since.
    pub fn sign_in_by_hint(
        &self,
        tenant: &Tenant,
        upn: &str,
        origin: &Origin,
    ) -> Result<Arc<Person>, SignInError> {
        let wanted = fold(upn);
        let hint = tenant.settings.sign_in_hints.iter().find(|hint| fold(&hint.upn) == wanted);
        match hint.filter(|_| self.options.simulated_clock) {
            Some(hint) => self.sign_in(tenant, &hint.upn, &hint.password, origin),
            None => Err(SignInError::Wrong { unknown: true }),
        }
    }

    /// The account and its password's record, if the password is right and the account not blocked.
    fn checked(
        &self,
        tenant: &Tenant,
        name: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<(User, Credential), SignInError> {
        let now = self.clock.wall();
        let user = self.user_by_name(tenant, name)?;
        // Whichever of their names somebody types, it is one account that is tried.
        let account = account_key(tenant.id, user.as_ref().map_or(name, |user| user.upn.as_str()));
        let device = self.known_device(origin, &account);
        let trier = Trier { account, place: origin.place(), device };
        if let Some(seconds) = self.attempts.wait(trier, now) {
            return Err(SignInError::Locked(seconds));
        }
        let credential = match &user {
            Some(user) => Credential::load(self.store.as_ref(), tenant.id, &user.id)?,
            None => None,
        };
        let hash = credential.as_ref().map(|credential| credential.password.as_str());
        let right = self.passwords.verify(password, hash, trier.visitor()).map_err(|_| SignInError::Busy)?;
        match (user, credential) {
            (Some(user), Some(credential)) if right => {
                self.attempts.succeeded(trier);
                if user.account_enabled { Ok((user, credential)) } else { Err(SignInError::Disabled) }
            }
            (user, _) => {
                self.attempts.failed(trier, now);
                Err(SignInError::Wrong { unknown: user.is_none() })
            }
        }
    }
}

/// Replaces a credential if it is still the one that was read.
fn replace(tenant: &Tenant, old: &Credential, new: &Credential) -> Batch {
    let table = Credential::TABLE;
    let key = Credential::key(tenant.id, &old.user);
    let column = table.columns.iter().position(|column| column.name == "password").unwrap_or(table.key);
    Batch {
        preconditions: vec![Precondition::Equals(table, key, column, Value::Text(old.password.clone()))],
        changes: vec![Change::Put(table, new.to_row(tenant.id))],
    }
}
