//! Three servers on one PostgreSQL: jobs are finished once per person and nothing answered is lost while one of them is
//! killed, and another is paused past its leases and wakes up; sessions and tokens work on all (design sections 3 and 6).

mod common;

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, RwLock};
use std::time::Duration;

use common::api::Api;
use common::server::{Server, wait_for};
use common::tenants::{self, POWER_BI, VISIO};
use reseat_testkit::postgres;
use serde_json::json;

const SERVERS: usize = 3;
const WRITERS: usize = 6;
/// People of each writer.
const SPARE: usize = 300;
/// Strikes in the short form: one server sleeps, one is killed.
const ROUNDS: usize = 2;
/// Whom it strikes and when.
const SEED: u64 = 20_261_123;
/// How long a writer waits for an answer: a sleeping server gives none.
const PATIENCE: Duration = Duration::from_secs(2);
/// People whom each job changes: many chunks.
const CROWD: usize = 3_000;

fn start(directory: &Path, name: &str, tenant: &Path, url: &str) -> Server {
    let key = directory.join("master.key");
    let options = ["--tenant", common::text(tenant), "--database", url];
    let options = [options.as_slice(), &["--master-key-file", common::text(&key)]].concat();
    Server::start(&directory.join(name), &options)
}

/// Starts a job that gives or takes a product of the crowd; answers its address.
fn start_job(api: &Api, crowd: &[&str], assign: bool) -> String {
    let operation = match assign {
        true => json!({"kind": "assign", "products": [{"skuId": VISIO}]}),
        false => json!({"kind": "unassign", "products": [VISIO]}),
    };
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

/// Servers of one organisation, with the present addresses of all.
struct Crew<'a> {
    servers: Vec<Server>,
    urls: &'a RwLock<Vec<String>>,
    first: Api,
}

impl Crew<'_> {
    fn at(&self, number: usize) -> Api {
        self.first.at(&self.urls.read().expect("a lock")[number])
    }
}

/// Gives and takes a product, now at this and now at that server, until told to stop; answers the requests that were
/// answered and changed something. A request that was not answered may be done at any time: its person is left alone.
fn write(
    first: &Api,
    urls: &RwLock<Vec<String>>,
    people: &[&str],
    stop: &AtomicBool,
    count: &AtomicUsize,
) -> Vec<String> {
    let mut apis: HashMap<String, Api> = HashMap::new();
    let mut answered = Vec::new();
    let (mut people, mut holds, mut turn) = (people.iter(), false, 0);
    let mut person = people.next().expect("people to write to");
    while !stop.load(Ordering::Acquire) {
        turn += 1;
        let url = urls.read().expect("a lock")[turn % SERVERS].clone();
        let api = apis.entry(url.clone()).or_insert_with(|| first.at(&url).patient_for(PATIENCE));
        let add = if holds { Vec::new() } else { vec![json!({"skuId": POWER_BI, "disabledPlans": []})] };
        let remove = if holds { vec![POWER_BI] } else { Vec::new() };
        let body = json!({"addLicenses": add, "removeLicenses": remove});
        match api.post(&format!("/v1.0/users/{person}/assignLicense"), &body, None) {
            Ok(answer) if answer.status == 200 => {
                holds = !holds;
                answered.push(answer.request_id);
                count.fetch_add(1, Ordering::Release);
            }
            Err(lost) if lost.to_string().contains("refused") => {}
            // A 503 leaves it open whether the change was made, as no answer does.
            unknown => {
                assert!(unknown.as_ref().map_or(true, |answer| answer.status == 503), "{unknown:?}");
                person = people.next().expect("more people to write to");
                holds = false;
            }
        }
    }
    answered
}

/// How many servers are killed or put to sleep in turn.
fn rounds() -> usize {
    std::env::var("RESEAT_SERVER_ROUNDS").map_or(ROUNDS, |text| text.parse().expect("a number of rounds"))
}

/// Tells the writers to stop, also when something fails.
struct StopAtTheEnd<'a>(&'a AtomicBool);

impl Drop for StopAtTheEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// Starts a job on one of the servers and strikes it in the middle: it sleeps past its leases until others have done the
/// job, or is killed and started anew.
fn strike(crew: &mut Crew<'_>, round: usize, crowd: &[&str], restart: impl FnOnce(&str) -> Server) {
    let mut dice = fastrand::Rng::with_seed(SEED + round as u64);
    let victim = dice.usize(..SERVERS);
    let other = crew.at((victim + 1) % SERVERS);
    let assign = round.is_multiple_of(2);
    let job = start_job(&crew.at(victim), crowd, assign);
    wait_until(&other, &job, dice.usize(1..CROWD / 2));
    if assign {
        crew.servers[victim].pause();
        finished_once(&other, &job, crowd, assign);
        crew.servers[victim].resume();
        // It finds out, writes nothing, and goes on.
        finished_once(&crew.at(victim), &job, crowd, assign);
    } else {
        crew.servers[victim].kill_now();
        finished_once(&other, &job, crowd, assign);
        crew.servers[victim] = restart(&format!("server{victim}-{round}"));
        crew.urls.write().expect("a lock")[victim] = crew.servers[victim].url().to_owned();
    }
}

#[test]
fn servers_are_killed_or_sleep_past_their_leases_and_the_others_finish_their_work_once() {
    let database = postgres::database();
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = tenants::file(directory.path(), CROWD + WRITERS * SPARE, 1);
    let start = |name: &str| start(directory.path(), name, &file, &database.url());
    let servers: Vec<Server> = (0..SERVERS).map(|n| start(&format!("server{n}"))).collect();
    let urls = &RwLock::new(servers.iter().map(|server| server.url().to_owned()).collect());
    // One token, made by the first, at all of them.
    let first = tenants::sign_in(&servers[0]);
    let mut crew = Crew { servers, urls, first: first.another() };
    let users = crew.at(1).all("/v1.0/users?$top=999&$select=id");
    let users: Vec<&str> = users.iter().filter_map(|user| user["id"].as_str()).collect();
    let (crowd, own) = users.split_at(CROWD);

    let (stop, count, answered) = (AtomicBool::new(false), AtomicUsize::new(0), Mutex::new(BTreeSet::new()));
    std::thread::scope(|scope| {
        let _stopped = StopAtTheEnd(&stop);
        for own in own.chunks(own.len() / WRITERS) {
            let (first, stop, count, answered) = (&first, &stop, &count, &answered);
            scope.spawn(move || {
                answered.lock().expect("a log").extend(write(first, urls, own, stop, count));
            });
        }
        for round in 0..rounds() {
            let seen = count.load(Ordering::Acquire);
            wait_for("some answers", || (count.load(Ordering::Acquire) >= seen + 30).then_some(()));
            strike(&mut crew, round, crowd, start);
        }
    });

    let answered = answered.into_inner().expect("a log");
    let sets = crew.at(0).all("/reseat/v1/changeSets?$top=999");
    let kept: BTreeSet<&str> = sets.iter().filter_map(|set| set["requestId"].as_str()).collect();
    let lost: Vec<&String> = answered.iter().filter(|id| !kept.contains(id.as_str())).collect();
    assert!(lost.is_empty(), "answered and lost: {lost:?}");
    println!("{} answers in {} rounds, none lost", answered.len(), rounds());
    crew.servers.into_iter().for_each(Server::stop);
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
