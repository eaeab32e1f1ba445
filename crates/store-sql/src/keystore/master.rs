//! The key that wraps all others: in a file of its own, or given by the environment.

use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use reseat_store::StoreError;

use crate::sqlite::cannot;

/// The master key inside a data directory, unless another place is given.
pub const MASTER_KEY_FILE: &str = "master.key";

/// 32 secret bytes. Printing it does not show them.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey")
    }
}

impl MasterKey {
    /// A key from its 64 hexadecimal digits; blanks around them are fine.
    ///
    /// # Errors
    /// When the text is anything else. The message does not repeat it.
    pub fn from_hex(text: &str) -> Result<Self, StoreError> {
        let digits = text.trim().as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return Err(not_a_key());
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).ok().filter(|pair| !pair.starts_with('+'));
            *byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).ok_or_else(not_a_key)?;
        }
        Ok(Self(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A fresh key; `random` fills bytes with the machine's randomness.
    pub fn fresh(random: impl FnOnce(&mut [u8])) -> Self {
        let mut bytes = [0; 32];
        random(&mut bytes);
        Self(bytes)
    }

    /// The key in a file; `None` when there is no such file.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::from_hex(&text)
                .map(Some)
                .map_err(|error| StoreError::Failed(format!("{}: {error}", path.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(cannot("read", path, &error)),
        }
    }

    fn to_hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn not_a_key() -> StoreError {
    StoreError::Failed(
        "a master key is 64 hexadecimal digits, such as `openssl rand -hex 32` prints".to_owned(),
    )
}

/// Where the master key is.
#[derive(Debug, Clone, Default)]
pub enum MasterKeySource {
    /// In the data directory; made with the keystore.
    #[default]
    DataDirectory,
    /// In a file elsewhere; made with the keystore.
    File(PathBuf),
    /// Given, by the environment for instance.
    Given(MasterKey),
}

impl MasterKeySource {
    /// The key. A file is made only while there is no keystore: a new key would open no old secret.
    pub(super) fn resolve(
        self,
        directory: &Path,
        keystore_exists: bool,
        random: impl FnOnce(&mut [u8]),
    ) -> Result<MasterKey, StoreError> {
        let path = match self {
            Self::Given(key) => return Ok(key),
            Self::File(path) => path,
            Self::DataDirectory => directory.join(MASTER_KEY_FILE),
        };
        match MasterKey::read(&path)? {
            Some(key) => Ok(key),
            None if keystore_exists => Err(StoreError::Failed(format!(
                "the master key {} is missing: put it back, or say where it is; without it the secrets of this data directory cannot be read",
                path.display()
            ))),
            None => {
                let key = MasterKey::fresh(random);
                write_new(&path, &key).map_err(|error| cannot("write", &path, &error))?;
                Ok(key)
            }
        }
    }

    /// The file that holds the key, if one does.
    pub(super) fn file(&self, directory: &Path) -> Option<PathBuf> {
        match self {
            Self::Given(_) => None,
            Self::File(path) => Some(path.clone()),
            Self::DataDirectory => Some(directory.join(MASTER_KEY_FILE)),
        }
    }
}

/// Durable before anything is wrapped with it, readable by its owner only, and whole or not there: a process that ends in
/// between leaves no half key.
pub(super) fn write_new(path: &Path, key: &MasterKey) -> std::io::Result<()> {
    let partial = path.with_extension("partial");
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&partial)?;
    writeln!(file, "{}", key.to_hex())?;
    file.sync_all()?;
    fs::rename(&partial, path)?;
    match path.parent() {
        Some(parent) if cfg!(unix) && !parent.as_os_str().is_empty() => File::open(parent)?.sync_all(),
        _ => Ok(()),
    }
}
