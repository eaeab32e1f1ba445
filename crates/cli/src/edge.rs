//! The machine: clock, waiting, randomness, terminal, Ctrl-C. Nothing else in the client commands reads them.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use reseat_app::clock::{Clock, SystemClock};
use reseat_app::entropy::{Entropy, SystemEntropy};
use reseat_client::Runtime;

/// The machine's clock and randomness for the client.
#[derive(Debug, Clone, Copy, Default)]
pub struct Machine;

impl Runtime for Machine {
    fn unix_seconds(&self) -> u64 {
        u64::try_from(SystemClock.wall().seconds()).unwrap_or(0)
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }

    fn new_id(&self) -> String {
        SystemEntropy.uuid().to_string()
    }
}

/// What the terminal is like.
#[derive(Debug, Clone, Default)]
pub struct Terminal {
    /// Standard input is a person.
    pub stdin: bool,
    /// Results go to a person.
    pub stdout: bool,
    /// Notes go to a person.
    pub stderr: bool,
    /// Its width, if it is one.
    pub width: Option<u16>,
    /// `COLUMNS`.
    pub columns: Option<String>,
    /// The locale.
    pub locale: Option<String>,
    /// `NO_COLOR` is set.
    pub no_color: bool,
}

impl Terminal {
    /// The terminal of this process.
    pub fn of_this_process() -> Self {
        let var = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            stdin: std::io::stdin().is_terminal(),
            stdout: std::io::stdout().is_terminal(),
            stderr: std::io::stderr().is_terminal(),
            width: comfy_table::Table::new().width(),
            columns: var("COLUMNS"),
            locale: var("LC_ALL").or_else(|| var("LC_MESSAGES")).or_else(|| var("LANG")),
            no_color: var("NO_COLOR").is_some(),
        }
    }
}

/// Ctrl-C as a question. While nobody watches it ends the process at once, which is safe: the server goes on by itself.
pub trait Interrupts {
    /// Begins or ends watching; the same command may watch several times.
    fn watch(&self, on: bool);

    /// Whether Ctrl-C was pressed while watching.
    fn pressed(&self) -> bool;
}

static WATCHED: AtomicBool = AtomicBool::new(false);
static PRESSED: AtomicBool = AtomicBool::new(false);

/// Ctrl-C of this process.
#[derive(Debug, Clone, Copy)]
pub struct CtrlC(());

impl CtrlC {
    /// Takes Ctrl-C over. Where that is impossible it goes on ending the process.
    pub fn take_over() -> Self {
        if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() {
            std::thread::spawn(move || runtime.block_on(handle()));
        }
        Self(())
    }
}

async fn handle() {
    while tokio::signal::ctrl_c().await.is_ok() {
        let first = !PRESSED.swap(true, Ordering::SeqCst);
        if !(first && WATCHED.load(Ordering::SeqCst)) {
            std::process::exit(i32::from(crate::exit::Exit::Interrupted as u8));
        }
    }
}

impl Interrupts for CtrlC {
    fn watch(&self, on: bool) {
        WATCHED.store(on, Ordering::SeqCst);
    }

    fn pressed(&self) -> bool {
        PRESSED.load(Ordering::SeqCst)
    }
}
