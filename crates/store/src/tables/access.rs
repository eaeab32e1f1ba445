//! Applications, passwords, codes, tokens, sessions and answers kept for repetition. Times of system records are wall
//! time; what expires has an index by that instant, by which it is cleaned up.

use super::table;

table! {
    /// Registered applications.
    APPLICATION = "application", key 2 {
        tenant: id, id: id,
        client_id: id, display_name: text, public_client: int, redirect_uris: bytes, app_roles: bytes,
        delegated_scopes: bytes, secrets: bytes, created_at: int,
    }
    /// Applications by client id.
    unique APPLICATION_BY_CLIENT = "application_by_client" (tenant, client_id);
}

table! {
    /// Passwords.
    CREDENTIAL = "credential", key 2 {
        tenant: id, user: id, password: text, must_change: int, valid_from: int,
    }
}

table! {
    /// Authorization codes by their SHA-256.
    AUTH_CODE = "auth_code", key 2 {
        tenant: id, sha256: bytes,
        client: id, user: id, redirect_uri: text, challenge: text, scope: text, nonce: opt_text, expires_at: int,
    }
    /// What is to be cleaned up.
    index AUTH_CODE_BY_EXPIRY = "auth_code_by_expiry" (tenant, expires_at);
}

table! {
    /// Refresh tokens by their SHA-256.
    REFRESH_TOKEN = "refresh_token", key 2 {
        tenant: id, sha256: bytes, client: id, user: id, scope: text, issued_at: int, expires_at: int,
    }
    /// What is to be cleaned up.
    index REFRESH_TOKEN_BY_EXPIRY = "refresh_token_by_expiry" (tenant, expires_at);
}

table! {
    /// Device codes by their SHA-256; `user` is who agreed.
    DEVICE_CODE = "device_code", key 2 {
        tenant: id, sha256: bytes,
        user_code: text, client: id, scope: text, state: int, user: opt_bytes, expires_at: int,
    }
    /// By what people type.
    unique DEVICE_CODE_BY_USER_CODE = "device_code_by_user_code" (tenant, user_code);
    /// What is to be cleaned up.
    index DEVICE_CODE_BY_EXPIRY = "device_code_by_expiry" (tenant, expires_at);
}

table! {
    /// Console sessions.
    SESSION = "session", key 2 {
        tenant: id, id: id, sha256: bytes, user: id, csrf: text, created_at: int, expires_at: int,
    }
    /// By the hash of the cookie's secret.
    unique SESSION_BY_SECRET = "session_by_secret" (tenant, sha256);
    /// The sessions of a person.
    index SESSION_BY_USER = "session_by_user" (tenant, user);
    /// What is to be cleaned up.
    index SESSION_BY_EXPIRY = "session_by_expiry" (tenant, expires_at);
}

table! {
    /// Answered changes by the hash of actor and idempotency key.
    REPLAY = "replay", key 2 {
        tenant: id, sha256: bytes, request: bytes, status: int, body: bytes, expires_at: int,
    }
    /// What is to be cleaned up.
    index REPLAY_BY_EXPIRY = "replay_by_expiry" (tenant, expires_at);
}
