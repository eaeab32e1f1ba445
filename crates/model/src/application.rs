//! Registered applications: programs that sign in for themselves or for people.

use std::collections::BTreeSet;

use crate::{ApplicationId, ClientId, Timestamp};

/// A registered application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Object id.
    pub id: ApplicationId,
    /// `appId`, what clients send as client_id.
    pub client_id: ClientId,
    /// Its name.
    pub display_name: String,
    /// A public client has no secret and may use device code and PKCE.
    pub public_client: bool,
    /// Where an authorization code may be sent. `http://localhost` matches any port.
    pub redirect_uris: Vec<String>,
    /// Permissions granted to the application itself, such as `User.ReadWrite.All`.
    pub app_roles: BTreeSet<String>,
    /// Permissions it may use in the name of a signed-in person.
    pub delegated_scopes: BTreeSet<String>,
    /// Hashes of its secrets.
    pub secrets: Vec<AppSecret>,
    /// When it was registered.
    pub created_at: Timestamp,
}

/// A client secret, kept as a hash only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppSecret {
    /// What people call it.
    pub name: String,
    /// SHA-256 of the secret: secrets are long and random, so no slow hash is needed.
    pub sha256: Vec<u8>,
    /// When it stops working, in wall time.
    pub expires_at: Option<Timestamp>,
    /// What is known of a secret that Reseat made; `None` for those of a tenant file.
    pub made: Option<SecretMade>,
}

/// How a secret was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretMade {
    /// When, in wall time.
    pub at: Timestamp,
    /// Its first characters, by which people recognise it.
    pub hint: String,
}
