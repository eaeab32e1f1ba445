//! The `reseat` binary: the client commands, and the commands that run a server.

mod args;
mod change;
mod commands;
mod config;
mod connect;
mod csv_chunks;
mod edge;
mod exit;
mod graph_change;
mod jobs;
mod lang;
mod manual;
mod output;
mod people_choice;
mod products;
mod progress;
mod render;
mod report;
mod run;
mod server;
mod session;
mod words;

#[cfg(test)]
mod tests;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use args::{Cli, Command, Global, Place};
use edge::{CtrlC, Machine, Terminal};
use exit::{Exit, Outcome};
use lang::Lang;
use output::Ui;
use run::World;

/// Gives memory back that sign-ins needed for a moment, whichever thread they ran on.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    let outcome = match cli.command {
        Command::Server(command) => return server::run(command, &cli.global).into(),
        Command::Completions { shell } => {
            manual::completions(shell, &mut std::io::stdout().lock());
            Ok(Exit::Done)
        }
        Command::Man => manual::page(&mut std::io::stdout().lock()).map(|()| Exit::Done).map_err(Into::into),
        command => at_the_terminal(&cli.global, cli.place, command),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => {
            // A reader that went away (`| head`) is no failure and wants no message.
            if failure.exit != Exit::Done {
                let terminal = Terminal::of_this_process();
                let text = match terminal.stderr {
                    true => {
                        let width = output::width(terminal.width, terminal.columns.as_deref());
                        output::hanging(&failure.text(), usize::from(width))
                    }
                    // Programs that read messages want a line each.
                    false => failure.text(),
                };
                let _ = write!(std::io::stderr().lock(), "{text}");
            }
            failure.exit.into()
        }
    }
}

/// Runs a client command with the terminal of this process.
fn at_the_terminal(global: &Global, place: Place, command: Command) -> Outcome {
    let terminal = Terminal::of_this_process();
    let mut ui = Ui {
        out: &mut std::io::stdout().lock(),
        // Not locked: progress bars draw on it from a thread of their own, which would wait for the lock forever.
        err: &mut std::io::stderr(),
        format: global.output,
        width: output::width(terminal.width, terminal.columns.as_deref()),
        color: terminal.stdout && !terminal.no_color && !global.no_color,
        quiet: global.quiet,
        progress: terminal.stderr,
        lang: Lang::choose(global.lang, terminal.locale.as_deref()),
    };
    let world = World {
        make_http: &connect::real_http,
        variable: &|name| std::env::var(name).ok(),
        runtime: Arc::new(Machine),
        input: &mut std::io::stdin().lock(),
        interactive: terminal.stdin,
        interrupts: &CtrlC::take_over(),
    };
    run::run(&mut ui, world, place, command)
}
