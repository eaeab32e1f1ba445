//! Reseat against PostgreSQL on the same machine, fsync and synchronous_commit on: on SQLite and on PostgreSQL.
//!
//! Each pair is taken in the same minute, in turns, several times; what is reported is the median.

use std::path::Path;
use std::sync::Arc;

use reseat_testkit::postgres::{Cluster, Durability};

use crate::Result;
use crate::http::load;
use crate::pgbench::{self, Script};
use crate::row_changes::RowChanges;
use crate::seed::{Seeded, fill, fill_postgres};
use crate::server::Server;
use crate::single::unassigns;

/// The database in which the row changes are replayed.
const ROWS: &str = "rows";
/// A copy of it, for many people at once.
const MANY: &str = "many";
/// The database behind a server.
const SERVED: &str = "served";
/// Turns of each pair.
const TURNS: usize = 3;

/// What is compared.
struct Bench<'a> {
    bin: &'a Path,
    cluster: Cluster,
    people: usize,
    /// Filled alike.
    seeded: Seeded,
    home: tempfile::TempDir,
    /// The next person of [`ROWS`] who still has a licence.
    next: usize,
}

/// Measures and reports.
pub fn run(bin: &Path, people: usize) -> Result<()> {
    println!("\nReseat against PostgreSQL running the same row changes ({people} people)");
    let cluster = Cluster::start(Durability::Full);
    println!("{}", cluster.sql("postgres", "SELECT version()"));
    let home = tempfile::tempdir()?;
    cluster.sql("postgres", &format!("CREATE DATABASE {SERVED} TEMPLATE template0"));
    let seeded = fill_postgres(&cluster.url(SERVED), home.path(), people, 1)?;
    let mut bench = Bench { bin, cluster, people, seeded, home, next: 1 };
    bench.learn()?;
    bench.sqlite()?;
    bench.served()?;
    bench.bulk()
}

impl Bench<'_> {
    /// Lets a server make one unassignment and turns what it wrote into functions.
    fn learn(&self) -> Result<()> {
        {
            let server = self.server()?;
            let requests = self.requests(&server, &self.seeded, 0, 1)?;
            runtime()?.block_on(load(server.port, 1, Arc::new(requests)))?;
        }
        let (cluster, rows) = (&self.cluster, RowChanges::learn(&self.cluster, SERVED)?);
        println!("one unassignment writes: {}", rows.tables());
        let others =
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{SERVED}'");
        cluster.sql("postgres", &others);
        cluster.sql("postgres", &format!("CREATE DATABASE {ROWS} TEMPLATE {SERVED}"));
        let file = self.home.path().join("functions.sql");
        let mut text = String::from(
            "CREATE TABLE victim (n bigint PRIMARY KEY, id bytea, id_text text, set_id bytea);\n",
        );
        text.push_str("INSERT INTO victim VALUES\n");
        for (n, id) in self.seeded.people.iter().enumerate() {
            let (comma, id) = (if n == 0 { "" } else { "," }, id.to_string());
            // Sets come in the order of time, as real ones do.
            let set = format!("7{n:031x}");
            text.push_str(&format!("{comma}({n}, '\\x{}', '{id}', '\\x{set}')\n", id.replace('-', "")));
        }
        text.push_str(";\n");
        text.extend([rows.function(), rows.function_for_many(), rows.bare_function()]);
        text.push_str("VACUUM ANALYZE;\n");
        std::fs::write(&file, text)?;
        std::fs::write(self.home.path().join("script.sql"), rows.script())?;
        pgbench::sql_file(cluster, ROWS, &file)?;
        cluster.sql("postgres", &format!("CREATE DATABASE {MANY} TEMPLATE {ROWS}"));
        Ok(())
    }

    /// SQLite at 1, 16 and 64 connections.
    fn sqlite(&mut self) -> Result<()> {
        let dir = tempfile::tempdir()?;
        let seeded = fill(dir.path(), self.people, 1)?;
        let server = Server::start(self.bin, dir.path())?;
        let mut first = 0;
        for (connections, count, target) in [(1, 1_000, 1.0), (16, 4_000, 1.3), (64, 6_000, 2.0)] {
            let (mut same, mut bare) = (Vec::new(), Vec::new());
            for _ in 0..TURNS {
                let requests = self.requests(&server, &seeded, first, count)?;
                first += count;
                let ours = runtime()?.block_on(load(server.port, connections, Arc::new(requests)))?.rate();
                let rows = self.pgbench("SELECT unassign(:n);\n", connections, count / 2)?;
                let four = self.pgbench("SELECT unassign_bare(:n);\n", connections, count / 2)?;
                println!(
                    "{connections:>3} connections: SQLite {ours:>7.0}/s, the same row changes {rows:>7.0}/s, bare {four:>7.0}/s"
                );
                same.push(ours / rows);
                bare.push(ours / four);
            }
            report(&format!("SQLite / the same row changes, {connections} connections"), same, target);
            println!("{:<60} {:>6.2}", "  / the bare transaction", median(bare));
        }
        Ok(())
    }

    /// The PostgreSQL store at 64 connections, against the same row changes statement by statement.
    fn served(&mut self) -> Result<()> {
        let script = std::fs::read_to_string(self.home.path().join("script.sql"))?;
        let server = self.server()?;
        let (mut ratios, mut in_one) = (Vec::new(), Vec::new());
        let mut first = 1;
        for _ in 0..TURNS {
            let requests = self.requests(&server, &self.seeded, first, 4_000)?;
            first += 4_000;
            let ours = runtime()?.block_on(load(server.port, 64, Arc::new(requests)))?.rate();
            let single = self.pgbench(&script, 64, 2_000)?;
            let function = self.pgbench("SELECT unassign(:n);\n", 64, 2_000)?;
            println!(
                " 64 connections: PostgreSQL store {ours:>7.0}/s, statement by statement {single:>7.0}/s, function {function:>7.0}/s"
            );
            ratios.push(ours / single);
            in_one.push(ours / function);
        }
        report("PostgreSQL store / statement by statement, 64 connections", ratios, 3.0);
        println!("{:<60} {:>6.2}", "  / the same as one function", median(in_one));
        Ok(())
    }

    /// A job on SQLite against a hundred people per transaction.
    fn bulk(&mut self) -> Result<()> {
        let (people, calls) = (self.people, (self.people - 1) / 200);
        let dir = tempfile::tempdir()?;
        let seeded = fill(dir.path(), people, 1)?;
        let took = crate::bulk::as_job(self.bin, dir.path(), &seeded)?;
        let job = people as f64 / took.as_secs_f64();
        let text = "SELECT unassign_many(1 + (:n) * 100, 100);\n";
        let rate = |connections, first| {
            let script = Script { database: MANY, text, connections, transactions: calls, first };
            pgbench::run(&self.cluster, &script)
        };
        let (one, two) = (rate(1, 0)? * 100.0, rate(2, calls)? * 100.0);
        println!(
            "job of {people} people on SQLite {job:.0}/s; PostgreSQL, 100 people per transaction, {one:.0}/s at 1 \
             connection, {two:.0}/s at 2"
        );
        report("job on SQLite / PostgreSQL, 100 people per transaction", vec![job / one.max(two)], 1.0);
        Ok(())
    }

    fn pgbench(&mut self, text: &str, connections: usize, transactions: usize) -> Result<f64> {
        let script = Script { database: ROWS, text, connections, transactions, first: self.next };
        self.next += transactions;
        if self.next > self.people {
            return Err("too few people: give a larger --people".into());
        }
        pgbench::run(&self.cluster, &script)
    }

    fn server(&self) -> Result<Server> {
        Server::start_on(self.bin, self.home.path(), Some(&self.cluster.url(SERVED)))
    }

    fn requests(&self, server: &Server, seeded: &Seeded, first: usize, count: usize) -> Result<Vec<Vec<u8>>> {
        let token = runtime()?.block_on(server.token())?;
        Ok(unassigns(seeded, first, count, &token))
    }
}

/// Whether many tenants over two servers are faster than over one when the database is two milliseconds away.
pub fn distant(bin: &Path, people: usize) -> Result<()> {
    println!("\none server and two, each with 2 ms to PostgreSQL and back ({people} people in each tenant)");
    let cluster = Cluster::start(Durability::Full);
    for (tenants, target) in [(16, 1.5), (1, 0.9)] {
        let name = format!("tenants{tenants}");
        cluster.sql("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0"));
        let home = tempfile::tempdir()?;
        let mut all = Vec::new();
        for n in 0..tenants {
            all.push(crate::seed::fill_tenant(&cluster.url(&name), home.path(), people, n)?);
        }
        let proxy = crate::proxy::Proxy::start(cluster.port())?;
        let url =
            cluster.tcp_url(&name).replace(&format!(":{}/", cluster.port()), &format!(":{}/", proxy.port));
        let start = |home: &Path| Server::start_on(bin, home, Some(&url));
        let second = tempfile::tempdir()?;
        std::fs::copy(home.path().join("master.key"), second.path().join("master.key"))?;
        let servers = [start(home.path())?, start(second.path())?];
        let mut first = 0;
        let mut ratios = Vec::new();
        for _ in 0..TURNS {
            let count = people / (2 * TURNS);
            let one = spread(&servers[..1], &all, first, count)?;
            let two = spread(&servers, &all, first + count, count)?;
            first += 2 * count;
            println!("{tenants:>3} tenants: one server {one:>7.0}/s, two {two:>7.0}/s");
            ratios.push(two / one);
        }
        report(&format!("two servers / one, {tenants} tenants"), ratios, target);
    }
    Ok(())
}

/// The same requests, dealt to servers in turns, over 64 connections in all; answers requests per second.
fn spread(servers: &[Server], tenants: &[Seeded], first: usize, count: usize) -> Result<f64> {
    runtime()?.block_on(async {
        let mut tokens = Vec::new();
        for tenant in tenants {
            tokens.push(servers[0].token_of(tenant.tenant).await?);
        }
        let all: Vec<Vec<Vec<u8>>> = tenants
            .iter()
            .zip(&tokens)
            .map(|(tenant, token)| unassigns(tenant, first, count, token))
            .collect();
        let mut shares: Vec<Vec<Vec<u8>>> = vec![Vec::new(); servers.len()];
        for n in 0..count {
            for (at, requests) in all.iter().enumerate() {
                shares[(n * tenants.len() + at + n) % servers.len()].push(requests[n].clone());
            }
        }
        let began = crate::http::now();
        let mut loads = tokio::task::JoinSet::new();
        for (server, share) in servers.iter().zip(shares) {
            loads.spawn(load(server.port, 64 / servers.len(), Arc::new(share)));
        }
        let mut done = 0;
        while let Some(load) = loads.join_next().await {
            done += load??.done;
        }
        Ok(done as f64 / began.elapsed().as_secs_f64())
    })
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or_default()
}

fn report(what: &str, ratios: Vec<f64>, target: f64) {
    println!("{what:<60} {:>6.2}   (target {target})", median(ratios));
}
