//! Going on with an export that was broken off.

use std::io::{self, BufRead};

use super::line::Line;
use super::report::Place;

/// How a partly written export goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resume {
    /// There is too little of it, or it is no export: from the beginning.
    Begin,
    /// Keep so many bytes of it and ask for what comes after this record.
    After(u64, Place),
    /// It has its last line.
    Complete,
}

/// Looks where a partly written export goes on. Its last record is asked for again: the signed head behind it may be
/// missing.
///
/// # Errors
/// When it cannot be read.
pub fn resume(input: &mut dyn BufRead) -> io::Result<Resume> {
    let mut last: [Option<(u64, Place)>; 2] = [None, None];
    let mut at = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        let bytes = input.read_until(b'\n', &mut line)? as u64;
        let whole = line.pop_if(|byte| *byte == b'\n').is_some();
        let read = std::str::from_utf8(&line).ok().filter(|_| whole).and_then(|text| Line::read(text).ok());
        match read {
            Some(Line::Record(record)) => last = [last[1], Some((at, record.place()))],
            Some(Line::End(_)) => return Ok(Resume::Complete),
            Some(_) => {}
            None => break,
        }
        at += bytes;
    }
    let [Some((_, before)), Some((keep, _))] = last else { return Ok(Resume::Begin) };
    Ok(Resume::After(keep, before))
}
