//! Options that every command takes, and those of every command that talks to a server.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options that every command takes.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// table (the default), json or csv
    #[arg(long, short = 'o', global = true, value_enum, default_value_t, value_name = "FORMAT")]
    #[arg(hide_possible_values = true, hide_default_value = true, help_heading = "Output")]
    pub output: Format,

    /// en or zh: language of tables and reasons; else that of the terminal
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "LANG",
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub lang: Option<Language>,

    /// Print results only: no progress, no hints
    #[arg(long, short = 'q', global = true, help_heading = "Output")]
    pub quiet: bool,

    /// No colors, as with the environment variable NO_COLOR
    #[arg(long, global = true, help_heading = "Output")]
    pub no_color: bool,
}

/// Where a command finds its server and how it signs in. Typed before the command or behind it; what is not typed comes
/// from the environment, then from the remembered sign-in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Server to talk to")]
pub struct Place {
    /// The Reseat server (RESEAT_URL)
    #[arg(long, global = true, value_name = "URL")]
    pub url: Option<String>,

    /// Microsoft Graph instead: worldwide, germany, 21vianet, or custom with --authority and --graph
    #[arg(long, global = true, value_enum, value_name = "CLOUD", hide_possible_values = true)]
    pub cloud: Option<CloudName>,

    /// Sign-in host of '--cloud custom'
    #[arg(long, global = true, value_name = "URL")]
    pub authority: Option<String>,

    /// Graph host of '--cloud custom'
    #[arg(long, global = true, value_name = "URL")]
    pub graph: Option<String>,

    /// The organization: its id or one of its domains (RESEAT_TENANT)
    #[arg(long, global = true, value_name = "TENANT")]
    pub tenant: Option<String>,

    /// Trust the certificate authority in this PEM file too (RESEAT_CA)
    #[arg(long, global = true, value_name = "FILE")]
    pub ca: Option<PathBuf>,

    /// Sign in as this application (RESEAT_CLIENT_ID)
    #[arg(long, global = true, value_name = "ID")]
    pub client_id: Option<String>,

    /// Its secret; better given as RESEAT_CLIENT_SECRET, which no process list shows
    #[arg(long, global = true, value_name = "SECRET")]
    pub client_secret: Option<String>,

    /// The file that remembers sign-ins (RESEAT_CONFIG)
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Names of the options of [`Place`].
const PLACE: [&str; 9] =
    ["url", "cloud", "authority", "graph", "tenant", "ca", "client_id", "client_secret", "config"];

/// At the root the options of [`Place`] are for the root alone: commands that run a server have options of the same
/// names. Commands that talk to one declare them again, for themselves and everything below.
pub(super) fn only_at_the_root(arg: clap::Arg) -> clap::Arg {
    if PLACE.contains(&arg.get_id().as_str()) { arg.global(false) } else { arg }
}

/// In the help of the commands that need a server one option stands for all of [`PLACE`], which the root's help has.
pub(super) fn short_in_help(arg: clap::Arg) -> clap::Arg {
    match arg.get_id().as_str() {
        "url" if arg.is_global_set() => arg.help("The Reseat server; 'reseat --help' has all options for it"),
        id if PLACE.contains(&id) && arg.is_global_set() => arg.hide(true),
        _ => arg,
    }
}

impl Place {
    /// What is missing here is taken from `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        // An address typed behind the command must not be overruled by a cloud typed before it.
        let named = self.url.is_some() || self.cloud.is_some();
        let other_cloud = other.cloud.filter(|_| !named);
        Self {
            url: self.url.or(other.url),
            cloud: self.cloud.or(other_cloud),
            authority: self.authority.or(other.authority),
            graph: self.graph.or(other.graph),
            tenant: self.tenant.or(other.tenant),
            ca: self.ca.or(other.ca),
            client_id: self.client_id.or(other.client_id),
            client_secret: self.client_secret.or(other.client_secret),
            config: self.config.or(other.config),
        }
    }

    /// What the environment says.
    pub fn of_environment(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| variable(name).filter(|value| !value.is_empty());
        Self {
            url: text("RESEAT_URL"),
            cloud: None,
            authority: None,
            graph: None,
            tenant: text("RESEAT_TENANT"),
            ca: text("RESEAT_CA").map(PathBuf::from),
            client_id: text("RESEAT_CLIENT_ID"),
            client_secret: text("RESEAT_CLIENT_SECRET"),
            config: text("RESEAT_CONFIG").map(PathBuf::from),
        }
    }
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    // For people.
    #[default]
    Table,
    // For programs: what the server sent.
    Json,
    // For spreadsheets: the table with fixed column names.
    Csv,
}

/// The clouds of Microsoft Graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CloudName {
    // Microsoft's worldwide cloud
    Worldwide,
    // The German cloud
    Germany,
    // The Chinese cloud, operated by 21Vianet
    #[value(name = "21vianet")]
    China21Vianet,
    // Any other: give --authority and --graph
    Custom,
}

/// Languages of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    // English
    En,
    // Simplified Chinese
    Zh,
}
