//! `reseat user import` against a server: interrupted anywhere and run again it ends as if it had not been; a dry run
//! writes nothing; what is wrong in a file is told with its line.

mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use common::api::Api;
use common::server::{Server, wait_for};
use common::{check, export, reseat, tenants, text};
use fastrand::Rng;
use serde_json::Value;
use tempfile::TempDir;

const ROWS: usize = 2_000;
/// People whom the tenant file has made.
const PEOPLE: u64 = 3;
const SEED: u64 = 20_261_123;
/// How often the command is killed.
const KILLS: u64 = 6;

struct World {
    directory: TempDir,
    server: Server,
    api: Api,
}

impl World {
    fn new() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let file = tenants::file(directory.path(), PEOPLE as usize, 1);
        let data = directory.path().join("data");
        let server = Server::start(&data, &["--simulated-clock", "--tenant", text(&file)]);
        let api = tenants::sign_in(&server);
        Self { directory, server, api }
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.directory.path().join(name);
        std::fs::write(&path, content).expect("a file");
        path
    }

    /// The command, signed in with the application's secret.
    fn import(&self, file: &Path, more: &[&str]) -> Command {
        let mut command = reseat();
        command
            .args(["user", "import", text(file), "--url", self.server.url(), "--tenant", "test.example"])
            .args(["--client-id", tenants::CLIENT_ID, "--output", "json"])
            .args(["--config", text(&self.directory.path().join("config.json"))])
            .args(more)
            .env("RESEAT_CLIENT_SECRET", tenants::SECRET);
        command
    }

    /// People who are there, deleted ones not.
    fn people(&self) -> u64 {
        self.api.get("/reseat/v1/people?$top=1&$count=true")["@odata.count"].as_u64().expect("a count")
    }

    /// Stops the server in order; answers the organisation without what two imports cannot share.
    fn end(self) -> Vec<String> {
        let data = self.directory.path().join("data");
        self.server.stop();
        check(&data);
        let mut lines: Vec<String> = export(&data).lines().map(without_chance).collect();
        lines.sort();
        lines
    }
}

/// Ids are drawn and people are created at some instant; all else follows from the file.
fn without_chance(line: &str) -> String {
    let mut document: Value = serde_json::from_str(line).expect("JSON");
    if let Some(person) = document.as_object_mut().filter(|document| document.contains_key("upn")) {
        person.remove("user");
        person.remove("createdAt");
    }
    document.to_string()
}

/// Rows of the admin centre's template, with every kind of cell.
fn template() -> String {
    let mut text = "Username,First name,Last name,Display name,Job title,Department,Office number,Office phone,\
                    Mobile phone,Fax,Alternate email address,Address,City,State or province,ZIP or postal code,\
                    Country or region\r\n"
        .to_owned();
    for n in 0..ROWS {
        let department =
            ["Sales", "Research, Development", "采购部", "Büro \"Nord\""][n % 4].replace('"', "\"\"");
        write!(
            text,
            "n{n}@test.example,First{n},Last{n},Person {n},Clerk,\"{department}\",{},+49 {n},,,,\"Road {n}\r\nBack yard\",\
             Munich,,80{n:03},Germany\r\n",
            n % 90
        )
        .expect("memory");
    }
    text
}

fn counts(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    let answer: Value = serde_json::from_str(&text)
        .unwrap_or_else(|_| panic!("no JSON: {text}\n{}", String::from_utf8_lossy(&output.stderr)));
    answer["counts"].clone()
}

#[test]
fn an_import_killed_anywhere_and_run_again_ends_as_if_it_had_not_been() {
    let whole = World::new();
    let output =
        whole.import(&whole.file("people.csv", &template()), &[]).output().expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(counts(&output)["created"], ROWS);
    let whole = whole.end();

    let seed = std::env::var("RESEAT_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    println!("run it again with RESEAT_SEED={seed} cargo test -p reseat-cli --test import");
    let mut rng = Rng::with_seed(seed);
    let world = World::new();
    let file = world.file("people.csv", &template());
    for kill in 1..=KILLS {
        let far = PEOPLE + rng.u64(0..kill * ROWS as u64 / (KILLS + 1));
        let mut command = world.import(&file, &[]);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command runs");
        wait_for("rows that are imported", || {
            let ended = child.try_wait().expect("a child").is_some();
            (ended || world.people() >= far).then_some(())
        });
        // Somewhere in the next chunks, whatever the command is at.
        std::thread::sleep(Duration::from_micros(rng.u64(0..60_000)));
        drop(child.kill());
        child.wait().expect("its end");
    }
    let done = world.people() - PEOPLE;
    let output = world.import(&file, &[]).output().expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let last = counts(&output);
    assert_eq!((&last["refused"], &last["updated"]), (&Value::from(0), &Value::from(0)), "{last}");
    assert_eq!(
        last["created"].as_u64().zip(last["unchanged"].as_u64()).map(|(c, u)| c + u),
        Some(ROWS as u64)
    );
    assert!(done > 0 && last["unchanged"].as_u64() >= Some(done), "{done} rows were there before: {last}");
    let again = world.import(&file, &[]).output().expect("the command runs");
    assert_eq!(counts(&again)["unchanged"], ROWS);
    assert!(world.end() == whole, "the interrupted import ended differently");
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let world = World::new();
    let file = world.file("people.csv", &template());
    let log = |world: &World| world.api.get("/reseat/v1/audit?$top=1")["value"][0]["id"].clone();
    let before = log(&world);
    let output = world.import(&file, &["--dry-run"]).output().expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(counts(&output)["created"], ROWS);
    assert_eq!((world.people(), log(&world)), (PEOPLE, before));
    let fresh = World::new();
    assert!(world.end() == fresh.end(), "a dry run wrote something");
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_is_kept() {
    let world = World::new();
    // Byte order mark, semicolons, CRLF, a cell over two lines, and more rows than one request takes.
    let mut text = "\u{feff}User Name;Display Name;Usage location;Block sign in;Shoe size\r\n".to_owned();
    for n in 2..=230 {
        write!(text, "a{n}@test.example;A {n};de;no;42\r\n").expect("memory");
    }
    let head = text.lines().count();
    text += "b1@test.example;\"B\r\none\";DE;;\r\n"; // two lines
    text += ";Nameless;DE;;\r\n";
    text += "b2@test.example;B two;Atlantis;;\r\n";
    text += "b3@test.example;B three;DE;perhaps;\r\n";
    text += "B1@test.example;B one again;DE;;\r\n";
    text += "no name at all@;B four;DE;;\r\n";
    text += "b5@test.example;B five;DE;yes;\r\n";
    let file = world.file("dirty.csv", &text);
    let report = world.directory.path().join("report.csv");
    let output =
        world.import(&file, &["--report", common::text(&report)]).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(1), "some rows are refused");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let refused: Vec<(usize, &str)> = answer["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| row["status"] == "refused")
        .map(|row| {
            (row["line"].as_u64().unwrap_or_default() as usize, row["problem"].as_str().unwrap_or_default())
        })
        .collect();
    let wanted = [(3, "Username"), (4, "Atlantis"), (5, "perhaps"), (6, "already"), (7, "userPrincipalName")];
    assert_eq!(refused.len(), wanted.len(), "{refused:#?}");
    for ((line, problem), (after, word)) in refused.iter().zip(wanted) {
        assert!(*line == head + after && problem.contains(word), "line {}: {refused:#?}", head + after);
    }
    assert_eq!(counts(&output)["created"], 229 + 2);
    let rows = std::fs::read_to_string(&report).expect("a report");
    assert!(rows.contains(&format!("{},", head + 4)) && rows.contains("Atlantis"), "{rows}");
    // People can sign in with what the report tells them, and must choose a password of their own.
    let first = answer["rows"][0]["temporaryPassword"].as_str().expect("a first password");
    assert!(first.len() >= 16 && first.chars().all(|c| c.is_ascii_alphanumeric()), "{first}");
    assert!(rows.contains(first), "the report lacks a first password");
    assert_eq!(world.people(), PEOPLE + 231);
    world.end();
}
