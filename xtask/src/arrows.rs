//! Dependencies between our crates point inward only (design section 2).

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What each crate may name in its normal dependencies.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("engine", &["model"]),
    ("authz", &["model"]),
    ("odata", &["model"]),
    ("formats", &["model"]),
    ("store", &["model"]),
    ("store-sql", &["store", "model"]),
    ("app", &["model", "engine", "authz", "odata", "formats", "store"]),
    ("graph", &["app", "model", "authz", "odata", "engine", "store"]),
    ("http", &["app", "graph", "model", "authz", "formats", "engine", "odata", "store"]),
    ("client", &["model"]),
    ("cli", &["app", "http", "client", "formats", "model", "store", "store-sql", "authz"]),
    ("testkit", &["app", "http", "graph", "model", "store", "store-sql", "formats", "authz", "engine"]),
    ("bench", &["app", "formats", "model", "store", "store-sql", "testkit"]),
    // Gives everything that reads from outside something hostile to read.
    ("fuzz", &["app", "formats", "http", "model", "odata", "testkit"]),
    // Looks behind the application, to compare what it answers with what it keeps.
    ("sim", &["app", "authz", "engine", "formats", "model", "store", "store-sql", "testkit"]),
    // Judges servers from outside.
    ("proof", &[]),
];

/// Drivers and frameworks that only some crates may name.
const RESERVED: &[(&str, &[&str])] = &[
    ("rusqlite", &["store-sql", "bench"]),
    ("tokio-postgres", &["store-sql", "bench"]),
    ("axum", &["graph", "http", "testkit", "fuzz"]),
    ("ureq", &["client", "proof"]),
    ("tokio", &["store-sql", "app", "graph", "http", "cli", "testkit", "bench"]),
];

/// Every arrow that points the wrong way.
pub fn check(root: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked", "--offline"])
        .current_dir(root)
        .output();
    let json: Value = match output.map(|output| serde_json::from_slice(&output.stdout)) {
        Ok(Ok(json)) => json,
        Ok(Err(error)) => return vec![format!("cargo metadata cannot be read: {error}")],
        Err(error) => return vec![format!("cargo metadata cannot be run: {error}")],
    };
    let mut problems = Vec::new();
    for package in json["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(ours) = name.strip_prefix("reseat-") else { continue };
        let named: BTreeSet<&str> = package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|dependency| dependency["kind"].is_null())
            .filter_map(|dependency| dependency["name"].as_str())
            .collect();
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == ours) else {
            problems.push(format!("{name} is in no ring; add it to xtask/src/arrows.rs"));
            continue;
        };
        for dependency in &named {
            if let Some(inner) = dependency.strip_prefix("reseat-")
                && !allowed.contains(&inner)
            {
                problems.push(format!("{name} may not depend on {dependency}"));
            }
            if let Some((_, holders)) = RESERVED.iter().find(|(reserved, _)| reserved == dependency)
                && !holders.contains(&ours)
            {
                problems
                    .push(format!("{name} may not depend on {dependency}; only {} may", holders.join(", ")));
            }
        }
    }
    problems
}
