//! Bulk unassign as a job, every row audited and revertible, against the same row changes in bare SQLite.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::Result;
use crate::bare;
use crate::http::{now, once, request};
use crate::seed::{Seeded, fill};
use crate::server::Server;

/// Measures and reports.
pub fn run(bin: &Path, people: usize) -> Result<()> {
    println!("\nbulk unassign of {people} people as a job");
    let dir = tempfile::tempdir()?;
    let data = dir.path().join("data");
    let seeded = fill(&data, people, 1)?;
    let before = dir.path().join("before.db");
    std::fs::copy(data.join(reseat_store_sql::DATABASE_FILE), &before)?;
    let took = as_job(bin, &data, &seeded)?;
    println!(
        "{:<52} {:>9.0} people/s   {:.2} s",
        "job",
        people as f64 / took.as_secs_f64(),
        took.as_secs_f64()
    );
    let bare = bare::replay(&before, &data.join(reseat_store_sql::DATABASE_FILE))?;
    println!(
        "{:<52} {:>9.0} people/s   {:.2} s",
        "the same row changes in bare SQLite",
        people as f64 / bare.as_secs_f64(),
        bare.as_secs_f64()
    );
    println!("job / bare: {:.2} (target 0.50)", bare.as_secs_f64() / took.as_secs_f64());
    Ok(())
}

/// Unassigns everyone by one job; answers how long it took.
pub fn as_job(bin: &Path, data: &Path, seeded: &Seeded) -> Result<Duration> {
    let server = Server::start(bin, data)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let took = runtime.block_on(async {
        let token = server.token().await?;
        let sku = seeded.products[0];
        let body = format!(
            r#"{{"people":{{"holdersOf":"{sku}"}},"operation":{{"kind":"unassign","products":["{sku}"]}},"asJob":true}}"#
        );
        let began = now();
        let (status, answer) = once(server.port, &request("POST", "/reseat/v1/changes", &token, &body)).await?;
        let id = answer["job"]["id"].as_str().ok_or_else(|| format!("{status}: {answer}"))?.to_owned();
        println!("made in {:.2} s", began.elapsed().as_secs_f64());
        loop {
            let path = format!("/reseat/v1/jobs/{id}");
            let (_, job): (u16, Value) = once(server.port, &request("GET", &path, &token, "")).await?;
            if job["status"] == "completed" {
                println!("counts {}", job["counts"]);
                return Result::Ok(began.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })?;
    println!("memory now and at its highest: {:?} MB (target under 256)", server.memory_mb());
    Ok(took)
}
