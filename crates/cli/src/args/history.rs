//! `reseat change ...`, `reseat job ...`, `reseat clock ...`

use clap::Subcommand;

/// `reseat change ...`
#[derive(Debug, Subcommand)]
pub enum ChangeCommand {
    /// Changes, newest first
    List {
        /// Only changes that concern this person: sign-in name or object id
        #[arg(long, short = 'u', value_name = "PERSON")]
        user: Option<String>,
        /// Changes to show
        #[arg(long, default_value_t = 30, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
    },
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
        /// Do not ask; needed for more than one person when the input is no terminal
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
