//! Putting an application together on a data directory.

use std::path::Path;
use std::sync::Arc;

use reseat_app::clock::{Clock, SystemClock};
use reseat_app::entropy::{Entropy, SystemEntropy};
use reseat_app::tenant::{create_from_file, prepare_server};
use reseat_app::writer::WriterOptions;
use reseat_app::{App, AppParts};
use reseat_formats::tenant::TenantFile;
use reseat_model::tenant::Tenant;
use reseat_store::keystore::KeyStore;
use reseat_store_sql::{MasterKey, MasterKeySource, SqliteKeyStore, SqliteOptions, SqliteStore};

use super::{DataDir, ServerFailure};

/// The environment variable that may hold the master key itself, as 64 hexadecimal digits.
const MASTER_KEY_VARIABLE: &str = "RESEAT_MASTER_KEY";

/// An application with what only its owner needs.
pub struct Assembled {
    /// The application.
    pub app: Arc<App>,
    /// Its store, for checkpoints and backups.
    pub store: Arc<SqliteStore>,
    /// Whether its clock is simulated.
    pub simulated: bool,
}

/// Opens a data directory, making it when there is none.
///
/// # Errors
/// When it is in use, was made by a newer version, or has the other kind of clock.
pub fn open(data: &DataDir, simulated: bool, file: Option<&TenantFile>) -> Result<Assembled, ServerFailure> {
    let at = |error: &dyn std::fmt::Display| ServerFailure::of(&data.data_dir.display().to_string(), error);
    let store = SqliteStore::open(&data.data_dir, SqliteOptions::default()).map_err(|error| at(&error))?;
    let store = Arc::new(store);
    let keys = open_keys(data)?;
    let start = file.and_then(|file| file.clock_start);
    prepare_server(store.as_ref(), simulated, start, SystemClock.wall()).map_err(|error| at(&error))?;
    assemble(store, keys, simulated)
}

/// Opens a data directory that exists, with the kind of clock that it has.
///
/// # Errors
/// When there is none, or as [`open`].
pub fn open_existing(data: &DataDir) -> Result<Assembled, ServerFailure> {
    let at = |error: &dyn std::fmt::Display| ServerFailure::of(&data.data_dir.display().to_string(), error);
    if !data.data_dir.join(reseat_store_sql::DATABASE_FILE).is_file() {
        return Err(at(&"there is no database here; name the data directory of a server"));
    }
    let store = SqliteStore::open(&data.data_dir, SqliteOptions::default()).map_err(|error| at(&error))?;
    let store = Arc::new(store);
    let keys = open_keys(data)?;
    let state = <reseat_model::system::ServerState as reseat_store::Stored>::load(
        store.as_ref(),
        reseat_model::TenantId::NIL,
        &(),
    );
    let simulated = state.map_err(|error| at(&error))?.is_some_and(|state| state.simulated);
    assemble(store, keys, simulated)
}

fn assemble(
    store: Arc<SqliteStore>,
    keys: Arc<dyn KeyStore>,
    simulated: bool,
) -> Result<Assembled, ServerFailure> {
    let parts = AppParts {
        store: Arc::clone(&store) as Arc<dyn reseat_store::Store>,
        keys,
        wall: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        builtin: Arc::new(reseat_formats::catalog::builtin().clone()),
        writer: WriterOptions::default(),
    };
    let app = App::start(parts).map_err(|error| ServerFailure::of("the server cannot start", error))?;
    Ok(Assembled { app: Arc::new(app), store, simulated })
}

/// Opens the keystore of a data directory.
pub fn open_keys(data: &DataDir) -> Result<Arc<dyn KeyStore>, ServerFailure> {
    open_key_store(data).map(|keys| Arc::new(keys) as Arc<dyn KeyStore>)
}

/// The same, for backups.
pub fn open_key_store(data: &DataDir) -> Result<SqliteKeyStore, ServerFailure> {
    let source = match (std::env::var(MASTER_KEY_VARIABLE), &data.master_key_file) {
        (Ok(text), _) => MasterKeySource::Given(
            MasterKey::from_hex(&text).map_err(|error| ServerFailure::of(MASTER_KEY_VARIABLE, error))?,
        ),
        (Err(_), Some(file)) => MasterKeySource::File(file.clone()),
        (Err(_), None) => MasterKeySource::DataDirectory,
    };
    SqliteKeyStore::open(&data.data_dir, source, |bytes| SystemEntropy.fill(bytes))
        .map_err(|error| ServerFailure::of("the keystore cannot be opened", error))
}

/// Reads and checks a tenant file.
///
/// # Errors
/// Every problem with its line.
pub fn read_tenant_file(path: &Path) -> Result<TenantFile, ServerFailure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| ServerFailure::of(&name, error))?;
    parse_tenant_file(&name, &text)
}

/// Checks the text of a tenant file.
///
/// # Errors
/// Every problem with its line.
pub fn parse_tenant_file(name: &str, text: &str) -> Result<TenantFile, ServerFailure> {
    reseat_formats::tenant::parse(text).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        ServerFailure(format!("{name} cannot be used:\n{}", lines.join("\n")))
    })
}

/// Makes the tenant of a file unless the data directory has it already.
///
/// # Errors
/// When the rules refuse something in the file, or the directory belongs to another organisation.
pub fn ensure_tenant(app: &App, file: &TenantFile) -> Result<Tenant, ServerFailure> {
    let tenants = app.tenants.all().map_err(|error| ServerFailure::of("the store", error))?;
    if let Some(tenant) = tenants.iter().find(|tenant| tenant.id == file.tenant.id) {
        return Ok(tenant.clone());
    }
    if let Some(other) = tenants.first() {
        return Err(ServerFailure(format!(
            "the data directory belongs to {} already; --tenant makes an organization in an empty one. Use another \
             --data-dir, or `reseat tenant create`",
            other.display_name
        )));
    }
    create_from_file(app, file)
        .map_err(|error| ServerFailure(format!("the tenant file is refused, nothing was made:\n{error}")))
}
