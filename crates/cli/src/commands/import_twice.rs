//! Sign-in names that a file holds more than once. Only here is the whole file known: a server is sent parts of it.

use std::collections::{BTreeMap, HashMap};

use reseat_client::reseat::ImportRow;
use reseat_formats::people::PersonRow;
use reseat_model::fold::fold;

/// The rows whose sign-in name stands in the file before them, by line, each refused with the line of the first.
pub(super) fn repeated(rows: &[PersonRow]) -> BTreeMap<u64, ImportRow> {
    let mut lines = HashMap::new();
    let mut repeated = BTreeMap::new();
    for row in rows {
        let first = *lines.entry(fold(&row.user_principal_name)).or_insert(row.line);
        if first != row.line {
            repeated.insert(row.line, refused(row, first));
        }
    }
    repeated
}

fn refused(row: &PersonRow, first: u64) -> ImportRow {
    ImportRow {
        line: row.line,
        user_principal_name: Some(row.user_principal_name.clone()),
        status: "refused".to_owned(),
        problem: Some(format!("the same sign-in name is on line {first} already; keep one of the two rows")),
        ..ImportRow::default()
    }
}
