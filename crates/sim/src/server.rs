//! The application in process, on a store of choice, with clocks that only the simulation moves.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reseat_app::clock::{Clock, ManualClock};
use reseat_app::entropy::{Entropy, SeededEntropy};
use reseat_app::tenant::{create_from_file, prepare_server};
use reseat_app::writer::WriterOptions;
use reseat_app::{App, AppParts};
use reseat_model::Timestamp;
use reseat_model::tenant::Tenant;
use reseat_store::Store;
use reseat_store::keystore::{KeyStore, MemoryKeyStore};
use reseat_store::memory::MemoryStore;
use reseat_store_sql::{PostgresOptions, PostgresStore, SqliteOptions, SqliteStore};
use tempfile::TempDir;

use crate::fault::FaultStore;
use crate::mutation::Mutation;
use crate::tenant::{TENANTS, file, processes};

/// Wall time at the start; another time than the simulated one, so that nobody mixes them up.
const START: Timestamp = Timestamp(1_780_315_200_000_000);

/// Opens a store; called again after every restart, on the same data.
pub type Open = Box<dyn Fn() -> Result<Arc<dyn Store>, String>>;

/// Where a case keeps its data.
pub enum Backend {
    /// In memory.
    Memory(Arc<MemoryStore>),
    /// A database file in a directory of its own.
    Sqlite(TempDir),
    /// Whatever this opens.
    Opened(Open),
}

impl fmt::Debug for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Memory(_) => "memory",
            Self::Sqlite(_) => "sqlite",
            Self::Opened(_) => "opened",
        })
    }
}

impl Backend {
    /// Nothing yet, in memory.
    pub fn memory() -> Self {
        Self::Memory(Arc::new(MemoryStore::new()))
    }

    /// Nothing yet, in a database file that goes with the case.
    ///
    /// # Errors
    /// When no directory can be made.
    pub fn sqlite() -> Result<Self, String> {
        tempfile::tempdir().map(Self::Sqlite).map_err(|error| error.to_string())
    }

    /// An empty database of a private PostgreSQL that ends with this program.
    ///
    /// # Panics
    /// When PostgreSQL is not installed; the message says what to do.
    pub fn postgres() -> Self {
        let database = reseat_testkit::postgres::database();
        Self::Opened(Box::new(move || {
            let options = PostgresOptions { connections: 4, ..PostgresOptions::default() };
            let store = PostgresStore::connect(&database.url(), options);
            Ok(Arc::new(store.map_err(|error| error.to_string())?))
        }))
    }

    fn open(&self) -> Result<Arc<dyn Store>, String> {
        match self {
            Self::Memory(store) => Ok(Arc::clone(store) as Arc<dyn Store>),
            Self::Sqlite(directory) => {
                let store = SqliteStore::open(directory.path(), SqliteOptions::default());
                Ok(Arc::new(store.map_err(|error| error.to_string())?))
            }
            Self::Opened(open) => open(),
        }
    }
}

/// The processes of the application and what outlives them.
#[derive(Debug)]
pub struct Server {
    // Before the backend: a database is closed before its directory goes.
    running: Vec<Option<Running>>,
    current: usize,
    backend: Backend,
    keys: Arc<MemoryKeyStore>,
    /// Wall time.
    pub wall: Arc<ManualClock>,
    /// Randomness.
    pub entropy: Arc<SeededEntropy>,
    /// The organisations.
    pub tenants: Vec<Tenant>,
}

#[derive(Debug)]
struct Running {
    app: Arc<App>,
    store: Arc<FaultStore>,
}

impl Server {
    /// Starts with the organisations of a case; the mutation, if any, begins after they are made.
    ///
    /// # Errors
    /// When the store cannot be opened or an organisation cannot be made.
    pub fn start(seed: u64, backend: Backend, mutation: Option<Mutation>) -> Result<Self, String> {
        let store = backend.open()?;
        let clock =
            reseat_formats::tenant::parse(&file(seed, 0)).map_err(|problems| format!("{problems:?}"))?;
        prepare_server(store.as_ref(), true, clock.clock_start, START).map_err(|error| error.to_string())?;
        // A database file has one owner.
        let processes = if matches!(backend, Backend::Sqlite(_)) { 1 } else { processes(seed) };
        let mut server = Self {
            running: (0..processes).map(|_| None).collect(),
            current: 0,
            backend,
            keys: Arc::default(),
            wall: Arc::new(ManualClock::at(START)),
            entropy: Arc::new(SeededEntropy::new(seed)),
            tenants: Vec::new(),
        };
        server.run(0, store, None)?;
        for number in 0..TENANTS {
            let file = reseat_formats::tenant::parse(&file(seed, number))
                .map_err(|problems| format!("{problems:?}"))?;
            let made = create_from_file(server.app(), &file).map_err(|error| error.to_string())?;
            server.tenants.push(made);
        }
        if mutation.is_some() {
            server.running[0] = None;
            let store = server.backend.open()?;
            server.run(0, store, mutation)?;
        }
        for place in 1..processes {
            let store = server.backend.open()?;
            server.run(place, store, None)?;
        }
        Ok(server)
    }

    fn run(&mut self, place: usize, store: Arc<dyn Store>, mutation: Option<Mutation>) -> Result<(), String> {
        let store = FaultStore::over(store, self.running.len() > 1, mutation);
        let app = App::start(AppParts {
            store: Arc::clone(&store) as Arc<dyn Store>,
            keys: Arc::clone(&self.keys) as Arc<dyn KeyStore>,
            wall: Arc::clone(&self.wall) as Arc<dyn Clock>,
            entropy: Arc::clone(&self.entropy) as Arc<dyn Entropy>,
            builtin: Arc::new(reseat_formats::catalog::builtin().clone()),
            writer: WriterOptions { outage_pause: Duration::ZERO, ..WriterOptions::default() },
        });
        self.running[place] = Some(Running { app: Arc::new(app.map_err(|error| error.to_string())?), store });
        Ok(())
    }

    fn running(&self) -> &Running {
        let running = self.running[self.current].as_ref();
        running.unwrap_or_else(|| unreachable!("a process runs from its start on"))
    }

    /// From now on the application is another process. Nobody waits until it has heard of the others' changes: what it
    /// decides and tells must be right all the same.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn turn_to(&mut self, process: u8) -> Result<(), String> {
        let wanted = usize::from(process) % self.running.len();
        if wanted != self.current {
            self.current = wanted;
            // A server looks at the shared clock every second.
            let app = self.app();
            app.clock.follow(app.store.as_ref()).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// Another process, if there is one.
    pub fn other(&self) -> Option<(Arc<App>, Arc<FaultStore>)> {
        let place = (self.current + 1) % self.running.len();
        let other = self.running[place].as_ref().filter(|_| place != self.current)?;
        Some((Arc::clone(&other.app), Arc::clone(&other.store)))
    }

    /// The application.
    pub fn app(&self) -> &Arc<App> {
        &self.running().app
    }

    /// Its store.
    pub fn store(&self) -> &Arc<FaultStore> {
        &self.running().store
    }

    /// Ends the process wherever it is and starts another on the same data.
    ///
    /// # Errors
    /// When the store cannot be opened again.
    pub fn restart(&mut self) -> Result<(), String> {
        let mutation = self.store().take_mutation();
        // All of the old one first: a database file has one owner.
        self.running[self.current] = None;
        let store = self.backend.open()?;
        self.run(self.current, store, mutation)
    }

    /// Wall time passes.
    pub fn pass(&self, seconds: i64) {
        self.wall.advance_seconds(seconds);
    }
}
