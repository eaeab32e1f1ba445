//! Verifying the audit of a data directory, beside a server that may be running on it.

use std::path::Path;

use reseat_app::audit_trail::{Report, VerifyOptions, verify_store};
use reseat_model::tenant::Tenant;
use reseat_store::{Record, Scan, Stored};
use reseat_store_sql::{SqliteOptions, SqliteStore};

use super::tenant::pick_from;
use super::{DataDir, ServerFailure};

/// Tenants of one directory at most.
const TENANTS_MAX: usize = 10_000;

/// Checks the audit of an organisation of a data directory, with the keys of its keystore.
///
/// # Errors
/// When the directory or its keystore cannot be read, or the organisation is not named.
pub fn verify_data_dir(
    dir: &Path,
    master_key_file: Option<&Path>,
    tenant: Option<&str>,
    options: VerifyOptions,
) -> Result<Report, ServerFailure> {
    let failed = |error| ServerFailure::of(&dir.display().to_string(), error);
    let store = SqliteStore::open_read_only(dir, SqliteOptions::default()).map_err(failed)?;
    let data = DataDir::at(dir, master_key_file);
    let keys = data.open_key_file()?;
    let tenants = Tenant::scan(&store, &Scan::key(Tenant::TABLE, Vec::new(), TENANTS_MAX)).map_err(failed)?;
    let tenant = pick_from(&tenants, tenant)?;
    verify_store(&store, &keys, tenant.id, options).map_err(failed)
}
