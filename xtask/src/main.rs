//! Developer commands: `cargo xtask tidy` checks the repository's own rules, and a rule that is not here is not written
//! down; `cargo xtask sim` simulates.

mod arrows;
mod files;
mod openapi;
mod security;
mod sim;
mod texts;

use std::process::ExitCode;

/// A check answers what is wrong, a line each.
type Check = fn(&std::path::Path) -> Vec<String>;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let root = match std::env::current_dir() {
        Ok(root) => root,
        Err(error) => {
            eprintln!("the current folder cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    match command.as_str() {
        "tidy" => tidy(&root),
        "sim" => sim::run(&root, &arguments.collect::<Vec<_>>()),
        _ => {
            eprintln!("usage: cargo xtask tidy\n       cargo xtask sim --seed N [--help]");
            ExitCode::from(2)
        }
    }
}

/// Every rule of the repository.
fn tidy(root: &std::path::Path) -> ExitCode {
    let checks: [(&str, Check); 5] = [
        ("arrows between crates", arrows::check),
        ("sizes of files and functions", files::check),
        ("the committed OpenAPI document", openapi::check),
        ("tests that the threat model names", security::check),
        ("texts that must not be there", texts::check),
    ];
    let mut failed = false;
    for (name, check) in checks {
        let problems = check(root);
        println!("{name}: {}", if problems.is_empty() { "fine" } else { "NOT FINE" });
        for problem in &problems {
            println!("  {problem}");
        }
        failed |= !problems.is_empty();
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
