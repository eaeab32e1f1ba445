//! The server's own state, organisations, their settings and the clock.

mod check;
mod clock;
mod create;
mod delete;
mod export;
mod recover;
mod role_table;
mod server;
mod settings;
mod system_meta;

/// What the names of a tenant's own secrets begin with in the keystore: they go with it.
pub(crate) fn key_prefix(tenant: reseat_model::TenantId) -> String {
    format!("tenant/{tenant}/")
}

pub use check::{Finding, check};
pub use clock::move_clock;
pub use create::{CreateError, create_from_file};
pub(crate) use delete::purge;
pub use delete::{ListedTenant, delete_tenant, listed, restore_tenant};
pub use export::export;
pub use recover::recover_admin;
pub use role_table::{Allowance, RoleRow, allowance, role_table};
pub use server::{ServerError, prepare_server};
pub use settings::{SettingsEdit, edit_settings};
