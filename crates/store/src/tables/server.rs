//! Organisations, and the state of the server itself.

use super::table;

table! {
    /// Organisations and their settings.
    TENANT = "tenant", key 1 {
        tenant: id,
        display_name: text, domain: text, country: text, time_zone: text, cloud: int, created_at: int,
        licenses_page_users: int, password_grant: int, history_days: int, sign_in_hints: bytes, language: int,
    }
}

table! {
    /// The one row of the server's own state; its tenant is all zero.
    SERVER_STATE = "server_state", key 1 {
        tenant: id, simulated: int, offset_micros: int, default_tenant: opt_bytes,
    }
}
