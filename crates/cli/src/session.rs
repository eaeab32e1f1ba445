//! What a command works with: a signed-in client, the terminal, the person at it.

use std::io::BufRead;

use reseat_client::Client;

use crate::edge::Interrupts;
use crate::exit::{Exit, Failure};
use crate::output::Ui;

/// One command's surroundings.
pub struct Session<'a, 'u> {
    /// The signed-in client.
    pub client: Client,
    /// Where results go.
    pub ui: &'a mut Ui<'u>,
    /// Where answers come from.
    pub input: &'a mut dyn BufRead,
    /// Whether a person is there to answer.
    pub interactive: bool,
    /// Ctrl-C.
    pub interrupts: &'a dyn Interrupts,
}

impl Session<'_, '_> {
    /// Asks before `people` people are changed. `Ok(false)` means no.
    ///
    /// # Errors
    /// When nobody is there to ask and more than one person is concerned.
    pub fn confirm(&mut self, question: &str, people: u64) -> Result<bool, Failure> {
        if !self.interactive {
            if people <= 1 {
                return Ok(true);
            }
            return Err(Failure::usage(format!("{people} people are concerned and nobody can be asked"))
                .next("look at --dry-run, then add --yes"));
        }
        let lang = self.ui.lang;
        write!(self.ui.err, "{question} {} ", lang.pick("[y/N]", "[y/N]（y 表示继续）"))?;
        self.ui.err.flush()?;
        let mut answer = String::new();
        self.input.read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是"))
    }

    /// Runs long work that asks [`Interrupts::pressed`] between its steps.
    pub fn interruptible<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.interrupts.watch(true);
        let result = work(self);
        self.interrupts.watch(false);
        result
    }

    /// Whether the server has `/reseat/v1`.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn is_reseat(&self) -> Result<bool, Failure> {
        Ok(self.client.reseat().is_present()?)
    }

    /// Refuses to go on when the server has no `/reseat/v1`.
    ///
    /// # Errors
    /// When it has none, or cannot be asked.
    pub fn needs_reseat(&self, what: &str) -> Result<(), Failure> {
        if self.is_reseat()? {
            return Ok(());
        }
        let graph = self.client.endpoints().graph();
        Err(Failure::new(Exit::NotFound, format!("{graph} has no {what}: Microsoft Graph has no such thing"))
            .next("use a Reseat server: --url URL"))
    }
}
