//! Processes that a proof starts, pauses and kills.

use std::fs::{self, File};
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::history::now;

/// Between two looks at something that is bound to happen.
const LOOK: Duration = Duration::from_millis(50);

/// A process with its output in a file. It is killed when this is dropped.
pub struct Process {
    child: Child,
    /// What it said.
    pub log: PathBuf,
}

impl Process {
    /// Starts it, its output appended to `log`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(mut command: Command, log: &Path) -> io::Result<Self> {
        let output = File::options().create(true).append(true).open(log)?;
        let program = command.get_program().to_owned();
        let child = command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output).spawn();
        let child = child.map_err(|error| io::Error::other(format!("{}: {error}", program.display())))?;
        Ok(Self { child, log: log.to_owned() })
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)))
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        // Ended already is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Sends a signal (`KILL`, `STOP`, `CONT`, ...); a process that is gone already is as good.
///
/// # Errors
/// When `kill` cannot be run.
pub fn signal(name: &str, pids: &[u32]) -> io::Result<()> {
    for pid in pids {
        Command::new("kill").arg(format!("-{name}")).arg(pid.to_string()).stderr(Stdio::null()).status()?;
    }
    Ok(())
}

/// The children of a process at this moment.
pub fn children(parent: u32) -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let ids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|id: &u32| parent_of(*id) == Some(parent)).collect()
}

fn parent_of(pid: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may hold spaces; after it come the state and the parent.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// A command of the Debian package's user `postgres` when this runs as root, who may not run PostgreSQL.
pub fn unprivileged(program: &str) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "postgres", "--regid", "postgres", "--init-groups", program]);
    command
}

/// Gives a file or folder to the user that [`unprivileged`] commands run as.
///
/// # Errors
/// When there is no such user: the package `postgresql` is missing.
pub fn give(path: &Path) -> io::Result<()> {
    if !is_root() {
        return Ok(());
    }
    let status = Command::new("chown").arg("postgres:postgres").arg(path).status()?;
    let missing = || io::Error::other("no user postgres; install the packages of scripts/packages.sh");
    if status.success() { Ok(()) } else { Err(missing()) }
}

fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ids = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    ids.and_then(|ids| ids.split_whitespace().nth(1)) == Some("0")
}

/// Ports of loopback that are free at this moment, each another.
///
/// # Errors
/// When there are none.
pub fn free_ports<const N: usize>() -> io::Result<[u16; N]> {
    let mut held = Vec::with_capacity(N);
    for _ in 0..N {
        held.push(TcpListener::bind(("127.0.0.1", 0))?);
    }
    let mut ports = [0; N];
    for (port, listener) in ports.iter_mut().zip(&held) {
        *port = listener.local_addr()?.port();
    }
    Ok(ports)
}

/// Looks until there is something to see; answers how long it took as well.
///
/// # Errors
/// When nothing comes within the time given.
pub fn wait_for<T>(
    what: &str,
    patience: Duration,
    mut look: impl FnMut() -> Option<T>,
) -> io::Result<(T, Duration)> {
    let began = now();
    loop {
        if let Some(seen) = look() {
            return Ok((seen, began.elapsed()));
        }
        if began.elapsed() > patience {
            return Err(io::Error::other(format!("waited {} s in vain: {what}", patience.as_secs())));
        }
        std::thread::sleep(LOOK);
    }
}
