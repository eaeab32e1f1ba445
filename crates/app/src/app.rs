//! The assembled application.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use reseat_model::TenantId;
use reseat_model::catalog::Catalog;
use reseat_model::system::ServerState;
use reseat_store::keystore::KeyStore;
use reseat_store::{Store, Stored};

use crate::audit_trail::Complaints;
use crate::clock::Clock;
use crate::domain_clock::DomainClock;
use crate::entropy::Entropy;
use crate::error::AppError;
use crate::jobs::PreviewSums;
use crate::lease::Leases;
use crate::measures::{MeasuredStore, Measures};
use crate::query::Counts;
use crate::state::{TenantState, Tenants};
use crate::writer::{Writer, WriterOptions};

/// What an application is made of; the edge chooses.
#[derive(Debug, Clone)]
pub struct AppParts {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// Where secrets are kept.
    pub keys: Arc<dyn KeyStore>,
    /// Wall time.
    pub wall: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// The products that every tenant knows.
    pub builtin: Arc<Catalog>,
    /// How the writer runs.
    pub writer: WriterOptions,
}

/// The application: everything that use cases need.
#[derive(Debug)]
pub struct App {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// Where secrets are kept.
    pub keys: Arc<dyn KeyStore>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Domain and wall time.
    pub clock: Arc<DomainClock>,
    /// Cached tenants.
    pub tenants: Arc<Tenants>,
    /// The only way to change anything.
    pub writer: Arc<Writer>,
    /// What recent previews came to; a cache.
    pub previews: PreviewSums,
    /// How many people recent lists have; a cache.
    pub counts: Counts,
    /// Which tenants' work this process does.
    pub leases: Leases,
    /// The process has been told to stop: it answers, and tells load balancers to ask others.
    pub stopping: AtomicBool,
    /// What an operator watches.
    pub measures: Arc<Measures>,
    /// Audits that do not fit what was signed of them.
    pub audit_complaints: Complaints,
}

impl App {
    /// Starts the application on a store that has its server state (see [`crate::tenant::prepare_server`]).
    ///
    /// # Errors
    /// When the store cannot be read or the writer's thread cannot be started.
    pub fn start(parts: AppParts) -> Result<Self, AppError> {
        let state = ServerState::load(parts.store.as_ref(), TenantId::NIL, &())?.unwrap_or(ServerState {
            simulated: false,
            offset_micros: 0,
            default_tenant: None,
        });
        let measures = Arc::new(Measures::default());
        let measured = MeasuredStore::over(parts.store, Arc::clone(&parts.wall), Arc::clone(&measures));
        let store: Arc<dyn Store> = Arc::new(measured);
        let clock = Arc::new(DomainClock::new(parts.wall, &state));
        let tenants = Arc::new(Tenants::new(Arc::clone(&store), parts.builtin));
        let writer =
            Writer::start(Arc::clone(&store), Arc::clone(&tenants), Arc::clone(&clock), parts.writer)
                .map_err(|error| AppError::Failed(Box::new(error)))?;
        Ok(Self {
            clock,
            store,
            keys: parts.keys,
            leases: Leases::new(parts.entropy.as_ref()),
            stopping: AtomicBool::new(false),
            entropy: parts.entropy,
            tenants,
            writer: Arc::new(writer),
            previews: PreviewSums::default(),
            counts: Counts::default(),
            measures,
            audit_complaints: Complaints::default(),
        })
    }

    /// A tenant's state.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such tenant, or the store's failure.
    pub fn tenant(&self, id: TenantId) -> Result<Arc<TenantState>, AppError> {
        self.tenants.get(id)?.ok_or_else(|| AppError::not_found("organisation", id))
    }
}
