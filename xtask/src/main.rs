//! Developer commands: `cargo xtask tidy` checks the repository's own rules. A rule that is not here is not written down.

mod arrows;
mod files;
mod openapi;
mod texts;

use std::process::ExitCode;

/// A check answers what is wrong, a line each.
type Check = fn(&std::path::Path) -> Vec<String>;

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    if command != "tidy" {
        eprintln!("usage: cargo xtask tidy");
        return ExitCode::from(2);
    }
    let root = match std::env::current_dir() {
        Ok(root) => root,
        Err(error) => {
            eprintln!("the current folder cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let checks: [(&str, Check); 4] = [
        ("arrows between crates", arrows::check),
        ("sizes of files and functions", files::check),
        ("the committed OpenAPI document", openapi::check),
        ("texts that must not be there", texts::check),
    ];
    let mut failed = false;
    for (name, check) in checks {
        let problems = check(&root);
        println!("{name}: {}", if problems.is_empty() { "fine" } else { "NOT FINE" });
        for problem in &problems {
            println!("  {problem}");
        }
        failed |= !problems.is_empty();
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
