//! Options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options that every command takes.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// A table for people (the default), JSON or CSV for programs
    #[arg(long, short = 'o', global = true, value_enum, default_value_t, value_name = "table|json|csv")]
    #[arg(hide_possible_values = true, hide_default_value = true, help_heading = "Output")]
    pub output: Format,

    /// The Reseat server
    #[arg(
        long,
        global = true,
        env = "RESEAT_URL",
        hide_env_values = true,
        value_name = "URL",
        help_heading = "Where"
    )]
    pub url: Option<String>,

    /// Microsoft Graph instead of a Reseat server: worldwide, germany, 21vianet, or custom with --authority and --graph
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "CLOUD",
        hide_possible_values = true,
        help_heading = "Where"
    )]
    pub cloud: Option<CloudName>,

    /// Sign-in host of '--cloud custom'
    #[arg(
        long,
        global = true,
        env = "RESEAT_AUTHORITY",
        hide_env_values = true,
        value_name = "URL",
        help_heading = "Where"
    )]
    pub authority: Option<String>,

    /// Graph host of '--cloud custom'
    #[arg(
        long,
        global = true,
        env = "RESEAT_GRAPH",
        hide_env_values = true,
        value_name = "URL",
        help_heading = "Where"
    )]
    pub graph: Option<String>,

    /// The organization: its id or one of its domains
    #[arg(
        long,
        global = true,
        env = "RESEAT_TENANT",
        hide_env_values = true,
        value_name = "TENANT",
        help_heading = "Where"
    )]
    pub tenant: Option<String>,

    /// Trust the certificate authority in this PEM file too
    #[arg(
        long,
        global = true,
        env = "RESEAT_CA",
        hide_env_values = true,
        value_name = "FILE",
        help_heading = "Where"
    )]
    pub ca: Option<PathBuf>,

    /// Sign in as this application
    #[arg(
        long,
        global = true,
        env = "RESEAT_CLIENT_ID",
        hide_env_values = true,
        value_name = "ID",
        help_heading = "Where"
    )]
    pub client_id: Option<String>,

    /// The application's secret; better given as RESEAT_CLIENT_SECRET, which no process list shows
    #[arg(long, global = true, env = "RESEAT_CLIENT_SECRET", hide_env_values = true, value_name = "SECRET")]
    #[arg(requires = "client_id", help_heading = "Where")]
    pub client_secret: Option<String>,

    /// The file that remembers sign-ins
    #[arg(
        long,
        global = true,
        env = "RESEAT_CONFIG",
        hide_env_values = true,
        value_name = "FILE",
        help_heading = "Where"
    )]
    pub config: Option<PathBuf>,

    /// Language of tables, reasons and warnings; else that of the terminal
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "en|zh",
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub lang: Option<Language>,

    /// Print results only: no progress, no hints
    #[arg(long, short = 'q', global = true, help_heading = "Output")]
    pub quiet: bool,

    /// No colors; the environment variable NO_COLOR does the same
    #[arg(long, global = true, help_heading = "Output")]
    pub no_color: bool,
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
