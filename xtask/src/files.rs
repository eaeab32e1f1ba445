//! Files stay small (clippy counts functions).

use std::path::Path;

use crate::texts::tracked;

/// Lines of a source file.
const LINES_MAX: usize = 400;

/// Every file that is too long.
pub fn check(root: &Path) -> Vec<String> {
    let source = |path: &str| {
        let code = [".rs", ".ts", ".tsx"].iter().any(|end| path.ends_with(end));
        code && !path.contains("/tests/") && !path.contains("generated")
    };
    tracked(root)
        .into_iter()
        .filter(|path| source(path))
        .filter_map(|path| {
            let lines = std::fs::read_to_string(root.join(&path)).ok()?.lines().count();
            (lines > LINES_MAX)
                .then(|| format!("{path}: {lines} lines, at most {LINES_MAX}; split it by operation"))
        })
        .collect()
}
