//! Running a parsed client command with everything it needs given to it, so that tests run the same path.

use std::io::BufRead;
use std::sync::Arc;

use reseat_client::Runtime;

use crate::args::{AuditCommand, ClientCommand, Command, Place};
use crate::commands;
use crate::connect::{self, MakeHttp};
use crate::edge::Interrupts;
use crate::exit::{Exit, Outcome};
use crate::output::Ui;
use crate::session::Session;

/// Network, time, person and Ctrl-C.
pub struct World<'a> {
    /// Makes the network.
    pub make_http: MakeHttp<'a>,
    /// Environment variables.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
    /// Clock, waiting and randomness.
    pub runtime: Arc<dyn Runtime>,
    /// Where answers come from.
    pub input: &'a mut dyn BufRead,
    /// Whether a person is there to answer.
    pub interactive: bool,
    /// Ctrl-C.
    pub interrupts: &'a dyn Interrupts,
}

/// Runs a client command. `before` is what was typed before it.
///
/// # Errors
/// What the command could not do, with what to do next.
pub fn run(ui: &mut Ui<'_>, world: World<'_>, before: Place, command: Command) -> Outcome {
    let place = |behind: &Place| behind.clone().or(before).or(Place::of_environment(world.variable));
    match command {
        Command::Login(args) => {
            commands::login(ui, &place(&args.place), args.device, world.make_http, world.runtime)
        }
        Command::Logout { all, place: behind } => commands::logout(ui, &place(&behind), all),
        Command::Client(ClientCommand::Audit {
            command: Some(AuditCommand::Verify(args)),
            place: behind,
            ..
        }) if args.is_local() => commands::verify_here(ui, &args, place(&behind).tenant.as_deref()),
        Command::Client(ClientCommand::Audit {
            command: Some(AuditCommand::Export(args)),
            place: behind,
            ..
        }) if args.kept.is_named() => commands::export_here(ui, &args, place(&behind).tenant.as_deref()),
        Command::Client(command) => signed_in(ui, &place(command.place()), world, command),
        // Handled before there is a terminal to speak of.
        Command::Server(_) | Command::Completions { .. } | Command::Man => Ok(Exit::Done),
    }
}

/// Signs in, runs the command, keeps a renewed token whatever came of the command.
fn signed_in(ui: &mut Ui<'_>, place: &Place, world: World<'_>, command: ClientCommand) -> Outcome {
    let connection = connect::connect(place, world.make_http, world.runtime)?;
    let mut session = Session {
        client: connection.client.clone(),
        ui,
        input: world.input,
        interactive: world.interactive,
        interrupts: world.interrupts,
    };
    let outcome = commands::run(&mut session, command);
    let kept = connection.keep();
    let exit = outcome?;
    kept?;
    Ok(exit)
}
