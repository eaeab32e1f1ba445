//! Durable unassign over HTTP, against an authenticated no-op on the same server.

use std::path::Path;
use std::sync::Arc;

use crate::Result;
use crate::http::{load, request};
use crate::seed::{Seeded, fill};
use crate::server::Server;

/// Measures and reports.
pub fn run(bin: &Path, people: usize) -> Result<()> {
    println!(
        "\nunassign over HTTP: token checked, decided, audited, in a change set, durable ({people} people)"
    );
    let one = measure(bin, people, 1)?;
    let twenty = measure(bin, people, 20)?;
    println!("all on one product / spread over twenty, 64 connections: {:.2} (target 0.95)", one / twenty);
    Ok(())
}

fn measure(bin: &Path, people: usize, spread: usize) -> Result<f64> {
    let dir = tempfile::tempdir()?;
    let seeded = fill(dir.path(), people, spread)?;
    let server = Server::start(bin, dir.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let rate = runtime.block_on(async {
        let token = server.token().await?;
        let no_op = vec![request("GET", "/reseat/v1/clock", &token, ""); 60_000];
        let no_op = Arc::new(no_op);
        let mut next = 0;
        let mut last = 0.0;
        for (connections, count) in [(1, people / 12), (16, people / 3), (64, people / 3)] {
            let idle = load(server.port, connections, Arc::clone(&no_op)).await?;
            idle.report(&format!("{spread} product(s), no-op, {connections} connections"));
            let requests = unassigns(&seeded, next, count, &token);
            next += count;
            let writes = load(server.port, connections, Arc::new(requests)).await?;
            writes.report(&format!("{spread} product(s), unassign, {connections} connections"));
            println!(
                "{:<52} {:>9.2}   (target 0.30 at 64)",
                "  unassign / no-op",
                writes.rate() / idle.rate()
            );
            last = writes.rate();
        }
        Result::Ok(last)
    })?;
    println!("memory now and at its highest: {:?} MB", server.memory_mb());
    Ok(rate)
}

/// One request for each of so many people.
pub fn unassigns(seeded: &Seeded, first: usize, count: usize, token: &str) -> Vec<Vec<u8>> {
    (first..first + count)
        .map(|n| {
            let sku = seeded.products[n % seeded.products.len()];
            let path = format!("/v1.0/users/{}/assignLicense", seeded.people[n]);
            request("POST", &path, token, &format!(r#"{{"addLicenses":[],"removeLicenses":["{sku}"]}}"#))
        })
        .collect()
}
