//! What is exported as text: the audit, change sets and jobs, page by page.

use reseat_app::audit_trail::{VerifyOptions, verify_export};
use reseat_testkit::{Who, World};
use serde_json::{Value, json};

use crate::support::*;

/// All pages of an export put one behind the other, as the `Link` headers lead.
fn whole(world: &World, who: &Who, path: &str) -> (String, String) {
    let (mut text, mut next) = (String::new(), path.to_owned());
    for _ in 0..1_000 {
        let answer = world.send_json(who, "GET", &next, &Value::Null);
        assert_eq!(answer.status, 200, "{}", answer.text);
        let kind = answer.header("content-type").to_owned();
        text.push_str(&answer.text);
        let link = answer.header("link").to_owned();
        let Some(url) = link.strip_prefix('<').and_then(|link| link.split_once('>')) else {
            return (text, kind);
        };
        next = url.0[url.0.find("/reseat/").unwrap()..].to_owned();
    }
    panic!("the pages never end")
}

fn busy() -> World {
    let world = World::small();
    let admin = world.sign_in("admin");
    change(&world, &admin, &unassign(&world, &["ben", "mei"], &[E3]));
    let reason = json!({"reason": "=HYPERLINK(\"http://evil.example\")"});
    change(&world, &admin, &with(assign(&world, &["gwen"], &[E3]), &reason));
    world
}

#[test]
fn the_audit_is_exported_as_it_can_be_verified_elsewhere() {
    let world = busy();
    let reader = world.sign_in("reader");
    let (all, kind) = whole(&world, &reader, "/reseat/v1/audit/export?$top=999");
    assert_eq!(kind, "application/x-ndjson");
    assert_eq!(whole(&world, &reader, "/reseat/v1/audit/export?$top=2").0, all);
    let keys = world.read(&reader, "/reseat/v1/audit/keys");
    let trusted = vec![text(&keys["value"][0]["id"])];
    let heads = world.read_all(&reader, "/reseat/v1/audit/heads?$top=1");
    let expect = Some(text(&heads[0]["head"]).parse().unwrap());
    let report = verify_export(&mut all.as_bytes(), VerifyOptions { expect, trusted }).unwrap();
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(report.heads, heads.len() as u64);
    let gone = world.send_json(&reader, "GET", "/reseat/v1/audit/export?$skiptoken=9999-0", &Value::Null);
    assert_eq!(gone.status, 404, "{}", gone.text);
    let bad = world.send_json(&reader, "GET", "/reseat/v1/audit/export?$skiptoken=x", &Value::Null);
    assert_eq!(bad.status, 400, "{}", bad.text);
}

#[test]
fn change_sets_are_exported_person_by_person_and_harmless_to_spreadsheets() {
    let world = busy();
    let reader = world.sign_in("reader");
    let (lines, kind) = whole(&world, &reader, "/reseat/v1/changeSets/export?$top=999");
    assert_eq!(kind, "application/x-ndjson");
    assert_eq!(whole(&world, &reader, "/reseat/v1/changeSets/export?$top=1").0, lines);
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ben = rows.iter().find(|row| row["userId"] == world.id("ben").as_str() && row["kind"] == "unassign");
    assert_eq!(ben.unwrap()["unassigned"], world.sku(E3).as_str());
    assert!(rows.iter().any(|row| text(&row["reason"]).starts_with('=')), "JSON Lines are as they are");
    let (csv, kind) = whole(&world, &reader, "/reseat/v1/changeSets/export?format=csv&$top=2");
    assert_eq!(kind, "text/csv; charset=utf-8");
    assert_eq!(csv.lines().filter(|line| line.starts_with("changeSetId,")).count(), 1, "{csv}");
    assert_eq!(csv.lines().count(), rows.len() + 1);
    assert!(csv.contains("'=HYPERLINK") && !csv.contains("\"=HYPERLINK"), "{csv}");
    let bad = world.send_json(&reader, "GET", "/reseat/v1/changeSets/export?format=xml", &Value::Null);
    assert_eq!(bad.status, 400, "{}", bad.text);
}

#[test]
fn jobs_are_exported() {
    let world = World::small();
    let admin = world.sign_in("admin");
    for name in ["ben", "mei"] {
        let body = with(unassign(&world, &[name], &[E3]), &json!({"asJob": true}));
        assert_eq!(world.send_json(&admin, "POST", CHANGES, &body).status, 202);
    }
    world.run_until_idle();
    let (lines, _) = whole(&world, &admin, "/reseat/v1/jobs/export?$top=1");
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["status"] == "completed" && row["changed"] == 1), "{lines}");
}
