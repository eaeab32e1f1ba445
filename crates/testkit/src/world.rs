//! A server in process.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use axum::Router;
use reseat_app::clock::{Clock, ManualClock};
use reseat_app::entropy::{Entropy, SeededEntropy};
use reseat_app::identity::{Identity, IdentityOptions, IdentityParts};
use reseat_app::system::SystemWriter;
use reseat_app::tenant::{Finding, create_from_file, export, move_clock, prepare_server};
use reseat_app::writer::WriterOptions;
use reseat_app::{App, AppParts, Call, people, worker};
use reseat_authz::Caller;
use reseat_http::Edge;
use reseat_http::signin::hosts::AllowedHosts;
use reseat_model::audit::{Actor, Face};
use reseat_model::catalog::Catalog;
use reseat_model::tenant::Tenant;
use reseat_model::user::User;
use reseat_model::{RequestId, TenantId, Timestamp};
use reseat_store::Store;
use reseat_store::keystore::{KeyStore, MemoryKeyStore};
use tokio::runtime::Runtime;

use crate::storage::{Backend, Storage};
use crate::tenants::SMALL;

/// The name by which requests call the server.
pub const HOST: &str = "localhost";
/// A public URL of the server.
const PUBLIC_URL: &str = "https://reseat.example";
/// Wall time at the start, 2026-06-01T12:00:00Z: another time than the simulated one, so that nobody mixes them up.
pub const START: Timestamp = Timestamp(1_780_315_200_000_000);

/// A server in process with at least one organisation.
pub struct World {
    // Before the storage: a database is closed before its directory goes.
    running: Option<Running>,
    backend: Backend,
    keys: Arc<MemoryKeyStore>,
    entropy: Arc<SeededEntropy>,
    /// Wall time. Every request moves it by a second first, see [`Self::pace`].
    pub clock: Arc<ManualClock>,
    seconds_per_request: AtomicI64,
    /// The organisation that was made first.
    pub tenant: Tenant,
    unchecked: bool,
}

/// What a restart makes anew.
pub(crate) struct Running {
    pub(crate) app: Arc<App>,
    pub(crate) identity: Arc<Identity>,
    pub(crate) router: Router,
}

impl World {
    /// `tenants/small.yaml` in memory.
    pub fn small() -> Self {
        Self::from_tenant_yaml(SMALL)
    }

    /// `tenants/small.yaml` in a store of choice.
    pub fn small_on(storage: &Storage) -> Self {
        Self::on(storage, SMALL)
    }

    /// A tenant file in memory.
    pub fn from_tenant_yaml(text: &str) -> Self {
        Self::on(&Storage::usual(), text)
    }

    /// A tenant file in a store of choice. The same file gives the same ids, people and tokens every time.
    ///
    /// # Panics
    /// When the file is refused.
    pub fn on(storage: &Storage, text: &str) -> Self {
        Self::with_keys(storage, text, shared_keys())
    }

    fn with_keys(storage: &Storage, text: &str, keys: Arc<MemoryKeyStore>) -> Self {
        let file = reseat_formats::tenant::parse(text).unwrap_or_else(|problems| panic!("{problems:?}"));
        let backend = Backend::new(storage);
        let clock = Arc::new(ManualClock::at(START));
        let entropy = Arc::new(SeededEntropy::new(7));
        let store = backend.open();
        prepare_server(store.as_ref(), true, file.clock_start, START).unwrap();
        let running = start(store, &keys, &clock, &entropy);
        let tenant = create_from_file(&running.app, &file).unwrap_or_else(|error| panic!("{error}"));
        Self {
            running: Some(running),
            backend,
            keys,
            entropy,
            clock,
            seconds_per_request: AtomicI64::new(1),
            tenant,
            unchecked: false,
        }
    }

    /// `tenants/small.yaml` in memory with a keystore of its own, for tests that change keys.
    pub fn own_keys() -> Self {
        Self::with_keys(&Storage::Memory, SMALL, Arc::default())
    }

    /// Another server with the same data, keys and clock: on the store of this one's choice where that can be opened twice.
    #[must_use]
    pub fn beside(&self) -> Self {
        self.beside_on(self.backend.open())
    }

    /// The same on a store that leads to the same data, such as one with a trap of its own.
    #[must_use]
    pub fn beside_on(&self, store: Arc<dyn Store>) -> Self {
        let running = start(Arc::clone(&store), &self.keys, &self.clock, &self.entropy);
        Self {
            running: Some(running),
            backend: Backend::Kept(store),
            keys: Arc::clone(&self.keys),
            entropy: Arc::clone(&self.entropy),
            clock: Arc::clone(&self.clock),
            seconds_per_request: AtomicI64::new(1),
            tenant: self.tenant.clone(),
            unchecked: false,
        }
    }

    pub(crate) fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    /// The application, for what has no route or is quicker without one.
    pub fn app(&self) -> &Arc<App> {
        &self.running().app
    }

    /// Sign-in.
    pub fn identity(&self) -> &Arc<Identity> {
        &self.running().identity
    }

    /// The store, to look behind the application.
    pub fn store(&self) -> &dyn Store {
        self.app().store.as_ref()
    }

    /// Another organisation on the same server.
    ///
    /// # Panics
    /// When the file is refused.
    pub fn add_tenant(&self, text: &str) -> Tenant {
        let file = reseat_formats::tenant::parse(text).unwrap_or_else(|problems| panic!("{problems:?}"));
        create_from_file(self.app(), &file).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Ends the application wherever it is and starts it on the same data, keys and clock. Tokens stay valid.
    pub fn restart(&mut self) {
        // All of the old one first: a database file has one owner.
        drop(self.running.take());
        self.running = Some(start(self.backend.open(), &self.keys, &self.clock, &self.entropy));
    }

    /// A person of the first organisation by the name before the `@`.
    ///
    /// # Panics
    /// When there is none.
    pub fn user(&self, name: &str) -> User {
        people::find(self.app(), self.tenant.id, &self.upn(name)).unwrap()
    }

    /// The object id of a person, as text.
    pub fn id(&self, name: &str) -> String {
        self.user(name).id.to_string()
    }

    /// The object ids of people, as texts.
    pub fn ids(&self, names: &[&str]) -> Vec<String> {
        names.iter().map(|name| self.id(name)).collect()
    }

    /// The sign-in name of a person of the first organisation.
    pub fn upn(&self, name: &str) -> String {
        if name.contains('@') { name.to_owned() } else { format!("{name}@{}", self.tenant.domain) }
    }

    /// The `skuId` of a product by its part number.
    ///
    /// # Panics
    /// When the first organisation's catalogue has none.
    pub fn sku(&self, part_number: &str) -> String {
        let state = self.app().tenant(self.tenant.id).unwrap();
        let found = state.catalog.products.values().find(|product| product.part_number == part_number);
        found.unwrap_or_else(|| panic!("no product {part_number}")).sku.to_string()
    }

    /// The id of a service plan by its name.
    ///
    /// # Panics
    /// When the first organisation's catalogue has none.
    pub fn plan(&self, name: &str) -> String {
        let state = self.app().tenant(self.tenant.id).unwrap();
        let found = state.catalog.plans.values().find(|plan| plan.name == name);
        found.unwrap_or_else(|| panic!("no plan {name}")).id.to_string()
    }

    /// A call by Reseat itself, for use cases without a face.
    pub fn system_call(&self) -> Call {
        Call {
            tenant: self.tenant.id,
            caller: Caller::system(),
            actor: Actor::System { name: "test".to_owned() },
            face: Face::System,
            request: RequestId(self.entropy.uuid()),
            join: None,
        }
    }

    /// Runs the worker until nothing is left to do.
    pub fn run_until_idle(&self) {
        worker::run_until_idle(self.app()).unwrap();
    }

    /// From now on every request moves wall time by so many seconds first; 0 stops it.
    pub fn pace(&self, seconds_per_request: i64) {
        self.seconds_per_request.store(seconds_per_request, Ordering::SeqCst);
    }

    pub(crate) fn pass_time(&self) {
        self.clock.advance_seconds(self.seconds_per_request.load(Ordering::SeqCst));
    }

    /// Moves the simulated clock and does what has become due.
    pub fn advance_days(&self, days: i64) {
        let to = self.app().clock.now().plus_days(days);
        move_clock(self.app(), &self.system_call(), to).unwrap();
    }

    /// Moves the simulated clock to an instant and does what has become due.
    pub fn advance_to(&self, to: Timestamp) {
        move_clock(self.app(), &self.system_call(), to).unwrap();
    }

    /// The first organisation's present state, in the form of `reseat tenant export`.
    pub fn export(&self) -> String {
        self.export_of(self.tenant.id)
    }

    /// The same of any organisation.
    pub fn export_of(&self, tenant: TenantId) -> String {
        let mut out = Vec::new();
        export(self.app(), tenant, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// What `reseat check` finds in all organisations.
    pub fn findings(&self) -> Vec<Finding> {
        let tenants = self.app().tenants.all().unwrap();
        let all =
            tenants.iter().map(|tenant| reseat_app::tenant::check(self.app(), tenant.id, false).unwrap());
        all.flatten().collect()
    }

    /// `reseat check` must be clean. Done once more when the world is dropped.
    #[track_caller]
    pub fn check(&self) {
        assert_eq!(self.findings(), []);
    }

    /// The test has damaged the data on purpose: nothing is checked at the end.
    pub fn leave_unchecked(&mut self) {
        self.unchecked = true;
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if !self.unchecked && self.running.is_some() && !std::thread::panicking() {
            self.check();
        }
    }
}

fn start(
    store: Arc<dyn Store>,
    keys: &Arc<MemoryKeyStore>,
    clock: &Arc<ManualClock>,
    entropy: &Arc<SeededEntropy>,
) -> Running {
    let app = App::start(AppParts {
        store: Arc::clone(&store),
        keys: Arc::clone(keys) as Arc<dyn KeyStore>,
        wall: Arc::clone(clock) as Arc<dyn Clock>,
        entropy: Arc::clone(entropy) as Arc<dyn Entropy>,
        builtin: builtin(),
        writer: WriterOptions::default(),
    });
    let app = Arc::new(app.unwrap());
    let parts = IdentityParts {
        store,
        keys: Arc::clone(keys) as Arc<dyn KeyStore>,
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        entropy: Arc::clone(entropy) as Arc<dyn Entropy>,
        writer: Arc::clone(&app.writer) as Arc<dyn SystemWriter>,
    };
    let options = IdentityOptions { simulated_clock: true, ..IdentityOptions::default() };
    let identity = Arc::new(Identity::new(parts, options).unwrap());
    let hosts = Arc::new(AllowedHosts::new(&[PUBLIC_URL.to_owned()], &[]).unwrap());
    let router = reseat_http::build(&Edge { app: Arc::clone(&app), identity: Arc::clone(&identity), hosts });
    Running { app, identity, router }
}

/// One signing key for all worlds of a process: making it takes longer than most tests.
fn shared_keys() -> Arc<MemoryKeyStore> {
    static KEYS: OnceLock<Arc<MemoryKeyStore>> = OnceLock::new();
    Arc::clone(KEYS.get_or_init(Arc::default))
}

fn builtin() -> Arc<Catalog> {
    static BUILTIN: OnceLock<Arc<Catalog>> = OnceLock::new();
    Arc::clone(BUILTIN.get_or_init(|| Arc::new(reseat_formats::catalog::builtin().clone())))
}

/// Requests of all worlds run here; a test itself is an ordinary function.
pub(crate) fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
    })
}
