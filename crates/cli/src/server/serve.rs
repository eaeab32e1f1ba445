//! `reseat serve`.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use reseat_app::App;
use reseat_app::clock::SystemClock;
use reseat_app::entropy::SystemEntropy;
use reseat_app::identity::{Identity, IdentityOptions, IdentityParts};
use reseat_http::signin::hosts::{AllowedHosts, Scheme};
use reseat_http::{Edge, Listening, build, listen};
use reseat_model::tenant::Tenant;

use super::assemble::{self, Assembled};
use super::ready::{Ready, write_ready};
use super::worker::Worker;
use super::{ListenArgs, ServeArgs, ServerFailure, log, renewal};
use crate::exit::Exit;

/// Between two looks at a shared clock; far less than the two seconds that anything may be behind.
const CLOCK_LOOK: Duration = Duration::from_millis(500);

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
    let traces = log::start(args)?;
    let hosts = AllowedHosts::new(&args.public_url, &args.cloud_host)
        .map_err(|error| ServerFailure::of("--public-url", error))?
        .behind(&args.trusted_proxy);
    let sockets = open_sockets(args)?;
    let app = Arc::clone(&assembled.app);
    let names = hosts.names();
    let identity = identity(&assembled, &names)?;
    let https = args.listen.iter().any(|address| address.scheme == Scheme::Https);
    let tls = https.then(|| renewal::certificates(&assembled, data_dir, args, &names)).transpose()?;
    let tenants = app.tenants.all().map_err(|error| ServerFailure::of("the store", error))?;
    let urls: Vec<String> = sockets.iter().map(|socket| socket.url.clone()).collect();
    let ready = Ready::new(urls, tenants.first(), data_dir, assembled.simulated);
    let router = build(&Edge { app: Arc::clone(&app), identity, hosts: Arc::new(hosts) });
    let worker = Worker::start(Arc::clone(&app), assembled.store.clone(), data_dir.to_owned())
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
        let shown = tls.as_ref().map(|certificates| certificates.config());
        if let Some(certificates) = tls {
            tokio::spawn(renewal::keep_renewed(certificates, app.clone()));
        }
        tokio::spawn(follow_clock(Arc::clone(&app)));
        listen(router, sockets, shown, drain(Arc::clone(&app), Duration::from_secs(args.drain_seconds)))
            .await
            .map_err(|error| ServerFailure::of("listening failed", error))
    });
    worker.stop();
    reseat_app::lease::release_all(&app);
    // What was changed since the last signed head is vouched for before nobody looks after it.
    if let Err(error) = reseat_app::audit_trail::sign_all(&app) {
        tracing::warn!(%error, "the audit's last records are not signed; the next start signs them");
    }
    app.writer.close();
    traces.finish();
    served.map(|()| Exit::Done)
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

fn announce(ready: &Ready, tenant: Option<&Tenant>) {
    let tenant = tenant.map_or("no organization yet", |tenant| tenant.display_name.as_str());
    tracing::info!(listen = ready.urls().join(" "), tenant, "ready");
}

/// Keeps domain time where the database, or another server that moved a simulated clock, says it is.
async fn follow_clock(app: Arc<App>) {
    while app.store.shared() && !app.stopping.load(Ordering::Acquire) {
        tokio::time::sleep(CLOCK_LOOK).await;
        let again = Arc::clone(&app);
        let looked = tokio::task::spawn_blocking(move || again.clock.follow(again.store.as_ref())).await;
        if let Ok(Err(error)) = looked {
            tracing::debug!(%error, "the database did not tell the time");
        }
    }
}

/// Completes when the server shall close its sockets: for some time after it was told to stop, `/readyz` answers 503 and
/// everything else is answered as before, so that load balancers send new requests elsewhere.
async fn drain(app: Arc<App>, time: Duration) {
    told_to_stop().await;
    app.stopping.store(true, Ordering::Release);
    tokio::time::sleep(time).await;
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
