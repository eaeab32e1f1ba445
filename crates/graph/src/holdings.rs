//! What people hold, loaded for many of them at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use reseat_app::App;
use reseat_app::writer::load_keys;
use reseat_engine::{Key, Person, View};
use reseat_model::catalog::Catalog;
use reseat_model::{TenantId, UserId};

use crate::error::GraphError;
use crate::wire::licenses::{
    AssignedLicense, AssignedPlan, LicenseAssignmentState, LicenseDetails, ProvisionedPlan,
    assigned_licenses, assigned_plans, license_assignment_states, license_details, pool_status,
    provisioned_plans,
};

/// The licence members of one person.
#[derive(Debug, Default)]
pub(crate) struct Licenses {
    pub assigned: Vec<AssignedLicense>,
    pub states: Vec<LicenseAssignmentState>,
    pub plans: Vec<AssignedPlan>,
    pub provisioned: Vec<ProvisionedPlan>,
}

/// People with what they hold, and the pools it comes from.
#[derive(Debug)]
pub(crate) struct Holdings {
    catalog: Arc<Catalog>,
    view: View,
}

impl Holdings {
    /// Loads some people.
    ///
    /// # Errors
    /// When the store fails.
    pub fn load(app: &App, tenant: TenantId, ids: &[UserId]) -> Result<Self, GraphError> {
        let state = app.tenant(tenant)?;
        let store = app.store.as_ref();
        let failed = |error| GraphError::from(reseat_app::AppError::from(error));
        let mut view = View { tenant, catalog: Arc::clone(&state.catalog), ..View::default() };
        let people = ids.iter().copied().map(Key::Person).collect();
        load_keys(store, &state, people, &mut view).map_err(failed)?;
        let paths = view.people.values().flatten().flat_map(|person| person.assignments.keys());
        let pools: BTreeSet<Key> = paths.map(|path| Key::Pool(path.sku, path.pool)).collect();
        load_keys(store, &state, pools, &mut view).map_err(failed)?;
        Ok(Self { catalog: Arc::clone(&state.catalog), view })
    }

    /// A person among those loaded.
    pub fn person(&self, id: UserId) -> Option<&Person> {
        self.view.person(id)
    }

    /// The licence members of a person; someone who is gone has none.
    pub fn licenses(&self, id: UserId) -> Licenses {
        let Some(person) = self.person(id) else { return Licenses::default() };
        let status = |sku, pool| pool_status(&self.view.pool(sku, pool));
        let plans = assigned_plans(person, &self.catalog, status);
        Licenses {
            assigned: assigned_licenses(person),
            states: license_assignment_states(person),
            provisioned: provisioned_plans(&plans),
            plans,
        }
    }

    /// `licenseDetails` of a person.
    pub fn license_details(&self, id: UserId) -> Vec<LicenseDetails> {
        let details = |person| license_details(self.view.tenant, person, &self.catalog);
        self.person(id).map_or_else(Vec::new, details)
    }
}
