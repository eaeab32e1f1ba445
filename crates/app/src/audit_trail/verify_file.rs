//! Verifying an export, line by line, however long it is.

use std::io::{self, BufRead};

use super::report::{ProblemKind, Report};
use super::verify::{Verifier, VerifyOptions};

/// Bytes of a line at most: a record with the names before and after of a person's licences is far below.
const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Checks an export.
///
/// # Errors
/// When it cannot be read; what is wrong in it is in the report.
pub fn verify_export(input: &mut dyn BufRead, options: VerifyOptions) -> io::Result<Report> {
    let mut verifier = Verifier::new(options);
    let mut line = Vec::new();
    loop {
        line.clear();
        // A line that never ends is not read into memory whole.
        let mut limited = io::Read::take(&mut *input, LINE_BYTES_MAX as u64 + 1);
        if limited.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let ended = line.pop_if(|byte| *byte == b'\n').is_some();
        if line.len() > LINE_BYTES_MAX {
            verifier.wrong(ProblemKind::Unreadable, None, "a line is too long for an export".to_owned());
            break;
        }
        match std::str::from_utf8(&line) {
            Ok(text) => verifier.text(text),
            Err(_) => verifier.text("\u{FFFD}"),
        }
        if !ended {
            let text = "the export ends in the middle of a line: it was cut off".to_owned();
            verifier.wrong(ProblemKind::Truncated, None, text);
        }
    }
    Ok(verifier.finish(true))
}
