//! The concurrency proof (design section 10): 1, 4, 16 and 64 clients contest the seats of one product, and one order of
//! all changes explains every answer, judged from outside by `reseat-proof`.

mod common;

use common::server::Server;
use common::tenants::{self, PROJECT};
use reseat_proof::check::{Tally, judge};
use reseat_proof::history::{History, Recorder};
use reseat_proof::load::{self, Budget};
use reseat_proof::{after, api::Api};

/// People who contest the seats.
const PEOPLE: usize = 24;
/// Seats: fewer than wanted.
const SEATS: usize = 8;
/// Requests of all clients together.
const REQUESTS: usize = 2_000;
/// Clients at once, and what they do next.
const CLIENTS: [(usize, u64); 4] = [(1, 11), (4, 12), (16, 13), (64, 14)];

/// Lets clients contest the seats through these servers of one organisation and judges what came of it.
fn contest(apis: &[Api], clients: usize, seed: u64) -> Tally {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("history.jsonl");
    let scene = load::scene(&apis[0], PROJECT);
    let recorder = Recorder::create(&path, &scene).expect("a history");
    load::run(apis, clients, seed, &Budget::requests(REQUESTS), &scene, &recorder).expect("a history");
    let history = History::read(&path).expect("a history");
    let after = after::read(&apis[apis.len() - 1], &scene);
    let tally = judge(&history, &after).unwrap_or_else(|faults| {
        let kept = directory.keep();
        panic!("{clients} clients; the history is kept in {}: {faults:#?}", kept.display())
    });
    assert_eq!(tally.unknown, 0, "servers that run answer everything: {tally:?}");
    assert!(tally.requests == REQUESTS && tally.changes > 100 && tally.no_seats > 20, "{tally:?}");
    tally
}

#[test]
fn one_order_of_all_changes_explains_every_answer_of_one_server() {
    for (clients, seed) in CLIENTS {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let file = tenants::file(directory.path(), PEOPLE, SEATS);
        let data = directory.path().join("data");
        let server = Server::start(&data, &["--tenant", common::text(&file)]);
        println!("{clients} clients: {:?}", contest(&[tenants::sign_in(&server)], clients, seed));
        server.stop();
        common::check(&data);
    }
}
