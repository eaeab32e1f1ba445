//! One file per noun.

mod catalog;
mod change;
mod clock;
mod import;
mod import_graph;
mod import_twice;
mod job;
mod license;
mod license_copy;
mod login;
mod user;

use crate::args::{ChangeCommand, ClientCommand, LicenseCommand, UserCommand};
use crate::exit::Outcome;
use crate::session::Session;

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
        },
        ClientCommand::Change(noun) => match noun.command {
            ChangeCommand::List { user, limit } => change::list(session, user.as_deref(), limit),
            ChangeCommand::Show { id } => change::show(session, &id),
            ChangeCommand::Revert { id, dry_run, yes, reason } => {
                change::revert(session, &id, reason, crate::change::How { dry_run, yes })
            }
        },
        ClientCommand::Job(noun) => job::run(session, noun.command),
        ClientCommand::Catalog(noun) => catalog::run(session, noun.command),
        ClientCommand::Audit { limit, .. } => change::audit(session, limit),
        ClientCommand::Clock { command, .. } => clock::run(session, command),
    }
}
