//! System records (design section 3): sessions, codes, tokens, keys of repeated requests. Written through the same
//! writer as typed rows with a precondition; they make no change set and no audit record. Times are wall time.

use crate::{ClientId, SessionId, TenantId, Timestamp, UserId};

/// A person's password and the state of their tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Whose.
    pub user: UserId,
    /// Argon2id in PHC form.
    pub password: String,
    /// The person must choose a new password at the next sign-in.
    pub must_change: bool,
    /// Tokens issued before this instant are refused.
    pub valid_from: Timestamp,
}

/// A one-time authorization code, kept by its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthCode {
    /// SHA-256 of the code.
    pub sha256: [u8; 32],
    /// For which application.
    pub client: ClientId,
    /// For whom.
    pub user: UserId,
    /// Where it was sent.
    pub redirect_uri: String,
    /// PKCE challenge (S256).
    pub challenge: String,
    /// Scopes asked for, separated by blanks.
    pub scope: String,
    /// Echoed into the id token.
    pub nonce: Option<String>,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// A refresh token, kept by its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshToken {
    /// SHA-256 of the token.
    pub sha256: [u8; 32],
    /// For which application.
    pub client: ClientId,
    /// For whom.
    pub user: UserId,
    /// Scopes granted, separated by blanks.
    pub scope: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// Where a device sign-in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeviceState {
    /// Nobody has entered the code yet.
    Pending,
    /// A person signed in and agreed.
    Approved(UserId),
    /// A person said no.
    Declined,
}

/// A device code, kept by its SHA-256; the user code is what people type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceCode {
    /// SHA-256 of the device code.
    pub sha256: [u8; 32],
    /// What people type, such as `BCDF-GHJK`.
    pub user_code: String,
    /// For which application.
    pub client: ClientId,
    /// Scopes asked for.
    pub scope: String,
    /// Where it stands.
    pub state: DeviceState,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// A console session: the cookie holds a secret whose SHA-256 is kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// SHA-256 of the cookie's secret.
    pub sha256: [u8; 32],
    /// Whose.
    pub user: UserId,
    /// What unsafe requests must echo.
    pub csrf: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// An answered change, remembered by its idempotency key for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// SHA-256 over actor and key.
    pub sha256: [u8; 32],
    /// SHA-256 over method, path and body of the request.
    pub request: [u8; 32],
    /// The status that was answered.
    pub status: u16,
    /// The body that was answered.
    pub body: Vec<u8>,
    /// When it is forgotten.
    pub expires_at: Timestamp,
}

/// State of the whole server, the same for all tenants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerState {
    /// Whether domain time is simulated. A data directory remembers its kind of clock.
    pub simulated: bool,
    /// Domain time minus wall time, in microseconds; 0 with the system clock.
    pub offset_micros: i64,
    /// The tenant that requests without a tenant in their path mean.
    pub default_tenant: Option<TenantId>,
}

/// Work that one process at a time does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// What for, such as `worker`.
    pub name: String,
    /// Which process.
    pub owner: [u8; 16],
    /// Grows each time another process takes the lease: the precondition of what its holder writes.
    pub fence: u64,
    /// Until when it is held, in wall time.
    pub until: Timestamp,
}
