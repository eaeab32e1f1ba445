//! From options, environment and remembered sign-ins to a signed-in client.

use std::path::PathBuf;
use std::sync::Arc;

use reseat_client::{Client, Cloud, Credential, Endpoints, Error, Http, Runtime, Token, UreqHttp};

use crate::args::{CloudName, Place};
use crate::config::{self, Config, Login};
use crate::exit::{Exit, Failure};

/// Makes the network for an extra certificate authority; tests put their own in.
pub type MakeHttp<'a> = &'a dyn Fn(Option<&std::path::Path>) -> Result<Arc<dyn Http>, Error>;

/// The real network.
pub fn real_http(ca: Option<&std::path::Path>) -> Result<Arc<dyn Http>, Error> {
    Ok(Arc::new(UreqHttp::new(ca)?))
}

/// A client and the sign-in it came from.
pub struct Connection {
    /// The client.
    pub client: Client,
    /// Where its renewed token is kept; `None` for credentials from the environment.
    remembered: Option<(PathBuf, Login)>,
}

/// Whom and where the options name, before anyone has signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Sign-in and Graph host.
    pub endpoints: Endpoints,
    /// Whether the address was given as a cloud of Microsoft's.
    pub is_cloud: bool,
}

/// The address that the options name, if they name one.
///
/// # Errors
/// A usage failure when the options do not fit together.
pub fn target(place: &Place) -> Result<Option<Target>, Failure> {
    let cloud = match (place.cloud, &place.authority, &place.graph) {
        (Some(CloudName::Custom), Some(authority), Some(graph)) => {
            Cloud::Custom { authority: authority.clone(), graph: graph.clone() }
        }
        (Some(CloudName::Custom), ..) => {
            return Err(
                Failure::usage("'--cloud custom' needs both hosts").next("add --authority URL --graph URL")
            );
        }
        (Some(CloudName::Worldwide), ..) => Cloud::Worldwide,
        (Some(CloudName::Germany), ..) => Cloud::Germany,
        (Some(CloudName::China21Vianet), ..) => Cloud::China21Vianet,
        (None, ..) => {
            let server = place.url.as_deref().map(Endpoints::server).transpose()?;
            return Ok(server.map(|endpoints| Target { endpoints, is_cloud: false }));
        }
    };
    Ok(Some(Target { endpoints: Endpoints::cloud(&cloud)?, is_cloud: true }))
}

/// A signed-in client for what the options name, else for the current sign-in.
///
/// # Errors
/// When nobody has signed in there, or the options do not fit together. Nothing is sent yet.
pub fn connect(
    place: &Place,
    make_http: MakeHttp<'_>,
    runtime: Arc<dyn Runtime>,
) -> Result<Connection, Failure> {
    let path = config::path(place.config.as_deref())?;
    let config = config::read(&path)?;
    let target = target(place)?;
    let graph = target.as_ref().map(|t| t.endpoints.graph());
    let login = config.find(graph, place.tenant.as_deref());
    if let (Some(id), Some(secret)) = (&place.client_id, &place.client_secret) {
        return from_secret(place, target, login, id, secret, make_http, runtime);
    }
    // A secret without its application is no credential: perhaps a variable that was forgotten.
    let login = login.cloned().ok_or_else(|| not_signed_in(&config, graph))?;
    let credential = credential(&login)?;
    let endpoints = endpoints(&login)?;
    let ca = place.ca.clone().or_else(|| login.ca.clone());
    let http = make_http(ca.as_deref())?;
    let client = Client::with_token(http, runtime, endpoints, &login.tenant, credential, kept_token(&login));
    Ok(Connection { client, remembered: Some((path, login)) })
}

fn from_secret(
    place: &Place,
    target: Option<Target>,
    login: Option<&Login>,
    id: &str,
    secret: &str,
    make_http: MakeHttp<'_>,
    runtime: Arc<dyn Runtime>,
) -> Result<Connection, Failure> {
    let endpoints = match (target, login) {
        (Some(target), _) => target.endpoints,
        (None, Some(login)) => endpoints(login)?,
        (None, None) => {
            return Err(Failure::usage("which server?").next("add --url URL (RESEAT_URL) or --cloud CLOUD"));
        }
    };
    let tenant =
        place.tenant.clone().or_else(|| login.map(|l| l.tenant.clone())).ok_or_else(tenant_missing)?;
    let ca = place.ca.clone().or_else(|| login.and_then(|l| l.ca.clone()));
    let credential = Credential::ClientSecret { client_id: id.to_owned(), client_secret: secret.to_owned() };
    let client = Client::new(make_http(ca.as_deref())?, runtime, endpoints, &tenant, credential);
    Ok(Connection { client, remembered: None })
}

/// An application signs in to one organisation, which it must name.
pub fn tenant_missing() -> Failure {
    Failure::usage("an application signs in to one organisation: which?")
        .next("add --tenant (RESEAT_TENANT): the organisation's id or one of its domains")
}

fn not_signed_in(config: &Config, graph: Option<&str>) -> Failure {
    let message = match graph {
        Some(graph) => format!("not signed in at {graph}"),
        None => "not signed in".to_owned(),
    };
    let next = match (graph, config.logins.is_empty()) {
        (Some(graph), _) => format!("reseat login --url {graph}"),
        (None, false) => "reseat login, or name one of the remembered servers with --url".to_owned(),
        (None, true) => "reseat login --url https://localhost:8443 --ca CA.pem".to_owned(),
    };
    Failure::new(Exit::NotAllowed, message).next(next)
}

fn endpoints(login: &Login) -> Result<Endpoints, Failure> {
    let cloud = Cloud::Custom { authority: login.authority.clone(), graph: login.graph.clone() };
    Ok(Endpoints::cloud(&cloud)?)
}

fn credential(login: &Login) -> Result<Credential, Failure> {
    let client_id = login.client_id.clone();
    match (&login.client_secret, &login.refresh_token) {
        (Some(secret), _) => Ok(Credential::ClientSecret { client_id, client_secret: secret.clone() }),
        (None, Some(token)) => Ok(Credential::Refresh { client_id, refresh_token: token.clone() }),
        (None, None) => Err(Failure::new(Exit::NotAllowed, "the remembered sign-in is incomplete")
            .next("sign in again: reseat login")),
    }
}

fn kept_token(login: &Login) -> Option<Token> {
    let access_token = login.access_token.clone()?;
    Some(Token { access_token, expires_at: login.expires_at, refresh_token: login.refresh_token.clone() })
}

impl Connection {
    /// Keeps a renewed token for the next command.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self) -> Result<(), Failure> {
        let (Some((path, login)), Some(token)) = (&self.remembered, self.client.token()) else {
            return Ok(());
        };
        if login.access_token.as_deref() == Some(&token.access_token) {
            return Ok(());
        }
        // Read again: another command may have signed in meanwhile.
        let mut config = config::read(path)?;
        config.renew(&with_token(login.clone(), token));
        config::write(path, &config)
    }
}

/// A sign-in with a new token.
pub fn with_token(login: Login, token: Token) -> Login {
    Login {
        access_token: Some(token.access_token),
        expires_at: token.expires_at,
        refresh_token: token.refresh_token.or(login.refresh_token),
        ..login
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(cloud: Option<CloudName>, url: Option<&str>) -> Place {
        Place { cloud, url: url.map(str::to_owned), ..Place::default() }
    }

    #[test]
    fn a_cloud_wins_over_an_address_and_custom_needs_both_hosts() {
        let found =
            target(&place(Some(CloudName::China21Vianet), Some("https://localhost:1"))).unwrap().unwrap();
        assert_eq!(found.endpoints.graph(), "https://microsoftgraph.chinacloudapi.cn");
        assert_eq!(target(&place(Some(CloudName::Custom), None)).unwrap_err().exit, Exit::Usage);
        assert_eq!(target(&place(None, Some("http://far.example"))).unwrap_err().exit, Exit::Usage);
        assert_eq!(target(&place(None, None)).unwrap(), None);
    }
}
