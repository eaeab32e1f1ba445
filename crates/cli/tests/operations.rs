//! docs/operations.md is true: every shell block in it runs, in order, in one shell, in an empty directory.

mod common;

use std::fmt::Write as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

/// Languages of blocks that are read and not run. A block without a language, or of another shell, would escape.
const NOT_RUN: &[&str] = &["text", "yaml", "ini", "sql"];

struct Block {
    line: usize,
    text: String,
}

/// The shell blocks of a document.
fn blocks(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Option<Block>> = None;
    for (number, line) in document.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some("sh"), None) => {
                open = Some(Some(Block { line: number + 1, text: String::new() }));
            }
            (Some(language), None) => {
                assert!(NOT_RUN.contains(&language), "line {}: say ```sh, or one of {NOT_RUN:?}", number + 1);
                open = Some(None);
            }
            (Some(_), Some(block)) => {
                blocks.extend(block.take());
                open = None;
            }
            (None, Some(Some(block))) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, _) => {}
        }
    }
    assert!(open.is_none(), "the last block is not closed");
    blocks
}

/// One script of all blocks: what a block sets or starts is there for those after it.
fn script(blocks: &[Block]) -> String {
    let mut script = String::from(
        "set -euo pipefail\n\
         trap 'status=$?; jobs=$(jobs -p); [ -z \"$jobs\" ] || kill $jobs; wait; exit $status' EXIT\n",
    );
    for block in blocks {
        writeln!(script, "echo '--- docs/operations.md, line {}' >&2\n{}", block.line, block.text)
            .expect("memory");
    }
    script
}

/// A port that nobody listens on at the moment; the document's own default would collide.
fn free_port() -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a socket");
    socket.local_addr().expect("an address").port()
}

#[test]
fn every_block_runs_in_order() {
    let document = include_str!("../../../docs/operations.md");
    let blocks = blocks(document);
    assert!(blocks.len() > 5, "the document has its blocks");
    let directory = tempfile::tempdir().expect("a temporary directory");
    let database = reseat_testkit::postgres::database();
    let binary = Path::new(env!("CARGO_BIN_EXE_reseat")).parent().expect("a directory");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("bash");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("RESEAT_") {
            command.env_remove(name);
        }
    }
    let output = command
        .args(["-c", &script(&blocks)])
        .current_dir(directory.path())
        .env("PATH", format!("{}:{path}", binary.display()))
        .env("HOME", directory.path())
        .env("DATABASE_URL", database.url())
        .env("PORT", free_port().to_string())
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
    assert!(
        output.status.success(),
        "{}\n{}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_block_that_would_escape_is_found() {
    let found = blocks("a\n```sh\none\n```\n```text\nno\n```\n```sh\ntwo\nthree\n```\n");
    let found: Vec<_> = found.iter().map(|block| (block.line, block.text.as_str())).collect();
    assert_eq!(found, [(2, "one\n"), (8, "two\nthree\n")]);
    assert!(std::panic::catch_unwind(|| blocks("```bash\nno\n```\n")).is_err());
}
