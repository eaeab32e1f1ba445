//! Sixteen clients over three servers on one product with too few seats, on every store that can be shared.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use reseat_store::StoreError;
use reseat_store::memory::MemoryStore;
use serde_json::json;

use super::*;

const PEOPLE: usize = 96;
const SEATS: u32 = 40;
const CLIENTS: usize = 16;

/// Whether the assignment was granted; sent again with the same key while the server is busy or its store away.
fn assign(world: &World, who: &reseat_testkit::Who, id: &str) -> bool {
    let body = json!({"people": {"ids": [id]},
        "operation": {"kind": "assign", "products": [{"skuId": world.sku(E3)}]}});
    let headers = [("content-type", "application/json"), ("idempotency-key", id)];
    for _ in 0..50 {
        let answer = world.send(who, "POST", "/reseat/v1/changes", &headers, body.to_string().into_bytes());
        match answer.status {
            200 => return answer.json["counts"]["changed"] == 1,
            429 | 503 => {}
            _ => panic!("{} {}", answer.status, answer.text),
        }
    }
    panic!("not answered in fifty tries")
}

fn crowd(servers: &[World]) {
    let who = servers[0].application();
    let ids: Vec<String> = (0..PEOPLE).map(|n| servers[0].id(&format!("p{n}"))).collect();
    let granted: BTreeSet<String> = std::thread::scope(|scope| {
        let clients: Vec<_> = ids
            .chunks(PEOPLE / CLIENTS)
            .enumerate()
            .map(|(client, mine)| {
                let who = &who;
                scope.spawn(move || {
                    let one = |(n, id): (usize, &String)| {
                        // Each request goes to another server.
                        assign(&servers[(client + n) % servers.len()], who, id).then(|| id.clone())
                    };
                    mine.iter().enumerate().filter_map(one).collect::<Vec<_>>()
                })
            })
            .collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    assert_eq!(granted.len() as u64, u64::from(SEATS), "every seat is taken, none twice");
    for server in servers {
        let path = format!("/reseat/v1/products/{}/users?$top=999", server.sku(E3));
        let rows = server.read_all(&who, &path);
        let holders: BTreeSet<String> =
            rows.iter().map(|row| row["user"]["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(holders, granted, "every answered assignment is there");
        assert_eq!(consumed(server), u64::from(SEATS));
    }
    assert_eq!(records(&servers[1], "Change user license"), SEATS as usize, "and audited once");
}

fn three(storage: &Storage) -> Vec<World> {
    let first = World::on(storage, &people(PEOPLE, SEATS));
    let (second, third) = (first.beside(), first.beside());
    // The database goes with the first, last.
    vec![third, second, first]
}

#[test]
fn three_servers_on_one_store_in_memory() {
    crowd(&three(&Storage::Given(SharedStore::over(Arc::new(MemoryStore::new())))));
}

#[test]
fn three_servers_on_one_postgresql() {
    crowd(&three(&Storage::Postgres));
}

/// Every few commits the connection is lost: before, or after the commit. The same numbers give the same faults.
#[test]
fn three_servers_whose_connections_are_lost_at_commits() {
    for seed in 0..6_u64 {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let faulty = |server: u64| {
            let (inner, count) = (Arc::clone(&store), AtomicU64::new(0));
            let trap = TrapStore::over(Arc::clone(&store));
            trap.on_write(move |batch| {
                let n = count.fetch_add(1, Ordering::SeqCst);
                // Fibonacci hashing: well mixed and the same each time.
                let dice = (n + server * 1_000 + seed * 100_000).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 60;
                match dice {
                    0 => {}
                    1 => inner.apply(batch)?,
                    _ => return Ok(()),
                }
                Err(StoreError::Unavailable("lost at the commit".to_owned()))
            });
            SharedStore::over(trap)
        };
        let first = World::on(&Storage::Given(SharedStore::over(Arc::clone(&store))), &people(PEOPLE, SEATS));
        let servers = vec![first.beside_on(faulty(1)), first.beside_on(faulty(2)), first];
        crowd(&servers);
    }
}
