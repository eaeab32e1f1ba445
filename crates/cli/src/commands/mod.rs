//! One file per noun.

mod audit;
mod catalog;
mod change;
mod clock;
mod export;
mod import;
mod import_graph;
mod import_twice;
mod job;
mod license;
mod license_copy;
mod login;
mod losses;
mod product;
mod reset_password;
mod role;
mod user;
mod user_update;

use crate::args::{ChangeCommand, ClientCommand, LicenseCommand, UserCommand};
use crate::exit::Outcome;
use crate::session::Session;
use user_update::Deed;

pub use audit::{export_here, verify_here};
pub use login::{login, logout};

/// Runs a command that needs a sign-in.
///
/// # Errors
/// What the command could not do, with what to do next.
pub fn run(session: &mut Session<'_, '_>, command: ClientCommand) -> Outcome {
    match command {
        ClientCommand::License(noun) => match noun.command {
            LicenseCommand::List { search } => license::list(session, search.as_deref()),
            LicenseCommand::Users(args) => license::users(session, &args),
            LicenseCommand::Unassign(args) => license::unassign(session, &args),
            LicenseCommand::Assign(args) => license::assign(session, &args),
            LicenseCommand::Move(args) => license::move_people(session, &args),
            LicenseCommand::Copy(args) => license_copy::run(session, &args),
        },
        ClientCommand::User(noun) => match noun.command {
            UserCommand::List { search, state, product, limit } => {
                user::list(session, search, state, product.as_deref(), limit)
            }
            UserCommand::Show { person } => user::show(session, &person),
            UserCommand::Import(args) => import::people(session, &args),
            UserCommand::Block(args) => user_update::run(session, &Deed::Block, &args),
            UserCommand::Unblock(args) => user_update::run(session, &Deed::Unblock, &args),
            UserCommand::SetLocation(args) => {
                user_update::run(session, &Deed::Location(args.country.to_uppercase()), &args.update)
            }
            UserCommand::RevokeSessions(args) => user_update::run(session, &Deed::SignOut, &args),
            UserCommand::ResetPassword(args) => reset_password::run(session, &args),
        },
        ClientCommand::Role(noun) => role::run(session, noun.command),
        ClientCommand::Product(noun) => product::run(session, noun.command),
        ClientCommand::Losses { args, .. } => losses::run(session, &args),
        ClientCommand::Change(noun) => match noun.command {
            ChangeCommand::List(args) => change::list(session, &args),
            ChangeCommand::Export { args, span } => export::changes(session, &args, &span),
            ChangeCommand::Show { id } => change::show(session, &id),
            ChangeCommand::Revert { id, dry_run, yes, reason } => {
                change::revert(session, &id, reason, crate::change::How { dry_run, yes })
            }
        },
        ClientCommand::Job(noun) => job::run(session, noun.command),
        ClientCommand::Catalog(noun) => catalog::run(session, noun.command),
        ClientCommand::Audit { command: Some(command), .. } => audit::run(session, command),
        ClientCommand::Audit { args, .. } => change::audit(session, &args),
        ClientCommand::Clock { command, .. } => clock::run(session, command),
    }
}
