//! Changing licences: preview, question, result, undo, jobs.

use insta::assert_snapshot;
use serde_json::json;

use super::world::{Run, Server, include_json};
use crate::exit::Exit;

const UNASSIGN: [&str; 4] = ["license", "unassign", "spe_e3", "--user"];

fn unassign<'a>(more: &[&'a str]) -> Vec<&'a str> {
    UNASSIGN.iter().chain(["dana@contoso.example"].iter()).chain(more).copied().collect()
}

fn server(preview: &str, result: &str) -> std::sync::Arc<Server> {
    let server = Server::reseat();
    server.on("POST /reseat/v1/previews", 200, &include_json(preview));
    server.on("POST /reseat/v1/changes", 200, &include_json(result));
    server
}

#[test]
fn a_dry_run_shows_who_what_and_until_when_and_changes_nothing() {
    let server = server("preview", "result");
    let ran = Run::on(&server).run(&unassign(&["--user", "ben@contoso.example", "--dry-run"]));
    assert_snapshot!("dry_run_80", ran.screen());
    assert_eq!(server.lines(), ["GET /reseat/v1/products", "POST /reseat/v1/previews"]);
    assert_eq!(
        server.body("POST /reseat/v1/previews"),
        json!({"people": {"userPrincipalNames": ["dana@contoso.example", "ben@contoso.example"]},
            "operation": {"kind": "unassign", "products": ["05e9a617-0261-4cee-bb44-138d3ef5d965"]},
            "allOrNothing": false, "reason": null})
    );
    assert_snapshot!("dry_run_120", Run::on(&server).wide().run(&unassign(&["--dry-run"])).screen());
    assert_snapshot!("dry_run_80_zh", Run::on(&server).chinese().run(&unassign(&["--dry-run"])).screen());
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    let server = server("preview", "result");
    for width in [80, 120] {
        let run = Run { width, ..Run::on(&server) };
        for line in run.run(&unassign(&["--dry-run"])).out.lines() {
            assert!(line.chars().count() <= usize::from(width), "{width}: {line}");
        }
    }
}

#[test]
fn programs_get_the_servers_preview_or_fixed_columns() {
    let server = server("preview", "result");
    let ran = Run::on(&server).run(&unassign(&["--dry-run", "--output", "json"]));
    let printed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(printed["previewToken"], "tok-1");
    assert_eq!(printed["people"][2]["reasons"][0]["code"], "inheritedOnly");
    let ran = Run::on(&server).run(&unassign(&["--dry-run", "-o", "csv"]));
    assert_snapshot!("dry_run_csv", ran.screen());
}

#[test]
fn a_change_is_asked_about_and_bound_to_the_preview_that_was_shown() {
    let server = server("preview", "result");
    let ran = Run::on(&server).typing("y\n").run(&unassign(&["--reason", "left"]));
    assert_snapshot!("asked_and_changed", ran.screen());
    let body = server.body("POST /reseat/v1/changes");
    assert_eq!((&body["previewToken"], &body["reason"]), (&json!("tok-1"), &json!("left")));
}

#[test]
fn no_is_no() {
    let server = server("preview", "result");
    let ran = Run::on(&server).typing("n\n").run(&unassign(&[]));
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.err.ends_with("Nothing was changed.\n") && ran.out.is_empty(), "{}", ran.screen());
    assert!(!server.lines().iter().any(|line| line.starts_with("POST /reseat/v1/changes")));
}

#[test]
fn without_a_terminal_one_person_is_changed_and_several_need_yes() {
    let several = server("preview", "result");
    let ran = Run::on(&several).run(&unassign(&[]));
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("add --yes"), "{}", ran.err);
    assert!(!several.lines().iter().any(|line| line.starts_with("POST /reseat/v1/changes")));
    assert_eq!(Run::on(&several).run(&unassign(&["--yes"])).exit, Exit::SomeRefused);

    let one = server("preview_one", "result_one");
    let ran = Run::on(&one).run(&unassign(&[]));
    assert_snapshot!("one_person", ran.screen());
}

#[test]
fn una_10_all_or_nothing_is_given_up_when_someone_would_be_refused() {
    let server = server("preview", "result");
    let ran = Run::on(&server).run(&unassign(&["--all-or-nothing", "--yes"]));
    assert_eq!(ran.exit, Exit::SomeRefused);
    assert!(ran.err.contains("all or nothing"), "{}", ran.err);
    assert!(!server.lines().iter().any(|line| line.starts_with("POST /reseat/v1/changes")));
}

#[test]
fn people_are_chosen_by_holding_by_filter_or_by_file() {
    let server = server("preview", "result");
    let people = |args: &[&str]| {
        let all: Vec<_> = ["license"].iter().chain(args).chain(&["--dry-run"]).copied().collect();
        let ran = Run::on(&server).run(&all);
        assert_eq!(ran.exit, Exit::SomeRefused, "{}", ran.screen());
        server.body("POST /reseat/v1/previews")["people"].clone()
    };
    let sku = "05e9a617-0261-4cee-bb44-138d3ef5d965";
    assert_eq!(people(&["unassign", "SPE_E3", "--all"]), json!({"holdersOf": sku}));
    assert_eq!(
        people(&["move", "SPE_E3", "SPE_E5", "--all", "--filter", "city eq 'Leipzig'"]),
        json!({"filter": format!("(city eq 'Leipzig') and assignedLicenses/any(x:x/skuId eq {sku})")})
    );
    assert_eq!(people(&["assign", "SPE_E3", "--all", "--filter", "x eq 1"]), json!({"filter": "x eq 1"}));
    let run = Run::on(&server);
    let file = run.home.path().join("leavers.csv");
    std::fs::write(&file, "displayName,userPrincipalName\nDana,dana@contoso.example\n").unwrap();
    assert_eq!(
        people(&["unassign", "--every-product", "--from", &file.display().to_string()]),
        json!({"userPrincipalNames": ["dana@contoso.example"]})
    );
    assert_eq!(server.body("POST /reseat/v1/previews")["operation"], json!({"kind": "unassignAll"}));
}

#[test]
fn plans_are_switched_off_by_name() {
    let server = server("preview", "result");
    let product = r#"{"skuId": "06eb", "plans": [{"servicePlanId": "57FF2DA0", "name": "TEAMS1"}]}"#;
    server.on("GET /reseat/v1/products/06ebc4ee-1bb5-47dd-8120-11324bc54e06", 200, product);
    let args = ["license", "move", "SPE_E3", "SPE_E5", "--disable-plan", "teams1", "-u", "a@x", "--dry-run"];
    Run::on(&server).run(&args);
    assert_eq!(
        server.body("POST /reseat/v1/previews")["operation"]["to"],
        json!({"skuId": "06ebc4ee-1bb5-47dd-8120-11324bc54e06", "disabledPlans": ["57ff2da0"]})
    );
    let args = ["license", "assign", "SPE_E5", "--disable-plan", "MAIL", "-u", "a@x", "--dry-run"];
    let ran = Run::on(&server).run(&args);
    assert_eq!(ran.exit, Exit::NotFound);
    assert!(ran.err.contains("its plans are TEAMS1"), "{}", ran.err);
}

fn job(status: &str, done: u64, more: &str) -> String {
    format!(
        r#"{{"id":"job-1","status":"{status}","kind":"licenses","total":1200,"done":{done},
        "counts":{{"changed":{done},"unchanged":0,"refused":0}},"changeSetId":"cs-3"{more}}}"#
    )
}

#[test]
fn a_big_change_becomes_a_job_that_is_followed() {
    let server = Server::reseat();
    server.on("POST /reseat/v1/previews", 202, &format!(r#"{{"job":{}}}"#, job("queued", 0, "")));
    server.on("GET /reseat/v1/jobs/job-1", 200, &job("running", 600, ""));
    server.on("GET /reseat/v1/jobs/job-1", 200, &job("completed", 1200, r#","previewToken":"tok-9""#));
    server.on("POST /reseat/v1/changes", 202, &format!(r#"{{"job":{}}}"#, job("queued", 0, "")));
    let ran = Run::on(&server).run(&["license", "unassign", "SPE_E3", "--all", "--yes"]);
    assert_snapshot!("job_followed", ran.screen());
    assert_eq!(server.body("POST /reseat/v1/changes")["previewToken"], "tok-9");
}

#[test]
fn ctrl_c_leaves_a_job_to_itself_and_says_how_to_find_it() {
    let server = server("preview_one", "result_one");
    let server_job = Server::reseat();
    server_job.on("POST /reseat/v1/previews", 200, &include_json("preview_one"));
    server_job.on("POST /reseat/v1/changes", 202, &format!(r#"{{"job":{}}}"#, job("queued", 0, "")));
    let run = Run { interrupted: true, ..Run::on(&server_job) };
    let ran = run.run(&unassign(&["--yes"]));
    assert_eq!(ran.exit, Exit::Interrupted);
    assert!(ran.err.contains("reseat job show job-1"), "{}", ran.err);
    drop(server);
}

#[test]
fn a_job_is_found_again_with_its_results_page_by_page() {
    let server = Server::reseat();
    let row = |n: u32, status: &str| {
        format!(r#"{{"user":{{"id":"u-{n}","userPrincipalName":"u{n}@x"}},"status":"{status}"}}"#)
    };
    let next = "https://localhost:8443/reseat/v1/jobs/job-1/results?$skiptoken=2";
    server.on("GET /reseat/v1/jobs/job-1", 200, &job("completed", 2, ""));
    let first = format!(r#"{{"value":[{}],"@odata.nextLink":"{next}"}}"#, row(1, "changed"));
    server.on("GET /reseat/v1/jobs/job-1/results?$top", 200, &first);
    let second = format!(r#"{{"value":[{}]}}"#, row(2, "refused"));
    server.on("GET /reseat/v1/jobs/job-1/results?$skiptoken=2", 200, &second);
    assert_snapshot!("job_found", Run::on(&server).run(&["job", "show", "job-1"]).screen());
    let ran = Run::on(&server).run(&["job", "show", "job-1", "-o", "csv", "-q"]);
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.out);
    let ran = Run::on(&server).run(&["job", "show", "job-1", "-o", "json"]);
    let printed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&printed["job"]["id"], &printed["people"][1]["status"]),
        (&json!("job-1"), &json!("refused"))
    );
}

#[test]
fn a_change_is_taken_back_with_its_own_preview() {
    let server = Server::reseat();
    server.on("POST /reseat/v1/changeSets/cs-1/revert/preview", 200, &include_json("preview_one"));
    server.on("POST /reseat/v1/changeSets/cs-1/revert", 200, &include_json("result_one"));
    let ran = Run::on(&server).run(&["change", "revert", "cs-1", "--reason", "by mistake"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.screen());
    assert_eq!(
        server.body("POST /reseat/v1/changeSets/cs-1/revert"),
        json!({"previewToken": "tok-2", "reason": "by mistake"})
    );
}

#[test]
fn rol_1_a_missing_role_is_told_with_the_roles_that_would_do() {
    let server = Server::reseat();
    let body = r#"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation.",
        "details":[{"code":"roleWouldDo","target":"4d6a","message":"License Administrator"},{"code":"roleWouldDo","target":"fe93","message":"User Administrator"}]}}"#;
    server.on("POST /reseat/v1/previews", 403, body);
    assert_snapshot!("role_lacking", Run::on(&server).run(&unassign(&["--yes"])).screen());
}

#[test]
fn an_unknown_product_or_a_contradictory_line_is_told_before_anything_is_sent() {
    let server = server("preview", "result");
    let ran = Run::on(&server).run(&["license", "unassign", "E3", "-u", "a@x"]);
    assert_snapshot!("unknown_product", ran.screen());
    for args in [
        &["license", "unassign", "SPE_E3"][..],
        &["license", "unassign", "SPE_E3", "-u", "a@x", "--all"],
        &["license", "unassign", "SPE_E3", "-u", "a@x", "--filter", "x"],
        &["license", "unassign", "--every-product", "SPE_E3", "-u", "a@x"],
        &["license", "unassign", "--every-product", "--all"],
        &["license", "assign", "SPE_E3", "--all"],
    ] {
        assert_eq!(Run::on(&server).run(args).exit, Exit::Usage, "{args:?}");
        assert!(!server.lines().iter().any(|line| line.starts_with("POST")), "{args:?}");
    }
}
