//! Tuples of cells as bytes whose binary order is the tuples' order.
//!
//! Every cell begins with a tag (null before everything), so no encoding is the beginning of another one's cell, and
//! [`AFTER`] is above every tag: a tuple's bytes with it appended stand behind all rows that begin with the tuple.

use crate::port::{Bound, Row, Scan, Value};

/// Greater than the first byte of any cell.
const AFTER: u8 = 0xFF;

/// Appends cells to an encoded tuple.
pub(super) fn encode<'a>(out: &mut Vec<u8>, cells: impl IntoIterator<Item = &'a Value>) {
    for cell in cells {
        match cell {
            Value::Null => out.push(1),
            Value::Int(number) => {
                out.push(2);
                // Flipping the sign bit puts the negative numbers first.
                out.extend_from_slice(&(number.cast_unsigned() ^ (1 << 63)).to_be_bytes());
            }
            Value::Text(text) => {
                out.push(3);
                encode_bytes(out, text.as_bytes());
            }
            Value::Bytes(bytes) => {
                out.push(4);
                encode_bytes(out, bytes);
            }
        }
    }
}

/// Ends with 0 1; a zero inside becomes 0 255, so that the shorter of two sorts first.
fn encode_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    for &byte in bytes {
        out.push(byte);
        if byte == 0 {
            out.push(0xFF);
        }
    }
    out.extend_from_slice(&[0, 1]);
}

/// The encoded cells of a row at these positions.
pub(super) fn encode_columns(row: &Row, columns: &[usize]) -> Vec<u8> {
    let mut out = Vec::with_capacity(columns.len() * 20);
    encode(&mut out, columns.iter().map(|column| &row[*column]));
    out
}

/// The encoded tuple.
pub(super) fn encoded(cells: &[Value]) -> Vec<u8> {
    let mut out = Vec::with_capacity(cells.len() * 20);
    encode(&mut out, cells);
    out
}

/// Where a scan begins (inclusive) and ends (exclusive).
pub(super) fn limits(scan: &Scan) -> (Vec<u8>, Vec<u8>) {
    let at = |tuple: &[Value], after: bool| {
        let mut bytes = encoded(&scan.prefix);
        encode(&mut bytes, tuple);
        if after {
            bytes.push(AFTER);
        }
        bytes
    };
    let from = match &scan.lower {
        Bound::Open => at(&[], false),
        Bound::Included(tuple) => at(tuple, false),
        Bound::Excluded(tuple) => at(tuple, true),
    };
    let to = match &scan.upper {
        Bound::Open => at(&[], true),
        Bound::Included(tuple) => at(tuple, true),
        Bound::Excluded(tuple) => at(tuple, false),
    };
    (from, to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Int),
            "[\\x00\\x01aä王]{0,4}".prop_map(Value::Text),
            proptest::collection::vec(prop_oneof![Just(0_u8), Just(1), Just(255), any::<u8>()], 0..4)
                .prop_map(Value::Bytes),
        ]
    }

    proptest! {
        #[test]
        fn bytes_order_as_the_tuples_do(
            a in proptest::collection::vec(cell(), 0..4),
            b in proptest::collection::vec(cell(), 0..4),
        ) {
            prop_assert_eq!(encoded(&a).cmp(&encoded(&b)), a.cmp(&b));
        }

        #[test]
        fn what_begins_with_a_tuple_stands_between_it_and_its_end(
            a in proptest::collection::vec(cell(), 0..3),
            more in proptest::collection::vec(cell(), 0..3),
        ) {
            let longer = encoded(&[a.clone(), more].concat());
            let mut end = encoded(&a);
            prop_assert!(end <= longer);
            end.push(AFTER);
            prop_assert!(longer < end);
        }
    }
}
