//! PostgreSQL on three nodes with synchronous replication, managed by Patroni and etcd, all on loopback in one folder,
//! and what can befall its primary.
//!
//! A commit is answered when the synchronous standby has it as well (`synchronous_mode_strict`: never without one), and
//! only the synchronous standby may take over, so nothing that was answered is lost with the primary.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::{Process, children, free_ports, give, signal, unprivileged, wait_for};

/// Nodes: after one is lost, there is still a primary with a standby.
pub const NODES: usize = 3;
/// Seconds after which the lock of a primary that does not renew it ends.
pub const LEASE: Duration = Duration::from_secs(5);
/// How long a cluster may take to come up or to mend itself.
const PATIENCE: Duration = Duration::from_secs(120);

/// What befalls a primary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blow {
    /// `kill -9` of PostgreSQL; its Patroni lives and gives the lock away.
    Database,
    /// `kill -9` of PostgreSQL and its Patroni: the machine is gone, until it starts again.
    Machine,
    /// SIGSTOP of both until another is primary, then SIGCONT: it wakes up in the belief that it still is.
    Pause,
}

struct Node {
    name: String,
    rest: u16,
    port: u16,
    config: PathBuf,
    data: PathBuf,
    log: PathBuf,
    patroni: Option<Process>,
}

/// A running cluster; it ends and its folder goes when this is dropped.
pub struct Cluster {
    nodes: Vec<Node>,
    _etcd: Process,
    http: ureq::Agent,
    dir: TempDir,
}

impl Cluster {
    /// Starts one and waits until it takes writes with a synchronous standby.
    ///
    /// # Errors
    /// When a program is missing or nothing comes of it; the message has the end of the logs.
    pub fn start() -> io::Result<Self> {
        let dir = tempfile::Builder::new().prefix("reseat-cluster-").tempdir()?;
        give(dir.path())?;
        let root = dir.path();
        let [client, peer] = free_ports()?;
        let etcd = etcd(root, client, peer)?;
        let ports = free_ports::<{ 2 * NODES }>()?;
        let mut nodes = Vec::with_capacity(NODES);
        for n in 0..NODES {
            let name = format!("n{}", n + 1);
            let (rest, port) = (ports[2 * n], ports[2 * n + 1]);
            let config = root.join(format!("{name}.yml"));
            fs::write(&config, config_text(root, &name, rest, port, client)?)?;
            give(&config)?;
            let (data, log) = (root.join(&name), root.join(format!("{name}.log")));
            nodes.push(Node { name, rest, port, config, data, log, patroni: None });
        }
        let http = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(1)))
            .build()
            .into();
        let mut cluster = Self { nodes, _etcd: etcd, http, dir };
        for n in 0..NODES {
            cluster.start_node(n)?;
        }
        cluster.whole().map_err(|error| io::Error::other(format!("{error}\n{}", cluster.said())))?;
        Ok(cluster)
    }

    /// Where clients connect: every node, and they take the one that can be written to.
    pub fn url(&self, database: &str) -> String {
        let hosts: Vec<String> = self.nodes.iter().map(|node| format!("127.0.0.1:{}", node.port)).collect();
        format!(
            "postgres://postgres@{}/{database}?target_session_attrs=read-write&connect_timeout=2",
            hosts.join(",")
        )
    }

    /// As [`sql`], on the node that can be written to.
    ///
    /// # Errors
    /// As [`sql`].
    pub fn sql(&self, database: &str, statement: &str) -> io::Result<String> {
        sql(&self.url(database), statement)
    }

    /// Which node holds the lock, if one does and takes writes.
    pub fn primary(&self) -> Option<usize> {
        (0..NODES).find(|&n| self.answers(n, "primary"))
    }

    /// Deals a blow to the primary and waits until another node is primary; answers how long that took.
    ///
    /// # Errors
    /// When no other node becomes primary.
    pub fn strike(&mut self, blow: Blow) -> io::Result<Duration> {
        let (struck, _) = wait_for("a primary", PATIENCE, || self.primary())?;
        let postmaster = self.postmaster(struck)?;
        let patroni = self.nodes[struck].patroni.as_ref().map_or(0, Process::id);
        match blow {
            Blow::Database => kill_all(postmaster)?,
            Blow::Machine => {
                if let Some(mut patroni) = self.nodes[struck].patroni.take() {
                    patroni.kill();
                }
                kill_all(postmaster)?;
            }
            Blow::Pause => {
                signal("STOP", &[patroni, postmaster])?;
                signal("STOP", &children(postmaster))?;
            }
        }
        let other = || self.primary().filter(|&now| blow == Blow::Database || now != struck);
        let taken_over = wait_for("another primary", PATIENCE, other);
        match blow {
            Blow::Database => {}
            Blow::Machine => self.start_node(struck)?,
            Blow::Pause => {
                signal("CONT", &children(postmaster))?;
                signal("CONT", &[postmaster, patroni])?;
            }
        }
        taken_over
            .map(|(_, took)| took)
            .map_err(|error| io::Error::other(format!("{error}\n{}", self.said())))
    }

    /// Waits until every node is there again and one of them is the synchronous standby; answers how long that took.
    ///
    /// # Errors
    /// When that does not come.
    pub fn whole(&self) -> io::Result<Duration> {
        let whole = || {
            let primary = self.primary()?;
            let view = self.get(primary, "cluster")?;
            let members = view["members"].as_array()?;
            let role = |name: &str| members.iter().any(|one| one["role"] == name);
            let up = |one: &Value| matches!(one["state"].as_str(), Some("running" | "streaming"));
            (members.len() == NODES && members.iter().all(up) && role("leader") && role("sync_standby"))
                .then_some(())
        };
        wait_for("a whole cluster", PATIENCE, whole).map(|(_, took)| took)
    }

    /// The end of every log.
    pub fn said(&self) -> String {
        let mut text = String::new();
        for node in &self.nodes {
            let log = fs::read_to_string(&node.log).unwrap_or_default();
            let lines: Vec<&str> = log.lines().collect();
            let end = lines[lines.len().saturating_sub(15)..].join("\n");
            text.push_str(&format!("--- {}\n{end}\n", node.name));
        }
        text
    }

    /// Copies every log into a folder that stays.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_logs(&self, to: &Path) -> io::Result<()> {
        for node in &self.nodes {
            fs::copy(&node.log, to.join(format!("{}.log", node.name)))?;
        }
        Ok(())
    }

    fn start_node(&mut self, n: usize) -> io::Result<()> {
        let node = &mut self.nodes[n];
        let mut command = unprivileged("patroni");
        command.arg(&node.config).env("HOME", self.dir.path()).env("LC_ALL", "C.UTF-8");
        node.patroni = Some(Process::start(command, &node.log)?);
        Ok(())
    }

    fn postmaster(&self, n: usize) -> io::Result<u32> {
        let text = fs::read_to_string(self.nodes[n].data.join("postmaster.pid"))?;
        let pid = text.lines().next().and_then(|line| line.trim().parse().ok());
        pid.ok_or_else(|| io::Error::other("postmaster.pid has no number"))
    }

    fn answers(&self, n: usize, path: &str) -> bool {
        let url = format!("http://127.0.0.1:{}/{path}", self.nodes[n].rest);
        self.http.get(url).call().is_ok_and(|answer| answer.status() == 200)
    }

    fn get(&self, n: usize, path: &str) -> Option<Value> {
        let url = format!("http://127.0.0.1:{}/{path}", self.nodes[n].rest);
        let text = self.http.get(url).call().ok()?.body_mut().read_to_string().ok()?;
        serde_json::from_str(&text).ok()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for n in 0..self.nodes.len() {
            // Patroni first, or it would start PostgreSQL again.
            drop(self.nodes[n].patroni.take());
            if let Ok(postmaster) = self.postmaster(n) {
                drop(kill_all(postmaster));
            }
        }
    }
}

/// Runs a statement by `psql`, apart from everything that is being proved; answers what it printed once it is confirmed.
///
/// # Errors
/// When `psql` is not there or the statement is not confirmed, with what it said.
pub fn sql(url: &str, statement: &str) -> io::Result<String> {
    let output = Command::new("psql")
        .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement])
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // A commit whose wait for the standby was cut short is answered as done, with this warning.
    if !output.status.success() || said.contains("might not have been replicated") {
        return Err(io::Error::other(said));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn kill_all(postmaster: u32) -> io::Result<()> {
    let backends = children(postmaster);
    signal("KILL", &[postmaster])?;
    signal("KILL", &backends)
}

/// Speaks its older interface as well: through the newer one, the Patroni of Debian 12 (3.0.2) writes the lock of a
/// primary that was paused over that of its successor, and both write. docs/failover.md tells how that showed.
fn etcd(root: &Path, client: u16, peer: u16) -> io::Result<Process> {
    let (client, peer) = (format!("http://127.0.0.1:{client}"), format!("http://127.0.0.1:{peer}"));
    let mut command = unprivileged("etcd");
    command
        .args(["--name", "e", "--enable-v2", "--log-level", "error", "--data-dir"])
        .arg(root.join("etcd"))
        .args(["--listen-client-urls", &client, "--advertise-client-urls", &client])
        .args(["--listen-peer-urls", &peer, "--initial-advertise-peer-urls", &peer])
        .args(["--initial-cluster", &format!("e={peer}")]);
    Process::start(command, &root.join("etcd.log"))
}

/// Where Debian keeps the programs of the newest PostgreSQL.
fn bin_dir() -> io::Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()).max();
    let newest = newest.ok_or_else(|| io::Error::other("install the packages of scripts/packages.sh"))?;
    Ok(PathBuf::from(format!("/usr/lib/postgresql/{newest}/bin")))
}

fn config_text(root: &Path, name: &str, rest: u16, port: u16, etcd: u16) -> io::Result<String> {
    let (root, bin, lease) = (root.display(), bin_dir()?, LEASE.as_secs());
    Ok(format!(
        "scope: reseat
name: {name}
restapi: {{ listen: '127.0.0.1:{rest}', connect_address: '127.0.0.1:{rest}' }}
etcd: {{ host: '127.0.0.1:{etcd}' }}
bootstrap:
  dcs:
    ttl: {lease}
    loop_wait: 1
    retry_timeout: 2
    maximum_lag_on_failover: 1048576
    primary_start_timeout: 0
    synchronous_mode: true
    synchronous_mode_strict: true
    postgresql:
      use_pg_rewind: true
      parameters:
        synchronous_commit: 'on'
        wal_level: replica
        max_connections: 100
        wal_keep_size: 256MB
        wal_retrieve_retry_interval: 200ms
  initdb: [ {{ encoding: UTF8 }}, {{ locale: C }}, data-checksums ]
watchdog: {{ mode: 'off' }}
postgresql:
  listen: '127.0.0.1:{port}'
  connect_address: '127.0.0.1:{port}'
  data_dir: '{root}/{name}'
  bin_dir: '{}'
  pgpass: '{root}/pgpass-{name}'
  pg_hba:
    - local all all trust
    - host all all 127.0.0.1/32 trust
    - host replication all 127.0.0.1/32 trust
  authentication:
    superuser: {{ username: postgres, password: loopback }}
    replication: {{ username: replicator, password: loopback }}
  parameters: {{ unix_socket_directories: '{root}', shared_buffers: 64MB }}
",
        bin.display()
    ))
}
