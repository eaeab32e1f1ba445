//! The one way in which YAML is read here: strict booleans (`country: NO` is Norway), no duplicate keys, and room
//! for a tenant of a hundred thousand people.

use serde::de::DeserializeOwned;
use serde_saphyr::{Location, Spanned};

use crate::Problem;

/// Nodes one file may have; a person takes about 25.
const NODES_MAX: usize = 10_000_000;

/// Reads `text` as a `T`. The first structural error ends the reading, with its line.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_nodes: NODES_MAX,
            max_events: NODES_MAX * 2,
        },
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let line = error.location().and_then(known_line);
        Problem { line, message: message_of(&error) }
    })
}

/// The library appends its own "at line ..., column ..."; [`Problem`] prints the line already.
fn message_of(error: &serde_saphyr::Error) -> String {
    let text = error.without_snippet().to_string();
    let first = text.lines().next().unwrap_or_default();
    let message = first.find(" at line ").map_or(first, |end| &first[..end]);
    message.trim_start_matches("error: ").to_owned()
}

fn known_line(location: Location) -> Option<u64> {
    (location.line() > 0).then(|| location.line())
}

/// The line on which a value stands.
pub(crate) fn line_of<T>(value: &Spanned<T>) -> u64 {
    value.referenced.line()
}
