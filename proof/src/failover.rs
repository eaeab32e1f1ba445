//! The failover proof: the primary of a cluster is killed or paused again and again under load; nothing that was
//! confirmed is lost, nothing is there twice, and service comes back by itself.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use clap::Args;
use fastrand::Rng;
use reseat_proof::after;
use reseat_proof::api::Api;
use reseat_proof::check::{Fault, Tally, judge_with};
use reseat_proof::cluster::{Blow, Cluster};
use reseat_proof::history::{History, Recorder};
use reseat_proof::load::{self, Budget};
use reseat_proof::process::wait_for;
use reseat_proof::servers::{PRODUCT, Server, tenant};

/// How long service may stay away before the proof has failed.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a client waits for an answer before it calls its request lost.
const CLIENT_PATIENCE: Duration = Duration::from_secs(15);
/// Answers that show that service is back.
const BACK: u64 = 50;

/// What is proved.
#[derive(Args)]
pub struct Failover {
    /// The server's binary
    #[arg(long, default_value = "target/debug/reseat", env = "RESEAT_BIN")]
    bin: PathBuf,
    /// How often the primary is struck
    #[arg(long, default_value_t = 20)]
    blows: usize,
    /// Servers in front of the cluster; 0 lets psql write, which proves the cluster alone
    #[arg(long, default_value_t = 2)]
    servers: usize,
    /// Clients at once
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// People who contest the seats
    #[arg(long, default_value_t = 40)]
    people: usize,
    /// Seats
    #[arg(long, default_value_t = 14)]
    seats: usize,
    /// What the clients do and when the blows come
    #[arg(long, default_value_t = 20_261_123)]
    seed: u64,
    /// Folder for the history, the state afterwards and every log
    #[arg(long, default_value = "target/failover")]
    keep: PathBuf,
}

impl Failover {
    /// Runs it.
    ///
    /// # Errors
    /// When something that was confirmed is lost or twice, or service does not come back.
    pub fn run(&self) -> io::Result<()> {
        fs::create_dir_all(&self.keep)?;
        let mut cluster = Cluster::start()?;
        println!("a cluster of three nodes with a synchronous standby is up");
        let proved =
            if self.servers == 0 { self.by_psql(&mut cluster) } else { self.by_servers(&mut cluster) };
        cluster.keep_logs(&self.keep)?;
        proved
    }

    fn blows(&self) -> Vec<Blow> {
        [Blow::Machine, Blow::Pause, Blow::Database].into_iter().cycle().take(self.blows).collect()
    }

    /// Strikes again and again, each time when service was there, and waits until it is back.
    fn strike(&self, cluster: &mut Cluster, answers: &dyn Fn() -> u64) -> io::Result<()> {
        let mut rng = Rng::with_seed(self.seed);
        for (n, blow) in self.blows().into_iter().enumerate() {
            cluster.whole()?;
            let from = answers() + rng.u64(1..BACK);
            wait_for("answers before the blow", PATIENCE, || (answers() >= from).then_some(()))?;
            let taken_over = cluster.strike(blow)?;
            let from = answers() + BACK;
            let (_, back) = wait_for("service", PATIENCE, || (answers() >= from).then_some(()))?;
            println!(
                "{:>3} {blow:?}: another primary after {:.1} s, {BACK} answers {:.1} s later",
                n + 1,
                taken_over.as_secs_f64(),
                back.as_secs_f64()
            );
        }
        cluster.whole().map(drop)
    }

    fn by_psql(&self, cluster: &mut Cluster) -> io::Result<()> {
        cluster.sql("postgres", "CREATE TABLE confirmed (n BIGINT PRIMARY KEY)")?;
        let (next, answers) = (AtomicU64::new(0), AtomicU64::new(0));
        let confirmed = Mutex::new(BTreeSet::new());
        let stop = AtomicBool::new(false);
        let url = cluster.url("postgres");
        let struck = std::thread::scope(|scope| {
            for _ in 0..self.clients.min(4) {
                scope.spawn(|| {
                    while !stop.load(Ordering::Relaxed) {
                        let n = next.fetch_add(1, Ordering::Relaxed);
                        let insert = format!("INSERT INTO confirmed VALUES ({n})");
                        if reseat_proof::cluster::sql(&url, &insert).is_ok() {
                            confirmed.lock().unwrap_or_else(PoisonError::into_inner).insert(n);
                            answers.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
            let struck = self.strike(cluster, &|| answers.load(Ordering::Relaxed));
            stop.store(true, Ordering::Relaxed);
            struck
        });
        struck?;
        let there = cluster.sql("postgres", "SELECT n FROM confirmed")?;
        let there: BTreeSet<u64> = there.lines().filter_map(|line| line.parse().ok()).collect();
        let confirmed = confirmed.into_inner().unwrap_or_else(PoisonError::into_inner);
        let lost: Vec<&u64> = confirmed.difference(&there).collect();
        let unconfirmed = there.len() - confirmed.len().min(there.len());
        println!("{} inserts confirmed, {unconfirmed} more are there, lost: {lost:?}", confirmed.len());
        if lost.is_empty() { Ok(()) } else { Err(io::Error::other("confirmed inserts are lost")) }
    }

    fn by_servers(&self, cluster: &mut Cluster) -> io::Result<()> {
        cluster.sql("postgres", "CREATE DATABASE reseat")?;
        let url = cluster.url("reseat");
        let home = tempfile::tempdir()?;
        let file = home.path().join("tenant.yaml");
        fs::write(&file, tenant(self.people, self.seats))?;
        let mut servers = Vec::new();
        for n in 0..self.servers {
            servers.push(Server::start(&self.bin, &format!("s{n}"), &url, home.path(), Some(&file))?);
        }
        let api = servers[0].sign_in()?.patient_for(CLIENT_PATIENCE);
        let apis: Vec<Api> = servers.iter().map(|server| api.at(server.url())).collect();
        let scene = load::scene(&api, PRODUCT);
        let path = self.keep.join("history.jsonl");
        let recorder = Recorder::create(&path, &scene)?;
        let budget = Budget::unlimited();
        let struck = std::thread::scope(|scope| {
            let clients =
                scope.spawn(|| load::run(&apis, self.clients, self.seed, &budget, &scene, &recorder));
            let struck = self.strike(cluster, &|| recorder.answers());
            budget.stop();
            clients.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).and(struck)
        });
        for (n, server) in servers.iter_mut().enumerate() {
            let log = fs::read_to_string(home.path().join(format!("s{n}.log"))).unwrap_or_default();
            fs::write(self.keep.join(format!("s{n}.log")), log)?;
            if !server.runs() {
                return Err(io::Error::other(format!("server s{n} has ended; see its log")));
            }
        }
        struck?;
        let history = History::read(&path)?;
        let after = after::read(&apis[0], &scene);
        fs::write(self.keep.join("after.json"), serde_json::to_vec(&after)?)?;
        // A primary that was paused may answer a read in the instant between its waking and its learning that it was
        // replaced; it can confirm nothing, for its standby has left it.
        let reads = !self.blows().contains(&Blow::Pause);
        report(judge_with(&history, &after, reads), &self.keep)
    }
}

/// Tells the verdict.
///
/// # Errors
/// When there are faults.
pub fn report(verdict: Result<Tally, Vec<Fault>>, kept: &std::path::Path) -> io::Result<()> {
    match verdict {
        Ok(tally) => {
            println!("one order of all changes explains every answer: {tally:?}");
            Ok(())
        }
        Err(faults) => {
            faults.iter().for_each(|fault| eprintln!("{fault}"));
            let text = format!("{} faults; the history is in {}", faults.len(), kept.display());
            Err(io::Error::other(text))
        }
    }
}
