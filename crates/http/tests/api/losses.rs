//! What people will lose and when.

use reseat_testkit::{Who, World};
use serde_json::{Value, json};

use crate::support::*;

const PATH: &str = "/reseat/v1/losses";

/// Name before the `@`, kind and day of each row.
fn rows(world: &World, who: &Who, query: &str) -> Vec<(String, String, String)> {
    let all = world.read_all(who, &format!("{PATH}{query}"));
    let name = |row: &Value| text(&row["user"]["userPrincipalName"]).split('@').next().unwrap().to_owned();
    all.iter()
        .map(|row| (name(row), text(&row["kind"]), text(&row["dueDateTime"])[..10].to_owned()))
        .collect()
}

fn row_of(name: &str, kind: &str, day: &str) -> (String, String, String) {
    (name.to_owned(), kind.to_owned(), day.to_owned())
}

fn advance(world: &World, admin: &Who, days: i64) {
    world.send_json(admin, "POST", "/reseat/v1/clock", &json!({"advanceDays": days})).expect(200);
}

#[test]
fn una_40_what_runs_out_is_listed_soonest_first_with_its_cause() {
    let world = World::small();
    let admin = world.sign_in("admin");
    assert_eq!(rows(&world, &admin, ""), []);
    let first = change(&world, &admin, &unassign(&world, &["erik"], &[E3]));
    let today = text(&world.read(&admin, "/reseat/v1/clock")["now"])[..10].to_owned();
    advance(&world, &admin, 5);
    assert_eq!(world.delete(&admin, &format!("/v1.0/users/{}", world.id("clara"))).0, 204);
    let found = rows(&world, &admin, "");
    let day = found[0].2.clone();
    assert!(day > today);
    let later = found[2].2.clone();
    let expected = [
        row_of("erik", "mailbox", &day),
        row_of("erik", "office", &day),
        row_of("clara", "mailbox", &later),
        row_of("clara", "office", &later),
        row_of("clara", "deletedUser", &later),
        row_of("clara", "drive", &later),
    ];
    assert_eq!(found, expected);
    for top in 1..=6 {
        assert_eq!(rows(&world, &admin, &format!("?$top={top}")), expected, "{top}");
    }
    let page = world.read(&admin, &format!("{PATH}?$top=1"));
    let counts = json!({"mailbox": 2, "deletedUser": 1, "drive": 1, "office": 2, "complete": true});
    assert_eq!(page["counts"], counts);
    assert_eq!(page["value"][0]["reasonChangeSetId"], first["changeSetId"]);
    let all = world.read_all(&admin, PATH);
    let set = world.read(&admin, "/reseat/v1/changeSets?$top=1")["value"][0]["id"].clone();
    assert!(all[2..].iter().all(|row| row["reasonChangeSetId"] == set), "{all:?}");
    assert_eq!(rows(&world, &admin, "?within=25"), expected[..2]);
}

#[test]
fn what_is_due_or_saved_is_no_longer_listed() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let set = change(&world, &admin, &unassign(&world, &["erik", "ben"], &[E3, E5]));
    let people = || {
        let mut names: Vec<String> =
            rows(&world, &admin, "?within=400").into_iter().map(|row| row.0).collect();
        names.dedup();
        names
    };
    assert_eq!(people().len(), 2, "{:?}", people());
    change(&world, &admin, &assign(&world, &["erik"], &[E3]));
    assert_eq!(people(), ["ben"]);
    // Undone: nobody loses anything.
    let path = format!("/reseat/v1/changeSets/{}/revert", text(&set["changeSetId"]));
    world.send_json(&admin, "POST", &path, &json!({})).expect(200);
    assert_eq!(people(), [""; 0]);
    change(&world, &admin, &unassign(&world, &["ben"], &[E3, E5]));
    assert_eq!(people(), ["ben"]);
    // The worker does not run here.
    advance(&world, &admin, 31);
    assert_eq!(people(), [""; 0]);
    assert_eq!(world.read(&admin, PATH)["counts"]["mailbox"], 0);
}

#[test]
fn days_have_a_range() {
    let world = World::small();
    let admin = world.sign_in("admin");
    for query in ["within=0", "within=401", "within=soon", "$skiptoken=x", "$skiptoken=1.2.mailbox"] {
        assert_eq!(world.get(&admin, &format!("{PATH}?{query}")).0, 400, "{query}");
    }
}
