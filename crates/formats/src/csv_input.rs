//! Reading CSV as people save it: with or without a byte order mark, `;` or tab instead of `,`, any line ends,
//! columns in any order and spelled in any case.

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord, Trim};
use reseat_model::limits::IMPORT_COLUMNS_MAX;

use crate::Problem;

/// A CSV file with its header row read.
pub(crate) struct CsvInput<'a> {
    bytes: &'a [u8],
    reader: Reader<&'a [u8]>,
    header: Vec<String>,
    rows_max: usize,
    rows_left: usize,
}

/// One row and the line it begins on.
pub(crate) struct Row {
    pub line: u64,
    record: StringRecord,
}

impl Row {
    /// The trimmed value of a column, without the mark that [`unmarked`] describes; empty when the row is too short.
    pub(crate) fn get(&self, column: usize) -> &str {
        unmarked(self.record.get(column).unwrap_or_default())
    }

    /// Whether no column holds anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.record.iter().all(str::is_empty)
    }
}

impl<'a> CsvInput<'a> {
    /// Begins to read at most `rows_max` rows; the problem is that there is no header row, that it is not UTF-8, or that a
    /// line has far too many cells.
    pub(crate) fn open(bytes: &'a [u8], rows_max: usize) -> Result<Self, Problem> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let delimiter = delimiter(bytes);
        refuse_wide(bytes, delimiter)?;
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
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
        Ok(Self { bytes, reader, header, rows_max, rows_left: rows_max })
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
            match self.rows_left.checked_sub(1) {
                Some(left) => self.rows_left = left,
                None => return self.too_many(line),
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

impl CsvInput<'_> {
    /// Says once that there are too many rows, and reads no further.
    fn too_many(&mut self, line: u64) -> Option<Result<Row, Problem>> {
        let rows_max = std::mem::take(&mut self.rows_max);
        let message = format!("the file has more than {rows_max} rows; send it in parts");
        let problem = Problem::at(line, message).coded("tooManyRows", [("max", rows_max.to_string())]);
        (rows_max > 0).then_some(Err(problem))
    }
}

/// A cell as it was before it was exported. Exports put `'` in front of what a spreadsheet would take for a formula:
/// of a text that begins with `=`, `+`, `-`, `@`, a tab or a line end, and of one that already has such marks before it.
/// So one mark is taken away, and what was exported reads back as it was (docs/security.md).
pub(crate) fn unmarked(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        _ => cell,
    }
}

/// A cell for an export that spreadsheets open: one that begins like a formula gets one more `'` in front, which an import
/// takes away again (docs/security.md). Plain negative numbers stay numbers.
pub fn defused(cell: &str) -> String {
    let bare = cell.trim_start_matches('\'');
    let number = cell == "-" || cell.starts_with('-') && cell.parse::<f64>().is_ok();
    if bare.starts_with(FORMULA) && !number { format!("'{cell}") } else { cell.to_owned() }
}

/// What a formula can begin with; the wide forms are those of East Asian keyboards.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A line of commas only is as long as its bytes, but each cell costs memory several times over: such a file is refused
/// before it is taken apart.
fn refuse_wide(bytes: &[u8], delimiter: u8) -> Result<(), Problem> {
    let mut line = 1;
    let mut cells = 1;
    for byte in bytes {
        if *byte == delimiter {
            cells += 1;
        } else if *byte == b'\n' {
            line += 1;
            cells = 1;
        }
        if cells > IMPORT_COLUMNS_MAX {
            let problem = Problem::at(line, format!("the line has more than {IMPORT_COLUMNS_MAX} cells"));
            return Err(problem.coded("tooManyCells", [("max", IMPORT_COLUMNS_MAX.to_string())]));
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, max: usize) -> Vec<Result<String, String>> {
        let mut input = CsvInput::open(text.as_bytes(), max).unwrap();
        let next =
            || input.next_row().map(|row| row.map(|row| row.get(0).to_owned()).map_err(|p| p.to_string()));
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn a_file_with_too_many_rows_is_read_so_far_and_told_once() {
        let said = rows("name\na\nb\nc\nd\n", 2);
        assert_eq!(said[..2], [Ok("a".to_owned()), Ok("b".to_owned())]);
        assert!(said[2].as_ref().unwrap_err().contains("more than 2 rows"), "{said:?}");
        assert_eq!(said.len(), 3);
    }

    #[test]
    fn a_line_of_nothing_but_separators_is_refused_before_it_is_taken_apart() {
        let wide = format!("name\na\n{}\n", ",".repeat(IMPORT_COLUMNS_MAX));
        let problem = CsvInput::open(wide.as_bytes(), 10).err().unwrap();
        assert!(problem.to_string().contains("cells"), "{problem}");
        let fine = format!("name{}\na\n", ",".repeat(IMPORT_COLUMNS_MAX - 1));
        assert!(CsvInput::open(fine.as_bytes(), 10).is_ok());
    }

    #[test]
    fn what_exports_mark_as_text_reads_back_as_it_was() {
        for (cell, text) in [
            ("'=1+1", "=1+1"),
            ("'+49 30 1", "+49 30 1"),
            ("''=1", "'=1"),
            ("'＝1", "＝1"),
            ("'s-Hertogenbosch", "'s-Hertogenbosch"),
            ("O'Neill", "O'Neill"),
            ("-5", "-5"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(unmarked(cell), text);
        }
    }

    #[test]
    fn whatever_is_exported_reads_back_as_it_was_and_is_no_formula() {
        for text in [
            "=1", "+49 30 1", "-1+1", "-5", "-", "@a", "\t=1", "'=1", "''＝1", "'-5", "O'Neill", "'", "",
            "a=1",
        ] {
            let cell = defused(text);
            assert_eq!(unmarked(&cell), text, "{cell}");
            let number = cell == "-" || cell.parse::<f64>().is_ok();
            assert!(number || !cell.starts_with(FORMULA), "{cell}");
        }
    }
}
