//! Putting an application together on a data directory or a database.

use std::path::Path;
use std::sync::Arc;

use reseat_app::clock::{Clock, SystemClock};
use reseat_app::entropy::SystemEntropy;
use reseat_app::tenant::{create_from_file, prepare_server};
use reseat_app::writer::WriterOptions;
use reseat_app::{App, AppParts};
use reseat_formats::tenant::TenantFile;
use reseat_model::tenant::Tenant;
use reseat_store::keystore::KeyStore;

use super::opened::OpenStore;
use super::{DataDir, ServerFailure};

/// An application with what only its owner needs.
pub struct Assembled {
    /// The application.
    pub app: Arc<App>,
    /// Its store, for checkpoints.
    pub store: OpenStore,
    /// Whether its clock is simulated.
    pub simulated: bool,
}

/// Opens a data directory or a database, making it when there is none.
///
/// # Errors
/// When it is in use, was made by a newer version, or has the other kind of clock.
pub fn open(data: &DataDir, simulated: bool, file: Option<&TenantFile>) -> Result<Assembled, ServerFailure> {
    let store = data.open_store()?;
    let keys = data.open_keys(&store)?;
    let start = file.and_then(|file| file.clock_start);
    let prepare = || prepare_server(store.store().as_ref(), simulated, start, SystemClock.wall());
    // Of servers that start together on an empty database one is the first; the others find what it wrote.
    prepare().or_else(|_| prepare()).map_err(|error| ServerFailure::of(&data.place(), error))?;
    assemble(store, keys, simulated)
}

/// Opens what exists, with the kind of clock that it has.
///
/// # Errors
/// When there is none, or as [`open`].
pub fn open_existing(data: &DataDir) -> Result<Assembled, ServerFailure> {
    let at = |error: &dyn std::fmt::Display| ServerFailure::of(&data.place(), error);
    if !data.exists()? {
        return Err(at(&"there is no database here; name the data directory or the --database of a server"));
    }
    let store = data.open_store()?;
    let keys = data.open_keys(&store)?;
    let state = <reseat_model::system::ServerState as reseat_store::Stored>::load(
        store.store().as_ref(),
        reseat_model::TenantId::NIL,
        &(),
    );
    let simulated = state.map_err(|error| at(&error))?.is_some_and(|state| state.simulated);
    assemble(store, keys, simulated)
}

fn assemble(store: OpenStore, keys: Arc<dyn KeyStore>, simulated: bool) -> Result<Assembled, ServerFailure> {
    let parts = AppParts {
        store: store.store(),
        keys,
        wall: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        builtin: Arc::new(reseat_formats::catalog::builtin().clone()),
        writer: WriterOptions::default(),
    };
    let app = App::start(parts).map_err(|error| ServerFailure::of("the server cannot start", error))?;
    Ok(Assembled { app: Arc::new(app), store, simulated })
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
    create_from_file(app, file).or_else(|error| {
        // Another server may have made it at the same moment.
        let made = app.tenants.get(file.tenant.id).ok().flatten();
        made.map(|state| state.tenant.clone())
            .ok_or_else(|| ServerFailure(format!("the tenant file is refused, nothing was made:\n{error}")))
    })
}
