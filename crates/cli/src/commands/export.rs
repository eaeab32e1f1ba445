//! `reseat change export` and `reseat job export`

use std::fs::File;
use std::io::Write;

use reseat_client::reseat::Export;

use super::change::span;
use crate::args::{ExportArgs, Span};
use crate::exit::{Exit, Failure, Outcome};
use crate::session::Session;

/// Rows asked for in one request.
const PAGE: u32 = 999;

/// `reseat change export`
pub fn changes(session: &mut Session<'_, '_>, args: &ExportArgs, of: &Span) -> Outcome {
    let (from, to) = span(of)?;
    write(session, Export::Changes, args, (from.as_deref(), to.as_deref()))
}

/// `reseat job export`
pub fn jobs(session: &mut Session<'_, '_>, args: &ExportArgs) -> Outcome {
    write(session, Export::Jobs, args, (None, None))
}

fn write(
    session: &mut Session<'_, '_>,
    what: Export,
    args: &ExportArgs,
    span: (Option<&str>, Option<&str>),
) -> Outcome {
    session.needs_reseat("export of this kind")?;
    let reseat = session.client.reseat();
    // Asked before the file is made: a refusal leaves none behind.
    let mut page = reseat.export(what, &args.format, span, PAGE)?;
    let mut file = match &args.out {
        Some(path) => Some(File::create_new(path).map_err(|error| Failure::file(path, &error))?),
        None => None,
    };
    loop {
        match (&mut file, &args.out) {
            (Some(file), Some(path)) => {
                file.write_all(page.text.as_bytes()).map_err(|error| Failure::file(path, &error))?;
            }
            _ => session.ui.out.write_all(page.text.as_bytes())?,
        }
        let Some(next) = page.next else { return Ok(Exit::Done) };
        page = reseat.next_export(&next)?;
    }
}
