//! Checking access tokens: once by signature, afterwards from memory.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, Validation};
use parking_lot::RwLock;
use reseat_authz::{Caller, Scopes};
use reseat_model::audit::Actor;
use reseat_model::{ClientId, TenantId, UserId};
use reseat_store::StoreError;

use super::Identity;
use super::claims::{AUDIENCE, AccessClaims, v1_issuer};
use super::person::Person;
use super::secret::sha256;

/// Tokens remembered at the same time.
const REMEMBERED_MAX: usize = 20_000;
/// Bytes of a token.
const TOKEN_BYTES_MAX: usize = 32 * 1024;

/// Why a token is not accepted. `Display` is Graph's message for 401 `InvalidAuthenticationToken` (contract 0.1),
/// except for [`Self::Unavailable`], which is a 503.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// There is none.
    #[error("Access token is empty.")]
    Empty,
    /// It is too old.
    #[error("Lifetime validation failed, the token is expired.")]
    Expired,
    /// It is not a token of this server, or not for this API.
    #[error("{0}")]
    Invalid(&'static str),
    /// The account is blocked or deleted, the application gone, or the token older than a revocation.
    #[error("{0}")]
    Revoked(&'static str),
    /// The store failed; try again.
    #[error("the account could not be looked up: {0}")]
    Unavailable(#[from] StoreError),
}

/// In whose name a token speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Principal {
    /// The application itself.
    App,
    /// A person.
    User(UserId),
}

/// What a token says, its signature checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Of which tenant.
    pub tenant: TenantId,
    /// In whose name.
    pub principal: Principal,
    /// Through which application.
    pub client: ClientId,
    /// The application's name.
    pub client_name: String,
    /// What it allows: `scp` or `roles`.
    pub scopes: Scopes,
    issued_at: i64,
    not_before: i64,
    expires_at: i64,
}

/// A token that was accepted, with the person it speaks for as they are now.
#[derive(Debug, Clone)]
pub struct Verification {
    /// What the token says.
    pub token: Arc<Verified>,
    /// The person, for a delegated token.
    pub person: Option<Arc<Person>>,
}

impl Verification {
    /// The caller for `reseat_authz`: the token's scopes, the directory's roles.
    pub fn caller(&self) -> Caller {
        match &self.person {
            Some(person) => Caller::user(person.id, person.roles.iter().copied(), self.token.scopes.clone()),
            None => Caller::app(self.token.client, self.token.scopes.clone()),
        }
    }

    /// Who acts, for the record.
    pub fn actor(&self) -> Actor {
        match &self.person {
            Some(person) => person.actor(),
            None => Actor::App { client_id: self.token.client, name: self.token.client_name.clone() },
        }
    }
}

/// Tokens whose signature was checked, by SHA-256.
#[derive(Debug, Default)]
pub(super) struct Remembered(RwLock<HashMap<[u8; 32], Arc<Verified>>>, AtomicU64);

impl Remembered {
    /// Forgets everything when a key that signs tokens has gone since.
    fn since(&self, lost: u64) {
        if self.1.swap(lost, Ordering::AcqRel) != lost {
            self.0.write().clear();
        }
    }

    fn get(&self, hash: &[u8; 32]) -> Option<Arc<Verified>> {
        self.0.read().get(hash).cloned()
    }

    fn put(&self, hash: [u8; 32], verified: Arc<Verified>, now: i64) {
        let mut tokens = self.0.write();
        if tokens.len() >= REMEMBERED_MAX {
            tokens.retain(|_, token| token.expires_at > now);
        }
        if tokens.len() >= REMEMBERED_MAX {
            tokens.clear();
        }
        tokens.insert(hash, verified);
    }
}

impl Identity {
    /// Checks an access token: the text after `Bearer `, or nothing at all. A token seen before costs one hash and two
    /// look-ups in memory; the account behind it is believed for two seconds (design section 6).
    ///
    /// # Errors
    /// [`TokenError`] says what to answer.
    pub fn verify(&self, token: &str) -> Result<Verification, TokenError> {
        let token = token.trim();
        if token.is_empty() {
            return Err(TokenError::Empty);
        }
        let now = self.clock.wall();
        let hash = sha256(token.as_bytes());
        self.remembered.since(self.keys.lost(now));
        let verified = match self.remembered.get(&hash) {
            Some(verified) => verified,
            None => {
                let verified = Arc::new(self.check(token)?);
                self.remembered.put(hash, Arc::clone(&verified), now.seconds());
                verified
            }
        };
        if now.seconds() >= verified.expires_at {
            return Err(TokenError::Expired);
        }
        if now.seconds() + CLOCK_SKEW_SECONDS < verified.not_before {
            return Err(TokenError::Invalid("Lifetime validation failed, the token is not yet valid."));
        }
        let person = self.accepted(&verified)?;
        Ok(Verification { token: verified, person })
    }

    /// The account behind a token, if it may still be used.
    fn accepted(&self, token: &Verified) -> Result<Option<Arc<Person>>, TokenError> {
        if self.client_now(token.tenant, token.client)?.is_none() {
            return Err(TokenError::Revoked("The application of the access token no longer exists."));
        }
        let Principal::User(user) = token.principal else { return Ok(None) };
        match self.person(token.tenant, user)? {
            Some(person) if person.accepts(token.issued_at) => Ok(Some(person)),
            Some(person) if person.enabled && !person.deleted => Err(TokenError::Revoked(
                "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: \
                 TokenIssuedBeforeRevocationTimestamp",
            )),
            _ => Err(TokenError::Revoked("The user account of the access token is disabled or deleted.")),
        }
    }

    /// Signature, issuer and audience; not the lifetime, which is checked by this server's own clock.
    fn check(&self, token: &str) -> Result<Verified, TokenError> {
        if token.len() > TOKEN_BYTES_MAX || token.split('.').count() != 3 {
            return Err(TokenError::Invalid("IDX14100: JWT is not well formed."));
        }
        let mut validation = Validation::new(Algorithm::RS256);
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.required_spec_claims.clear();
        validation.set_audience(&[AUDIENCE]);
        let named = jsonwebtoken::decode_header(token)
            .map_err(|error| TokenError::Invalid(wording(error.kind())))?
            .kid;
        let Some(key) = self.keys.named(named.as_deref(), self.clock.wall()) else {
            return Err(TokenError::Invalid("Access token validation failure. Signature is invalid."));
        };
        let claims = match jsonwebtoken::decode::<AccessClaims>(token, &key.check, &validation) {
            Ok(data) => data.claims,
            Err(error) => return Err(TokenError::Invalid(wording(error.kind()))),
        };
        understand(claims).ok_or(TokenError::Invalid(NOT_OURS))
    }
}

/// Two servers' clocks may differ this much.
const CLOCK_SKEW_SECONDS: i64 = 300;
const NOT_OURS: &str = "Access token validation failure. Invalid issuer or claims.";

fn wording(error: &ErrorKind) -> &'static str {
    match error {
        ErrorKind::InvalidAudience => "Access token validation failure. Invalid audience.",
        ErrorKind::InvalidSignature => "Access token validation failure. Signature is invalid.",
        ErrorKind::InvalidAlgorithm => "Access token validation failure. Invalid algorithm.",
        _ => "CompactToken parsing failed with error code: 80049217",
    }
}

fn understand(claims: AccessClaims) -> Option<Verified> {
    let tenant: TenantId = claims.tid.parse().ok()?;
    if claims.iss != v1_issuer(tenant) {
        return None;
    }
    let (principal, scopes) = match claims.idtyp.as_str() {
        "user" => {
            (Principal::User(claims.oid.parse().ok()?), Scopes::parse(claims.scp.as_deref().unwrap_or("")))
        }
        "app" => (
            Principal::App,
            Scopes::Listed(claims.roles.unwrap_or_default().into_iter().collect::<BTreeSet<_>>()),
        ),
        _ => return None,
    };
    Some(Verified {
        tenant,
        principal,
        client: claims.appid.parse().ok()?,
        client_name: claims.app_displayname,
        scopes,
        issued_at: claims.iat,
        not_before: claims.nbf,
        expires_at: claims.exp,
    })
}
