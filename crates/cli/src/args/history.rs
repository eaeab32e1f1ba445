//! `reseat change ...`, `reseat job ...`, `reseat clock ...`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::server::DataDir;

/// `reseat change list`
#[derive(Debug, Args)]
pub struct ChangeListArgs {
    /// Only changes that concern this person: sign-in name or object id
    #[arg(long, short = 'u', value_name = "PERSON")]
    pub user: Option<String>,
    /// Only changes by this person (sign-in name or object id) or application (client id)
    #[arg(long, value_name = "WHO")]
    pub actor: Option<String>,
    #[command(flatten)]
    pub span: Span,
    /// Changes to show
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
}

/// `reseat audit`
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Only entries about this person: sign-in name or object id
    #[arg(long, short = 'u', value_name = "PERSON")]
    pub user: Option<String>,
    /// Only what this person (sign-in name or object id) or application (client id) did
    #[arg(long, value_name = "WHO")]
    pub actor: Option<String>,
    /// Only this activity, by its exact name, such as 'Change user license'
    #[arg(long, value_name = "NAME")]
    pub activity: Option<String>,
    #[command(flatten)]
    pub span: Span,
    /// Entries to show
    #[arg(long, default_value_t = 50, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
}

/// `reseat audit ...`
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check that no entry was altered, removed, inserted or cut off
    #[command(
        after_help = "Without --file and --data-dir the server is asked for the whole audit, which is checked here.\n\
                      Example: reseat audit verify --file audit.jsonl --key 3f0c... --expect-head 812-0:91ab..."
    )]
    Verify(AuditVerifyArgs),
    /// Write the whole audit as JSON Lines, with its signed heads and public keys (docs/audit.md)
    Export(AuditExportArgs),
    /// Signed heads, newest first: keep the newest one elsewhere
    Heads {
        /// Heads to show
        #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
    },
}

/// `reseat audit verify`
#[derive(Debug, Args)]
pub struct AuditVerifyArgs {
    /// Check this export; no server is needed
    #[arg(long, value_name = "FILE", conflicts_with_all = ["data_dir", "database"])]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub kept: Kept,
    /// Id of a key that is trusted, repeatable; without it the keys that come with the audit are believed
    #[arg(long, value_name = "KEY")]
    pub key: Vec<String>,
    /// The newest signed head that was kept elsewhere, as 'reseat audit heads' printed it: finds a log that was cut off
    #[arg(long, value_name = "HEAD")]
    pub expect_head: Option<String>,
}

impl AuditVerifyArgs {
    /// Whether no server is to be asked.
    pub const fn is_local(&self) -> bool {
        self.file.is_some() || self.kept.is_named()
    }
}

/// `reseat audit export`
#[derive(Debug, Args)]
pub struct AuditExportArgs {
    /// File to write, or to go on with when it was broken off; standard output without it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["data_dir", "database"])]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub kept: Kept,
}

/// Where an audit is kept, when no server is to be asked.
#[derive(Debug, Args)]
pub struct Kept {
    /// A data directory on this machine
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// A PostgreSQL database: postgres://USER@HOST/DATABASE
    #[arg(long, value_name = "URL", conflicts_with = "data_dir")]
    pub database: Option<String>,
    /// File with the master key of the directory or database, when it is elsewhere
    #[arg(long, value_name = "FILE", env = "RESEAT_MASTER_KEY_FILE")]
    pub master_key_file: Option<PathBuf>,
}

impl Kept {
    /// Whether a place is given.
    pub const fn is_named(&self) -> bool {
        self.data_dir.is_some() || self.database.is_some()
    }

    /// The place.
    pub fn data(&self) -> DataDir {
        let directory = self.data_dir.as_deref().unwrap_or(Path::new("."));
        DataDir { database: self.database.clone(), ..DataDir::at(directory, self.master_key_file.as_deref()) }
    }
}

/// A span of time.
#[derive(Debug, Clone, Default, Args)]
pub struct Span {
    /// At this instant or later, such as 2026-04-01 or 2026-04-01T09:00:00Z (UTC)
    #[arg(long, value_name = "WHEN")]
    pub from: Option<String>,
    /// Before this instant
    #[arg(long, value_name = "WHEN")]
    pub to: Option<String>,
}

/// `reseat change export`, `reseat job export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Form of the rows
    #[arg(long, value_name = "FORM", default_value = "jsonl", value_parser = ["jsonl", "csv"])]
    pub format: String,
    /// File to write; standard output without it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `reseat change ...`
#[derive(Debug, Subcommand)]
pub enum ChangeCommand {
    /// Every change, person by person, oldest first, as JSON Lines or CSV
    Export {
        #[command(flatten)]
        args: ExportArgs,
        #[command(flatten)]
        span: Span,
    },
    /// Changes, newest first
    List(ChangeListArgs),
    /// One change, person by person
    Show {
        /// The change's id
        #[arg(value_name = "CHANGE")]
        id: String,
    },
    /// Take a change back, where nothing has changed since
    Revert {
        /// The change's id
        #[arg(value_name = "CHANGE")]
        id: String,
        /// Show what would happen, person by person, and change nothing
        #[arg(long)]
        dry_run: bool,
        /// Do not ask; needed for several people without a terminal
        #[arg(long, short = 'y')]
        yes: bool,
        /// Why; kept in the history
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
}

/// `reseat job ...`
#[derive(Debug, Subcommand)]
pub enum JobCommand {
    /// Every job, oldest first, as JSON Lines or CSV
    Export(ExportArgs),
    /// Jobs, newest first
    List {
        /// Jobs to show
        #[arg(long, default_value_t = 30, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
    },
    /// One job: follow it to its end, then show its results
    Show {
        /// The job's id
        #[arg(value_name = "JOB")]
        id: String,
        /// Show where it stands and do not wait
        #[arg(long)]
        no_wait: bool,
    },
    /// Stop a job; what is done stays done and can be taken back
    Cancel {
        /// The job's id
        #[arg(value_name = "JOB")]
        id: String,
    },
}

/// `reseat clock ...`
#[derive(Debug, Subcommand)]
pub enum ClockCommand {
    /// What time it is for the server
    Show,
    /// Move a simulated clock forward; what falls due on the way happens
    #[command(group = clap::ArgGroup::new("target").required(true))]
    Advance {
        /// By whole days
        #[arg(long, group = "target", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        days: Option<u32>,
        /// To an instant, such as 2026-04-01T00:00:00Z
        #[arg(long, group = "target", value_name = "INSTANT")]
        to: Option<String>,
    },
}
