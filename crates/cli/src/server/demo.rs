//! `reseat demo`: a server with an organisation to try everything on.

use std::io::Write;

use super::assemble;
use super::ready::Ready;
use super::{DataDir, DemoArgs, ServerFailure, serve};
use crate::exit::Exit;

/// The demo's organisation: a tenant file like any other.
const DEMO: &str = include_str!("../../../../tenants/demo.yaml");

/// Runs the demo until it is told to stop. The data directory keeps what was done; delete it to begin anew.
///
/// # Errors
/// As `reseat serve`.
pub fn demo(args: DemoArgs) -> Result<Exit, ServerFailure> {
    let file = assemble::parse_tenant_file("the demo's tenant file", DEMO)?;
    let data = DataDir::at(&args.data_dir, None);
    let assembled = assemble::open(&data, true, Some(&file))?;
    let tenant = assemble::ensure_tenant(&assembled.app, &file)?;
    let hints = tenant.settings.sign_in_hints;
    serve::run(assembled, &data.data_dir, &args.listen, |ready| {
        // A demo whose output nobody reads goes on all the same.
        let _ = greet(ready, &tenant.display_name, hints.first().map(|hint| hint.upn.as_str()));
    })
}

fn greet(ready: &Ready, organisation: &str, first: Option<&str>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nReseat runs with the demo organization {organisation}.\n")?;
    for url in ready.urls() {
        writeln!(out, "  Admin center   {url}/")?;
    }
    if let Some(first) = first {
        writeln!(out, "\nThe sign-in page lists an account for every role, such as {first}.")?;
    }
    if let Some(file) = ready.ca_file() {
        writeln!(out, "The https certificate is signed by {}.", file.display())?;
    }
    writeln!(out, "Stop with Ctrl-C. What you do is kept in the data directory; delete it to begin anew.\n")?;
    out.flush()
}
