//! What can be typed. Every command's help stands here, beside its arguments.

mod directory;
mod global;
mod history;
mod license;
mod people;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;

pub use directory::{LossesArgs, ProductCommand, PurchaseArgs, ResetArgs, RoleArgs, RoleCommand, UpdateArgs};
pub use global::{CloudName, Format, Global, Language, Place};
pub use history::{
    AuditArgs, AuditCommand, AuditExportArgs, AuditVerifyArgs, ChangeCommand, ChangeListArgs, ClockCommand,
    ExportArgs, JobCommand, Span,
};
pub use license::{
    AssignArgs, ChangeOptions, CopyArgs, LicenseCommand, MoveArgs, People, UnassignArgs, UsersArgs,
};
pub use people::{CatalogCommand, ImportArgs, LoginArgs, StateFilter, UserCommand};

use crate::server::ServerCommand;

/// The end of `--help`; docs/cli.md says the same at length.
const AFTER_HELP: &str = "\
Exit codes:
  0    done
  1    done, but some people or rows were refused, or a job was cancelled
  2    wrong command line, or nobody to answer a question: nothing was changed
  3    not signed in, or not allowed
  4    the server cannot be reached, or is too busy
  5    not found, or not offered by this server
  6    the server refused the request
  7    a local file or the terminal failed
  130  left with Ctrl-C; a job goes on, 'reseat job list' finds it

Begin with:
  reseat login --url https://localhost:8443 --ca CA.pem
  reseat license list";

/// License administration on a Reseat server, or on any Microsoft Graph endpoint: see who holds what, see what a change
/// would do, change it, take it back.
#[derive(Debug, Parser)]
#[command(name = "reseat", version, max_term_width = 100, after_help = AFTER_HELP)]
#[command(subcommand_required = true, arg_required_else_help = true, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(flatten)]
    pub place: Place,
    #[command(subcommand)]
    pub command: Command,
}

/// The definition of the command line.
pub fn definition() -> clap::Command {
    Cli::command().mut_args(global::only_at_the_root)
}

/// Options that every command has need not fill the screen of each.
fn with_short_help(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let talking = names.iter().filter(|name| !matches!(name.as_str(), "login" | "logout"));
    talking.fold(command, |command, name| {
        command.mut_subcommand(name, |sub| sub.mut_args(global::short_in_help))
    })
}

impl Cli {
    /// Reads a command line, its first word being the program.
    ///
    /// # Errors
    /// What is wrong with it, or the help that was asked for.
    pub fn read(line: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Self, clap::Error> {
        let matches = with_short_help(definition()).try_get_matches_from(line)?;
        Self::from_arg_matches(&matches)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Sign in, and remember it for the next commands
    Login(LoginArgs),
    /// Forget the sign-in
    Logout {
        #[command(flatten)]
        place: Place,
        /// Forget every remembered sign-in, not only the current one
        #[arg(long)]
        all: bool,
    },
    #[command(flatten)]
    Client(ClientCommand),
    #[command(flatten)]
    Server(ServerCommand),
    /// Print the completion script for a shell
    #[command(
        after_help = "Example: reseat completions bash > ~/.local/share/bash-completion/completions/reseat"
    )]
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example: reseat man | man -l -")]
    Man,
}

/// The commands that talk to a server and need a sign-in.
#[derive(Debug, Subcommand)]
pub enum ClientCommand {
    /// Products and who holds them: list, assign, unassign, move, copy
    #[command(alias = "licence")]
    License(Noun<LicenseCommand>),
    /// People: list, show, import, block, passwords, sessions
    User(Noun<UserCommand>),
    /// Administrator roles: who holds them, grant, revoke
    Role(Noun<RoleCommand>),
    /// Purchases of the organization
    Product(Noun<ProductCommand>),
    /// What people will lose in the next days, soonest first
    Losses {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        args: LossesArgs,
    },
    /// What was changed, by whom, and how to take it back
    Change(Noun<ChangeCommand>),
    /// Long-running changes
    Job(Noun<JobCommand>),
    /// The catalog of known products
    Catalog(Noun<CatalogCommand>),
    /// The audit log, newest first; check it, export it
    Audit {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        args: AuditArgs,
        #[command(subcommand)]
        command: Option<AuditCommand>,
    },
    /// The server's clock: show it, or move a simulated one
    Clock {
        #[command(flatten)]
        place: Place,
        #[command(subcommand)]
        command: Option<ClockCommand>,
    },
}

/// What can be done with one kind of thing.
#[derive(Debug, Args)]
pub struct Noun<C: Subcommand> {
    #[command(flatten)]
    pub place: Place,
    #[command(subcommand)]
    pub command: C,
}

impl ClientCommand {
    /// Where the command finds its server, as typed behind it.
    pub const fn place(&self) -> &Place {
        match self {
            Self::License(noun) => &noun.place,
            Self::User(noun) => &noun.place,
            Self::Change(noun) => &noun.place,
            Self::Job(noun) => &noun.place,
            Self::Catalog(noun) => &noun.place,
            Self::Role(noun) => &noun.place,
            Self::Product(noun) => &noun.place,
            Self::Losses { place, .. } | Self::Audit { place, .. } | Self::Clock { place, .. } => place,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Cli {
        Cli::read(line.split(' ').map(Into::into)).unwrap()
    }

    #[test]
    fn a_server_is_named_before_or_behind_the_command_and_behind_wins() {
        let cli = read("reseat --url https://a --tenant x license list --url https://b");
        let Command::Client(command) = cli.command else { panic!("not a client command") };
        let place = command.place().clone().or(cli.place);
        assert_eq!((place.url.as_deref(), place.tenant.as_deref()), (Some("https://b"), Some("x")));
        let here = Place { url: Some("https://b".into()), ..Place::default() };
        let cloud = Place { cloud: Some(CloudName::Worldwide), ..Place::default() };
        assert_eq!(here.or(cloud).cloud, None);
    }

    #[test]
    fn an_option_of_the_servers_own_commands_is_not_taken_for_one_of_the_client() {
        let cli = read("reseat serve --tenant demo.yaml");
        assert!(matches!(cli.command, Command::Server(_)));
        assert_eq!(cli.place, Place::default());
    }

    #[test]
    fn the_environment_fills_in_what_was_not_typed() {
        let set = |name: &str| (name == "RESEAT_URL" || name == "RESEAT_CA").then(|| format!("{name}!"));
        let place =
            Place { url: Some("https://typed".into()), ..Place::default() }.or(Place::of_environment(&set));
        assert_eq!(place.url.as_deref(), Some("https://typed"));
        assert_eq!(place.ca, Some("RESEAT_CA!".into()));
        assert_eq!(Place::of_environment(&|_| Some(String::new())), Place::default());
    }
}
