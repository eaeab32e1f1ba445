//! `reseat user block ...`, `reseat role ...`, `reseat product ...`, `reseat losses`

use clap::{Args, Subcommand};

use super::license::People;

/// `reseat user block | unblock | revoke-sessions`
#[derive(Debug, Args)]
pub struct UpdateArgs {
    #[command(flatten)]
    pub people: People,
    #[command(flatten)]
    pub options: UpdateOptions,
}

/// `reseat user set-location`
#[derive(Debug, Args)]
pub struct LocationArgs {
    /// Country or region, two letters of ISO 3166, such as DE
    #[arg(value_name = "COUNTRY")]
    pub country: String,
    #[command(flatten)]
    pub update: UpdateArgs,
}

/// How people are changed.
#[derive(Debug, Clone, Default, Args)]
pub struct UpdateOptions {
    /// Show who would change and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask; needed for several people without a terminal
    #[arg(long, short = 'y')]
    pub yes: bool,
    /// Why; kept in the history
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// `reseat user reset-password`
#[derive(Debug, Args)]
pub struct ResetArgs {
    /// Sign-in name or object id
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// Do not ask
    #[arg(long, short = 'y')]
    pub yes: bool,
}

/// `reseat role ...`
#[derive(Debug, Subcommand)]
pub enum RoleCommand {
    /// The roles and how many people hold each
    List,
    /// Who holds a role
    Show {
        /// Name or id of the role, such as "License Administrator"
        #[arg(value_name = "ROLE")]
        role: String,
    },
    /// Give people a role
    #[command(after_help = "Example: reseat role grant 'License Administrator' -u dana@contoso.example")]
    Grant(RoleArgs),
    /// Take a role away from people
    Revoke(RoleArgs),
}

/// `reseat role grant | revoke`
#[derive(Debug, Args)]
pub struct RoleArgs {
    /// Name or id of the role
    #[arg(value_name = "ROLE")]
    pub role: String,
    /// A person: sign-in name or object id (repeatable)
    #[arg(long, short = 'u', value_name = "PERSON", required = true)]
    pub user: Vec<String>,
    /// Do not ask; needed for several people without a terminal
    #[arg(long, short = 'y')]
    pub yes: bool,
}

/// `reseat product ...`
#[derive(Debug, Subcommand)]
pub enum ProductCommand {
    /// Enter a purchase: its seats can be assigned at once
    #[command(after_help = "Example: reseat product add SPE_E3 --quantity 25 --term-end 2027-03-01")]
    Add(PurchaseArgs),
}

/// `reseat product add`
#[derive(Debug, Args)]
pub struct PurchaseArgs {
    /// A product of the catalog: part number or skuId
    #[arg(value_name = "SKU")]
    pub sku: String,
    /// Seats
    #[arg(long, short = 'n', value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub quantity: u32,
    /// It is a trial
    #[arg(long)]
    pub trial: bool,
    /// When the term ends or renews: a day or an instant (UTC)
    #[arg(long, value_name = "WHEN")]
    pub term_end: Option<String>,
}

/// `reseat losses`
#[derive(Debug, Args)]
pub struct LossesArgs {
    /// Days to look ahead, 1 to 400
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=400))]
    pub within: u32,
    /// Rows to show; without it all of them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
}
