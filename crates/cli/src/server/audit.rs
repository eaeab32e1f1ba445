//! The audit where it is kept: verified beside a server that may be running on it, exported without one.

use std::io::Write;

use reseat_app::audit_trail::{Report, VerifyOptions, export_all, verify_store};
use reseat_model::tenant::Tenant;
use reseat_store::{Record, Scan, Stored};

use super::assemble::open_existing;
use super::tenant::{pick_even_deleted, pick_from};
use super::{DataDir, ServerFailure};

/// Tenants of one directory at most.
const TENANTS_MAX: usize = 10_000;

/// Checks the audit of an organisation of a data directory or database, with the keys of its keystore.
///
/// # Errors
/// When the data or the keystore cannot be read, or the organisation is not named.
pub fn verify_data(
    data: &DataDir,
    tenant: Option<&str>,
    options: VerifyOptions,
) -> Result<Report, ServerFailure> {
    let failed = |error| ServerFailure::of(&data.place(), error);
    let (store, keys) = data.open_beside()?;
    let tenants = Tenant::scan(store.as_ref(), &Scan::key(Tenant::TABLE, Vec::new(), TENANTS_MAX));
    let tenant = pick_from(&tenants.map_err(failed)?, tenant)?;
    verify_store(store.as_ref(), keys.as_ref(), tenant.id, options).map_err(failed)
}

/// Writes the whole audit of an organisation, also of a deleted one.
///
/// # Errors
/// When the data or the keystore cannot be read, a server uses the directory, or the organisation is not named.
pub fn export_data(data: &DataDir, tenant: Option<&str>, out: &mut dyn Write) -> Result<(), ServerFailure> {
    let assembled = open_existing(data)?;
    let tenant = pick_even_deleted(&assembled.app, tenant)?;
    export_all(&assembled.app, tenant.id, out).map_err(|error| ServerFailure::of("the export failed", error))
}
