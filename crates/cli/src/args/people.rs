//! `reseat login`, `reseat user ...`, `reseat catalog ...`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Place;
use super::directory::{LocationArgs, ResetArgs, UpdateArgs};

/// `reseat login`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  reseat login --url https://localhost:8443 --ca reseat-data/ca.pem
  reseat login --cloud worldwide --tenant contoso.com --client-id ID --device
An application, with its secret in RESEAT_CLIENT_SECRET:
  reseat login --url URL --tenant contoso.example --client-id ID")]
pub struct LoginArgs {
    #[command(flatten)]
    pub place: Place,
    /// Sign in as a person with a code and any browser; the default without --client-secret
    #[arg(long, conflicts_with = "client_secret")]
    pub device: bool,
}

/// `reseat user ...`
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// People, sorted by name
    List {
        /// Only people whose name or sign-in name begins with this
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// Only people in this state: licensed, unlicensed, enabled or disabled
        #[arg(long, value_enum, value_name = "STATE", hide_possible_values = true)]
        state: Option<StateFilter>,
        /// Only holders of this product: part number or skuId
        #[arg(long, value_name = "SKU")]
        product: Option<String>,
        /// People to show; without it all of them
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        limit: Option<u32>,
    },
    /// One person: licenses with their paths, mailbox, files, Office apps
    Show {
        /// Sign-in name or object id
        #[arg(value_name = "PERSON")]
        person: String,
    },
    /// Create and update people from a CSV file; safe to interrupt and to repeat
    Import(ImportArgs),
    /// Block sign-in
    #[command(after_help = BLOCK_EXAMPLES)]
    Block(UpdateArgs),
    /// Allow sign-in again
    Unblock(UpdateArgs),
    /// Set the usage location, which licenses need
    #[command(after_help = "Example: reseat user set-location DE --from berlin.csv --dry-run")]
    SetLocation(LocationArgs),
    /// Sign people out everywhere
    RevokeSessions(UpdateArgs),
    /// Give a person a new password, told only once, to be changed at the next sign-in
    ResetPassword(ResetArgs),
}

const BLOCK_EXAMPLES: &str = "\
Examples:
  reseat user block --user dana@contoso.example --reason 'left in March'
  reseat user block --from leavers.csv --dry-run";

/// `reseat user import`
#[derive(Debug, Args)]
#[command(after_help = "\
The columns of the admin center's bulk template are understood. People who are
already as the file says are left alone, so an import that was interrupted is
finished by running it again. First passwords are told only once: keep the
report.

Examples:
  reseat user import people.csv --dry-run
  reseat user import people.csv --report report.csv")]
pub struct ImportArgs {
    /// The file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Check every row and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write one row per person to this new CSV file, first passwords included
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// States of people by which a list can be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StateFilter {
    // With at least one license
    Licensed,
    // Without a license
    Unlicensed,
    // Sign-in allowed
    Enabled,
    // Sign-in blocked
    Disabled,
}

impl StateFilter {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Licensed => "licensed",
            Self::Unlicensed => "unlicensed",
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
        }
    }
}

/// `reseat catalog ...`
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Products that the server knows, bought or not
    List {
        /// Only products whose name or part number contains this
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// Products to show; without it all of them
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        limit: Option<u32>,
    },
    /// Take in the public reference table (CSV) or products in Reseat's own format (YAML)
    Import {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Check every row and change nothing
        #[arg(long)]
        dry_run: bool,
    },
}
