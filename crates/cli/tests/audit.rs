//! `reseat audit`, `reseat keys` and `reseat tenant delete` with the real binary: beside a server, through it and without it.

mod common;

use std::fs;
use std::path::Path;

use common::server::Server;
use common::{run, run_badly, run_well, tenants, text};
use serde_json::Value;

/// Runs a client command against a server, signed in as the tests' application.
fn ask(server: &Server, arguments: &[&str]) -> std::process::Output {
    common::reseat()
        .args(arguments)
        .env("RESEAT_URL", server.url())
        .env("RESEAT_TENANT", server.tenant())
        .env("RESEAT_CLIENT_ID", tenants::CLIENT_ID)
        .env("RESEAT_CLIENT_SECRET", tenants::SECRET)
        .output()
        .expect("the binary runs")
}

#[track_caller]
fn ask_well(server: &Server, arguments: &[&str]) -> String {
    let output = ask(server, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "reseat {}: {said}", arguments.join(" "));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn verified(report: &str) -> Value {
    serde_json::from_str(report).expect("a report in JSON")
}

/// Changes a byte in the middle of a file.
fn tamper(path: &Path) {
    let mut bytes = fs::read(path).expect("a file");
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    fs::write(path, bytes).expect("written");
}

#[test]
fn the_audit_is_verified_through_the_server_beside_it_and_from_an_export() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let data = directory.path().join("data");
    let file = tenants::file(directory.path(), 3, 1);
    let server = Server::start(&data, &["--simulated-clock", "--tenant", text(&file)]);
    let out = directory.path().join("audit.jsonl");

    ask_well(&server, &["audit", "export", "--out", text(&out)]);
    let heads = verified(&ask_well(&server, &["audit", "heads", "--output", "json"]));
    let head = heads[0]["head"].as_str().expect("a head").to_owned();
    let online = verified(&ask_well(&server, &["audit", "verify", "--output", "json"]));
    let key = online["keys"][0].as_str().expect("a key").to_owned();
    assert_eq!(online["problemCount"], 0, "{online}");
    assert_eq!(online["newestHead"], head.as_str());

    let beside = run_well(&["audit", "verify", "--data-dir", text(&data), "--output", "json"]);
    let beside = verified(&String::from_utf8(beside).expect("UTF-8"));
    assert_eq!((&beside["problemCount"], &beside["records"]), (&online["problemCount"], &online["records"]));

    let offline = ["audit", "verify", "--file", text(&out), "--key", &key, "--expect-head", &head];
    run_well(&offline);
    // Broken off, and gone on with.
    let whole = fs::read(&out).expect("the export");
    fs::write(&out, &whole[..whole.len() * 2 / 3]).expect("written");
    assert_eq!(run(&offline).status.code(), Some(1));
    ask_well(&server, &["audit", "export", "--out", text(&out)]);
    assert_eq!(fs::read(&out).expect("the export"), whole);
    assert!(!ask(&server, &["audit", "export", "--out", text(&out)]).status.success(), "it is whole");
    tamper(&out);
    let said = run(&["audit", "verify", "--file", text(&out)]);
    assert_eq!(said.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&said.stdout).contains("NOT as it was written"));
    server.stop();
    // Everything is signed when a server has stopped.
    let stopped = run_well(&["audit", "verify", "--data-dir", text(&data), "--output", "json"]);
    assert_eq!(verified(&String::from_utf8(stopped).expect("UTF-8"))["unsigned"], 0);
}

#[test]
fn keys_are_replaced_beside_a_server_and_the_master_key_without_one() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let data = directory.path().join("data");
    let file = tenants::file(directory.path(), 3, 1);
    let server = Server::start(&data, &["--simulated-clock", "--tenant", text(&file)]);
    let keys = |what: &[&str]| {
        let line = [&["keys"], what, &["--data-dir", text(&data)]].concat();
        String::from_utf8(run_well(&line)).expect("UTF-8")
    };
    ask_well(&server, &["audit", "verify"]);
    keys(&["rotate-signing"]);
    let listed = keys(&["list"]);
    assert_eq!(listed.lines().filter(|line| line.starts_with("token")).count(), 2, "{listed}");
    assert_eq!(listed.lines().filter(|line| line.contains("signs tokens from")).count(), 1, "{listed}");
    keys(&["rotate-audit"]);
    ask_well(&server, &["license", "list"]);
    let refused = run_badly(&["keys", "rotate-master", "--data-dir", text(&data)]);
    assert!(refused.contains("in use") || refused.contains("another"), "{refused}");
    server.stop();

    let before = fs::read(data.join("master.key")).expect("a key");
    keys(&["rotate-master"]);
    assert!(fs::read(data.join("master.key")).expect("a key") != before, "the key is another one");
    let server = Server::start(&data, &["--simulated-clock"]);
    let report = verified(&ask_well(&server, &["audit", "verify", "--output", "json"]));
    assert_eq!(report["problemCount"], 0, "{report}");
    server.stop();
    // Where the environment holds the key, it holds the new one, too.
    let key = String::from_utf8(fs::read(data.join("master.key")).expect("a key")).expect("text");
    fs::remove_file(data.join("master.key")).expect("removed");
    let rotate = |new: Option<&str>| {
        let mut command = common::reseat();
        command
            .args(["keys", "rotate-master", "--data-dir", text(&data)])
            .env("RESEAT_MASTER_KEY", key.trim());
        if let Some(new) = new {
            command.env("RESEAT_NEW_MASTER_KEY", new);
        }
        command.output().expect("the binary runs")
    };
    let said = String::from_utf8_lossy(&rotate(None).stderr).into_owned();
    assert!(said.contains("RESEAT_NEW_MASTER_KEY"), "{said}");
    assert!(rotate(Some(&"5a".repeat(32))).status.success());
    assert!(!rotate(Some(&"5b".repeat(32))).status.success(), "the old key opens nothing any more");
}

#[test]
fn a_deleted_organisation_is_listed_until_it_goes_and_comes_back() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let data = directory.path().join("data");
    let file = tenants::file(directory.path(), 3, 1);
    run_well(&["tenant", "create", "--simulated-clock", "--data-dir", text(&data), "--from", text(&file)]);
    let tenant = |what: &[&str]| {
        let line = [&["tenant"], what, &["--data-dir", text(&data)]].concat();
        run(&line)
    };
    let domain = "test.example";
    let before = tenant(&["export"]).stdout;
    assert_eq!(tenant(&["delete", "--tenant", domain]).status.code(), Some(2), "it asks for --yes");
    assert!(tenant(&["delete", "--tenant", domain, "--yes"]).status.success());
    let listed = String::from_utf8(tenant(&["list"]).stdout).expect("UTF-8");
    assert!(listed.contains("deleted, goes on "), "{listed}");
    assert!(tenant(&["export"]).stdout == before, "it is exported as it was");
    let out = directory.path().join("audit.jsonl");
    fs::write(&out, run_well(&["audit", "export", "--data-dir", text(&data)])).expect("written");
    run_well(&["audit", "verify", "--file", text(&out)]);
    assert!(!tenant(&["create", "--from", text(&file)]).status.success(), "its name is not free");
    assert!(tenant(&["restore", "--tenant", domain]).status.success());
    let listed = String::from_utf8(tenant(&["list"]).stdout).expect("UTF-8");
    assert!(!listed.contains("deleted"), "{listed}");
    common::check(&data);
}
