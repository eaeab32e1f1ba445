//! Moving an organisation from a data directory to PostgreSQL and back, and backing a database up while it is served: the
//! same people hold the same licences, tokens of before work after, and nothing is overwritten.

mod common;

use std::path::Path;

use common::server::Server;
use common::tenants::{self, POWER_BI};
use common::{check, export, run_badly, run_well, text};
use reseat_testkit::postgres::database;
use serde_json::json;

const PEOPLE: usize = 12;

/// `reseat` with a database and a directory for its key.
fn on<'a>(command: &[&'a str], data: &'a Path, url: &'a str) -> Vec<&'a str> {
    [command, &["--data-dir", text(data), "--database", url]].concat()
}

fn export_of(data: &Path, url: &str) -> String {
    String::from_utf8(run_well(&on(&["tenant", "export"], data, url))).expect("UTF-8")
}

#[test]
fn an_organisation_moves_to_postgres_and_back_and_every_row_is_checked() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let [data, back] = ["data", "back"].map(|name| directory.path().join(name));
    let file = tenants::file(directory.path(), PEOPLE, 1);
    let server = Server::start(&data, &["--tenant", text(&file)]);
    let api = tenants::sign_in(&server);
    let people = api.get("/v1.0/users?$top=999");
    let ids: Vec<&str> =
        people["value"].as_array().expect("people").iter().filter_map(|p| p["id"].as_str()).collect();
    let assign =
        json!({"people": {"ids": ids}, "operation": {"kind": "assign", "products": [{"skuId": POWER_BI}]}});
    assert_eq!(api.post("/reseat/v1/changes", &assign, None).expect("an answer").status, 200);
    let (from, private) = (format!("sqlite:{}", text(&data)), database());
    let url = private.url();
    let said = run_badly(&["migrate", "--from", &from, "--to", &url]);
    assert!(said.contains("another Reseat server uses"), "{said}");
    server.stop();
    let before = export(&data);

    let said = String::from_utf8(run_well(&["migrate", "--from", &from, "--to", &url])).expect("UTF-8");
    assert!(said.contains("every table holds the same on both sides"), "{said}");
    assert_eq!(export_of(&data, &url), before);
    let said = run_badly(&["migrate", "--from", &from, "--to", &url]);
    assert!(said.contains("not empty"), "{said}");

    let server = Server::start(&data, &["--database", &url]);
    let moved = common::api::Api::sign_in(server.url(), server.tenant(), tenants::CLIENT_ID, tenants::SECRET);
    assert_eq!(moved.get("/v1.0/users?$top=999")["value"], people["value"]);
    let copy = directory.path().join("copy");
    let said = run_well(&on(&["backup", "--to", text(&copy)], &data, &url));
    assert!(String::from_utf8_lossy(&said).contains("as a data directory"));
    server.stop();

    std::fs::create_dir(&back).expect("a directory");
    std::fs::copy(data.join("master.key"), back.join("master.key")).expect("the key");
    let to = format!("sqlite:{}", text(&back));
    run_well(&["migrate", "--from", &url, "--to", &to]);
    assert_eq!(export(&back), before);
    check(&back);
    let said = run_badly(&["migrate", "--from", &url, "--to", &to]);
    assert!(said.contains("a database already"), "{said}");

    let restored = directory.path().join("restored");
    std::fs::create_dir(&restored).expect("a directory");
    std::fs::copy(data.join("master.key"), restored.join("master.key")).expect("the key");
    run_well(&["restore", "--data-dir", text(&restored), "--from", text(&copy)]);
    assert_eq!(export(&restored), before);
    check(&restored);
}

#[test]
fn a_database_is_set_up_once_and_remembers_its_clock() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let (data, private) = (directory.path().join("data"), database());
    let url = private.url();
    let setup = ["setup", "--organization", "Books", "--domain", "books.example", "--admin", "greta"];
    let said = run_badly(&on(&["check"], &data, &url));
    assert!(said.contains("no database here"), "{said}");
    run_well(&on(&[&setup[..], &["--simulated-clock"]].concat(), &data, &url));
    let said = run_badly(&on(&setup, &data, &url));
    assert!(said.contains("holds the organization books.example already"), "{said}");
    let said = run_badly(&on(&["serve", "--listen", "http://127.0.0.1:0"], &data, &url));
    assert!(said.contains("simulated"), "{said}");
    let list = run_well(&on(&["tenant", "list"], &data, &url));
    assert!(String::from_utf8_lossy(&list).contains("books.example"));
    run_well(&on(&["admin", "recover", "--user", "greta@books.example"], &data, &url));
    let other = directory.path().join("other");
    let said = run_badly(&on(&["check"], &other, &url));
    assert!(said.contains("need the same master key"), "{said}");
    let said = run_badly(&on(&["restore", "--from", "x"], &data, &url));
    assert!(said.contains("leave out --database"), "{said}");
    let said = run_badly(&on(&["check"], &data, "postgres://reseat:geheim@127.0.0.1:1/x"));
    assert!(said.contains("127.0.0.1:1/x") && !said.contains("geheim"), "{said}");
}
