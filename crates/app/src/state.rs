//! What is known of each tenant without asking the store every time: settings, catalogue, roles. Read anew after every
//! commit that touches them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use parking_lot::RwLock;
use reseat_model::catalog::Catalog;
use reseat_model::tenant::Tenant;
use reseat_model::{RoleId, TenantId, UserId};
use reseat_store::records::RoleGrant;
use reseat_store::{Record, Scan, Store, StoreError, Stored, Value};

use crate::catalog::load_catalog;

/// Tenants of one server at most.
const TENANTS_MAX: usize = 10_000;
/// Role grants of one tenant at most.
const GRANTS_MAX: usize = 100_000;

/// Who holds which role in a tenant.
#[derive(Debug, Default)]
pub struct Roles {
    by_user: HashMap<UserId, Vec<RoleId>>,
    by_role: BTreeMap<RoleId, BTreeSet<UserId>>,
}

impl Roles {
    fn from_grants(grants: Vec<RoleGrant>) -> Self {
        let mut roles = Self::default();
        for grant in grants {
            roles.by_user.entry(grant.user).or_default().push(grant.role);
            roles.by_role.entry(grant.role).or_default().insert(grant.user);
        }
        roles
    }

    /// The roles of a person.
    pub fn of(&self, user: UserId) -> &[RoleId] {
        self.by_user.get(&user).map_or(&[], Vec::as_slice)
    }

    /// Every role of every person, by role, then by person.
    pub fn all(&self) -> impl Iterator<Item = (RoleId, UserId)> + '_ {
        self.by_role.iter().flat_map(|(role, users)| users.iter().map(|user| (*role, *user)))
    }

    /// The people who hold a role.
    pub fn holders(&self, role: RoleId) -> impl Iterator<Item = UserId> + '_ {
        self.by_role.get(&role).into_iter().flatten().copied()
    }
}

/// A tenant with its catalogue and roles, as of one commit.
#[derive(Debug)]
pub struct TenantState {
    /// The organisation and its settings.
    pub tenant: Tenant,
    /// Its products: the built-in ones and its own.
    pub catalog: Arc<Catalog>,
    /// Who holds which role.
    pub roles: Roles,
}

/// The tenants of a server.
#[derive(Debug)]
pub struct Tenants {
    store: Arc<dyn Store>,
    builtin: Arc<Catalog>,
    cache: RwLock<Cache>,
}

#[derive(Debug, Default)]
struct Cache {
    tenants: HashMap<TenantId, Arc<TenantState>>,
    /// Grows with each tenant that is forgotten: what was read before then is not kept after it.
    forgotten: u64,
}

impl Tenants {
    /// The tenants in `store`, on top of the built-in catalogue.
    pub fn new(store: Arc<dyn Store>, builtin: Arc<Catalog>) -> Self {
        Self { store, builtin, cache: RwLock::default() }
    }

    /// A tenant's state; `None` when there is no such tenant.
    ///
    /// # Errors
    /// When the store fails.
    pub fn get(&self, id: TenantId) -> Result<Option<Arc<TenantState>>, StoreError> {
        let forgotten = {
            let cache = self.cache.read();
            if let Some(state) = cache.tenants.get(&id) {
                return Ok(Some(Arc::clone(state)));
            }
            cache.forgotten
        };
        let Some(tenant) = Tenant::load(self.store.as_ref(), id, &())? else { return Ok(None) };
        let catalog = load_catalog(self.store.as_ref(), id, &self.builtin)?;
        let scan = Scan::key(RoleGrant::TABLE, vec![Value::Bytes(id.bytes().to_vec())], GRANTS_MAX);
        let roles = Roles::from_grants(RoleGrant::scan(self.store.as_ref(), &scan)?);
        let state = Arc::new(TenantState { tenant, catalog, roles });
        let mut cache = self.cache.write();
        if cache.forgotten == forgotten {
            cache.tenants.insert(id, Arc::clone(&state));
        }
        Ok(Some(state))
    }

    /// The products that every tenant knows.
    pub fn builtin(&self) -> Arc<Catalog> {
        Arc::clone(&self.builtin)
    }

    /// Makes a tenant known that is being made: its own row comes with its first commit.
    pub(crate) fn announce(&self, state: Arc<TenantState>) {
        self.cache.write().tenants.insert(state.tenant.id, state);
    }

    /// Reads the tenant anew next time.
    pub fn forget(&self, id: TenantId) {
        let mut cache = self.cache.write();
        cache.tenants.remove(&id);
        cache.forgotten += 1;
    }

    /// All tenants, in order of their ids.
    ///
    /// # Errors
    /// When the store fails.
    pub fn all(&self) -> Result<Vec<Tenant>, StoreError> {
        Tenant::scan(self.store.as_ref(), &Scan::key(Tenant::TABLE, Vec::new(), TENANTS_MAX))
    }
}
