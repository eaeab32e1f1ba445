//! A running server: started on a data directory, and ended in every way a process ends.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::Duration;

use serde_json::Value;

use super::{reseat, text};

/// Between two looks at something that is bound to happen.
const LOOK: Duration = Duration::from_millis(4);
/// Looks until a test gives up: two minutes, for machines that do much else.
const LOOKS: u32 = 30_000;

/// Looks until there is something to see.
///
/// # Panics
/// When nothing comes.
#[track_caller]
pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..LOOKS {
        if let Some(seen) = look() {
            return seen;
        }
        std::thread::sleep(LOOK);
    }
    panic!("waited in vain: {what}");
}

/// A server that may not answer yet.
pub struct Starting {
    child: Child,
    ready_file: PathBuf,
    log: PathBuf,
}

impl Starting {
    /// Starts `reseat serve` over plain http on a port of the machine's choice. Files go beside the data directory.
    pub fn spawn(data: &Path, more: &[&str]) -> Self {
        Self::spawn_with(data, more, &[])
    }

    /// The same with these variables in its environment.
    pub fn spawn_with(data: &Path, more: &[&str], variables: &[(&str, &str)]) -> Self {
        let ready_file = data.with_extension("ready.json");
        let log = data.with_extension("log");
        // The file of an earlier server would be believed.
        match fs::remove_file(&ready_file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{error}"),
            _ => {}
        }
        let stderr = File::options().create(true).append(true).open(&log).expect("a log file");
        let child = reseat()
            .args(["serve", "--listen", "http://127.0.0.1:0"])
            .args(if more.contains(&"--log") { &[][..] } else { &["--log", "warn"] })
            .args(["--data-dir", text(data), "--ready-file", text(&ready_file)])
            .args(more)
            .envs(variables.iter().copied())
            .stderr(stderr)
            .spawn()
            .expect("the binary runs");
        Self { child, ready_file, log }
    }

    /// Waits until it answers requests.
    ///
    /// # Panics
    /// When it ends before, with what it said.
    #[track_caller]
    pub fn ready(mut self) -> Server {
        let ready = wait_for("the ready file", || {
            if let Ok(Some(status)) = self.child.try_wait() {
                panic!("the server ended before it was ready: {status}\n{}", said(&self.log));
            }
            // It is renamed into place, so what is there is whole.
            let text = fs::read_to_string(&self.ready_file).ok()?;
            Some(serde_json::from_str(&text).expect("the ready file is JSON"))
        });
        Server { child: self.child, ready, log: self.log }
    }

    /// Waits until it ends by itself; answers how, and what it said.
    pub fn ended(mut self) -> (ExitStatus, String) {
        let status = wait_for("the end of the server", || self.child.try_wait().expect("a child"));
        (status, said(&self.log))
    }

    /// `kill -9`, wherever it is.
    pub fn kill(mut self) {
        end(&mut self.child);
    }
}

/// A server that answers.
pub struct Server {
    child: Child,
    /// What it wrote into its ready file.
    pub ready: Value,
    log: PathBuf,
}

impl Server {
    /// Starts one and waits until it answers.
    #[track_caller]
    pub fn start(data: &Path, more: &[&str]) -> Self {
        Starting::spawn(data, more).ready()
    }

    /// The same with these variables in its environment.
    #[track_caller]
    pub fn start_with(data: &Path, more: &[&str], variables: &[(&str, &str)]) -> Self {
        Starting::spawn_with(data, more, variables).ready()
    }

    /// Where it answers.
    pub fn url(&self) -> &str {
        self.ready["http"].as_str().expect("an http address")
    }

    /// Whose it is.
    pub fn tenant(&self) -> &str {
        self.ready["tenantId"].as_str().expect("an organisation")
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        end(&mut self.child);
    }

    /// `kill -9`, where something else takes its place afterwards.
    pub fn kill_now(&mut self) {
        end(&mut self.child);
    }

    /// Asks it to stop, as an operator's service manager does. It goes on answering what is under way.
    pub fn ask_to_stop(&self) {
        self.signal("-TERM");
    }

    /// Pauses it wherever it is.
    pub fn pause(&self) {
        self.signal("-STOP");
    }

    /// Lets it go on.
    pub fn resume(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([name, &id]).status().expect("kill runs");
        assert!(sent.success());
    }

    /// Waits for its end; answers how it ended, and what it said.
    pub fn ended(mut self) -> (ExitStatus, String) {
        let status = wait_for("the end of the server", || self.child.try_wait().expect("a child"));
        (status, said(&self.log))
    }

    /// Stops it in order.
    #[track_caller]
    pub fn stop(self) {
        self.ask_to_stop();
        let (status, said) = self.ended();
        assert!(status.success(), "{status}\n{said}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

fn end(child: &mut Child) {
    // Ended already is as good.
    drop(child.kill());
    drop(child.wait());
}

fn said(log: &Path) -> String {
    fs::read_to_string(log).unwrap_or_default()
}
