//! The threat model names a test for each threat, and each of these tests exists.

use std::collections::BTreeSet;
use std::path::Path;

use crate::texts::tracked;

/// The threat model.
const DOCUMENT: &str = "docs/security.md";

/// Every line without a test, and every test that is not there.
pub fn check(root: &Path) -> Vec<String> {
    let text = match std::fs::read_to_string(root.join(DOCUMENT)) {
        Ok(text) => text,
        Err(error) => return vec![format!("{DOCUMENT}: {error}")],
    };
    let known = known(root);
    let named = |row: &Row| match row.test {
        None => Some(format!("{DOCUMENT}:{}: names no test", row.line)),
        Some(test) if known.contains(test) || is_file(root, test) => None,
        Some(test) => Some(format!("{DOCUMENT}:{}: there is no test '{test}'", row.line)),
    };
    let rows = rows(&text);
    if rows.is_empty() {
        return vec![format!("{DOCUMENT}: there is no table of threats")];
    }
    rows.iter().filter_map(named).collect()
}

/// A script or document that holds a line where no single test does.
fn is_file(root: &Path, name: &str) -> bool {
    name.contains('/') && root.join(name).is_file()
}

struct Row<'a> {
    line: usize,
    test: Option<&'a str>,
}

/// The rows of the tables, without their heads: the test is the last cell, between backticks.
fn rows(text: &str) -> Vec<Row<'_>> {
    let lines = text.lines().enumerate().filter(|(_, line)| line.starts_with("| "));
    let rows = lines.filter(|(_, line)| !line.starts_with("| threat |") && !line.starts_with("| ---"));
    rows.map(|(at, line)| {
        let cell = line.trim_end_matches(['|', ' ']).rsplit(" | ").next().unwrap_or_default();
        let test = cell.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
        Row { line: at + 1, test: test.filter(|test| !test.is_empty()) }
    })
    .collect()
}

/// Names of all tests in Rust, and of those in TypeScript.
fn known(root: &Path) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for path in tracked(root) {
        let rust = path.ends_with(".rs");
        if !rust && !path.ends_with(".test.ts") && !path.ends_with(".test.tsx") && !path.ends_with(".spec.ts")
        {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(root.join(&path)) else { continue };
        if rust { in_rust(&text, &mut known) } else { in_typescript(&text, &mut known) }
    }
    known
}

/// Functions that stand below a test attribute.
fn in_rust(text: &str, known: &mut BTreeSet<String>) {
    let mut attribute = false;
    for line in text.lines().map(str::trim) {
        if matches!(line, "#[test]" | "#[tokio::test]") {
            attribute = true;
        } else if attribute && !line.starts_with("#[") && !line.starts_with("//") {
            attribute = false;
            let name =
                line.trim_start_matches("async ").strip_prefix("fn ").and_then(|rest| rest.split('(').next());
            known.extend(name.map(str::to_owned));
        }
    }
}

/// What stands between the quotes of `it(` and `test(`.
fn in_typescript(text: &str, known: &mut BTreeSet<String>) {
    for line in text.lines().map(str::trim) {
        let rest = line.strip_prefix("it('").or_else(|| line.strip_prefix("test('"));
        known.extend(rest.and_then(|rest| rest.split('\'').next()).map(str::to_owned));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_name_their_tests() {
        let text =
            "| threat | stops | test |\n| --- | --- | --- |\n| a | b | `c_d` |\n| a | b `x` | |\ntext\n";
        let rows: Vec<_> = rows(text).into_iter().map(|row| (row.line, row.test)).collect();
        assert_eq!(rows, [(3, Some("c_d")), (4, None)]);
    }

    #[test]
    fn a_function_that_is_no_test_does_not_count() {
        let mut known = BTreeSet::new();
        in_rust("#[test]\nfn a() {}\nfn b() {}\n#[tokio::test]\n// why\nasync fn c() {}\n", &mut known);
        in_typescript("it('says so', () => {\n  test('d', x)", &mut known);
        assert_eq!(known.into_iter().collect::<Vec<_>>(), ["a", "c", "d", "says so"]);
    }
}
