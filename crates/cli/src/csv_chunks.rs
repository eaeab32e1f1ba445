//! Cutting a CSV file into files of a few rows each, byte for byte, with the lines they came from.

use std::collections::BTreeSet;

use csv::{ByteRecord, ReaderBuilder};

/// A part of a file: the header and some rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The header row and the rows.
    pub bytes: Vec<u8>,
    /// Rows in it.
    pub rows: u64,
    /// What to add to a line of this chunk to get the line of the whole file.
    pub line_offset: u64,
}

/// Cuts `bytes` into chunks of at most `rows` rows. The rows themselves stay as they were written.
///
/// # Errors
/// When the file cannot be read as CSV.
pub fn cut(bytes: &[u8], rows: usize) -> Result<Vec<Chunk>, csv::Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let starts = row_starts(bytes)?;
    let Some(((header, header_line), body)) = starts.split_first() else { return Ok(Vec::new()) };
    let header_end = body.first().map_or(bytes.len(), |(at, _)| *at);
    let mut head = bytes[*header..header_end].to_vec();
    if !head.ends_with(b"\n") && !head.ends_with(b"\r") {
        head.push(b'\n');
    }
    let first_line = body.first().map_or(*header_line, |(_, line)| *line);
    // Within a chunk the rows begin where they begin in a file that starts with this header.
    let head_lines = first_line - header_line;
    let chunk = |(n, part): (usize, &[(usize, u64)])| {
        let (start, line) = part[0];
        let end = body.get((n + 1) * rows).map_or(bytes.len(), |(at, _)| *at);
        let mut chunk = head.clone();
        chunk.extend_from_slice(&bytes[start..end]);
        Chunk { bytes: chunk, rows: part.len() as u64, line_offset: line - head_lines - 1 }
    };
    Ok(body.chunks(rows).enumerate().map(chunk).collect())
}

/// The same file without the rows that begin on some lines. All other rows stay on their lines.
///
/// # Errors
/// When the file cannot be read as CSV.
pub fn without(bytes: &[u8], lines: &BTreeSet<u64>) -> Result<Vec<u8>, csv::Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let starts = row_starts(bytes)?;
    let mut kept = Vec::with_capacity(bytes.len());
    for (n, (start, line)) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(bytes.len(), |(at, _)| *at);
        let row = &bytes[*start..end];
        // Blank lines are passed over by whoever reads the file, but still counted.
        if lines.contains(line) {
            kept.extend(row.iter().filter(|byte| **byte == b'\n'));
        } else {
            kept.extend_from_slice(row);
        }
    }
    Ok(kept)
}

/// Where rows begin: byte and line. Blank lines belong to the row before them.
fn row_starts(bytes: &[u8]) -> Result<Vec<(usize, u64)>, csv::Error> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(bytes)).flexible(true).has_headers(false).from_reader(bytes);
    let mut record = ByteRecord::new();
    let mut starts = Vec::new();
    while reader.read_byte_record(&mut record)? {
        let Some(position) = record.position() else { continue };
        // The reader may leave the end of the row before, and blank lines, in front of a row.
        let from = usize::try_from(position.byte()).unwrap_or(bytes.len()).min(bytes.len());
        let blank = bytes[from..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        starts.push(from + blank);
    }
    let mut lines = Lines { bytes, at: 0, line: 1 };
    Ok(starts.into_iter().map(|start| (start, lines.line_of(start))).collect())
}

/// Counts lines while going forward through a file.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn line_of(&mut self, at: usize) -> u64 {
        self.line += self.bytes[self.at..at].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = at;
        self.line
    }
}

/// The separator of the header row: whichever of the usual three it has most of, as the server finds it.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
    let mut best = b',';
    for candidate in [b';', b'\t'] {
        if count(candidate) > count(best) {
            best = candidate;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(file: &str, rows: usize) -> Vec<(String, u64, u64)> {
        let chunks = cut(file.as_bytes(), rows).unwrap();
        chunks.into_iter().map(|c| (String::from_utf8(c.bytes).unwrap(), c.rows, c.line_offset)).collect()
    }

    #[test]
    fn rows_stay_as_written_and_lines_can_be_found_again() {
        let file = "\u{feff}Username;Name\r\na;A\r\nb;\"B\r\nover two\"\r\n\r\nc;C";
        assert_eq!(
            texts(file, 2),
            [
                ("Username;Name\r\na;A\r\nb;\"B\r\nover two\"\r\n\r\n".to_owned(), 2, 0),
                // 'c' stands on line 2 of its chunk and on line 6 of the file.
                ("Username;Name\r\nc;C".to_owned(), 1, 4),
            ]
        );
    }

    #[test]
    fn every_row_is_in_one_chunk() {
        let file: String =
            std::iter::once("Username\n".to_owned()).chain((0..1001).map(|n| format!("u{n}\n"))).collect();
        let chunks = texts(&file, 200);
        assert_eq!(chunks.iter().map(|c| c.1).collect::<Vec<_>>(), [200, 200, 200, 200, 200, 1]);
        let rows: String = chunks.iter().map(|c| c.0.strip_prefix("Username\n").unwrap()).collect();
        assert_eq!(format!("Username\n{rows}"), file);
        // Row u1000 stands on line 1002.
        assert_eq!(2 + chunks[5].2, 1002);
    }

    #[test]
    fn rows_left_out_do_not_move_the_others() {
        let file = "\u{feff}Username,Name\r\na,A\r\nb,\"B\r\nover two\"\r\n\r\nc,C\r\nd,D";
        let kept = without(file.as_bytes(), &BTreeSet::from([3, 7])).unwrap();
        assert_eq!(String::from_utf8(kept).unwrap(), "Username,Name\r\na,A\r\n\n\n\nc,C\r\n");
        assert_eq!(row_starts(&without(file.as_bytes(), &BTreeSet::from([3])).unwrap()).unwrap()[2].1, 6);
    }

    #[test]
    fn a_header_alone_has_no_chunks() {
        assert!(texts("Username\n", 200).is_empty() && texts("", 200).is_empty());
    }
}
