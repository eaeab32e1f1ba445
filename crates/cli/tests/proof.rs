//! The concurrency proof (design section 10): 1, 4, 16 and 64 clients contest the seats of one product, on both stores
//! and with three servers, and one order of all changes explains every answer, judged from outside by `reseat-proof`.

mod common;

use std::path::Path;

use common::server::Server;
use common::tenants::{self, PROJECT};
use reseat_proof::check::{Tally, judge};
use reseat_proof::history::{History, Recorder};
use reseat_proof::load::{self, Budget};
use reseat_proof::{after, api::Api};
use reseat_testkit::postgres;

/// People who contest the seats.
const PEOPLE: usize = 24;
/// Seats: fewer than wanted.
const SEATS: usize = 8;
/// Requests of all clients together.
const REQUESTS: usize = 1_200;
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

/// A server on a directory of its own or on a database that several share.
fn start(directory: &Path, name: &str, tenant: &Path, database: Option<&str>) -> Server {
    let key = directory.join("master.key");
    let mut options = vec!["--tenant", common::text(tenant)];
    if let Some(url) = database {
        options.extend(["--database", url, "--master-key-file", common::text(&key)]);
    }
    Server::start(&directory.join(name), &options)
}

/// Contests with every number of clients, each time in an organisation of its own.
fn contests(servers: usize, on_postgres: bool) {
    for (clients, seed) in CLIENTS {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let file = tenants::file(directory.path(), PEOPLE, SEATS);
        let database = on_postgres.then(postgres::database);
        let url = database.as_ref().map(postgres::Database::url);
        let servers: Vec<Server> = (0..servers)
            .map(|n| start(directory.path(), &format!("server{n}"), &file, url.as_deref()))
            .collect();
        let first = tenants::sign_in(&servers[0]);
        let apis: Vec<Api> = servers.iter().map(|server| first.at(server.url())).collect();
        println!("{clients} clients, {} servers: {:?}", apis.len(), contest(&apis, clients, seed));
        servers.into_iter().for_each(Server::stop);
        if database.is_none() {
            common::check(&directory.path().join("server0"));
        }
    }
}

#[test]
fn one_order_of_all_changes_explains_every_answer_of_one_server_on_sqlite() {
    contests(1, false);
}

#[test]
fn one_order_of_all_changes_explains_every_answer_of_one_server_on_postgresql() {
    contests(1, true);
}

#[test]
fn one_order_of_all_changes_explains_every_answer_of_three_servers() {
    contests(3, true);
}
