//! Printing: one result, three forms; notes and progress go to standard error.

mod cell;
mod date;
mod fold;
mod layout;
mod sheet;

use std::io::{self, Write};

use serde::Serialize;

pub use date::{day, minute};
pub use fold::hanging;
pub use sheet::{Column, Sheet};

use crate::args::Format;
use crate::lang::Lang;

/// Columns of a terminal that does not say how wide it is, and of pipes.
const WIDTH_DEFAULT: u16 = 120;
/// Columns below which a table cannot be laid out sensibly.
const WIDTH_MIN: u16 = 40;

/// How and where to print.
pub struct Ui<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Notes, questions, progress, errors.
    pub err: &'a mut dyn Write,
    /// Form of results.
    pub format: Format,
    /// Columns of the terminal.
    pub width: u16,
    /// Whether to colour.
    pub color: bool,
    /// Whether notes and progress are left out.
    pub quiet: bool,
    /// Whether progress bars make sense: standard error is a terminal.
    pub progress: bool,
    /// Language of results.
    pub lang: Lang,
}

impl Ui<'_> {
    /// Prints a list: as a table, as CSV with the same columns, or as JSON of `value`.
    pub fn list<T: Serialize + ?Sized>(&mut self, sheet: &Sheet, value: &T) -> io::Result<()> {
        match self.format {
            Format::Table => self.out.write_all(sheet.table(self.width, self.color).as_bytes()),
            Format::Csv => self.out.write_all(&sheet.csv()?),
            Format::Json => self.json(value),
        }
    }

    /// Prints a value as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *self.out, value)?;
        writeln!(self.out)
    }

    /// Prints a line of a result; only in table form.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        if self.format == Format::Table { writeln!(self.out, "{text}") } else { Ok(()) }
    }

    /// Prints a note for the person at the terminal, unless they asked for quiet.
    pub fn note(&mut self, text: &str) {
        if !self.quiet {
            // A note that cannot be shown must not fail the command.
            let text =
                if self.progress { hanging(text, usize::from(self.width)) } else { format!("{text}\n") };
            let _ = self.err.write_all(text.as_bytes());
        }
    }

    /// Whether tables are printed, for people.
    pub fn is_table(&self) -> bool {
        self.format == Format::Table
    }
}

/// How wide tables may be: the terminal, else `COLUMNS`, else a sensible width.
pub fn width(terminal: Option<u16>, columns: Option<&str>) -> u16 {
    let from_env = columns.and_then(|text| text.parse().ok());
    // Some terminals say 0 when they do not know.
    terminal.filter(|columns| *columns > 0).or(from_env).unwrap_or(WIDTH_DEFAULT).max(WIDTH_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_is_the_terminals_else_the_environments_else_120() {
        assert_eq!(width(Some(80), Some("100")), 80);
        assert_eq!(width(None, Some("100")), 100);
        assert_eq!(width(None, Some("wide")), 120);
        assert_eq!(width(Some(0), None), 120);
        assert_eq!(width(Some(3), None), 40);
    }
}
