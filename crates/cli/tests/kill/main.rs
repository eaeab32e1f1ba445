//! The kill test: a server that is killed with `kill -9` at any instant has lost nothing that it answered, has done
//! nothing twice and nothing by halves, and goes on with what was under way (design sections 3 and 9).
//!
//! Sixteen writers change licences and people through one server on one data directory and write down every answer.
//! The process is killed, started again, and the answers are compared with the API. `RESEAT_KILLS` sets how often,
//! `RESEAT_SEED` the seed.

#[path = "../common/mod.rs"]
mod common;

mod compare;
mod crowd;
mod log;
mod model;
mod pulse;
mod settle;
mod verify;
mod writer;

use std::path::{Path, PathBuf};
use std::time::Duration;

use common::api::Api;
use common::server::Starting;
use common::tenants::{self, OFFICE};
use fastrand::Rng;
use log::Pending;
use model::Standing;
use pulse::Pulse;
use serde_json::{Value, json};
use verify::{Books, Tally, verify};
use writer::Writer;

const KILLS: u32 = 60;
const SEED: u64 = 20_261_123;
const WRITERS: usize = 16;
/// People whom each writer changes directly.
const OWN: usize = 18;
/// People of the first two writers whom jobs change: the one needs two chunks, the other one.
const CROWDS: [usize; 2] = [400, 200];
/// Seats of the product that everyone contests.
const SCARCE: usize = 30;
/// Kills between two runs of `reseat check`.
const CHECK_EVERY: u32 = 10;
/// Kills between two jumps of the clock, after which people deleted before are purged.
const JUMP_EVERY: u32 = 12;
/// Jumps at most: history is kept for 400 days, and what is compared here must not be forgotten meanwhile.
const JUMPS: u32 = 12;

/// Says how to see a failure again, and leaves the data directory where it is.
struct Scene {
    seed: u64,
    kills: u32,
    directory: Option<tempfile::TempDir>,
}

impl Drop for Scene {
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Some(directory) = self.directory.take()
        {
            let (seed, kills, kept) = (self.seed, self.kills, directory.keep());
            eprintln!(
                "the data directory and the server's log are kept in {}; run it again with",
                kept.display()
            );
            eprintln!(
                "RESEAT_SEED={seed} RESEAT_KILLS={kills} cargo test -p reseat-cli --test kill -- --nocapture"
            );
        }
    }
}

fn number<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} must be a number, not '{text}'")),
        Err(_) => otherwise,
    }
}

#[test]
fn a_killed_server_has_lost_nothing_that_it_answered() {
    let (seed, kills) = (number("RESEAT_SEED", SEED), number("RESEAT_KILLS", KILLS));
    let scene = Scene { seed, kills, directory: Some(tempfile::tempdir().expect("a temporary directory")) };
    let directory = scene.directory.as_ref().expect("kept until the end").path();
    let data = directory.join("data");
    let people = WRITERS * OWN + CROWDS.iter().sum::<usize>();
    let file = tenants::file(directory, people, SCARCE);
    common::run_well(&[
        "tenant",
        "create",
        "--simulated-clock",
        "--data-dir",
        common::text(&data),
        "--from",
        common::text(&file),
    ]);

    let mut rng = Rng::with_seed(seed);
    let mut run = Run { data, books: Books::default(), writers: Vec::new(), rng: rng.fork() };
    let mut killed = 0;
    while killed < kills {
        if rng.u8(0..8) == 0 {
            run.killed_while_starting();
            killed += 1;
        }
        run.life(killed);
        killed += 1;
        if killed % CHECK_EVERY == 0 {
            common::check(&run.data);
        }
    }
    let tally = run.end();
    println!("{killed} kills: {tally:?}");
    // Few kills may miss what many hit.
    let hit = tally.done_unanswered > 0 && tally.not_done > 0 && tally.jobs_carried_on > 0;
    assert!(hit || kills < KILLS, "the kills came at no interesting instant: {tally:?}");
}

/// A test under way.
struct Run {
    data: PathBuf,
    books: Books,
    writers: Vec<Writer>,
    rng: Rng,
}

impl Run {
    /// A server is killed before it answers anything.
    fn killed_while_starting(&mut self) {
        let starting = start(&self.data);
        std::thread::sleep(Duration::from_micros(self.rng.u64(0..120_000)));
        starting.kill();
    }

    /// A server comes up, everything is compared, the writers write, and it is killed.
    fn life(&mut self, killed: u32) {
        let server = start(&self.data).ready();
        let api = tenants::sign_in(&server);
        if self.writers.is_empty() {
            self.writers = writers(&api, &mut self.rng);
        }
        self.compare(&api);
        if killed % JUMP_EVERY == JUMP_EVERY - 1 && killed < JUMPS * JUMP_EVERY {
            self.a_month_passes(&api);
        }
        let answers = self.rng.u64(1..400);
        let more = Duration::from_micros(self.rng.u64(0..8_000));
        let pulse = Pulse::default();
        let came = std::thread::scope(|scope| {
            for writer in &mut self.writers {
                let (api, pulse) = (api.another(), &pulse);
                scope.spawn(move || writer.work(&api, pulse));
            }
            let came = pulse.reached(answers);
            // Not to wait for something: the kill comes at an instant that nothing in the server is bound to.
            std::thread::sleep(more);
            server.kill();
            came
        });
        assert!(came, "the server went on answering too slowly or not at all");
    }

    /// The log of answers against the API; then what had no answer is sent again under its key.
    fn compare(&mut self, api: &Api) {
        let repeats = verify(api, &mut self.writers, &mut self.books);
        for repeat in repeats {
            let Pending::Change(change) = repeat else { continue };
            let owner =
                self.writers.iter_mut().find(|writer| change.key.starts_with(&format!("{}-", writer.name)));
            let owner = owner.expect("a writer");
            let answer = api.post("/reseat/v1/changes", &change.body, Some(&change.key)).expect("an answer");
            match self.books.set_of(&change.key) {
                // It had been done: the answer is what was done, and nothing is done again.
                Some(set) => assert_eq!((answer.status, &answer.body["changeSetId"]), (200, &json!(set))),
                None => owner.changed(&change, &answer),
            }
        }
        for writer in &mut self.writers {
            if let Some(job) = writer.job.clone() {
                let answer = api.post("/reseat/v1/changes", &job.change.body, Some(&job.change.key));
                writer.started(&answer.expect("an answer"));
            }
        }
    }

    /// Domain time moves on, so that the worker purges while the writers write and the process is killed.
    fn a_month_passes(&mut self, api: &Api) {
        for person in self.writers.iter_mut().flat_map(|writer| writer.people.values_mut()) {
            if person.standing == Standing::Deleted {
                person.standing = Standing::Doomed;
            }
        }
        let answer = api.post("/reseat/v1/clock", &json!({"advanceDays": 31}), None).expect("an answer");
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// The last comparison, and an orderly end.
    fn end(mut self) -> Tally {
        let server = start(&self.data).ready();
        self.compare(&tenants::sign_in(&server));
        self.compare(&tenants::sign_in(&server));
        server.stop();
        common::check(&self.data);
        self.books.tally
    }
}

fn start(data: &Path) -> Starting {
    Starting::spawn(data, &["--simulated-clock"])
}

/// Sixteen writers with people of their own; two have a crowd for jobs as well.
fn writers(api: &Api, rng: &mut Rng) -> Vec<Writer> {
    let mut ids = api.all("/v1.0/users?$top=999&$select=id").into_iter();
    let mut next = |count: usize| -> Vec<String> {
        ids.by_ref().take(count).filter_map(|user| user["id"].as_str().map(str::to_owned)).collect()
    };
    let skus = api.all("/v1.0/subscribedSkus");
    let office = skus.iter().find(|sku| sku["skuId"] == OFFICE).expect("Office");
    let plans: Vec<String> = office["servicePlans"]
        .as_array()
        .expect("service plans")
        .iter()
        .filter(|plan| matches!(plan["servicePlanName"].as_str(), Some("SWAY" | "YAMMER_ENTERPRISE")))
        .filter_map(|plan: &Value| plan["servicePlanId"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(plans.len(), 2);
    (0..WRITERS)
        .map(|n| {
            let crowd = CROWDS.get(n).copied().unwrap_or_default();
            Writer::new(format!("w{n}"), next(OWN), next(crowd), plans.clone(), rng.u64(..))
        })
        .collect()
}

/// The very first start makes the keys, the database and the organisation; killed anywhere, the next start finishes it.
#[test]
fn a_first_start_that_is_killed_is_started_again() {
    let seed = number("RESEAT_SEED", SEED);
    let mut rng = Rng::with_seed(seed);
    for _ in 0..12 {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let data = directory.path().join("data");
        let file = tenants::file(directory.path(), 50, 1);
        let options = ["--simulated-clock", "--tenant", common::text(&file)];
        let micros = rng.u64(0..250_000);
        let starting = Starting::spawn(&data, &options);
        std::thread::sleep(Duration::from_micros(micros));
        starting.kill();
        let server = Starting::spawn(&data, &options).ready();
        let people = tenants::sign_in(&server).all("/v1.0/users").len();
        assert_eq!(people, 50, "killed after {micros} microseconds, RESEAT_SEED={seed}");
        server.stop();
        common::check(&data);
    }
}
