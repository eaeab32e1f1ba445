//! `reseat license ...`

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `reseat license ...`
#[derive(Debug, Subcommand)]
pub enum LicenseCommand {
    /// Products with their seats
    List {
        /// Only products whose name or part number contains this
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
    },
    /// Who holds a product
    Users(UsersArgs),
    /// Take a product away from people
    #[command(after_help = UNASSIGN_EXAMPLES)]
    Unassign(UnassignArgs),
    /// Give people a product
    #[command(after_help = ASSIGN_EXAMPLES)]
    Assign(AssignArgs),
    /// Exchange one product for another, in one step and without a gap
    #[command(after_help = MOVE_EXAMPLES)]
    Move(MoveArgs),
    /// Give people what another person holds directly, with the same apps switched off
    ///
    /// What that person has through groups or self-service purchases is not copied. People who hold one of the products
    /// already get the same apps switched off, too. It is one change, which can be undone as a whole.
    #[command(after_help = COPY_EXAMPLES)]
    Copy(CopyArgs),
}

const UNASSIGN_EXAMPLES: &str = "\
Examples:
  reseat license unassign SPE_E3 --user dana@contoso.example --dry-run
  reseat license unassign SPE_E3 --from leavers.csv --reason 'left in March'
  reseat license unassign SPE_E3 --all --filter \"department eq 'Interns'\"
  reseat license unassign --every-product --user dana@contoso.example";

const ASSIGN_EXAMPLES: &str = "\
Examples:
  reseat license assign SPE_E3 --user dana@contoso.example
  reseat license assign SPE_E3 --disable-plan TEAMS1 --from joiners.txt --dry-run
  reseat license assign SPE_E3 --all --filter \"department eq 'Sales'\"";

const MOVE_EXAMPLES: &str = "\
Examples:
  reseat license move SPE_E5 SPE_E3 --user dana@contoso.example
  reseat license move SPE_E5 SPE_E3 --all --dry-run";

const COPY_EXAMPLES: &str = "\
Examples:
  reseat license copy dana@contoso.example -u joiner@contoso.example --dry-run
  reseat license copy dana@contoso.example --from joiners.txt";

/// `reseat license users`
#[derive(Debug, Args)]
pub struct UsersArgs {
    /// The product: part number or skuId
    #[arg(value_name = "SKU")]
    pub sku: String,
    /// Only people whose name or sign-in name begins with this
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// People to show; without it all of them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
}

/// `reseat license unassign`
#[derive(Debug, Args)]
pub struct UnassignArgs {
    /// The products: part numbers or skuIds
    #[arg(value_name = "SKU", required_unless_present = "every_product")]
    pub skus: Vec<String>,
    /// Take away every direct license of the organization
    #[arg(long, conflicts_with = "skus")]
    pub every_product: bool,
    #[command(flatten)]
    pub people: People,
    #[command(flatten)]
    pub options: ChangeOptions,
}

/// `reseat license assign`
#[derive(Debug, Args)]
pub struct AssignArgs {
    /// The products: part numbers or skuIds
    #[arg(value_name = "SKU", required = true)]
    pub skus: Vec<String>,
    /// Switch this plan off (name or id; repeatable); replaces what was off before
    #[arg(long, value_name = "PLAN")]
    pub disable_plan: Vec<String>,
    #[command(flatten)]
    pub people: People,
    #[command(flatten)]
    pub options: ChangeOptions,
}

/// `reseat license move`
#[derive(Debug, Args)]
pub struct MoveArgs {
    /// The product to leave: part number or skuId
    #[arg(value_name = "FROM_SKU")]
    pub from_sku: String,
    /// The product to get: part number or skuId
    #[arg(value_name = "TO_SKU")]
    pub to_sku: String,
    /// Switch this plan of the new product off (name or id; repeatable)
    #[arg(long, value_name = "PLAN")]
    pub disable_plan: Vec<String>,
    #[command(flatten)]
    pub people: People,
    #[command(flatten)]
    pub options: ChangeOptions,
}

/// `reseat license copy`
#[derive(Debug, Args)]
pub struct CopyArgs {
    /// Whose licenses: sign-in name or object id
    #[arg(value_name = "PERSON")]
    pub of: String,
    #[command(flatten)]
    pub people: People,
    #[command(flatten)]
    pub options: ChangeOptions,
}

/// For whom.
#[derive(Debug, Clone, Default, Args)]
#[group(skip)]
#[command(group = clap::ArgGroup::new("people").required(true).args(["user", "from", "all"]))]
pub struct People {
    /// A person: sign-in name or object id (repeatable)
    #[arg(long, short = 'u', value_name = "PERSON", help_heading = "For whom")]
    pub user: Vec<String>,
    /// A file of people: CSV with a column userPrincipalName, or one account per line; '-' reads standard input
    #[arg(long, value_name = "FILE", help_heading = "For whom")]
    pub from: Option<PathBuf>,
    /// Everyone who holds the product; where none is left behind, those who match --filter
    #[arg(long, help_heading = "For whom")]
    pub all: bool,
    /// With --all: only people who match this OData filter of Microsoft Graph
    #[arg(long, value_name = "FILTER", requires = "all", conflicts_with_all = ["user", "from"])]
    #[arg(help_heading = "For whom")]
    pub filter: Option<String>,
}

/// How a change is made.
#[derive(Debug, Clone, Default, Args)]
pub struct ChangeOptions {
    /// Show what would happen, person by person, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask; needed for several people without a terminal
    #[arg(long, short = 'y')]
    pub yes: bool,
    /// Why; kept in the history
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Change nobody when one person is refused (at most 1,000 people)
    #[arg(long)]
    pub all_or_nothing: bool,
}
