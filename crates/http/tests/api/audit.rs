//! The audit: every change has its record, each record's hash covers the one before (design section 3).

use reseat_app::audit_trail::{VerifyOptions, verify_store};
use reseat_model::log::LogEntry;
use reseat_store::{Batch, Change, Record, Scan, Stored};
use reseat_testkit::World;
use serde_json::{Value, json};

use crate::support::*;

/// A world in which some things have happened.
fn busy() -> World {
    let world = World::small();
    let admin = world.sign_in("admin");
    change(&world, &admin, &unassign(&world, &["ben", "mei", "anna"], &[E3]));
    change(&world, &admin, &assign(&world, &["gwen"], &[E3]));
    world.patch(&admin, "/reseat/v1/settings", &json!({"historyDays": 500}));
    world.delete(&admin, &format!("/v1.0/users/{}", world.id("gwen")));
    world.advance_days(31);
    world
}

fn log(world: &World) -> Vec<LogEntry> {
    let scan = Scan::key(LogEntry::TABLE, vec![world.tenant.id.into()], 10_000);
    LogEntry::scan(world.store(), &scan).unwrap()
}

fn write(world: &World, changes: Vec<Change>) {
    world.store().apply(&Batch { preconditions: Vec::new(), changes }).unwrap();
}

#[test]
fn every_change_has_its_record_newest_first() {
    let world = busy();
    let reader = world.sign_in("reader");
    let all = world.read_all(&reader, "/reseat/v1/audit?$top=7");
    let numbers: Vec<(u64, u64)> = all
        .iter()
        .map(|record| {
            let id = text(&record["id"]);
            let (seq, n) = id.split_once('-').unwrap();
            (seq.parse().unwrap(), n.parse().unwrap())
        })
        .collect();
    assert!(numbers.windows(2).all(|pair| pair[0] > pair[1]), "{numbers:?}");
    assert_eq!(all.len(), log(&world).len());
    let of = |activity: &str, name: &str| -> Vec<&Value> {
        all.iter()
            .filter(|record| record["activity"] == activity && record["target"]["displayName"] == name)
            .collect()
    };
    let ben = of("Change user license", "Ben Okafor");
    assert_eq!(ben[0]["actor"]["displayName"], "Greta Adler");
    assert_eq!((&ben[0]["category"], &ben[0]["result"]), (&json!("UserManagement"), &json!("success")));
    assert!(!ben[0]["modifiedProperties"].as_array().unwrap().is_empty());
    assert_eq!(of("Delete user", "Gwen Price").len(), 1);
    assert!(
        of("Change user license", "Anna Berg").iter().all(|record| record["face"] == "system"),
        "refused: no record"
    );
    let settings = of("Set Company Information", "Quillmark Books");
    let modified = json!([{"name": "historyDays", "old": "400", "new": "500"}]);
    assert!(settings.iter().any(|record| record["modifiedProperties"] == modified), "{settings:?}");
}

#[test]
fn sequence_numbers_have_no_gap() {
    let world = busy();
    let mut numbers: Vec<u64> = log(&world).iter().map(|entry| entry.seq).collect();
    numbers.dedup();
    let expected: Vec<u64> = (1..=numbers.len() as u64).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn the_chain_verifies_until_someone_tampers() {
    let mut world = busy();
    let verify = |world: &World| {
        let app = world.app();
        let keys = app.keys.as_ref();
        let report = verify_store(world.store(), keys, world.tenant.id, VerifyOptions::default()).unwrap();
        let texts: Vec<&str> = report.problems.iter().map(|problem| problem.text.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    };
    assert_eq!(verify(&world), None);
    let entries = log(&world);
    let tenant = world.tenant.id;
    let middle = entries[entries.len() / 2].clone();
    let place = format!("{}-{}", middle.seq, middle.n);
    let put = |entry: &LogEntry| Change::Put(LogEntry::TABLE, entry.to_row(tenant));
    let mut forged = Vec::new();
    let mut forge = |change: fn(&mut LogEntry)| {
        let mut entry = middle.clone();
        change(&mut entry);
        forged.push(entry);
    };
    forge(|entry| entry.details.push(' '));
    forge(|entry| entry.result = "failure".to_owned());
    forge(|entry| entry.recorded_at = entry.recorded_at.plus_days(-1));
    forge(|entry| entry.actor = reseat_model::audit::Actor::System { name: "nobody".to_owned() });
    forge(|entry| entry.hash = [7; 32]);
    for entry in &forged {
        write(&world, vec![put(entry)]);
        assert!(verify(&world).is_some_and(|problem| problem.contains(&format!("record {place} "))));
        let findings = world.findings();
        assert!(findings.iter().any(|f| f.rule == "log-chain" && f.detail.contains(&place)), "{findings:?}");
        write(&world, vec![put(&middle)]);
    }
    assert_eq!(verify(&world), None);
    // A record that is gone, from the middle or from the end.
    let delete = |entry: &LogEntry| {
        let row = entry.to_row(tenant);
        Change::Delete(LogEntry::TABLE, row[..LogEntry::TABLE.key].to_vec())
    };
    write(&world, vec![delete(&middle)]);
    assert!(verify(&world).is_some());
    write(&world, vec![put(&middle), delete(entries.last().unwrap())]);
    assert!(verify(&world).is_some_and(|problem| problem.contains("the last that is there")));
    world.leave_unchecked();
}

#[test]
fn records_are_found_by_activity_actor_target_time_and_change_set() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let licenses = world.sign_in("licenses");
    world.patch(&admin, "/reseat/v1/settings", &json!({"historyDays": 500}));
    let set = change(&world, &licenses, &unassign(&world, &["ben", "mei"], &[E5, BI]))["changeSetId"].clone();
    world.send_json(&admin, "POST", "/reseat/v1/clock", &json!({"advanceDays": 40})).expect(200);
    world.run_until_idle();
    change(&world, &admin, &assign(&world, &["ben"], &[E5]));
    let all = world.read_all(&admin, "/reseat/v1/audit?$top=200");
    let find = |query: &str, fits: &dyn Fn(&Value) -> bool| {
        let expected: Vec<&Value> = all.iter().filter(|record| fits(record)).collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "{query}");
        for top in [200, 3, 1] {
            let found = world.read_all(&admin, &format!("/reseat/v1/audit?{query}&$top={top}"));
            assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query}");
        }
    };
    let [ben, actor] = ["ben", "licenses"].map(|name| world.id(name));
    find("activity=Change%20user%20license", &|record| record["activity"] == "Change user license");
    find(&format!("actor={actor}"), &|record| record["actor"]["id"] == actor.as_str());
    find(&format!("target={ben}"), &|record| record["target"]["id"] == ben.as_str());
    find(&format!("changeSet={}", text(&set)), &|record| record["changeSetId"] == set);
    let of_set = all.iter().find(|record| record["changeSetId"] == set).unwrap();
    let at = text(&of_set["activityDateTime"]);
    let instant = |record: &Value| text(&record["activityDateTime"]);
    find(&format!("from={at}"), &|record| instant(record) >= at);
    find(&format!("to={at}&actor={}", world.id("admin")), &|record| {
        instant(record) < at && record["actor"]["id"] == world.id("admin").as_str()
    });
    for query in ["actor=x", "changeSet=x", "from=x", "to=2026"] {
        assert_eq!(world.get(&admin, &format!("/reseat/v1/audit?{query}")).0, 400, "{query}");
    }
}

#[test]
fn one_record_is_found_by_its_id_and_no_other_is() {
    let world = busy();
    let reader = world.sign_in("reader");
    for record in world.read_all(&reader, "/reseat/v1/audit?$top=7") {
        let path = format!("/reseat/v1/audit/{}", text(&record["id"]));
        assert_eq!(world.read(&reader, &path), record);
    }
    for id in ["999999-0", "1-999999", "17", "x-y", "1-"] {
        let (status, error) = world.get(&reader, &format!("/reseat/v1/audit/{id}"));
        assert_eq!((status, &error["error"]["code"]), (404, &json!("Request_ResourceNotFound")), "{id}");
    }
}
