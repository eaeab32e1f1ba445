//! What a server does for itself from time to time: tends the keys that sign tokens, and says what ends soon.

use reseat_model::Timestamp;

use crate::App;
use crate::attention::{Matter, certificates_that_end, secrets_that_end};
use crate::error::AppError;
use crate::identity;

/// Wall time between two rounds.
const MICROS_PER_ROUND: i64 = 3_600_000_000;
/// Rounds between two warnings of the same: a day.
const ROUNDS_PER_WARNING: u64 = 24;
const MICROS_PER_DAY: i64 = 86_400_000_000;

/// Remembers when the last round was.
#[derive(Debug, Default)]
pub struct Upkeep {
    last: Option<Timestamp>,
    rounds: u64,
}

impl Upkeep {
    /// Does a round when an hour has passed since the last one, and the first one at once.
    pub fn look(&mut self, app: &App) {
        let wall = app.clock.wall();
        if self.last.is_some_and(|last| (0..MICROS_PER_ROUND).contains(&(wall.0 - last.0))) {
            return;
        }
        self.last = Some(wall);
        match identity::tend_signing_keys(app.keys.as_ref(), wall) {
            Ok(tended) => {
                if let Some(from) = tended.published {
                    tracing::info!(use_from = from.seconds(), "a new key that signs tokens was published");
                }
                if tended.destroyed > 0 {
                    tracing::info!(keys = tended.destroyed, "old keys that signed tokens were destroyed");
                }
            }
            Err(error) => tracing::error!(%error, "the keys that sign tokens cannot be tended"),
        }
        if let Err(error) = warn(app, wall, self.rounds.is_multiple_of(ROUNDS_PER_WARNING)) {
            tracing::error!(%error, "what ends soon cannot be looked up");
        }
        self.rounds += 1;
    }
}

/// Counts what ends soon and, once a day, says it.
fn warn(app: &App, wall: Timestamp, aloud: bool) -> Result<(), AppError> {
    let mut secrets = 0;
    for tenant in app.tenants.all()? {
        for found in secrets_that_end(app, tenant.id, wall)? {
            let Matter::ApplicationSecret { application, secret, replaced, client } = found.matter else {
                continue;
            };
            secrets += i64::from(!replaced);
            if aloud {
                let days = found.ends_at.map(|ends| (ends.0 - wall.0) / MICROS_PER_DAY);
                tracing::warn!(
                    tenant = tenant.domain,
                    application,
                    client,
                    secret,
                    replaced,
                    days_left = days,
                    "a secret of an application ends: make a new one before it does"
                );
            }
        }
    }
    app.measures.secrets_ending.set(secrets);
    app.measures.audit_misfits.set(i64::try_from(app.audit_complaints.count()).unwrap_or(i64::MAX));
    for found in certificates_that_end(app, wall) {
        if aloud && found.matter == Matter::AuthorityCertificate {
            let days = found.ends_at.map(|ends| (ends.0 - wall.0) / MICROS_PER_DAY);
            tracing::warn!(days_left = days, "the local certificate authority ends: see docs/operations.md");
        }
    }
    Ok(())
}
