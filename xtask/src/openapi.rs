//! The committed OpenAPI document is the one that the code makes.

use std::path::Path;
use std::process::Command;

/// Where the document is kept.
const DOCUMENT: &str = "docs/openapi.json";

/// Whether it is current. Uses the built binary, so that the check needs no server.
pub fn check(root: &Path) -> Vec<String> {
    let binary = std::env::var("RESEAT_BIN").unwrap_or_else(|_| "target/debug/reseat".to_owned());
    let made = match Command::new(root.join(&binary)).arg("openapi").output() {
        Ok(output) if output.status.success() => output.stdout,
        Ok(output) => return vec![String::from_utf8_lossy(&output.stderr).into_owned()],
        Err(error) => {
            return vec![format!(
                "{binary} cannot be run ({error}); build it with `cargo build -p reseat-cli`"
            )];
        }
    };
    match std::fs::read(root.join(DOCUMENT)) {
        Ok(kept) if kept == made => Vec::new(),
        Ok(_) => vec![format!("{DOCUMENT} is not what the code makes; run `make openapi` and commit it")],
        Err(error) => vec![format!("{DOCUMENT}: {error}; run `make openapi` and commit it")],
    }
}
