//! Importing people and catalogues.

use insta::assert_snapshot;

use super::world::{Run, Server, include_json};
use crate::exit::Exit;

fn answer(rows: &[(u64, &str, &str)]) -> String {
    let count = |wanted: &str| rows.iter().filter(|(_, _, status)| *status == wanted).count();
    let texts: Vec<_> = rows
        .iter()
        .map(|(line, name, status)| {
            let password = if *status == "created" { "\"Pw-1\"" } else { "null" };
            let problem = if *status == "refused" { "\"Username is empty\"" } else { "null" };
            format!(
                r#"{{"line":{line},"userPrincipalName":"{name}","status":"{status}","userId":null,"temporaryPassword":{password},"problem":{problem}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"dryRun":false,"counts":{{"created":{},"updated":{},"unchanged":{},"refused":{}}},"rows":[{}]}}"#,
        count("created"),
        count("updated"),
        count("unchanged"),
        count("refused"),
        texts.join(",")
    )
}

fn people(rows: usize) -> String {
    std::iter::once("Username,Display name\r\n".to_owned())
        .chain((0..rows).map(|n| format!("u{n},U {n}\r\n")))
        .collect()
}

#[test]
fn rows_are_sent_in_chunks_and_reported_with_the_lines_of_the_file() {
    let server = Server::reseat();
    server.on(
        "POST /reseat/v1/people/import?dryRun=false",
        200,
        &answer(&[(2, "u0", "created"), (3, "u1", "refused")]),
    );
    server.on(
        "POST /reseat/v1/people/import?dryRun=false",
        200,
        &answer(&[(2, "u200", "unchanged"), (3, "u201", "refused")]),
    );
    let run = Run::on(&server);
    let (file, report) = (run.home.path().join("people.csv"), run.home.path().join("report.csv"));
    std::fs::write(&file, people(202)).unwrap();
    let (file, report) = (file.display().to_string(), report.display().to_string());
    let ran = run.run(&["user", "import", &file, "--report", &report]);
    assert_eq!(server.lines().len(), 2);
    assert_snapshot!("import", ran.screen().replace(&report, "report.csv"));
    assert_eq!(
        std::fs::read_to_string(&report).unwrap(),
        "line,userPrincipalName,status,userId,temporaryPassword,problem\n\
         2,u0,created,,Pw-1,\n3,u1,refused,,,Username is empty\n\
         202,u200,unchanged,,,\n203,u201,refused,,,Username is empty\n"
    );
    let again = run.run(&["user", "import", &file, "--report", &report]);
    assert_eq!(again.exit, Exit::Local);
    assert!(again.err.contains("never written over"), "{}", again.err);
}

#[test]
fn a_sign_in_name_that_comes_twice_is_told_with_both_lines_however_far_apart() {
    for dry_run in [true, false] {
        let server = Server::reseat();
        let path = format!("POST /reseat/v1/people/import?dryRun={dry_run}");
        server.on(&path, 200, &answer(&[(2, "u0", "updated"), (201, "u199", "updated")]));
        server.on(&path, 200, &answer(&[(2, "u200", "updated"), (51, "u249", "updated")]));
        let run = Run::on(&server);
        let file = run.home.path().join("people.csv");
        // Line 252 repeats line 2, line 253 line 251; 'U0' is 'u0'.
        std::fs::write(&file, people(250) + "U0,Other\r\nu249,Other\r\n").unwrap();
        let file = file.display().to_string();
        let args = ["user", "import", &file, "-o", "json"];
        let ran = run.run(&args.iter().copied().chain(dry_run.then_some("--dry-run")).collect::<Vec<_>>());
        assert_eq!(ran.exit, Exit::SomeRefused, "{}", ran.screen());
        let printed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let rows = printed["rows"].as_array().unwrap();
        let lines: Vec<_> = rows.iter().map(|row| row["line"].as_u64().unwrap()).collect();
        assert_eq!(lines, [2, 201, 202, 251, 252, 253]);
        let problem = |n: usize| rows[n]["problem"].as_str().unwrap_or_default();
        assert!(
            problem(4).contains("on line 2 already") && problem(5).contains("on line 251 already"),
            "{printed}"
        );
        assert!(server.was_sent("u249") && !server.was_sent("Other"), "such rows are not sent");
        assert_eq!(server.lines().len(), 2);
    }
}

#[test]
fn a_failure_on_the_way_still_reports_what_was_done() {
    let server = Server::reseat();
    server.on("POST /reseat/v1/people/import?dryRun=false", 200, &answer(&[(2, "u0", "created")]));
    server.on("POST /reseat/v1/people/import?dryRun=false", 500, "");
    let run = Run::on(&server);
    let file = run.home.path().join("people.csv");
    std::fs::write(&file, people(201)).unwrap();
    let ran = run.run(&["user", "import", &file.display().to_string()]);
    assert_eq!(ran.exit, Exit::Unreachable);
    assert!(ran.out.contains("Pw-1") && ran.out.contains("Created: 1."), "{}", ran.screen());
}

#[test]
fn ctrl_c_between_two_chunks_says_how_to_go_on() {
    let server = Server::reseat();
    let run = Run { interrupted: true, ..Run::on(&server) };
    let file = run.home.path().join("people.csv");
    std::fs::write(&file, people(201)).unwrap();
    let ran = run.run(&["user", "import", &file.display().to_string()]);
    assert_eq!(ran.exit, Exit::Interrupted);
    assert!(ran.err.contains("run the same command again"), "{}", ran.err);
}

#[test]
fn an_empty_or_missing_file_is_told() {
    let run = Run::on(&Server::reseat());
    let file = run.home.path().join("people.csv");
    std::fs::write(&file, "Username\n").unwrap();
    assert_eq!(run.run(&["user", "import", &file.display().to_string()]).exit, Exit::Usage);
    assert_eq!(run.run(&["user", "import", "/nowhere/people.csv"]).exit, Exit::Local);
}

#[test]
fn a_catalogue_is_sent_as_what_it_is() {
    let server = Server::reseat();
    server.on("POST /reseat/v1/catalog/import?dryRun=false", 200, &include_json("catalog_import"));
    let run = Run::on(&server);
    let file = run.home.path().join("table.csv");
    std::fs::write(&file, "Product_Display_Name\n").unwrap();
    let ran = run.run(&["catalog", "import", &file.display().to_string()]);
    assert_snapshot!("catalog_import", ran.screen());
    let other = run.home.path().join("table.xlsx");
    std::fs::write(&other, "").unwrap();
    assert_eq!(run.run(&["catalog", "import", &other.display().to_string()]).exit, Exit::Usage);
}

#[test]
fn a_fault_of_the_whole_file_is_told_once() {
    let server = Server::reseat();
    let body = r#"{"counts":{"refused":1},"rows":[{"line":null,"userPrincipalName":"","status":"refused","problem":"the column Username is missing"}]}"#;
    server.on("POST /reseat/v1/people/import?dryRun=true", 200, body);
    let run = Run::on(&server);
    let file = run.home.path().join("people.csv");
    std::fs::write(&file, people(500).replace("Username", "Name")).unwrap();
    let ran = run.run(&["user", "import", &file.display().to_string(), "--dry-run"]);
    assert_eq!((ran.exit, server.lines().len()), (Exit::SomeRefused, 1), "{}", ran.screen());
    assert!(ran.out.contains("the column Username is missing"), "{}", ran.out);
}
