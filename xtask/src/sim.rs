//! `cargo xtask sim`: the simulation's own command, built with the features of the whole workspace, so that nothing is
//! compiled twice.

use std::path::Path;
use std::process::{Command, ExitCode};

/// Runs the simulator with the arguments it is given.
pub fn run(root: &Path, arguments: &[String]) -> ExitCode {
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--bin", "reseat-sim", "--"])
        .args(arguments)
        .current_dir(root)
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => {
            eprintln!("cargo cannot be run: {error}");
            ExitCode::FAILURE
        }
    }
}
