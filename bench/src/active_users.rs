//! Active users as the admin centre asks for them: 200 page-downs by both orders and filter changes, each with its count.

use std::time::Duration;

use crate::Result;
use crate::http::{now, once, request};
use crate::server::Server;
use crate::stats::Load;

/// Page-downs per order.
const PAGES: usize = 100;
/// Rounds over the filters.
const ROUNDS: usize = 5;
/// What an administrator asks for, without `$top` and `$count`.
const FILTERS: &[&str] = &[
    "filter=disabled",
    "filter=unlicensed",
    "filter=licensed,enabled",
    "department=Research",
    "department=Nowhere",
    "usageLocation=DE&orderBy=displayName%20desc",
    "search=Person%20a",
    "search=person1",
    "search=zzz",
];

/// Measures and reports.
pub async fn run(server: &Server, token: &str, product: &str) -> Result<()> {
    for order in ["displayName", "displayName%20desc", "userPrincipalName"] {
        let times = page_downs(server, token, order).await?;
        report(&format!("Active users, {PAGES} page-downs by {}", order.replace("%20", " ")), times);
    }
    let mut filters: Vec<String> = FILTERS.iter().map(|&filter| filter.to_owned()).collect();
    filters.push(format!("product={product}"));
    filters.push(format!("product={product}&department=Sales&filter=enabled"));
    let mut all = Vec::new();
    for filter in &filters {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let path = format!("/reseat/v1/people?{filter}&$top=50&$count=true");
            times.push(timed(server, token, &path).await?.0);
        }
        all.extend(times.iter().copied());
        report(&format!("  {filter}"), times);
    }
    report("Active users, filter changes", all);
    println!("{:<52} target p95 under 100 ms", "");
    Ok(())
}

async fn page_downs(server: &Server, token: &str, order: &str) -> Result<Vec<Duration>> {
    let mut path = format!("/reseat/v1/people?orderBy={order}&$top=50&$count=true");
    let mut times = Vec::with_capacity(PAGES);
    for _ in 0..PAGES {
        let (took, json) = timed(server, token, &path).await?;
        times.push(took);
        let link = json["@odata.nextLink"].as_str().ok_or("no next page")?;
        let at = link.find("/reseat/v1").ok_or("no path in the link")?;
        path = format!("{}&$count=true", &link[at..]);
    }
    Ok(times)
}

async fn timed(server: &Server, token: &str, path: &str) -> Result<(Duration, serde_json::Value)> {
    let began = now();
    let (status, json) = once(server.port, &request("GET", path, token, "")).await?;
    if status != 200 {
        return Err(format!("{path}: {status} {json}").into());
    }
    Ok((began.elapsed(), json))
}

fn report(name: &str, mut latencies: Vec<Duration>) {
    latencies.sort_unstable();
    let load = Load { done: latencies.len(), took: latencies.iter().sum(), latencies };
    let ms = |share| load.quantile(share).as_secs_f64() * 1e3;
    println!("{name:<52} p50 {:>8.2} ms   p95 {:>8.2} ms", ms(0.5), ms(0.95));
}
