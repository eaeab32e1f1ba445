//! Reading registered applications.

use reseat_authz::Action;
use reseat_model::application::Application;
use reseat_model::limits::APPLICATIONS_MAX;
use reseat_model::{ApplicationId, ClientId, TenantId};
use reseat_store::{Record, Scan, Store, StoreError, Stored, tables};

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Every registered application, by its object id.
///
/// # Errors
/// When the caller may not see them, or the store fails.
pub fn list(app: &App, call: &Call) -> Result<Vec<Application>, AppError> {
    call.grant(Action::ApplicationRead)?;
    Ok(all(app.store.as_ref(), call.tenant)?)
}

/// One of them, by its object id or as `appId=` with its client id.
///
/// # Errors
/// When the caller may not see them, there is none, or the store fails.
pub fn get(app: &App, call: &Call, key: &str) -> Result<Application, AppError> {
    call.grant(Action::ApplicationRead)?;
    find(app, call.tenant, key)
}

/// Every registered application of a tenant.
pub(crate) fn all(store: &dyn Store, tenant: TenantId) -> Result<Vec<Application>, StoreError> {
    // A tenant file may bring some more than can be registered later.
    let scan = Scan::key(Application::TABLE, vec![tenant.into()], 10 * APPLICATIONS_MAX);
    Application::scan(store, &scan)
}

pub(super) fn find(app: &App, tenant: TenantId, key: &str) -> Result<Application, AppError> {
    let missing = || AppError::not_found("application", key);
    let found = match key.split_once('=') {
        Some((_, client)) => {
            let client: ClientId = client.parse().map_err(|_| missing())?;
            let prefix = vec![tenant.into(), client.into()];
            let scan = Scan::index(Application::TABLE, &tables::APPLICATION_BY_CLIENT, prefix, 1);
            Application::scan(app.store.as_ref(), &scan)?.pop()
        }
        None => {
            let id: ApplicationId = key.parse().map_err(|_| missing())?;
            Application::load(app.store.as_ref(), tenant, &id)?
        }
    };
    found.ok_or_else(missing)
}
