//! Remembered sign-ins: one small JSON file that only its owner can read.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use crate::exit::{Exit, Failure};

/// The file's content.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// The newest sign-in stands first and is the current one.
    pub logins: Vec<Login>,
}

/// One sign-in.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Login {
    /// Base address of the sign-in host.
    pub authority: String,
    /// Base address of the Graph host.
    pub graph: String,
    /// The organisation as it was given.
    pub tenant: String,
    /// The application.
    pub client_id: String,
    /// Its secret, if the sign-in is the application's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// What renews a person's token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// The present token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    /// When it ends, in seconds since 1970.
    pub expires_at: u64,
    /// An extra certificate authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ca: Option<PathBuf>,
}

// Secrets stay out of logs and panics.
impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Login({} at {})", self.client_id, self.graph)
    }
}

impl Config {
    /// The sign-in for an address and, if given, an organisation; without an address the current one.
    pub fn find(&self, graph: Option<&str>, tenant: Option<&str>) -> Option<&Login> {
        self.logins.iter().find(|login| {
            graph.is_none_or(|g| g == login.graph)
                && tenant.is_none_or(|t| t.eq_ignore_ascii_case(&login.tenant))
        })
    }

    /// Puts a sign-in first, in place of an older one for the same address and organisation.
    pub fn put(&mut self, login: Login) {
        self.remove(&login);
        self.logins.insert(0, login);
    }

    /// Puts a renewed token where its sign-in stands; the order stays.
    pub fn renew(&mut self, login: &Login) {
        if let Some(place) = self.logins.iter_mut().find(|l| l.is_for_same(login)) {
            place.clone_from(login);
        }
    }

    /// Forgets a sign-in.
    pub fn remove(&mut self, login: &Login) {
        self.logins.retain(|l| !l.is_for_same(login));
    }
}

impl Login {
    fn is_for_same(&self, other: &Self) -> bool {
        self.graph == other.graph && self.tenant.eq_ignore_ascii_case(&other.tenant)
    }
}

/// Where the file is: as told, else in the user's configuration directory.
///
/// # Errors
/// When the user has no home directory.
pub fn path(told: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(path) = told {
        return Ok(path.to_owned());
    }
    let strategy = etcetera::choose_base_strategy().map_err(|e| {
        Failure::new(Exit::Local, format!("no place to remember the sign-in: {e}"))
            .next("name a file with --config or RESEAT_CONFIG")
    })?;
    Ok(strategy.config_dir().join("reseat").join("config.json"))
}

/// Reads the file; none is an empty one.
///
/// # Errors
/// When it exists and cannot be read or understood.
pub fn read(path: &Path) -> Result<Config, Failure> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Config::default()),
        Err(e) => return Err(Failure::file(path, &e)),
    };
    serde_json::from_slice(&bytes).map_err(|e| {
        Failure::new(Exit::Local, format!("{}: {e}", path.display()))
            .next("remove the file and sign in again")
    })
}

/// Writes the file whole or not at all, readable by its owner only.
///
/// # Errors
/// When its directory cannot be made or written.
pub fn write(path: &Path, config: &Config) -> Result<(), Failure> {
    let failed = |e: io::Error| Failure::file(path, &e);
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    make_directory(directory).map_err(failed)?;
    // Temporary files are created with mode 0600 and keep it when renamed.
    let mut file = tempfile::NamedTempFile::new_in(directory).map_err(failed)?;
    serde_json::to_writer_pretty(&mut file, config).map_err(|e| failed(e.into()))?;
    file.write_all(b"\n").map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}

fn make_directory(directory: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(graph: &str, tenant: &str, client: &str) -> Login {
        Login { graph: graph.into(), tenant: tenant.into(), client_id: client.into(), ..Login::default() }
    }

    #[test]
    fn the_newest_sign_in_is_current_and_replaces_its_older_self() {
        let mut config = Config::default();
        config.put(login("https://a", "x", "1"));
        config.put(login("https://b", "y", "2"));
        config.put(login("https://a", "X", "3"));
        let clients: Vec<_> = config.logins.iter().map(|l| l.client_id.as_str()).collect();
        assert_eq!(clients, ["3", "2"]);
        assert_eq!(config.find(None, None).unwrap().client_id, "3");
        assert_eq!(config.find(Some("https://b"), None).unwrap().client_id, "2");
        assert!(config.find(Some("https://b"), Some("x")).is_none());
        config.renew(&login("https://b", "y", "4"));
        assert_eq!(config.logins[1].client_id, "4");
    }

    #[test]
    fn the_file_comes_back_as_written_and_is_its_owners_only() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("deep").join("config.json");
        assert_eq!(read(&path).unwrap(), Config::default());
        let config = Config { logins: vec![login("https://a", "x", "1")] };
        write(&path, &config).unwrap();
        write(&path, &config).unwrap();
        assert_eq!(read(&path).unwrap(), config);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "{").unwrap();
        assert_eq!(read(&path).unwrap_err().exit, Exit::Local);
    }
}
