//! A private PostgreSQL for tests: one cluster per test program, started when the first test asks, with a database for
//! each. It listens on a socket in its own directory and on a free port of loopback, and is stopped and removed when the
//! program ends, however it ends.

use std::fs;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where Debian puts the programs, one folder per major version.
const PROGRAMS: &str = "/usr/lib/postgresql";
/// How long a cluster may take to start, on a machine that does much else.
const START_SECONDS: u32 = 60;
/// The superuser; nobody else can reach the socket's directory.
const USER: &str = "reseat";

/// Whether commits reach the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// No flushes: for tests of what is stored, not of crashes.
    None,
    /// As in production.
    Full,
}

/// A running cluster. Dropping it stops it and removes its directory; so does the end of the process.
#[derive(Debug)]
pub struct Cluster {
    directory: PathBuf,
    port: u16,
    programs: PathBuf,
    // The watchdog stops the cluster when this end of its pipe is closed, by a drop or by the end of the process.
    lifeline: Option<ChildStdin>,
    watchdog: Child,
    databases: AtomicU64,
}

/// A database of a cluster, dropped with it or at its own end.
#[derive(Debug)]
pub struct Database {
    cluster: &'static Cluster,
    name: String,
}

/// A fresh database in the cluster of this test program.
///
/// # Panics
/// When PostgreSQL is not installed or does not start; the message says what to do.
pub fn database() -> Database {
    cluster().database()
}

/// The cluster of this test program, without flushes.
///
/// # Panics
/// As [`database`].
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start(Durability::None))
}

impl Cluster {
    /// Starts a cluster of its own.
    ///
    /// # Panics
    /// As [`database`].
    pub fn start(durability: Durability) -> Self {
        let programs = programs();
        let directory = tempfile::Builder::new().prefix("reseat-pg-").tempdir().unwrap().keep();
        give_to(owner().as_ref(), &directory);
        let data = directory.join("data");
        let mut initdb = as_owner(&programs.join("initdb"));
        initdb.args(["--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username", USER, "-D"]);
        must(initdb.arg(&data), "initdb");
        let mut tries = 0;
        let port = loop {
            tries += 1;
            let port = free_port();
            if start(&programs, &directory, port, durability) {
                break port;
            }
            let log = fs::read_to_string(directory.join("log")).unwrap_or_default();
            assert!(tries < 3, "PostgreSQL does not start:\n{log}");
        };
        let mut watchdog = watch(&programs, &directory);
        let lifeline = watchdog.stdin.take();
        Self { directory, port, programs, lifeline, watchdog, databases: AtomicU64::new(0) }
    }

    /// A fresh database.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn database(&'static self) -> Database {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::SeqCst));
        self.sql("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0"));
        Database { cluster: self, name }
    }

    /// The URL of a database over the socket.
    pub fn url(&self, database: &str) -> String {
        let host = self.directory.display().to_string().replace('/', "%2F");
        format!("postgres://{USER}@{host}:{}/{database}", self.port)
    }

    /// The URL of a database over loopback, for proxies and for those who pull the plug.
    pub fn tcp_url(&self, database: &str) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port)
    }

    /// The port on loopback.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Runs SQL in a database and answers what it prints, columns separated by `|`.
    ///
    /// # Panics
    /// When it fails.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql]).arg(self.url(database));
        let output = must(&mut psql, "psql");
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// Stops the cluster as a crash would (`immediate`) and starts it again on the same port.
    ///
    /// # Panics
    /// When it does not start again.
    pub fn crash_and_restart(&self, durability: Durability) {
        self.stop();
        assert!(
            start(&self.programs, &self.directory, self.port, durability),
            "PostgreSQL does not start again"
        );
    }

    /// Stops the cluster as a crash would.
    ///
    /// # Panics
    /// When it cannot be stopped.
    pub fn stop(&self) {
        let mut stop = as_owner(&self.programs.join("pg_ctl"));
        stop.args(["stop", "-w", "-m", "immediate", "-D"]).arg(self.directory.join("data"));
        must(&mut stop, "pg_ctl stop");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        let _ = self.watchdog.wait();
    }
}

impl Database {
    /// Its URL over the socket.
    pub fn url(&self) -> String {
        self.cluster.url(&self.name)
    }

    /// Its URL over loopback.
    pub fn tcp_url(&self) -> String {
        self.cluster.tcp_url(&self.name)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Runs SQL in it; see [`Cluster::sql`].
    pub fn sql(&self, sql: &str) -> String {
        self.cluster.sql(&self.name, sql)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        if std::thread::panicking() {
            // What remains goes with the cluster.
            return;
        }
        self.cluster.sql("postgres", &drop);
    }
}

/// The newest version that is installed.
fn programs() -> PathBuf {
    let versions = fs::read_dir(PROGRAMS).into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| Path::new(PROGRAMS).join(version.to_string()).join("bin/postgres").exists())
        .max();
    let newest = newest.unwrap_or_else(|| {
        panic!(
            "PostgreSQL is not installed; run scripts/packages.sh, or as root: apt-get install -y postgresql"
        )
    });
    Path::new(PROGRAMS).join(newest.to_string()).join("bin")
}

/// The account that runs the cluster when the tests are root: PostgreSQL refuses to be. Debian's package makes it.
fn owner() -> Option<String> {
    let root = String::from_utf8_lossy(&must(Command::new("id").arg("-u"), "id").stdout).trim() == "0";
    root.then(|| "postgres".to_owned())
}

fn as_owner(program: &Path) -> Command {
    match owner() {
        None => Command::new(program),
        Some(owner) => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", &owner, "--regid", &owner, "--clear-groups"]).arg(program);
            command
        }
    }
}

fn give_to(owner: Option<&String>, directory: &Path) {
    if let Some(owner) = owner {
        must(Command::new("chown").arg(format!("{owner}:")).arg(directory), "chown");
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

/// Answers whether it accepts connections now.
fn start(programs: &Path, directory: &Path, port: u16, durability: Durability) -> bool {
    let flushes = match durability {
        Durability::None => "-c fsync=off -c full_page_writes=off -c synchronous_commit=off",
        Durability::Full => "-c fsync=on -c synchronous_commit=on",
    };
    let options = format!(
        "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={} {flushes} \
         -c max_connections=300 -c shared_buffers=64MB -c max_wal_size=512MB -c timezone=UTC \
         -c log_min_messages=warning -c autovacuum_naptime=20s",
        directory.display()
    );
    let mut command = as_owner(&programs.join("pg_ctl"));
    command.args(["start", "-w", "-t", &START_SECONDS.to_string(), "-o", &options, "-l"]);
    command.arg(directory.join("log")).arg("-D").arg(directory.join("data"));
    // The server keeps what it inherits: not the pipes of the test's output.
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().unwrap().success()
}

/// A shell that waits for the end of its input, then stops the cluster and removes its directory.
fn watch(programs: &Path, directory: &Path) -> Child {
    let script = "read -r _; \"$1\" stop -s -m immediate -D \"$2/data\"; rm -rf \"$2\"";
    let mut command = as_owner(Path::new("/bin/sh"));
    command.args(["-c", script, "sh"]).arg(programs.join("pg_ctl")).arg(directory);
    // In a group of its own: Ctrl-C ends the test, whose end the watchdog then sees.
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn must(command: &mut Command, what: &str) -> Output {
    let output = command.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{what} cannot be run: {error}"));
    if !output.status.success() {
        let _ = std::io::stderr().write_all(&output.stderr);
        panic!("{what} failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    output
}
