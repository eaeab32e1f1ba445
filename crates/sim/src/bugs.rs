//! The bug base: every case that found a defect, replayed in every run of the tests. A case is kept with its steps, so
//! that it stays what it was when the generator learns new operations.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::case::{Case, Step};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bug {
    /// The day on which it was found.
    pub found: String,
    /// The invariant that was broken.
    pub invariant: String,
    /// What was wrong, and what was done about it.
    pub what: String,
    /// The seed that found it; it makes the organisations.
    pub seed: u64,
    /// The steps that are left after shrinking, one JSON text each.
    pub steps: Vec<String>,
}

/// Where the entries are kept.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bugs")
}

impl Bug {
    /// An entry for a case.
    ///
    /// # Errors
    /// When a step cannot be written.
    pub fn of(case: &Case, invariant: &str, found: &str, what: &str) -> Result<Self, serde_json::Error> {
        let steps: Result<Vec<String>, _> = case.steps.iter().map(serde_json::to_string).collect();
        Ok(Self {
            found: found.to_owned(),
            invariant: invariant.to_owned(),
            what: what.to_owned(),
            seed: case.seed,
            steps: steps?,
        })
    }

    /// The case.
    ///
    /// # Errors
    /// When a step cannot be read any more: write it in the words that [`crate::case::Op`] has now.
    pub fn case(&self) -> Result<Case, serde_json::Error> {
        let steps: Result<Vec<Step>, _> = self.steps.iter().map(|step| serde_json::from_str(step)).collect();
        Ok(Case { seed: self.seed, steps: steps? })
    }

    /// The entry as it stands in its file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn text(&self) -> Result<String, String> {
        basic_toml::to_string(self).map_err(|error| error.to_string())
    }
}

/// Every entry with the name of its file.
///
/// # Errors
/// When a file cannot be read; the text names it.
pub fn all() -> Result<Vec<(String, Bug)>, String> {
    let mut bugs = Vec::new();
    let files = std::fs::read_dir(folder()).map_err(|error| error.to_string())?;
    for file in files.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".toml") {
            continue;
        }
        let text = std::fs::read_to_string(file.path()).map_err(|error| format!("{name}: {error}"))?;
        bugs.push((name.clone(), basic_toml::from_str(&text).map_err(|error| format!("{name}: {error}"))?));
    }
    bugs.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(bugs)
}
