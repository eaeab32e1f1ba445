//! What ends soon, or has ended, or is not as it must be: for Home's list, for the log and for `/metrics`.

use reseat_authz::Action;
use reseat_model::application::{AppSecret, Application};
use reseat_model::{TenantId, Timestamp};
use reseat_store::StoreError;

use crate::App;
use crate::applications;
use crate::call::Call;
use crate::error::AppError;
use crate::identity::authority::Authority;

/// Days before its end from which something is in the list, and after it until which it stays there.
pub const WARN_DAYS: i64 = 30;

/// What the matter is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// A secret of an application ends: whoever signs in with it no longer can.
    ApplicationSecret {
        /// The application's client id.
        client: String,
        /// Its name.
        application: String,
        /// The secret's name.
        secret: String,
        /// Whether the application has another secret that works on.
        replaced: bool,
    },
    /// The certificate of the https listeners ends.
    ServerCertificate,
    /// The certificate of the local authority ends: clients have to trust another one.
    AuthorityCertificate,
    /// The audit does not fit what was signed of it: somebody changed it in the database.
    AuditMisfit,
}

/// One thing that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    /// What.
    pub matter: Matter,
    /// When it ends or ended, in wall time; `None` for what does not end.
    pub ends_at: Option<Timestamp>,
}

/// What the caller should look at and may see, what ends first first.
///
/// # Errors
/// When the store fails.
pub fn attention(app: &App, call: &Call) -> Result<Vec<Attention>, AppError> {
    let wall = app.clock.wall();
    let mut found = Vec::new();
    if call.grant(Action::AuditRead).is_ok() && app.audit_complaints.has(call.tenant) {
        found.push(Attention { matter: Matter::AuditMisfit, ends_at: None });
    }
    if call.grant(Action::ApplicationRead).is_ok() {
        found.extend(secrets_that_end(app, call.tenant, wall)?);
    }
    if call.grant(Action::SettingsRead).is_ok() {
        found.extend(certificates_that_end(app, wall));
    }
    found.sort_by_key(|attention| attention.ends_at);
    Ok(found)
}

/// Whether an end is near enough to be told.
fn is_near(ends_at: Timestamp, wall: Timestamp) -> bool {
    wall.plus_days(-WARN_DAYS) <= ends_at && ends_at <= wall.plus_days(WARN_DAYS)
}

/// Secrets of a tenant's applications that end soon or have ended.
pub(crate) fn secrets_that_end(
    app: &App,
    tenant: TenantId,
    wall: Timestamp,
) -> Result<Vec<Attention>, StoreError> {
    let applications = applications::all(app.store.as_ref(), tenant)?;
    Ok(applications.iter().flat_map(|application| of_application(application, wall)).collect())
}

fn of_application(application: &Application, wall: Timestamp) -> Vec<Attention> {
    let near = |secret: &&AppSecret| secret.expires_at.is_some_and(|ends| is_near(ends, wall));
    let lasting = |secret: &AppSecret| secret.expires_at.is_none_or(|ends| ends > wall.plus_days(WARN_DAYS));
    let replaced = application.secrets.iter().any(lasting);
    let attention = |secret: &AppSecret| Attention {
        matter: Matter::ApplicationSecret {
            client: application.client_id.to_string(),
            application: application.display_name.clone(),
            secret: secret.name.clone(),
            replaced,
        },
        ends_at: secret.expires_at,
    };
    application.secrets.iter().filter(near).map(attention).collect()
}

/// The server's own certificates.
pub(crate) fn certificates_that_end(app: &App, wall: Timestamp) -> Vec<Attention> {
    let server = match app.measures.certificate_ends.get() {
        0 => None,
        seconds => Some((Matter::ServerCertificate, Timestamp(seconds.saturating_mul(1_000_000)))),
    };
    let authority = Authority::ends(app.keys.as_ref()).map(|ends| (Matter::AuthorityCertificate, ends));
    server
        .into_iter()
        .chain(authority)
        .filter(|(_, ends)| *ends <= wall.plus_days(WARN_DAYS))
        .map(|(matter, ends)| Attention { matter, ends_at: Some(ends) })
        .collect()
}
