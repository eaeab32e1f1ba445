//! The https certificate while the server runs: read anew when its files change, on SIGHUP at once, and issued anew
//! before it ends where the local authority made it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reseat_app::App;
use reseat_app::entropy::Entropy;
use reseat_app::identity::authority::Authority;
use reseat_http::certificates::{CertificateSource, Certificates, Renewal, WARN_DAYS_BEFORE};
use reseat_http::tls::{CertificateFiles, write_ca};
use tokio::signal::unix::{SignalKind, signal};

use super::assemble::Assembled;
use super::{ListenArgs, ServerFailure};

/// Between two looks at the files.
const LOOK: Duration = Duration::from_secs(60);
const MICROS_PER_DAY: i64 = 86_400_000_000;

/// The certificate that a server shows.
///
/// # Errors
/// When the files or the authority cannot be used.
pub(super) fn certificates(
    assembled: &Assembled,
    data_dir: &Path,
    args: &ListenArgs,
    names: &[String],
) -> Result<Certificates, ServerFailure> {
    let bad = |error: &dyn std::fmt::Display| ServerFailure::of("the certificate cannot be used", error);
    let app = &assembled.app;
    let wall = app.clock.wall();
    let source = if let (Some(certificate), Some(key)) = (&args.tls_cert, &args.tls_key) {
        CertificateSource::Files(CertificateFiles { certificate: certificate.clone(), key: key.clone() })
    } else {
        let authority =
            Authority::load(app.keys.as_ref(), app.entropy.as_ref(), wall).map_err(|error| bad(&error))?;
        write_ca(&authority, data_dir).map_err(|error| bad(&error))?;
        let entropy = Arc::clone(&app.entropy) as Arc<dyn Entropy>;
        CertificateSource::Authority { authority: Box::new(authority), names: names.to_vec(), entropy }
    };
    Certificates::load(source, wall).map_err(|error| bad(&error))
}

/// Looks at the certificate every minute and on SIGHUP, as long as the server runs.
pub(super) async fn keep_renewed(certificates: Certificates, app: Arc<App>) {
    let certificates = Arc::new(certificates);
    let mut hangup = match signal(SignalKind::hangup()) {
        Ok(hangup) => Some(hangup),
        Err(error) => {
            tracing::warn!(%error, "SIGHUP cannot be heard; certificate files are looked at every minute");
            None
        }
    };
    let mut told = false;
    loop {
        let (renewing, look) = (Arc::clone(&certificates), Arc::clone(&app));
        // Files are read on a thread that may block.
        let looked = tokio::task::spawn_blocking(move || renew(&renewing, &look, told)).await;
        if let Err(error) = looked {
            tracing::error!(%error, "looking at the certificate failed");
        }
        told = tokio::select! {
            () = tokio::time::sleep(LOOK) => false,
            true = heard(&mut hangup) => true,
        };
    }
}

async fn heard(hangup: &mut Option<tokio::signal::unix::Signal>) -> bool {
    match hangup {
        Some(hangup) => hangup.recv().await.is_some(),
        None => std::future::pending().await,
    }
}

fn renew(certificates: &Certificates, app: &App, told: bool) {
    let wall = app.clock.wall();
    let days = || (certificates.ends().0 - wall.0) / MICROS_PER_DAY;
    match certificates.renew(wall) {
        Ok(Renewal::Replaced) => tracing::info!(days_left = days(), "the certificate was replaced"),
        Ok(Renewal::Kept) if told => tracing::info!("SIGHUP: the certificate is the same as before"),
        Ok(Renewal::Kept) => {}
        Err(error) => {
            tracing::error!(%error, "the certificate on disk cannot be used; the one before stays in use")
        }
    }
    let ends = certificates.ends();
    app.measures.certificate_ends.set(ends.seconds());
    if ends < wall.plus_days(WARN_DAYS_BEFORE) {
        tracing::warn!(days_left = days(), "the https certificate ends soon: put a new one in its place");
    }
}
