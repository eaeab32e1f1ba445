//! Sign-in: tokens, codes, sessions, passwords and the applications that use them (design section 6, contract
//! section 9). Nothing here knows HTTP; calls block.
//!
//! - [`Identity::verify`] checks a bearer token, [`Identity::session`] a console cookie.
//! - [`Identity::token`] is the token endpoint with all its grants; [`Identity::authorization`] and
//!   [`Identity::issue_code`] are the two halves of the authorization endpoint around the sign-in page.
//! - [`authority`] is the local certificate authority that https listeners use.

mod attempts;
pub mod authority;
mod cache;
mod claims;
mod client;
mod directory;
mod error;
mod form;
mod grants;
mod keyring;
mod keys;
mod known;
mod logout;
mod origin;
pub mod password;
mod person;
mod redirect;
mod scope;
pub mod secret;
mod session;
mod sign_in;
mod verify;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use reseat_model::tenant::Tenant;
use reseat_model::{ClientId, TenantId, Timestamp, UserId};
use reseat_store::Store;
use reseat_store::keystore::KeyStore;

use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::system::SystemWriter;

pub use claims::{AUDIENCE, issuer, subject};
pub use client::Client;
pub use error::{IdentityError, OauthError, error_timestamp};
pub use form::Form;
pub use grants::{
    Authorization, AuthorizationRefusal, ConsoleSignIn, DeviceAnswer, DeviceCodeAnswer, ResponseMode,
    TokenAnswer, TokenRequest,
};
pub use keyring::{
    PUBLISH_HOURS, ROTATE_DAYS, SigningKeyInfo, TakeOver, Tended, rotate_signing_key, signing_keys,
    tend_signing_keys,
};
pub use keys::{PublicKey, SIGNING_KEY};
pub use known::{AZURE_CLI, CLI, CONSOLE, CONSOLE_CALLBACK, GRAPH_POWERSHELL, Known, known};
pub use origin::Origin;
pub use password::{HashError, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, hash as hash_password};
pub use person::Person;
pub use scope::GRAPH_HOSTS;
pub use secret::{base64url, random as random_secret, same, seal, sha256};
pub use session::{NewSession, SessionInfo};
pub use sign_in::{Hint, SignInError};
pub use verify::{Principal, TokenError, Verification, Verified};

use attempts::Attempts;
use cache::Fresh;
use keyring::KeyRing;
use password::Passwords;
use verify::Remembered;

/// The name in the keystore of the key that seals the sign-in page's forms.
const FORM_KEY: &str = "sign-in/form";

/// What the identity service is made of.
#[derive(Debug, Clone)]
pub struct IdentityParts {
    /// Where people, applications and tokens are.
    pub store: Arc<dyn Store>,
    /// Where the signing key is.
    pub keys: Arc<dyn KeyStore>,
    /// Wall time: tokens, codes and sessions follow no simulated clock.
    pub clock: Arc<dyn Clock>,
    /// For secrets.
    pub entropy: Arc<dyn Entropy>,
    /// Writes codes, tokens and sessions.
    pub writer: Arc<dyn SystemWriter>,
}

/// How it behaves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentityOptions {
    /// Domain time is simulated: only then does the sign-in page suggest accounts.
    pub simulated_clock: bool,
    /// Names of this server (`host` or `host:port`) that may stand before a scope, besides Graph's own.
    pub resource_hosts: Vec<String>,
}

/// The identity service; one per server, shared by all tenants.
#[derive(Debug)]
pub struct Identity {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    writer: Arc<dyn SystemWriter>,
    options: IdentityOptions,
    keys: KeyRing,
    form_key: Vec<u8>,
    passwords: Passwords,
    attempts: Attempts,
    remembered: Remembered,
    tenants: Fresh<(), Arc<Vec<Arc<Tenant>>>>,
    clients: Fresh<(TenantId, ClientId), Option<Arc<Client>>>,
    people: Fresh<(TenantId, UserId), Option<Arc<Person>>>,
    sessions: Fresh<[u8; 32], Option<Arc<reseat_model::system::Session>>>,
    polls: grants::Polls,
}

impl Identity {
    /// The identity service over a store and a keystore. Makes the signing key on the first start.
    ///
    /// # Errors
    /// When the keystore fails or holds a damaged key.
    pub fn new(parts: IdentityParts, options: IdentityOptions) -> Result<Self, IdentityError> {
        let keys = KeyRing::open(Arc::clone(&parts.keys), parts.clock.wall())?;
        let form_key = match parts.keys.get(FORM_KEY)? {
            Some(kept) => kept,
            None => {
                let mut fresh = [0; 32];
                parts.entropy.fill(&mut fresh);
                parts.keys.put_if_absent(FORM_KEY, &fresh)?
            }
        };
        Ok(Self {
            store: parts.store,
            clock: parts.clock,
            entropy: parts.entropy,
            writer: parts.writer,
            options,
            keys,
            form_key,
            passwords: Passwords::default(),
            attempts: Attempts::default(),
            remembered: Remembered::default(),
            tenants: Fresh::new(1),
            clients: Fresh::new(10_000),
            people: Fresh::new(100_000),
            sessions: Fresh::new(100_000),
            polls: grants::Polls::default(),
        })
    }

    /// Wall time now.
    pub fn wall(&self) -> Timestamp {
        self.clock.wall()
    }

    /// Randomness for secrets that the edge makes.
    pub fn entropy(&self) -> &dyn Entropy {
        self.entropy.as_ref()
    }

    /// The public halves of the signing keys: those of the past whose tokens live, the present one, and the next.
    pub fn public_keys(&self) -> Vec<PublicKey> {
        self.keys.public(self.clock.wall())
    }

    /// A proof that this server made `value` for `purpose`: for forms and short-lived cookies.
    pub fn seal(&self, purpose: &str, value: &str) -> String {
        seal(&self.form_key, purpose, value)
    }

    /// Forgets what is remembered of a person; to be called after a commit that touched their account, password or
    /// roles. Without it changes are seen within two seconds.
    pub fn forget_person(&self, tenant: TenantId, user: UserId) {
        self.people.forget(&(tenant, user));
    }

    /// Forgets what is remembered of an application; to be called after a commit that touched it.
    pub fn forget_client(&self, tenant: TenantId, client: ClientId) {
        self.clients.forget(&(tenant, client));
    }

    /// Forgets what is remembered of all people, applications and tenants.
    pub fn forget_all(&self) {
        self.people.clear();
        self.clients.clear();
        self.tenants.clear();
        self.sessions.clear();
    }
}
