//! `reseat-proof`: the proofs that need more than one process, by hand and from `scripts/`.

mod failover;

use std::io;
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
    /// Strikes the primary of a PostgreSQL cluster again and again, with servers in front of it under load
    Failover(failover::Failover),
    /// Judges a history that an earlier run has kept
    Check {
        /// Folder with history.jsonl and after.json
        folder: PathBuf,
        /// Judges changes and refusals only, not what was merely read
        #[arg(long)]
        without_reads: bool,
    },
}

fn main() -> io::Result<()> {
    match Cli::parse().what {
        What::Failover(failover) => failover.run(),
        What::Check { folder, without_reads } => {
            let history = History::read(&folder.join("history.jsonl"))?;
            let after: After = serde_json::from_slice(&std::fs::read(folder.join("after.json"))?)?;
            failover::report(judge_with(&history, &after, !without_reads), &folder)
        }
    }
}
