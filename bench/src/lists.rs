//! Reading with many people: the first page by product, product totals, Active users, start-up.

use std::path::Path;
use std::sync::Arc;

use crate::Result;
use crate::http::{load, now, request};
use crate::seed::fill;
use crate::server::Server;

/// Measures and reports.
pub fn run(bin: &Path, people: usize) -> Result<()> {
    println!("\nreading with {people} people");
    let small = measure(bin, people / 10)?;
    let large = measure(bin, people)?;
    println!(
        "p50 of the first page with 10 times the people: {:.2} times (target at most 1.2)",
        large / small
    );
    Ok(())
}

fn measure(bin: &Path, people: usize) -> Result<f64> {
    let dir = tempfile::tempdir()?;
    let began = now();
    let seeded = fill(dir.path(), people, 20)?;
    println!("filled with {people} people in {:.0} s", began.elapsed().as_secs_f64());
    let server = Server::start(bin, dir.path())?;
    println!("started in {:.3} s (target under 1)", server.started_in.as_secs_f64());
    println!("memory after start: {:?} MB (target under 200)", server.memory_mb());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let p50 = runtime.block_on(async {
        let token = server.token().await?;
        let pages: Vec<Vec<u8>> = (0..8_000)
            .map(|n| {
                let sku = seeded.products[n % seeded.products.len()];
                let path =
                    format!("/v1.0/users?$filter=assignedLicenses/any(x:x/skuId%20eq%20{sku})&$top=100");
                request("GET", &path, &token, "")
            })
            .collect();
        let pages = load(server.port, 16, Arc::new(pages)).await?;
        pages.report("first page (100) by product, 16 connections");
        println!("{:<52} target p99 under 10 ms", "");
        let totals =
            vec![request("GET", "/v1.0/subscribedSkus?$select=skuId,consumedUnits", &token, ""); 8_000];
        let totals = load(server.port, 4, Arc::new(totals)).await?;
        totals.report("product totals, 4 connections");
        println!("{:<52} target p99 under 2 ms", "");
        let product = seeded.products.first().map(ToString::to_string).unwrap_or_default();
        crate::active_users::run(&server, &token, &product).await?;
        Result::Ok(pages.quantile(0.5).as_secs_f64())
    })?;
    println!("memory now and at its highest: {:?} MB", server.memory_mb());
    Ok(p50)
}
