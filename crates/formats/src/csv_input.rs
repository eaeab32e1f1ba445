//! Reading CSV as people save it: with or without a byte order mark, `;` or tab instead of `,`, any line ends,
//! columns in any order and spelled in any case.

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord, Trim};

use crate::Problem;

/// A CSV file with its header row read.
pub(crate) struct CsvInput<'a> {
    bytes: &'a [u8],
    reader: Reader<&'a [u8]>,
    header: Vec<String>,
}

/// One row and the line it begins on.
pub(crate) struct Row {
    pub line: u64,
    record: StringRecord,
}

impl Row {
    /// The trimmed value of a column; empty when the row is too short.
    pub(crate) fn get(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or_default()
    }

    /// Whether no column holds anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.record.iter().all(str::is_empty)
    }
}

impl<'a> CsvInput<'a> {
    /// Begins to read; the problem is that there is no header row, or that it is not UTF-8.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter(bytes))
            .flexible(true)
            .has_headers(true)
            .trim(Trim::All)
            .from_reader(bytes);
        let header = reader.headers().map_err(|error| unreadable(&error, 1))?;
        let header: Vec<String> = header.iter().map(column_key).collect();
        if header.iter().all(String::is_empty) {
            let empty = Problem::whole("the file is empty; its first row names the columns");
            return Err(empty.coded("fileEmpty", []));
        }
        Ok(Self { bytes, reader, header })
    }

    /// The column called by any of these names.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        let keys: Vec<String> = names.iter().map(|name| column_key(name)).collect();
        self.header.iter().position(|column| keys.contains(column))
    }

    /// The reader's position stands before the rest of a CRLF and before empty lines; the row begins behind them.
    fn line_of_next_row(&self) -> u64 {
        let position = self.reader.position();
        let rest = usize::try_from(position.byte())
            .ok()
            .and_then(|start| self.bytes.get(start..))
            .unwrap_or_default();
        let skipped = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        position.line() + skipped.filter(|byte| **byte == b'\n').count() as u64
    }

    /// The next row that is not empty; a row that cannot be read is a problem with its line.
    pub(crate) fn next_row(&mut self) -> Option<Result<Row, Problem>> {
        loop {
            let line = self.line_of_next_row();
            let mut bytes = ByteRecord::new();
            match self.reader.read_byte_record(&mut bytes) {
                Ok(false) => return None,
                Err(error) => return Some(Err(unreadable(&error, line))),
                Ok(true) => {}
            }
            let Ok(mut record) = StringRecord::from_byte_record(bytes) else {
                let problem = Problem::at(line, "the row is not UTF-8; save the file as CSV UTF-8");
                return Some(Err(problem.coded("notUtf8", [])));
            };
            record.trim();
            let row = Row { line, record };
            if !row.is_empty() {
                return Some(Ok(row));
            }
        }
    }
}

fn unreadable(error: &csv::Error, line: u64) -> Problem {
    let line = error.position().map_or(line, csv::Position::line);
    Problem::at(line, format!("the row cannot be read: {error}")).coded("rowUnreadable", [])
}

/// The separator of the header row: whichever of the usual three it has most of.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n' || *byte == b'\r').next().unwrap_or_default();
    let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
    let mut best = b',';
    for candidate in [b';', b'\t'] {
        if count(candidate) > count(best) {
            best = candidate;
        }
    }
    best
}

/// The form in which column names are compared: letters and digits, lower case. `User Name`, `userName` and
/// `Username` are one column, and so are `ZIP or postal code` and `ZIP or Postal Code`.
fn column_key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
