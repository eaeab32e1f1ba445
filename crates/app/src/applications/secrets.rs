//! Secrets of applications: made here, shown once, kept as hashes. Their times are wall time, like those of tokens.

use reseat_authz::Action;
use reseat_model::Timestamp;
use reseat_model::application::{AppSecret, Application, SecretMade};
use reseat_model::audit::Activity;
use reseat_model::limits::{APPLICATION_SECRET_DAYS_DEFAULT, APPLICATION_SECRETS_MAX, TEXT_CHARS_MAX};
use uuid::Uuid;

use super::read::find;
use super::rights::may_write;
use super::write::replace;
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::identity::{random_secret, sha256};

/// Characters of a secret by which people recognise it.
const HINT_CHARS: usize = 3;

/// A secret that was just made.
#[derive(Debug, Clone)]
pub struct NewSecret {
    /// Whose.
    pub application: Application,
    /// What is kept of it.
    pub secret: AppSecret,
    /// The secret itself; told this once.
    pub text: String,
}

/// The id of a secret. It follows from the hash that is kept, so that secrets of a tenant file have one, too.
pub fn key_id(secret: &AppSecret) -> Uuid {
    let hash = sha256(&secret.sha256);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    Uuid::from_bytes(bytes)
}

/// Makes a secret. Without `expires_at` it works for two years.
///
/// # Errors
/// When the caller may not, there is no such application, it is a public client, it has too many secrets, a value does
/// not fit, or writing fails.
pub fn add_secret(
    app: &App,
    call: &Call,
    key: &str,
    name: Option<String>,
    expires_at: Option<Timestamp>,
) -> Result<NewSecret, AppError> {
    call.grant(Action::ApplicationWrite)?;
    let before = find(app, call.tenant, key)?;
    may_write(call, &before)?;
    let now = app.clock.wall();
    let expires_at = expires_at.unwrap_or_else(|| now.plus_days(APPLICATION_SECRET_DAYS_DEFAULT));
    let name = name.unwrap_or_default();
    if before.public_client {
        let message = "A public client has no secrets; set isFallbackPublicClient to false first.";
        return Err(AppError::invalid(message));
    }
    if before.secrets.len() >= APPLICATION_SECRETS_MAX {
        let message =
            format!("An application has at most {APPLICATION_SECRETS_MAX} secrets; remove old ones first.");
        return Err(AppError::invalid(message));
    }
    if expires_at <= now {
        let message = "The property 'endDateTime' must lie in the future of the real clock; secrets follow no \
                       simulated one.";
        return Err(AppError::invalid(message));
    }
    if name.chars().count() > TEXT_CHARS_MAX {
        return Err(AppError::invalid(format!(
            "The property 'displayName' has at most {TEXT_CHARS_MAX} characters."
        )));
    }
    let text = random_secret(app.entropy.as_ref());
    let secret = AppSecret {
        name,
        sha256: sha256(text.as_bytes()).to_vec(),
        expires_at: Some(expires_at),
        made: Some(SecretMade { at: now, hint: text.chars().take(HINT_CHARS).collect() }),
    };
    let mut application = before.clone();
    application.secrets.push(secret.clone());
    replace(app, call, &before, &application, Activity::UpdateApplicationSecrets)?;
    Ok(NewSecret { application, secret, text })
}

/// Removes a secret; tokens that were issued with it end by themselves within an hour.
///
/// # Errors
/// When the caller may not, there is no such application or secret, or writing fails.
pub fn remove_secret(app: &App, call: &Call, key: &str, id: Uuid) -> Result<Application, AppError> {
    call.grant(Action::ApplicationWrite)?;
    let before = find(app, call.tenant, key)?;
    let mut after = before.clone();
    after.secrets.retain(|secret| key_id(secret) != id);
    if after.secrets.len() == before.secrets.len() {
        return Err(AppError::invalid(format!("No password credential found with keyId '{id}'.")));
    }
    replace(app, call, &before, &after, Activity::UpdateApplicationSecrets)?;
    Ok(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secrets_id_follows_from_its_hash_and_tells_nothing_of_it() {
        let secret = |text: &str| AppSecret {
            name: String::new(),
            sha256: sha256(text.as_bytes()).to_vec(),
            expires_at: None,
            made: None,
        };
        assert_eq!(key_id(&secret("a")), key_id(&secret("a")));
        assert_ne!(key_id(&secret("a")), key_id(&secret("b")));
        assert_eq!(key_id(&secret("a")).get_version_num(), 4);
        assert_ne!(&key_id(&secret("a")).as_bytes()[..4], &secret("a").sha256[..4]);
    }
}
