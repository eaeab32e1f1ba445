//! Organisations, the state of the server itself, and which of several processes does what.

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

table! {
    /// Work that one process at a time does, such as a tenant's timers and jobs. Who takes a lease over from another
    /// enlarges `fence`; the writes of that work have the fence as a precondition, so that a process which was paused past
    /// `until` (wall time) cannot write any more.
    LEASE = "lease", key 2 { tenant: id, name: text, owner: id, fence: int, until: int }
}

/// Where [`LEASE`] keeps its fence, for the preconditions of who holds it.
pub const LEASE_FENCE: usize = LEASE.position("fence");
