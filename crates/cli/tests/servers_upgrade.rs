//! A rolling upgrade: three servers behind a balancer that asks `/readyz`, 32 clients that write, and each server replaced
//! several times by a build with one more migration. Nothing fails beyond a 503 that is sent again (design section 9).

mod common;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use common::api::Api;
use common::server::{Server, wait_for};
use common::tenants::{self, POWER_BI};
use reseat_testkit::postgres;
use serde_json::json;

const SERVERS: usize = 3;
const WRITERS: usize = 32;
/// How often each server is replaced.
const REPLACED: usize = 5;
/// Between two looks of the balancer.
const LOOK: Duration = Duration::from_millis(50);
/// Answers between two replacements, so that every pair of builds works together for a while.
const ANSWERS: usize = 60;

/// Where the servers are and which of them are ready: what a load balancer knows.
struct Balancer {
    places: Vec<RwLock<Option<String>>>,
}

impl Balancer {
    /// The ready server that is next in turn.
    fn next(&self, turn: usize) -> Option<String> {
        (0..SERVERS).find_map(|n| self.at((turn + n) % SERVERS))
    }

    fn at(&self, number: usize) -> Option<String> {
        self.places[number].read().expect("a lock").clone()
    }

    fn set(&self, number: usize, url: Option<&str>) {
        *self.places[number].write().expect("a lock") = url.map(str::to_owned);
    }

    /// Looks whether a server is ready, until it says that it stops.
    fn watch(&self, number: usize, api: &Api) {
        loop {
            let ready = api.try_get("/readyz").is_ok_and(|answer| answer.status == 200);
            if !ready {
                self.set(number, None);
                return;
            }
            std::thread::sleep(LOOK);
        }
    }
}

struct Rollout {
    directory: PathBuf,
    tenant: PathBuf,
    url: String,
}

impl Rollout {
    /// Starts a build with so many more migrations than this one has.
    fn start(&self, name: &str, migrations: usize) -> Server {
        let key = self.directory.join("master.key");
        let options =
            ["--tenant", common::text(&self.tenant), "--database", &self.url, "--drain-seconds", "1"];
        let options = [options.as_slice(), &["--master-key-file", common::text(&key)]].concat();
        let migrations = migrations.to_string();
        let more = [("RESEAT_REHEARSE_MIGRATIONS", migrations.as_str())];
        Server::start_with(&self.directory.join(name), &options, &more)
    }
}

#[test]
fn every_server_is_replaced_again_and_again_while_clients_write() {
    let database = postgres::database();
    let directory = tempfile::tempdir().expect("a temporary directory");
    let directory: &Path = directory.path();
    let tenant = tenants::file(directory, WRITERS, 1);
    let rollout = Rollout { directory: directory.to_owned(), tenant, url: database.url() };
    let mut servers: Vec<Server> = (0..SERVERS).map(|n| rollout.start(&format!("server{n}-0"), 0)).collect();
    let api = tenants::sign_in(&servers[0]);
    let users = api.all("/v1.0/users?$top=999&$select=id");
    let users: Vec<String> = users.iter().filter_map(|user| user["id"].as_str().map(str::to_owned)).collect();
    let balancer = Balancer { places: (0..SERVERS).map(|_| RwLock::new(None)).collect() };
    let (stop, count, again) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));

    std::thread::scope(|scope| {
        let enter = |number: usize, server: &Server| {
            let api = api.at(server.url());
            balancer.set(number, Some(server.url()));
            let balancer = &balancer;
            scope.spawn(move || balancer.watch(number, &api));
        };
        for (number, server) in servers.iter().enumerate() {
            enter(number, server);
        }
        for user in &users {
            let (balancer, stop, count, again) = (&balancer, &stop, &count, &again);
            let api = api.another();
            scope.spawn(move || write(balancer, &api, user, stop, count, again));
        }
        for round in 1..=REPLACED {
            for (number, server) in servers.iter_mut().enumerate() {
                let seen = count.load(Ordering::Acquire);
                wait_for("answers", || (count.load(Ordering::Acquire) >= seen + ANSWERS).then_some(()));
                let next = rollout.start(&format!("server{number}-{round}"), round);
                let old = std::mem::replace(server, next);
                old.ask_to_stop();
                wait_for("the balancer", || balancer.at(number).is_none().then_some(()));
                enter(number, server);
                let (status, said) = old.ended();
                assert!(status.success(), "{status}\n{said}");
            }
        }
        let seen = count.load(Ordering::Acquire);
        wait_for("answers", || (count.load(Ordering::Acquire) >= seen + ANSWERS).then_some(()));
        stop.store(true, Ordering::Release);
        // The balancer's looks end with the servers.
        servers.drain(..).for_each(Server::stop);
    });

    let server = rollout.start("afterwards", REPLACED);
    let api = api.at(server.url());
    let holders = api.all(&format!("/reseat/v1/products/{POWER_BI}/users?$top=999")).len() as u64;
    assert_eq!(api.get(&format!("/reseat/v1/products/{POWER_BI}"))["assigned"].as_u64(), Some(holders));
    let changed = api.all("/reseat/v1/changeSets?$top=999").len();
    assert!(changed >= count.load(Ordering::Acquire), "{changed} kept of {count:?} answered");
    println!("{count:?} answers while {} servers were replaced, {again:?} sent again", SERVERS * REPLACED);
    server.stop();
}

/// Gives and takes a product until told to stop. Whatever is not done has to say 503 and is sent again, elsewhere.
fn write(
    balancer: &Balancer,
    api: &Api,
    user: &str,
    stop: &AtomicBool,
    count: &AtomicUsize,
    again: &AtomicUsize,
) {
    // Connections are kept open, as clients keep them.
    let mut apis: HashMap<String, Api> = HashMap::new();
    let (mut turn, mut holds) = (0, false);
    while !stop.load(Ordering::Acquire) {
        turn += 1;
        let url = balancer.next(turn).expect("a server is ready at any time");
        let api = apis.entry(url.clone()).or_insert_with(|| api.at(&url));
        let add = if holds { Vec::new() } else { vec![json!({"skuId": POWER_BI, "disabledPlans": []})] };
        let remove = if holds { vec![POWER_BI] } else { Vec::new() };
        let body = json!({"addLicenses": add, "removeLicenses": remove});
        let path = format!("/v1.0/users/{user}/assignLicense");
        let answer = api.post(&path, &body, None).unwrap_or_else(|lost| panic!("not answered: {lost}"));
        match answer.status {
            200 => {
                holds = !holds;
                count.fetch_add(1, Ordering::Release);
            }
            503 => drop(again.fetch_add(1, Ordering::Relaxed)),
            _ => panic!("{answer:?}"),
        }
    }
}
