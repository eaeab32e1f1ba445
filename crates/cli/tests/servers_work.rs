//! Three servers on one PostgreSQL: jobs are finished once per person and nothing answered is lost while one of them is
//! killed, and another is paused past its leases and wakes up; sessions and tokens work on all (design sections 3 and 6).

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use common::api::Api;
use common::server::{Server, wait_for};
use common::tenants::{self, POWER_BI, VISIO};
use reseat_testkit::postgres;
use serde_json::json;

const WRITERS: usize = 6;
/// People whom each job changes: many chunks.
const CROWD: usize = 3_000;

fn start(directory: &Path, name: &str, tenant: &Path, url: &str) -> Server {
    let key = directory.join("master.key");
    let options = ["--simulated-clock", "--tenant", common::text(tenant), "--database", url];
    let options = [options.as_slice(), &["--master-key-file", common::text(&key)]].concat();
    Server::start(&directory.join(name), &options)
}

/// Starts a job that gives or takes a product of the crowd; answers its address.
fn start_job(api: &Api, crowd: &[&str], assign: bool) -> String {
    let kind = if assign { "assign" } else { "unassign" };
    let operation = json!({"kind": kind, "products": [{"skuId": VISIO}]});
    let body = json!({"people": {"ids": crowd}, "operation": operation, "asJob": true});
    let answer = api.post("/reseat/v1/changes", &body, None).expect("an answer");
    assert_eq!(answer.status, 202, "{answer:?}");
    format!("/reseat/v1/jobs/{}", answer.body["job"]["id"].as_str().expect("a job's id"))
}

fn done(api: &Api, job: &str) -> u64 {
    let job = api.get(job);
    job["done"].as_u64().expect("a number of people")
}

#[track_caller]
fn wait_until(api: &Api, job: &str, people: usize) {
    wait_for("a job's progress", || (done(api, job) >= people as u64).then_some(()));
}

/// Every person of the job has one result, and the product's counter is the number of those who hold it.
#[track_caller]
fn finished_once(api: &Api, job: &str, crowd: &[&str], assigned: bool) {
    wait_until(api, job, CROWD);
    let results = api.all(&format!("{job}/results?$top=999"));
    let who: BTreeSet<&str> = results.iter().filter_map(|row| row["user"]["id"].as_str()).collect();
    assert_eq!((results.len(), who.len()), (CROWD, crowd.len()), "one result for each person");
    assert!(results.iter().all(|row| row["status"] == "changed"), "{:?}", results.first());
    let holders = api.all(&format!("/reseat/v1/products/{VISIO}/users?$top=999")).len();
    let counted = api.get(&format!("/reseat/v1/products/{VISIO}"))["assigned"].as_u64();
    assert_eq!((holders, counted), if assigned { (CROWD, Some(CROWD as u64)) } else { (0, Some(0)) });
}

/// Gives and takes a product of one person, now at this and now at that server, until told to stop; answers the requests
/// that were answered. A server that is gone is asked no more.
fn write(apis: &[Api], from: usize, user: &str, stop: &AtomicBool, count: &AtomicUsize) -> Vec<String> {
    let mut apis: Vec<Api> = apis.iter().map(Api::another).collect();
    let mut answered = Vec::new();
    let mut turn = from;
    while !stop.load(Ordering::Acquire) && !apis.is_empty() {
        turn += 1;
        let add =
            if turn % 2 == 0 { vec![json!({"skuId": POWER_BI, "disabledPlans": []})] } else { Vec::new() };
        let remove = if turn % 2 == 0 { Vec::new() } else { vec![POWER_BI] };
        let body = json!({"addLicenses": add, "removeLicenses": remove});
        let at = turn % apis.len();
        match apis[at].post(&format!("/v1.0/users/{user}/assignLicense"), &body, None) {
            Ok(answer) if answer.status == 200 => {
                answered.push(answer.request_id);
                count.fetch_add(1, Ordering::Release);
            }
            // To take what is not held changes nothing, and a server at its limit says so.
            Ok(answer) => assert!([400, 429, 503].contains(&answer.status), "{answer:?}"),
            Err(_) => drop(apis.remove(at)),
        }
    }
    answered
}

#[test]
fn one_of_three_servers_is_killed_and_one_sleeps_past_its_leases() {
    let database = postgres::database();
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = tenants::file(directory.path(), CROWD + WRITERS, 1);
    let mut servers: Vec<Server> =
        (0..3).map(|n| start(directory.path(), &format!("server{n}"), &file, &database.url())).collect();
    let first = tenants::sign_in(&servers[0]);
    // One token, made by the first, at all of them.
    let apis: Vec<Api> = servers.iter().map(|server| first.at(server.url())).collect();
    let users = apis[1].all("/v1.0/users?$top=999&$select=id");
    let users: Vec<&str> = users.iter().filter_map(|user| user["id"].as_str()).collect();
    let (crowd, own) = users.split_at(CROWD);

    let (stop, count, answered) = (AtomicBool::new(false), AtomicUsize::new(0), Mutex::new(BTreeSet::new()));
    std::thread::scope(|scope| {
        for (number, user) in own.iter().enumerate() {
            let (apis, stop, count, answered) = (&apis, &stop, &count, &answered);
            // The sleeper answers nobody: only the others are written to.
            scope.spawn(move || {
                answered.lock().expect("a log").extend(write(&apis[1..], number, user, stop, count));
            });
        }
        wait_for("some answers", || (count.load(Ordering::Acquire) >= 30).then_some(()));

        // The first server works on the job alone for a while, then sleeps in the middle of it until others have done it.
        let job = start_job(&apis[0], crowd, true);
        wait_until(&apis[1], &job, 1);
        servers[0].pause();
        finished_once(&apis[1], &job, crowd, true);
        servers[0].resume();
        // It finds out, writes nothing, and goes on.
        finished_once(&apis[0], &job, crowd, true);

        let job = start_job(&apis[1], crowd, false);
        wait_until(&apis[2], &job, 1);
        servers.pop().expect("three servers").kill();
        finished_once(&apis[0], &job, crowd, false);
        stop.store(true, Ordering::Release);
    });

    let answered = answered.into_inner().expect("a log");
    let sets = apis[0].all("/reseat/v1/changeSets?$top=999");
    let kept: BTreeSet<&str> = sets.iter().filter_map(|set| set["requestId"].as_str()).collect();
    let lost: Vec<&String> = answered.iter().filter(|id| !kept.contains(id.as_str())).collect();
    assert!(lost.is_empty(), "answered and lost: {lost:?}");
    assert!(count.load(Ordering::Acquire) > 100);
    servers.into_iter().for_each(Server::stop);
    check(directory.path(), &database);
}

/// `reseat check` over the database finds nothing.
fn check(directory: &Path, database: &postgres::Database) {
    let key = directory.join("master.key");
    let said = common::run_well(&[
        "check",
        "--database",
        &database.url(),
        "--master-key-file",
        common::text(&key),
        "--data-dir",
        common::text(&directory.join("server0")),
    ]);
    let said = String::from_utf8_lossy(&said);
    assert!(said.lines().all(|line| line.ends_with("  clean")), "{said}");
}
