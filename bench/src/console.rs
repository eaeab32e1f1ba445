//! The console's Active users with many people behind it, measured in a real browser by `web/scripts/scale.mjs`.

use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::seed::fill;
use crate::server::Server;

/// Fills a directory, starts a server on it and lets the browser walk.
pub fn run(bin: &Path, people: usize) -> Result<()> {
    println!("\nActive users in a browser with {people} people");
    let dir = tempfile::tempdir()?;
    fill(dir.path(), people, 20)?;
    let server = Server::start(bin, dir.path())?;
    let url = format!("http://127.0.0.1:{}", server.port);
    let done = Command::new("node").arg("web/scripts/scale.mjs").env("RESEAT_URL", url).status()?;
    if done.success() { Ok(()) } else { Err("the browser did not finish; see above".into()) }
}
