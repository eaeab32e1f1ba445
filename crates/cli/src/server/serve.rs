//! `reseat serve`.

use std::path::Path;
use std::sync::Arc;

use reseat_app::clock::SystemClock;
use reseat_app::entropy::SystemEntropy;
use reseat_app::identity::authority::Authority;
use reseat_app::identity::{Identity, IdentityOptions, IdentityParts};
use reseat_http::signin::hosts::{AllowedHosts, Scheme};
use reseat_http::{Edge, Listening, build, listen};
use reseat_model::tenant::Tenant;
use tracing_subscriber::EnvFilter;

use super::assemble::{self, Assembled};
use super::ready::{Ready, write_ready};
use super::worker::Worker;
use super::{ListenArgs, ServeArgs, ServerFailure};
use crate::exit::Exit;

/// Runs the server until it is told to stop.
///
/// # Errors
/// When the data directory, the tenant file, a certificate or an address cannot be used.
pub fn serve(args: ServeArgs) -> Result<Exit, ServerFailure> {
    let file = args.tenant.as_deref().map(Path::new).map(assemble::read_tenant_file).transpose()?;
    let assembled = assemble::open(&args.data, args.simulated_clock, file.as_ref())?;
    if let Some(file) = &file {
        assemble::ensure_tenant(&assembled.app, file)?;
    }
    run(assembled, &args.data.data_dir, &args.listen, |_| {})
}

/// Serves an assembled application. `greet` is called once requests are answered.
pub(super) fn run(
    assembled: Assembled,
    data_dir: &Path,
    args: &ListenArgs,
    greet: impl FnOnce(&Ready),
) -> Result<Exit, ServerFailure> {
    start_log(args)?;
    let hosts = AllowedHosts::new(&args.public_url, &args.cloud_host)
        .map_err(|error| ServerFailure::of("--public-url", error))?;
    let sockets = open_sockets(args)?;
    let app = Arc::clone(&assembled.app);
    let names = hosts.names();
    let identity = identity(&assembled, &names)?;
    let tls = if args.listen.iter().any(|address| address.scheme == Scheme::Https) {
        Some(certificate(&assembled, data_dir, args, &names)?)
    } else {
        None
    };
    let tenants = app.tenants.all().map_err(|error| ServerFailure::of("the store", error))?;
    let urls: Vec<String> = sockets.iter().map(|socket| socket.url.clone()).collect();
    let ready = Ready::new(urls, tenants.first(), data_dir, assembled.simulated);
    let router = build(&Edge { app: Arc::clone(&app), identity, hosts: Arc::new(hosts) });
    let worker = Worker::start(Arc::clone(&app), Arc::clone(&assembled.store))
        .map_err(|error| ServerFailure::of("the worker cannot start", error))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| ServerFailure::of("the runtime cannot start", error))?;
    let served = runtime.block_on(async {
        // Sockets are open and queue connections from here on: whoever reads the file is answered.
        write_ready(args.ready_file.as_deref(), &ready)?;
        greet(&ready);
        announce(&ready, tenants.first());
        listen(router, sockets, tls, told_to_stop())
            .await
            .map_err(|error| ServerFailure::of("listening failed", error))
    });
    worker.stop();
    app.writer.close();
    served.map(|()| Exit::Done)
}

fn start_log(args: &ListenArgs) -> Result<(), ServerFailure> {
    let filter = EnvFilter::try_new(&args.log).map_err(|error| ServerFailure::of("--log", error))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let set = if args.log_json { builder.json().try_init() } else { builder.try_init() };
    set.map_err(|error| ServerFailure::of("the log cannot start", error))
}

fn open_sockets(args: &ListenArgs) -> Result<Vec<Listening>, ServerFailure> {
    args.listen
        .iter()
        .map(|address| {
            Listening::open(address).map_err(|error| {
                let url = format!("{}://{}:{}", address.scheme.name(), address.host, address.port);
                ServerFailure::of(&format!("{url} cannot be opened (is another server running?)"), error)
            })
        })
        .collect()
}

/// The identity service of an assembled application.
pub(super) fn identity(assembled: &Assembled, names: &[String]) -> Result<Arc<Identity>, ServerFailure> {
    let app = &assembled.app;
    let parts = IdentityParts {
        store: Arc::clone(&app.store),
        keys: Arc::clone(&app.keys),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        writer: Arc::clone(&app.writer) as Arc<dyn reseat_app::system::SystemWriter>,
    };
    let options = IdentityOptions { simulated_clock: assembled.simulated, resource_hosts: names.to_vec() };
    Identity::new(parts, options)
        .map(Arc::new)
        .map_err(|error| ServerFailure::of("the signing key cannot be used", error))
}

fn certificate(
    assembled: &Assembled,
    data_dir: &Path,
    args: &ListenArgs,
    names: &[String],
) -> Result<Arc<rustls::ServerConfig>, ServerFailure> {
    use reseat_http::tls::{CertificateFiles, server_config, server_config_from_files, write_ca};
    let bad = |error: &dyn std::fmt::Display| ServerFailure::of("the certificate cannot be used", error);
    if let (Some(certificate), Some(key)) = (&args.tls_cert, &args.tls_key) {
        let files = CertificateFiles { certificate: certificate.clone(), key: key.clone() };
        return server_config_from_files(&files).map_err(|error| bad(&error));
    }
    let app = &assembled.app;
    let (entropy, wall) = (app.entropy.as_ref(), app.clock.wall());
    let authority = Authority::load(app.keys.as_ref(), entropy, wall).map_err(|error| bad(&error))?;
    write_ca(&authority, data_dir).map_err(|error| bad(&error))?;
    server_config(&authority, names, entropy, wall).map_err(|error| bad(&error))
}

fn announce(ready: &Ready, tenant: Option<&Tenant>) {
    let tenant = tenant.map_or("no organization yet", |tenant| tenant.display_name.as_str());
    tracing::info!(listen = ready.urls().join(" "), tenant, "ready");
}

/// Completes on SIGTERM or Ctrl-C.
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = match signal(SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be heard; stop the server with Ctrl-C");
            drop(tokio::signal::ctrl_c().await);
            return;
        }
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("stopping: requests under way are finished");
}
