//! Texts that must not be in the tree: skipped or sleeping tests, merge marks, paths of a developer's machine.

use std::path::Path;
use std::process::Command;

/// Files that git tracks, or would track.
pub fn tracked(root: &Path) -> Vec<String> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// What must not be there, in which files, and why. Written in two halves, so that this file does not find itself.
fn forbidden() -> Vec<(String, &'static [&'static str], &'static str)> {
    let join = |a: &str, b: &str| format!("{a}{b}");
    vec![
        (join("#[ign", "ore"), &[".rs"], "a test that is not run is no test"),
        (join("test.sk", "ip("), &[".ts", ".tsx"], "a test that is not run is no test"),
        (join("test.on", "ly("), &[".ts", ".tsx"], "the other tests would not run"),
        (join("waitForTime", "out"), &[".ts", ".tsx"], "wait for what the page shows, not for time"),
        (
            join("<<<<", "<<< "),
            &[".rs", ".ts", ".tsx", ".md", ".toml", ".yaml", ".json"],
            "a merge was left unfinished",
        ),
        (join("/ro", "ot/"), &[".rs", ".ts", ".tsx", ".md", ".sh"], "a path of one machine"),
        (join("/ho", "me/"), &[".rs", ".ts", ".tsx", ".sh"], "a path of one machine"),
    ]
}

/// Every such text, with its line.
pub fn check(root: &Path) -> Vec<String> {
    let forbidden = forbidden();
    let mut problems = Vec::new();
    for path in tracked(root) {
        let rules: Vec<_> =
            forbidden.iter().filter(|(_, ends, _)| ends.iter().any(|end| path.ends_with(end))).collect();
        if rules.is_empty() {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(root.join(&path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            for (wanted, _, why) in &rules {
                if stands_in(line, wanted) {
                    problems.push(format!("{path}:{}: '{wanted}': {why}", number + 1));
                }
            }
        }
    }
    problems
}

/// Whether a line has the text. A path of a machine begins where it stands: `../pages/home/` is a folder of ours.
fn stands_in(line: &str, wanted: &str) -> bool {
    let begins = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '_');
    line.match_indices(wanted).any(|(at, _)| !wanted.starts_with('/') || begins(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_machine_begins_where_it_stands() {
        let home = format!("/ho{}", "me/");
        assert!(stands_in(&format!("cd {home}ann"), &home) && stands_in(&format!("'{home}ann'"), &home));
        assert!(!stands_in(&format!("import '../pages{home}HomePage'"), &home));
        assert!(stands_in("a.sleep(1)", "sleep("));
    }
}
