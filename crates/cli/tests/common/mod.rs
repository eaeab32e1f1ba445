//! What the tests over the real binary share: running it, talking to it, and files for it.

#![allow(dead_code, reason = "every test program uses its own part of this")]

pub mod api;
pub mod server;
pub mod tenants;

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The binary under test, untouched by the environment of whoever runs the tests.
pub fn reseat() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reseat"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("RESEAT_") {
            command.env_remove(name);
        }
    }
    command.env("NO_COLOR", "1").env("LANG", "C.UTF-8").stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub fn run(arguments: &[&str]) -> Output {
    reseat().args(arguments).output().expect("the binary runs")
}

/// Runs it to its end, which must be a good one; answers what it printed.
#[track_caller]
pub fn run_well(arguments: &[&str]) -> Vec<u8> {
    let output = run(arguments);
    assert!(
        output.status.success(),
        "reseat {}: {}\n{}{}",
        arguments.join(" "),
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    output.stdout
}

/// Runs it to its end, which must be a failure; answers what it said about it.
#[track_caller]
pub fn run_badly(arguments: &[&str]) -> String {
    let output = run(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "reseat {} should have failed", arguments.join(" "));
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// `reseat check` over a directory on which no server runs must find nothing.
#[track_caller]
pub fn check(data: &Path) {
    let said = run_well(&["check", "--data-dir", text(data)]);
    let said = String::from_utf8_lossy(&said);
    assert!(said.lines().all(|line| line.ends_with("  clean")), "{said}");
}

/// What `reseat tenant export` prints.
#[track_caller]
pub fn export(data: &Path) -> String {
    let bytes = run_well(&["tenant", "export", "--data-dir", text(data)]);
    String::from_utf8(bytes).expect("an export is UTF-8")
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("paths of temporary files are UTF-8")
}
