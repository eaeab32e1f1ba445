//! `reseat-proof`: the proofs that need more than one process, by hand and from `scripts/`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use reseat_proof::after::After;
use reseat_proof::check::judge_with;
use reseat_proof::history::History;

/// Whether servers keep what they answer, judged from outside.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Judges a history that an earlier run has kept
    Check {
        /// The history
        history: PathBuf,
        /// The state afterwards
        after: PathBuf,
        /// Judges changes and refusals only, not what was merely read
        #[arg(long)]
        without_reads: bool,
    },
}

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    match Cli::parse().what {
        What::Check { history, after, without_reads } => {
            let history = History::read(&history)?;
            let after: After = serde_json::from_slice(&std::fs::read(after)?)?;
            report(judge_with(&history, &after, !without_reads))
        }
    }
}

fn report(
    verdict: std::result::Result<reseat_proof::check::Tally, Vec<reseat_proof::check::Fault>>,
) -> Result<()> {
    match verdict {
        Ok(tally) => {
            println!("in order: {tally:?}");
            Ok(())
        }
        Err(faults) => {
            faults.iter().for_each(|fault| println!("{fault}"));
            Err(format!("{} faults", faults.len()).into())
        }
    }
}
