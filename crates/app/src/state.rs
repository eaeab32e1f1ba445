//! What is known of each tenant without asking the store every time: settings, catalogue, roles. Read anew after every
//! commit that touches them.
//!
//! Where several processes share a store, the head of the tenant's log tells of the commits of others
//! ([`Head::setup`]): the writer compares it with every batch, so that nothing is decided on what is out of date, and
//! everyone else once in a second (design section 6: at most 2 s behind).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use parking_lot::RwLock;
use reseat_model::catalog::Catalog;
use reseat_model::log::Head;
use reseat_model::tenant::Tenant;
use reseat_model::{RoleId, TenantId, Timestamp, UserId};
use reseat_store::records::RoleGrant;
use reseat_store::{Record, Scan, Store, StoreError, Stored, Value};

use crate::catalog::load_catalog;
use crate::clock::Clock;

/// Tenants of one server at most.
const TENANTS_MAX: usize = 10_000;
/// Role grants of one tenant at most.
const GRANTS_MAX: usize = 100_000;
/// Microseconds after which a shared store's head is asked again whether what is known of a tenant is still so.
const LOOK_MICROS: i64 = 1_000_000;

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
    wall: Arc<dyn Clock>,
    cache: RwLock<Cache>,
}

#[derive(Debug, Default)]
struct Cache {
    tenants: HashMap<TenantId, Known>,
    /// Grows with each tenant that is forgotten: what was read before then is not kept after it.
    forgotten: u64,
}

/// A tenant's state, of which [`Head::setup`] it is, and when that was looked at.
#[derive(Debug, Clone)]
struct Known {
    state: Arc<TenantState>,
    setup: u64,
    looked: Timestamp,
}

impl Tenants {
    /// The tenants in `store`, on top of the built-in catalogue. `wall` tells when to look at a shared store again.
    pub fn new(store: Arc<dyn Store>, builtin: Arc<Catalog>, wall: Arc<dyn Clock>) -> Self {
        Self { store, builtin, wall, cache: RwLock::default() }
    }

    /// A tenant's state, at most two seconds behind other processes; `None` when there is no such tenant.
    ///
    /// # Errors
    /// When the store fails.
    pub fn get(&self, id: TenantId) -> Result<Option<Arc<TenantState>>, StoreError> {
        let now = self.wall.wall();
        let known = self.cache.read().tenants.get(&id).cloned();
        if let Some(known) = known
            && (!self.store.shared() || (0..LOOK_MICROS).contains(&(now.0 - known.looked.0)))
        {
            return Ok(Some(known.state));
        }
        let head = Head::load(self.store.as_ref(), id, &())?.unwrap_or(Head::EMPTY);
        self.at(id, head.setup)
    }

    /// A tenant's state as of a head of its log; `None` when there is no such tenant.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn at(&self, id: TenantId, setup: u64) -> Result<Option<Arc<TenantState>>, StoreError> {
        let now = self.wall.wall();
        let (forgotten, known) = {
            let cache = self.cache.read();
            (cache.forgotten, cache.tenants.get(&id).filter(|known| known.setup == setup).cloned())
        };
        let state = match known {
            Some(known) if known.looked == now || !self.store.shared() => return Ok(Some(known.state)),
            Some(known) => known.state,
            None => match self.load(id)? {
                Some(state) => state,
                None => return Ok(None),
            },
        };
        let mut cache = self.cache.write();
        if cache.forgotten == forgotten {
            // Read after the head: if it has moved since, what is kept under the old number is read anew.
            cache.tenants.insert(id, Known { state: Arc::clone(&state), setup, looked: now });
        }
        Ok(Some(state))
    }

    fn load(&self, id: TenantId) -> Result<Option<Arc<TenantState>>, StoreError> {
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
        let looked = self.wall.wall();
        let known = Known { state, setup: Head::EMPTY.setup, looked };
        self.cache.write().tenants.insert(known.state.tenant.id, known);
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
