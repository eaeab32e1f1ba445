//! What is known of each tenant without asking the store every time: settings, catalogue, roles. Read anew after every
//! commit that touches them.
//!
//! Where several processes share a store, the head of the tenant's log tells of the commits of others
//! ([`Head::setup`]): one small read, so that a page which one server changed is right on the next one that is asked, and
//! nothing is decided on what is out of date.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use parking_lot::RwLock;
use reseat_model::audit_head::TenantDeletion;
use reseat_model::catalog::Catalog;
use reseat_model::log::Head;
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

/// The tenants of a store that are not deleted, in order of their ids.
pub(crate) fn live_tenants(store: &dyn Store) -> Result<Vec<Tenant>, StoreError> {
    let mut tenants = Tenant::scan(store, &Scan::key(Tenant::TABLE, Vec::new(), TENANTS_MAX))?;
    let scan = Scan::key(TenantDeletion::TABLE, Vec::new(), TENANTS_MAX);
    for deleted in store.range(&scan)? {
        tenants.retain(|tenant| deleted.first() != Some(&Value::from(tenant.id)));
    }
    Ok(tenants)
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
    tenants: HashMap<TenantId, Known>,
    /// Grows with each tenant that is forgotten: what was read before then is not kept after it.
    forgotten: u64,
}

/// A tenant's state, and of which [`Head::setup`] it is.
#[derive(Debug, Clone)]
struct Known {
    state: Arc<TenantState>,
    setup: u64,
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
        if !self.store.shared()
            && let Some(known) = self.cache.read().tenants.get(&id)
        {
            return Ok(Some(Arc::clone(&known.state)));
        }
        let head = Head::load(self.store.as_ref(), id, &())?.unwrap_or(Head::EMPTY);
        self.at(id, head.setup)
    }

    /// A tenant's state as of a head of its log; `None` when there is no such tenant.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn at(&self, id: TenantId, setup: u64) -> Result<Option<Arc<TenantState>>, StoreError> {
        let forgotten = {
            let cache = self.cache.read();
            if let Some(known) = cache.tenants.get(&id).filter(|known| known.setup == setup) {
                return Ok(Some(Arc::clone(&known.state)));
            }
            cache.forgotten
        };
        let Some(state) = self.load(id)? else { return Ok(None) };
        let mut cache = self.cache.write();
        if cache.forgotten == forgotten {
            // Read after the head: if it has moved since, what is kept under the old number is read anew.
            cache.tenants.insert(id, Known { state: Arc::clone(&state), setup });
        }
        Ok(Some(state))
    }

    fn load(&self, id: TenantId) -> Result<Option<Arc<TenantState>>, StoreError> {
        if TenantDeletion::load(self.store.as_ref(), id, &())?.is_some() {
            return Ok(None);
        }
        self.load_even_deleted(id)
    }

    fn load_even_deleted(&self, id: TenantId) -> Result<Option<Arc<TenantState>>, StoreError> {
        let Some(tenant) = Tenant::load(self.store.as_ref(), id, &())? else { return Ok(None) };
        let catalog = load_catalog(self.store.as_ref(), id, &self.builtin)?;
        let scan = Scan::key(RoleGrant::TABLE, vec![Value::Bytes(id.bytes().to_vec())], GRANTS_MAX);
        let roles = Roles::from_grants(RoleGrant::scan(self.store.as_ref(), &scan)?);
        Ok(Some(Arc::new(TenantState { tenant, catalog, roles })))
    }

    /// The products that every tenant knows.
    pub fn builtin(&self) -> Arc<Catalog> {
        Arc::clone(&self.builtin)
    }

    /// Makes a tenant known that is being made: its own row comes with its first commit.
    pub(crate) fn announce(&self, state: Arc<TenantState>) {
        let known = Known { state, setup: Head::EMPTY.setup };
        self.cache.write().tenants.insert(known.state.tenant.id, known);
    }

    /// Makes a deleted tenant known to this process, to export it or to bring it back. Forget it afterwards.
    ///
    /// # Errors
    /// When the store fails.
    pub fn readmit(&self, id: TenantId) -> Result<Option<Arc<TenantState>>, StoreError> {
        let setup = Head::load(self.store.as_ref(), id, &())?.unwrap_or(Head::EMPTY).setup;
        let Some(state) = self.load_even_deleted(id)? else { return Ok(None) };
        let known = Known { state: Arc::clone(&state), setup };
        self.cache.write().tenants.insert(id, known);
        Ok(Some(state))
    }

    /// Reads the tenant anew next time.
    pub fn forget(&self, id: TenantId) {
        let mut cache = self.cache.write();
        cache.tenants.remove(&id);
        cache.forgotten += 1;
    }

    /// All tenants that are not deleted, in order of their ids.
    ///
    /// # Errors
    /// When the store fails.
    pub fn all(&self) -> Result<Vec<Tenant>, StoreError> {
        live_tenants(self.store.as_ref())
    }
}
