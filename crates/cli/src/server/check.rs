//! `reseat check`.

use std::io::Write;

use super::assemble::open_existing;
use super::tenant::all;
use super::{CheckArgs, ServerFailure};
use crate::exit::Exit;

/// Checks every organisation of a data directory.
///
/// # Errors
/// When the data directory cannot be read.
pub fn check(args: &CheckArgs) -> Result<Exit, ServerFailure> {
    let assembled = open_existing(&args.data)?;
    let failed = |error| ServerFailure::of("standard output", error);
    let mut out = std::io::stdout().lock();
    let mut wrong = 0;
    for tenant in all(&assembled.app)? {
        let findings = reseat_app::tenant::check(&assembled.app, tenant.id, args.repair)
            .map_err(|error| ServerFailure::of(&tenant.domain, error))?;
        wrong += findings.len();
        for finding in &findings {
            writeln!(out, "{}  {}  {}", tenant.domain, finding.rule, finding.detail).map_err(failed)?;
        }
        if findings.is_empty() {
            writeln!(out, "{}  clean", tenant.domain).map_err(failed)?;
        }
    }
    match (wrong, args.repair) {
        (0, _) => Ok(Exit::Done),
        (_, true) => {
            writeln!(out, "Wrong counters were set right; run `reseat check` again.").map_err(failed)?;
            Ok(Exit::SomeRefused)
        }
        (_, false) => {
            writeln!(out, "Stop the server and run `reseat check --repair` to set counters right.")
                .map_err(failed)?;
            Ok(Exit::SomeRefused)
        }
    }
}
