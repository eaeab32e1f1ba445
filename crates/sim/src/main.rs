//! `cargo xtask sim`: runs seeds, or the bug base, and prints what is needed to see a failure again.

use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use reseat_sim::bugs::{self, Bug};
use reseat_sim::case::Case;
use reseat_sim::run::{Outcome, Violation, run};
use reseat_sim::server::Backend;
use reseat_sim::{generate, shrink};

/// Runs the application whole, in process, with faults, from a seed.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask sim")]
struct Args {
    /// The first seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// So many seeds, one after another.
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// Steps of each seed.
    #[arg(long, default_value_t = 120)]
    steps: usize,
    /// Where the organisations are kept.
    #[arg(long, value_enum, default_value_t = StoreKind::Memory)]
    store: StoreKind,
    /// Run on memory too, and compare every row at the end.
    #[arg(long)]
    differential: bool,
    /// Run the bug base instead of seeds.
    #[arg(long)]
    bugs: bool,
    /// Run every seed once only, without comparing the traces of two runs.
    #[arg(long)]
    once: bool,
    /// Print the trace of every seed.
    #[arg(long)]
    trace: bool,
    /// Print failures as an entry of the bug base.
    #[arg(long)]
    entry: bool,
    /// Shrink failures in at most so many runs; 0 leaves them as they are.
    #[arg(long, default_value_t = 400)]
    shrink: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StoreKind {
    /// In memory.
    Memory,
    /// SQLite in a directory of its own.
    Sqlite,
    /// A private PostgreSQL, started from the installed package.
    Postgres,
}

impl StoreKind {
    fn backend(self) -> Result<Backend, String> {
        match self {
            Self::Memory => Ok(Backend::memory()),
            Self::Sqlite => Backend::sqlite(),
            Self::Postgres => Ok(Backend::postgres()),
        }
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    // What the application panics about is part of the simulation: the writer catches it.
    match if args.bugs { replay(&args) } else { seeds(&args) } {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failed) => {
            eprintln!("{failed} failed");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn replay(args: &Args) -> Result<usize, String> {
    let mut failed = 0;
    let all = bugs::all()?;
    for (name, bug) in &all {
        let case = bug.case().map_err(|error| format!("{name}: {error}"))?;
        if let Some(violation) = attempt(args, &case)?.violation {
            println!("{name}: {}\n  {violation}", bug.what);
            failed += 1;
        }
    }
    println!("{} cases of the bug base, {failed} failed", all.len());
    Ok(failed)
}

fn seeds(args: &Args) -> Result<usize, String> {
    let mut failed = 0;
    for seed in args.seed..args.seed + args.seeds {
        let case = generate::case(seed, args.steps);
        let outcome = attempt(args, &case)?;
        if args.trace {
            outcome.trace.iter().for_each(|line| println!("{line}"));
        }
        if let Some(violation) = outcome.violation {
            failed += 1;
            report(args, &case, &violation)?;
        }
    }
    println!("{} seeds from {} on, {} steps each: {failed} failed", args.seeds, args.seed, args.steps);
    Ok(failed)
}

/// Runs a case as asked: twice, and on memory, too.
fn attempt(args: &Args, case: &Case) -> Result<Outcome, String> {
    let mut outcome = run(case, args.store.backend()?, None)?;
    if outcome.violation.is_none() && !args.once {
        let again = run(case, args.store.backend()?, None)?;
        compare("the-same-seed-gives-the-same-trace", case, &mut outcome, &again, true);
    }
    if outcome.violation.is_none() && args.differential {
        let memory = run(case, Backend::memory(), None)?;
        compare("all-stores-end-alike", case, &mut outcome, &memory, true);
        compare("all-stores-end-alike", case, &mut outcome, &memory, false);
    }
    Ok(outcome)
}

fn compare(invariant: &str, case: &Case, outcome: &mut Outcome, other: &Outcome, traces: bool) {
    let (one, two) = if traces { (&outcome.trace, &other.trace) } else { (&outcome.rows, &other.rows) };
    let lines = one.len().max(two.len());
    if let Some(at) = (0..lines).find(|at| one.get(*at) != two.get(*at)) {
        let step = if traces { at.min(case.steps.len()) } else { case.steps.len() };
        let detail = format!("\n  one   {:?}\n  other {:?}", one.get(at), two.get(at));
        outcome.violation = Some(Violation { step, invariant: invariant.to_owned(), detail });
    }
}

fn report(args: &Args, case: &Case, violation: &Violation) -> Result<(), String> {
    println!("seed {}: {violation}", case.seed);
    let mut try_again = |case: &Case| attempt(args, case).ok()?.violation;
    let (small, violation) = match args.shrink {
        0 => (case.clone(), violation.clone()),
        most => shrink::shrink(case, violation, most, &mut try_again),
    };
    println!("  shortest, {} steps: {violation}", small.steps.len());
    for line in attempt(args, &small)?.trace {
        println!("    {line}");
    }
    let store = args.store.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    println!("  again: cargo xtask sim --seed {} --steps {} --store {store}", case.seed, args.steps);
    if args.entry {
        let entry = Bug::of(&small, &violation.invariant, "", "").map_err(|error| error.to_string())?;
        println!("{}", entry.text()?);
    }
    Ok(())
}
