//! Applications as sign-in sees them, and how they prove who they are.

use std::collections::BTreeSet;

use reseat_model::application::{AppSecret, Application};
use reseat_model::{ApplicationId, ClientId, Timestamp};

use super::error::OauthError;
use super::known::{self, CONSOLE, CONSOLE_CALLBACK, Known};
use super::redirect;
use super::secret::{same, sha256};

/// An application that signs in, registered in the tenant or known to every tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// What it sends as client_id.
    pub id: ClientId,
    /// Its object id in the tenant; that of its client id where it is not registered.
    pub object: ApplicationId,
    /// Its name.
    pub name: String,
    /// Without a secret.
    pub public: bool,
    /// Where codes may go.
    pub(super) redirect_uris: Vec<String>,
    pub(super) secrets: Vec<AppSecret>,
    /// What it may do in its own name.
    pub(super) app_roles: BTreeSet<String>,
    /// What it may do in people's names.
    pub(super) delegated: Delegated,
}

/// What an application may do in people's names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Delegated {
    /// Everything that exists: Reseat's own and well-known applications. The person's role still decides.
    Everything,
    /// What an administrator granted.
    Listed(BTreeSet<String>),
}

impl Delegated {
    /// The permission's proper name, if the application has it; case does not count.
    pub(super) fn has(&self, name: &str) -> Option<String> {
        let proper = match self {
            Self::Everything => {
                reseat_authz::permissions().into_iter().find(|known| known.eq_ignore_ascii_case(name))
            }
            Self::Listed(names) => {
                names.iter().map(String::as_str).find(|known| known.eq_ignore_ascii_case(name))
            }
        };
        proper.map(str::to_owned)
    }

    /// All of them.
    pub(super) fn all(&self) -> BTreeSet<String> {
        match self {
            Self::Everything => reseat_authz::permissions().into_iter().map(str::to_owned).collect(),
            Self::Listed(names) => names.clone(),
        }
    }
}

impl From<Application> for Client {
    fn from(app: Application) -> Self {
        Self {
            id: app.client_id,
            object: app.id,
            name: app.display_name,
            public: app.public_client,
            redirect_uris: app.redirect_uris,
            secrets: app.secrets,
            app_roles: app.app_roles,
            delegated: Delegated::Listed(app.delegated_scopes),
        }
    }
}

impl From<&Known> for Client {
    fn from(known: &Known) -> Self {
        Self {
            id: known.client_id,
            object: ApplicationId(known.client_id.0),
            name: known.name.to_owned(),
            public: true,
            redirect_uris: known.redirect_uris.iter().map(|uri| (*uri).to_owned()).collect(),
            secrets: Vec::new(),
            app_roles: BTreeSet::new(),
            delegated: Delegated::Everything,
        }
    }
}

impl Client {
    /// Reseat's own applications are nobody's to register anew.
    pub(super) fn first_party(id: ClientId) -> Option<Self> {
        (id == CONSOLE || id == known::CLI).then(|| known::known(id).map(Self::from)).flatten()
    }

    /// Whether a code may be sent to `uri`. The console's own address is below the host that was asked.
    pub fn allows_redirect(&self, uri: &str, base: &str) -> bool {
        if self.id == CONSOLE {
            return uri.strip_prefix(base) == Some(CONSOLE_CALLBACK);
        }
        self.redirect_uris.iter().any(|registered| redirect::matches(registered, uri))
    }

    /// Checks the secret of a confidential application; a public one must not send any.
    pub(super) fn authenticate(&self, secret: Option<&str>, now: Timestamp) -> Result<(), OauthError> {
        match secret {
            None if self.public => Ok(()),
            None => Err(OauthError::secret_required()),
            Some(_) if self.public => Err(OauthError::public_client_with_secret()),
            Some(secret) => self.check_secret(secret, now),
        }
    }

    fn check_secret(&self, secret: &str, now: Timestamp) -> Result<(), OauthError> {
        let sent = sha256(secret.as_bytes());
        let mut found: Option<&AppSecret> = None;
        for kept in &self.secrets {
            // Every one is compared, so that the time tells nothing.
            if same(&kept.sha256, &sent) {
                found = Some(kept);
            }
        }
        match found {
            None => Err(OauthError::wrong_secret(self.id)),
            Some(kept) if kept.expires_at.is_some_and(|end| end <= now) => {
                Err(OauthError::expired_secret(self.id))
            }
            Some(_) => Ok(()),
        }
    }

    #[cfg(test)]
    pub(super) fn for_tests() -> Self {
        Self {
            id: ClientId::NIL,
            object: ApplicationId::NIL,
            name: "Tests".to_owned(),
            public: false,
            redirect_uris: vec!["https://app.example/callback".to_owned()],
            secrets: vec![AppSecret {
                name: "one".to_owned(),
                sha256: sha256(b"s3cret").to_vec(),
                expires_at: Some(Timestamp(1_000)),
                made: None,
            }],
            app_roles: BTreeSet::new(),
            delegated: Delegated::Listed(BTreeSet::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidential_application_proves_itself() {
        let client = Client::for_tests();
        let code = |secret, now| client.authenticate(secret, Timestamp(now)).map_err(|error| error.code);
        assert_eq!(code(Some("s3cret"), 999), Ok(()));
        assert_eq!(code(Some("s3cret"), 1_000), Err(7_000_222));
        assert_eq!(code(Some("guess"), 0), Err(7_000_215));
        assert_eq!(code(None, 0), Err(7_000_218));
    }

    #[test]
    fn a_public_application_has_no_secret() {
        let client = Client { public: true, ..Client::for_tests() };
        assert_eq!(client.authenticate(None, Timestamp(0)), Ok(()));
        assert_eq!(client.authenticate(Some("x"), Timestamp(0)).unwrap_err().code, 700_025);
    }

    #[test]
    fn the_console_takes_codes_only_below_the_host_that_was_asked() {
        let console = Client::first_party(CONSOLE).unwrap();
        assert!(console.allows_redirect("https://a.example/reseat/sign-in/callback", "https://a.example"));
        assert!(!console.allows_redirect("https://b.example/reseat/sign-in/callback", "https://a.example"));
        assert!(
            !console.allows_redirect("https://a.example.evil/reseat/sign-in/callback", "https://a.example")
        );
    }
}
