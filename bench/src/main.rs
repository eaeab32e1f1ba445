//! Benchmarks: ratios within one run on one machine (design section 11). Nothing here asserts; it reports.

mod active_users;
mod audit;
mod bare;
mod bulk;
mod console;
mod forms;
mod http;
mod lists;
mod pgbench;
mod postgres;
mod proxy;
mod row_changes;
mod seed;
mod server;
mod single;
mod stats;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// What to measure.
#[derive(Parser)]
struct Cli {
    /// The server's binary, built with --release
    #[arg(long, default_value = "target/release/reseat", env = "RESEAT_BIN")]
    bin: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Durable unassign over HTTP against an authenticated no-op, at 1, 16 and 64 connections
    Single {
        /// People to fill the directory with
        #[arg(long, default_value_t = 120_000)]
        people: usize,
    },
    /// Bulk unassign as a job against the same row changes in bare SQLite
    Bulk {
        /// People to unassign
        #[arg(long, default_value_t = 100_000)]
        people: usize,
    },
    /// First page by product, product totals, and start-up
    Lists {
        /// People to fill the directory with
        #[arg(long, default_value_t = 1_000_000)]
        people: usize,
    },
    /// First page by each form of docs/queries.md
    Forms {
        /// People to fill the directory with
        #[arg(long, default_value_t = 200_000)]
        people: usize,
    },
    /// What the audit's hashes and signed heads cost the writer
    Audit {
        /// People to unassign in each round
        #[arg(long, default_value_t = 30_000)]
        people: usize,
    },
    /// Unassignments against PostgreSQL running the same row changes, on SQLite and on PostgreSQL
    Postgres {
        /// People to fill the databases with
        #[arg(long, default_value_t = 100_000)]
        people: usize,
    },
    /// One server and two with a proxy that adds 2 ms between them and PostgreSQL
    Distant {
        /// People of each tenant
        #[arg(long, default_value_t = 6_000)]
        people: usize,
    },
    /// Active users in a browser: page-downs and filter changes; needs the console built and Chromium
    Console {
        /// People to fill the directory with
        #[arg(long, default_value_t = 1_000_000)]
        people: usize,
    },
    /// All but the last
    All,
}

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Result<()> {
    let cli = Cli::parse();
    stats::machine();
    match cli.what {
        What::Single { people } => single::run(&cli.bin, people),
        What::Bulk { people } => bulk::run(&cli.bin, people),
        What::Lists { people } => lists::run(&cli.bin, people),
        What::Forms { people } => forms::run(&cli.bin, people),
        What::Audit { people } => audit::run(people),
        What::Postgres { people } => postgres::run(&cli.bin, people),
        What::Distant { people } => postgres::distant(&cli.bin, people),
        What::Console { people } => console::run(&cli.bin, people),
        What::All => {
            single::run(&cli.bin, 120_000)?;
            bulk::run(&cli.bin, 100_000)?;
            lists::run(&cli.bin, 1_000_000)?;
            forms::run(&cli.bin, 200_000)?;
            audit::run(30_000)?;
            postgres::run(&cli.bin, 100_000)?;
            postgres::distant(&cli.bin, 6_000)
        }
    }
}
