//! The same commands where only Microsoft Graph is spoken.

use insta::assert_snapshot;
use serde_json::json;

use super::world::{Run, Server, include_json};
use crate::exit::Exit;

const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";

fn server() -> std::sync::Arc<Server> {
    let server = Server::graph();
    server.on("GET /v1.0/subscribedSkus", 200, &include_json("skus"));
    server.on("GET /v1.0/users?", 200, &include_json("graph_users"));
    server
}

#[test]
fn lists_come_from_graph() {
    let server = server();
    let user: serde_json::Value = serde_json::from_str(&include_json("graph_users")).unwrap();
    server.on("GET /v1.0/users/dana%40contoso.example", 200, &user["value"][0].to_string());
    let screens: Vec<_> = [
        &["license", "list"][..],
        &["license", "users", "SPE_E3"],
        &["user", "list", "--state", "licensed"],
        &["user", "show", "dana@contoso.example"],
    ]
    .into_iter()
    .map(|args| Run::on(&server).run(args).screen())
    .collect();
    assert_snapshot!("graph_lists", screens.join("\n\n"));
    let filters: Vec<_> = server.lines().into_iter().filter(|l| l.contains("$filter")).collect();
    assert!(
        filters[0].contains(&format!("$filter=assignedLicenses%2Fany%28x%3Ax%2FskuId%20eq%20{E3}%29")),
        "{filters:?}"
    );
    assert!(filters[1].contains("assignedLicenses%2F%24count%20ne%200&$top=999&$count=true"), "{filters:?}");
}

#[test]
fn a_dry_run_prints_the_requests_it_would_send() {
    let server = server();
    let args = [
        "license",
        "unassign",
        "SPE_E3",
        "-u",
        "dana@contoso.example",
        "-u",
        "ben@contoso.example",
        "--dry-run",
    ];
    assert_snapshot!("graph_dry_run", Run::on(&server).run(&args).screen());
    let json = Run::on(&server).run(&[&args[..], &["-o", "json"]].concat());
    let printed: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(printed[0]["body"], json!({"addLicenses": [], "removeLicenses": [E3]}));
    assert!(!server.lines().iter().any(|line| line.contains("assignLicense")));
}

#[test]
fn people_are_changed_one_by_one_and_each_has_a_result() {
    let server = server();
    let error = |text: &str| format!(r#"{{"error":{{"code":"Request_BadRequest","message":"{text}"}}}}"#);
    server.on("POST /v1.0/users/dana%40contoso.example/assignLicense", 200, r#"{"id":"u-1"}"#);
    let absent = error("User does not have a corresponding license.");
    server.on("POST /v1.0/users/ben%40contoso.example/assignLicense", 400, &absent);
    let inherited = error(
        "User license is inherited from a group membership and it cannot be removed directly from the user.",
    );
    server.on("POST /v1.0/users/li.chen%40contoso.example/assignLicense", 400, &inherited);
    let args = ["license", "unassign", "SPE_E3", "-u", "dana@contoso.example", "-u", "ben@contoso.example"];
    let args = [&args[..], &["-u", "li.chen@contoso.example"]].concat();
    assert_eq!(Run::on(&server).run(&args).exit, Exit::Usage);
    assert_snapshot!("graph_unassign", Run::on(&server).run(&[&args[..], &["--yes"]].concat()).screen());
}

#[test]
fn grp_6_with_all_only_direct_holders_are_asked_for() {
    let server = server();
    server.on("POST /v1.0/users/dana%40contoso.example/assignLicense", 200, r#"{"id":"u-1"}"#);
    let ran = Run::on(&server).run(&[
        "license",
        "move",
        "SPE_E3",
        "SPE_E5",
        "--disable-plan",
        "x",
        "--all",
        "--yes",
    ]);
    assert_eq!(ran.exit, Exit::NotFound, "{}", ran.screen());
    let ran = Run::on(&server).run(&["license", "move", "SPE_E3", "SPE_E5", "--all", "--yes"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.screen());
    let sent: Vec<_> = server
        .lines()
        .into_iter()
        .filter(|l| l.contains("assignLicense"))
        .filter(|l| l.starts_with("POST"))
        .collect();
    assert_eq!(sent, ["POST /v1.0/users/dana%40contoso.example/assignLicense"]);
    assert_eq!(
        server.body("POST /v1.0/users/dana"),
        json!({"addLicenses": [{"skuId": "06ebc4ee-1bb5-47dd-8120-11324bc54e06", "disabledPlans": []}], "removeLicenses": [E3]})
    );
}

#[test]
fn a_failure_of_the_service_stops_and_says_so() {
    let server = server();
    server.on("POST /v1.0/users/dana%40contoso.example/assignLicense", 403, "{}");
    let ran = Run::on(&server).run(&[
        "license",
        "assign",
        "SPE_E3",
        "-u",
        "dana@contoso.example",
        "-u",
        "ben@x",
        "--yes",
    ]);
    assert_eq!(ran.exit, Exit::NotAllowed);
    assert!(!server.lines().iter().any(|line| line.contains("ben")));
}

#[test]
fn what_graph_does_not_have_is_told() {
    let server = server();
    for args in [&["change", "list"][..], &["job", "list"], &["audit"], &["clock"], &["catalog", "list"]] {
        let ran = Run::on(&server).run(args);
        assert_eq!(ran.exit, Exit::NotFound, "{args:?}");
        assert!(ran.err.contains("use a Reseat server"), "{}", ran.err);
    }
}

#[test]
fn people_are_imported_one_by_one() {
    let server = server();
    let present = r#"{"id":"u-1","displayName":"Dana Weber","city":"Leipzig"}"#;
    server.on("GET /v1.0/users/dana%40contoso.example?$select=id", 200, present);
    server.on("PATCH /v1.0/users/dana%40contoso.example", 204, "");
    server.on("POST /v1.0/users", 201, r#"{"id":"u-9"}"#);
    let run = Run::on(&server);
    let file = run.home.path().join("people.csv");
    let rows = "Username,Display name,City\ndana@contoso.example,Dana Weber,Halle\nnew@contoso.example,New,\n,No name,\nben,Ben,\n";
    std::fs::write(&file, rows).unwrap();
    let file = file.display().to_string();
    assert_snapshot!("graph_import_dry_run", run.run(&["user", "import", &file, "--dry-run"]).screen());
    assert!(!server.lines().iter().any(|line| line.starts_with("P")), "{:?}", server.lines());
    assert_snapshot!("graph_import", run.run(&["user", "import", &file]).screen());
    assert_eq!(server.body("PATCH /v1.0/users/dana"), json!({"city": "Halle"}));
    assert_eq!(server.body("POST /v1.0/users")["mailNickname"], "new");
}
