//! The commands that run on the server's own machine: serving, and looking after a data directory.

mod assemble;
pub mod audit;
mod backup;
mod check;
mod demo;
mod disk;
mod keys;
mod log;
mod migrate;
mod opened;
mod ready;
mod recover;
mod renewal;
mod serve;
mod setup;
mod tenant;
mod worker;

#[cfg(test)]
mod first_run_tests;

use std::io::Write;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use reseat_http::Address;

use crate::args::Global;
use crate::exit::Exit;

/// Commands that need no running server to talk to.
#[derive(Debug, Subcommand)]
pub enum ServerCommand {
    /// Make an organization and its first administrator in an empty data directory
    Setup(setup::SetupArgs),
    /// Run the server on a data directory
    Serve(ServeArgs),
    /// Run the server with a demo organization and a simulated clock
    Demo(DemoArgs),
    /// Make or export an organization in a data directory
    #[command(subcommand)]
    Tenant(TenantCommand),
    /// The server's keys: show them, put new ones in their place
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Give an administrator access again, on the server's own machine
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Copy a data directory while the server runs
    Backup(BackupArgs),
    /// Make a data directory from a backup
    Restore(RestoreArgs),
    /// Move everything from a data directory to a PostgreSQL database, or back
    Migrate(migrate::MigrateArgs),
    /// Check a data directory: counters, clocks, the audit's chain of hashes
    Check(CheckArgs),
    /// Print the OpenAPI document of /reseat/v1
    #[command(hide = true)]
    Openapi,
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct DataDir {
    /// Directory with the database and the keys; made when it does not exist
    #[arg(long, value_name = "DIR", default_value = "reseat-data", env = "RESEAT_DATA_DIR")]
    pub data_dir: PathBuf,
    /// File with the master key that wraps the keystore; made on first start. Keep it apart from backups
    #[arg(long, value_name = "FILE", env = "RESEAT_MASTER_KEY_FILE")]
    pub master_key_file: Option<PathBuf>,
    /// PostgreSQL database to keep the data in instead of the directory: postgres://USER@HOST/DATABASE. Any number of
    /// servers may share one; all need the same master key
    #[arg(long, value_name = "URL", env = "RESEAT_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

impl DataDir {
    /// A directory that was named otherwise than by the options above.
    pub fn at(data_dir: &Path, master_key_file: Option<&Path>) -> Self {
        let master_key_file = master_key_file.map(Path::to_owned);
        Self { data_dir: data_dir.to_owned(), master_key_file, database: None }
    }
}

/// How to listen.
#[derive(Debug, Clone, Args)]
pub struct ListenArgs {
    /// Address to listen on, http:// or https://, repeatable; port 0 lets the machine choose
    #[arg(
        long,
        value_name = "URL",
        default_values = ["https://localhost:8443", "http://localhost:8080"],
        env = "RESEAT_LISTEN",
        value_delimiter = ','
    )]
    pub listen: Vec<Address>,
    /// Name under which clients reach this server, repeatable; loopback always works
    #[arg(long, value_name = "URL", env = "RESEAT_PUBLIC_URL", value_delimiter = ',')]
    pub public_url: Vec<String>,
    /// Sign-in or Graph host of a public cloud for which this server answers, repeatable
    #[arg(long, value_name = "HOST")]
    pub cloud_host: Vec<String>,
    /// Address of a reverse proxy whose X-Forwarded-For is believed, repeatable; wrong passwords are counted per client
    #[arg(long, value_name = "ADDRESS")]
    pub trusted_proxy: Vec<IpAddr>,
    /// Certificate chain in PEM; without it one is issued by the data directory's own authority
    #[arg(long, value_name = "FILE", requires = "tls_key", env = "RESEAT_TLS_CERT")]
    pub tls_cert: Option<PathBuf>,
    /// Private key of the certificate in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert", env = "RESEAT_TLS_KEY")]
    pub tls_key: Option<PathBuf>,
    /// Seconds for which /readyz answers 503 after SIGTERM before sockets are closed, for load balancers to notice
    #[arg(long, value_name = "SECONDS", default_value_t = 0, env = "RESEAT_DRAIN_SECONDS")]
    pub drain_seconds: u64,
    /// File to write as JSON once requests are answered: addresses, tenant, the authority's file
    #[arg(long, value_name = "PATH")]
    pub ready_file: Option<PathBuf>,
    /// What to log: error, warn, info, debug, or directives such as info,reseat_app=debug
    #[arg(long, value_name = "LEVEL", default_value = "info", env = "RESEAT_LOG")]
    pub log: String,
    /// Write the log as JSON, one object a line
    #[arg(long)]
    pub log_json: bool,
    /// OpenTelemetry collector to send traces to, as OTLP over HTTP, such as http://localhost:4318
    #[arg(long, value_name = "URL", env = "OTEL_EXPORTER_OTLP_ENDPOINT")]
    pub otlp_endpoint: Option<String>,
}

/// Options of `reseat serve`.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub data: DataDir,
    #[command(flatten)]
    pub listen: ListenArgs,
    /// Let an administrator move domain time forward; a data directory remembers its kind of clock
    #[arg(long)]
    pub simulated_clock: bool,
    /// Organisation to make in an empty data directory (docs/tenant-file.md)
    // A text, not a path: the client commands' global `--tenant` has the same name, and clap wants one type for both.
    #[arg(long, value_name = "FILE")]
    pub tenant: Option<String>,
}

/// Options of `reseat demo`.
#[derive(Debug, Clone, Args)]
pub struct DemoArgs {
    /// Directory with the demo's data; made when it does not exist
    #[arg(long, value_name = "DIR", default_value = "data/demo", env = "RESEAT_DATA_DIR")]
    pub data_dir: PathBuf,
    #[command(flatten)]
    pub listen: ListenArgs,
    /// The demo always has a simulated clock; accepted so that scripts can say it
    #[arg(long, hide = true)]
    pub simulated_clock: bool,
}

/// What to do with an organization.
#[derive(Debug, Clone, Subcommand)]
pub enum TenantCommand {
    /// Make an organization from a file (docs/tenant-file.md)
    Create {
        #[command(flatten)]
        data: DataDir,
        /// The file
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        /// Make a new data directory with a simulated clock
        #[arg(long)]
        simulated_clock: bool,
    },
    /// List the organizations of a data directory
    List {
        #[command(flatten)]
        data: DataDir,
    },
    /// Delete an organization: nobody gets in any more; it is kept for some days and then goes for good
    Delete {
        #[command(flatten)]
        data: DataDir,
        /// Which one, by id or domain
        #[arg(long, value_name = "TENANT")]
        tenant: String,
        /// Days in which it can be brought back and exported
        #[arg(long, value_name = "N", default_value_t = reseat_model::limits::DELETED_TENANT_DAYS_DEFAULT)]
        keep_days: i64,
        /// Do it; without it the command only says what it would do
        #[arg(long)]
        yes: bool,
    },
    /// Bring a deleted organization back
    Restore {
        #[command(flatten)]
        data: DataDir,
        /// Which one, by id or domain
        #[arg(long, value_name = "TENANT")]
        tenant: String,
    },
    /// Print an organization's present state, one JSON document a line, without secrets
    Export {
        #[command(flatten)]
        data: DataDir,
        /// Which one, by id or domain; not needed when there is one only
        #[arg(long, value_name = "TENANT")]
        tenant: Option<String>,
    },
}

/// What to do with an administrator.
#[derive(Debug, Clone, Subcommand)]
pub enum AdminCommand {
    /// Make a person Global Administrator with a one-time password; the server must not be running
    Recover(recover::RecoverArgs),
}

/// Options of `reseat backup`.
#[derive(Debug, Clone, Args)]
pub struct BackupArgs {
    #[command(flatten)]
    pub data: DataDir,
    /// Empty directory to write the backup into
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
}

/// Options of `reseat restore`.
#[derive(Debug, Clone, Args)]
pub struct RestoreArgs {
    #[command(flatten)]
    pub data: DataDir,
    /// Directory of the backup
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
}

/// Options of `reseat check`.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub data: DataDir,
    /// Set wrong counters right, as a change set of its own
    #[arg(long)]
    pub repair: bool,
}

/// A failure of a server command, worded for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ServerFailure(pub String);

impl ServerFailure {
    /// A failure with what was being done.
    pub fn of(what: &str, error: impl std::fmt::Display) -> Self {
        Self(format!("{what}: {error}"))
    }
}

/// Runs one of them.
pub fn run(command: ServerCommand, _global: &Global) -> Exit {
    let result = match command {
        ServerCommand::Setup(args) => setup::setup(args),
        ServerCommand::Serve(args) => serve::serve(args),
        ServerCommand::Demo(args) => demo::demo(args),
        ServerCommand::Tenant(command) => tenant::run(command),
        ServerCommand::Keys(command) => keys::run(command),
        ServerCommand::Admin(AdminCommand::Recover(args)) => recover::recover(&args),
        ServerCommand::Backup(args) => backup::backup(&args),
        ServerCommand::Restore(args) => backup::restore(&args),
        ServerCommand::Migrate(args) => migrate::migrate(&args),
        ServerCommand::Check(args) => check::check(&args),
        ServerCommand::Openapi => openapi(),
    };
    match result {
        Ok(exit) => exit,
        Err(failure) => {
            // Nothing is left to be done when standard error is gone.
            let _ = writeln!(std::io::stderr().lock(), "reseat: {failure}");
            Exit::Local
        }
    }
}

fn openapi() -> Result<Exit, ServerFailure> {
    let text = serde_json::to_string_pretty(&reseat_http::v1::document())
        .map_err(|error| ServerFailure::of("the document cannot be printed", error))?;
    writeln!(std::io::stdout().lock(), "{text}")
        .map_err(|error| ServerFailure::of("standard output", error))?;
    Ok(Exit::Done)
}
