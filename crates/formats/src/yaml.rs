//! The one way in which YAML is read here: strict booleans (`country: NO` is Norway), no duplicate keys, and room
//! for a tenant of a hundred thousand people.

use std::cell::RefCell;

use serde::de::DeserializeOwned;
use serde_saphyr::{Location, Spanned};

use crate::Problem;

/// Nodes one file may have; a person takes about 25.
const NODES_MAX: usize = 10_000_000;

/// Reads `text` as a `T`. The first structural error ends the reading, with its line and its path.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_nodes: NODES_MAX,
            max_events: NODES_MAX * 2,
        },
    };
    // The library's error knows the line, the one around it the path; only the inner one is handed through.
    let path = RefCell::new(String::new());
    let result = serde_saphyr::with_deserializer_from_str_with_options(text, options, |deserializer| {
        serde_path_to_error::deserialize::<_, T>(deserializer).map_err(|error| {
            path.replace(readable_path(&error.path().to_string()));
            error.into_inner()
        })
    });
    result.map_err(|error| {
        let line = error.location().and_then(known_line);
        let path = path.into_inner();
        let message = message_of(&error);
        let message = if path.is_empty() { message } else { format!("{path}: {message}") };
        Problem { line, ..Problem::whole(message) }
    })
}

/// The path without the wrappers that carry lines; empty for the document itself.
fn readable_path(path: &str) -> String {
    let path = path.replace(".value", "");
    // A question mark stands where the library was between two keys.
    let path = path.trim_end_matches('?').trim_end_matches('.');
    if path == "value" { String::new() } else { path.to_owned() }
}

/// The library's message in the words of people who write such files.
fn message_of(error: &serde_saphyr::Error) -> String {
    let text = error.without_snippet().to_string();
    let first = text.lines().next().unwrap_or_default();
    // It appends its own "at line ..., column ..."; `Problem` prints the line already.
    let message = first.find(" at line ").map_or(first, |end| &first[..end]);
    let message = message.trim_start_matches("error: ");
    let known = [
        ("invalid u32", "not a whole number from 0 to 4294967295"),
        ("invalid i64", "not a whole number"),
        ("invalid boolean", "neither true nor false"),
        ("expected mapping start", "expected a mapping of keys and values"),
        ("expected sequence start", "expected a list"),
        ("unexpected end of input", "the file is empty"),
    ];
    if let Some((_, words)) = known.iter().find(|(start, _)| message.starts_with(start)) {
        return (*words).to_owned();
    }
    message.split(", set DuplicateKeyPolicy").next().unwrap_or(message).to_owned()
}

fn known_line(location: Location) -> Option<u64> {
    (location.line() > 0).then(|| location.line())
}

/// The line on which a value stands.
pub(crate) fn line_of<T>(value: &Spanned<T>) -> u64 {
    value.referenced.line()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn yaml_that_multiplies_itself_is_refused() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let inner = vec![format!("*a{}", level - 1); 10].join(", ");
            writeln!(text, "a{level}: &a{level} [{inner}]").unwrap();
        }
        let read: Result<std::collections::BTreeMap<String, serde::de::IgnoredAny>, Problem> = read(&text);
        assert!(read.is_err(), "a hundred thousand million texts");
        let deep = format!("a: {}{}", "[".repeat(100_000), "]".repeat(100_000));
        let read: Result<std::collections::BTreeMap<String, serde::de::IgnoredAny>, Problem> =
            super::read(&deep);
        assert!(read.is_err(), "a hundred thousand levels");
    }

    #[test]
    fn no_tag_brings_another_file_in() {
        for text in [
            "a: !include /etc/passwd",
            "a: !file ../../keystore.db",
            "a: !!python/object/apply:os.system [id]",
        ] {
            let read: Result<std::collections::BTreeMap<String, String>, Problem> = read(text);
            let said = format!("{read:?}");
            assert!(!said.contains("root:"), "{said}");
            assert!(read.is_err() || said.contains("/etc/passwd") || said.contains("keystore.db"), "{said}");
        }
    }
}
