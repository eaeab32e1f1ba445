//! Lists and single things, in 80 and 120 columns, in both languages.

use insta::assert_snapshot;

use super::world::{Run, Server, include_json};
use crate::exit::Exit;

fn server() -> std::sync::Arc<Server> {
    let server = Server::reseat();
    for (line, name) in [
        ("GET /reseat/v1/products/05e9a617-0261-4cee-bb44-138d3ef5d965/users", "holders"),
        ("GET /reseat/v1/people?", "people"),
        ("GET /reseat/v1/people/dana%40contoso.example", "person"),
        ("GET /reseat/v1/changeSets?", "change_sets"),
        ("GET /reseat/v1/audit?", "audit"),
        ("GET /reseat/v1/jobs", "jobs"),
        ("GET /reseat/v1/catalog/products?", "catalog"),
    ] {
        server.on(line, 200, &include_json(name));
    }
    server
}

const COMMANDS: [(&str, &[&str]); 9] = [
    ("license_list", &["license", "list"]),
    ("license_users", &["license", "users", "SPE_E3"]),
    ("user_list", &["user", "list"]),
    ("user_show", &["user", "show", "dana@contoso.example"]),
    ("change_list", &["change", "list"]),
    ("audit", &["audit"]),
    ("job_list", &["job", "list"]),
    ("catalog_list", &["catalog", "list"]),
    ("clock", &["clock"]),
];

#[test]
fn lists_fit_80_columns() {
    for (name, args) in COMMANDS {
        let ran = Run::on(&server()).run(args);
        assert_snapshot!(format!("{name}_80"), ran.screen());
    }
}

#[test]
fn lists_fit_120_columns() {
    for (name, args) in COMMANDS {
        let ran = Run::on(&server()).wide().run(args);
        assert_snapshot!(format!("{name}_120"), ran.screen());
    }
}

#[test]
fn lists_speak_chinese() {
    for (name, args) in COMMANDS {
        let ran = Run::on(&server()).chinese().run(args);
        assert_snapshot!(format!("{name}_zh"), ran.screen());
    }
}

#[test]
fn programs_get_json_and_csv_of_every_list() {
    for (name, args) in COMMANDS {
        let with = |format: &'static str| {
            let line: Vec<_> = args.iter().chain(&["--output", format]).copied().collect();
            Run::on(&server()).run(&line)
        };
        let json = with("json");
        assert!(serde_json::from_str::<serde_json::Value>(&json.out).is_ok(), "{name}: {}", json.out);
        let mut reader = csv::Reader::from_reader(with("csv").out.into_bytes().leak() as &[u8]);
        assert!(reader.headers().unwrap().iter().all(|h| h.is_ascii() && !h.is_empty()), "{name}");
        assert!(reader.records().all(|row| row.is_ok()), "{name}");
    }
}

#[test]
fn one_change_is_shown_person_by_person() {
    let server = server();
    let sets: serde_json::Value = serde_json::from_str(&include_json("change_sets")).unwrap();
    let preview: serde_json::Value = serde_json::from_str(&include_json("preview")).unwrap();
    server.on("GET /reseat/v1/changeSets/cs-1", 200, &sets["value"][0].to_string());
    let items = format!(r#"{{"value":{}}}"#, preview["people"]);
    server.on("GET /reseat/v1/changeSets/cs-1/items", 200, &items);
    assert_snapshot!("change_show", Run::on(&server).run(&["change", "show", "cs-1"]).screen());
}

#[test]
fn queries_reach_the_server() {
    let server = server();
    Run::on(&server).run(&[
        "user",
        "list",
        "--search",
        "Da",
        "--state",
        "disabled",
        "--product",
        "SPE_E3",
        "--limit",
        "5",
    ]);
    Run::on(&server).run(&["change", "list", "--user", "dana@contoso.example", "--limit", "3"]);
    let lines = server.lines();
    assert_eq!(
        lines.iter().map(String::as_str).filter(|l| !l.ends_with("/products")).collect::<Vec<_>>(),
        [
            "GET /reseat/v1/people?$count=true&search=Da&filter=disabled&product=05e9a617-0261-4cee-bb44-138d3ef5d965&$top=5",
            "GET /reseat/v1/people/dana%40contoso.example",
            "GET /reseat/v1/changeSets?$top=3&user=u-1",
        ]
    );
}

#[test]
fn what_is_not_there_is_told_with_a_way_on() {
    let ran = Run::on(&Server::reseat()).run(&["user", "show", "nobody@contoso.example"]);
    assert_eq!(ran.exit, Exit::NotFound);
    assert_snapshot!("user_not_found", ran.screen());
}

#[test]
fn a_clock_is_moved_by_days_or_to_an_instant() {
    let server = server();
    server.on("POST /reseat/v1/clock", 200, r#"{"kind":"simulated","now":"2026-03-31T09:00:00Z"}"#);
    let ran = Run::on(&server).run(&["clock", "advance", "--days", "30"]);
    assert!(ran.out.contains("2026-03-31 09:00"), "{}", ran.screen());
    assert_eq!(server.body("POST /reseat/v1/clock"), serde_json::json!({"advanceDays": 30}));
    Run::on(&server).run(&["clock", "advance", "--to", "2026-04-01"]);
    assert_eq!(server.body("POST /reseat/v1/clock"), serde_json::json!({"to": "2026-04-01T00:00:00Z"}));
    assert_eq!(Run::on(&server).run(&["clock", "advance"]).exit, Exit::Usage);
}
