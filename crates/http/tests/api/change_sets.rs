//! History, and joining calls with the header `Reseat-Change-Set` (25.26).

use reseat_testkit::{Who, World};
use serde_json::{Value, json};

use crate::support::*;

fn joined(world: &World, who: &Who, set: &str, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let headers = [("content-type", "application/json"), ("reseat-change-set", set)];
    let answer = world.send(who, method, path, &headers, body.to_string().into_bytes());
    (answer.status, answer.json)
}

/// A UUID of version 7 as a client makes it.
fn new_id(world: &World) -> String {
    let hex = format!("{:012x}", world.app().clock.wall().0 / 1_000);
    format!("{}-{}-7abc-8000-000000000001", &hex[..8], &hex[8..])
}

#[test]
fn rule_25_26_calls_join_one_change_set_and_are_undone_together() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let id = new_id(&world);
    let id = id.as_str();
    let first = with(unassign(&world, &["ben"], &[E3]), &json!({"reason": "leaver"}));
    for body in [&first, &unassign(&world, &["mei", "anna"], &[E3]), &unassign(&world, &["ben"], &[E5])] {
        let (status, result) = joined(&world, &admin, id, "POST", CHANGES, body);
        assert_eq!((status, &result["changeSetId"]), (200, &json!(id)));
    }
    // Graph's own call, too.
    let graph = json!({"addLicenses": [], "removeLicenses": [world.sku(E3)]});
    let path = format!("/v1.0/users/{}/assignLicense", world.id("clara"));
    assert_eq!(joined(&world, &admin, id, "POST", &path, &graph).0, 200);
    let set = world.read(&admin, &format!("/reseat/v1/changeSets/{id}"));
    assert_eq!(
        (counts(&set), &set["reason"], &set["kind"]),
        ((4, 0, 1), &json!("leaver"), &json!("unassign"))
    );
    let items = world.read_all(&admin, &format!("/reseat/v1/changeSets/{id}/items?$top=2"));
    let who: Vec<String> = items.iter().map(|row| text(&row["user"]["displayName"])).collect();
    assert_eq!(who, ["Ben Okafor", "陈美玲", "Anna Berg", "Ben Okafor", "Clara Jensen"]);

    let (status, undone) = world.post(&admin, &format!("/reseat/v1/changeSets/{id}/revert"), &json!({}));
    assert_eq!((status, counts(&undone)), (200, (4, 0, 0)));
    assert_eq!(held(&world, &admin, "ben"), [E3, E5]);
    assert_eq!(seats(&world, &admin, E3), (7, 1));
}

#[test]
fn a_join_never_overwrites_what_the_set_has() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let id = text(&change(&world, &admin, &unassign(&world, &["ben", "mei"], &[E3]))["changeSetId"]);
    let other = text(&change(&world, &admin, &unassign(&world, &["ben"], &[E5]))["changeSetId"]);
    let before = world.read_all(&admin, &format!("/reseat/v1/changeSets/{id}/items"));
    let path = |what: &str| format!("/reseat/v1/changeSets/{other}{what}");
    assert_eq!(joined(&world, &admin, &id, "POST", &path("/revert"), &json!({})).0, 200);
    assert_eq!(
        joined(&world, &admin, &id, "PATCH", "/reseat/v1/settings", &json!({"historyDays": 500})).0,
        200
    );
    assert_eq!(joined(&world, &admin, &id, "POST", "/reseat/v1/clock", &json!({"advanceDays": 1})).0, 200);
    let mut job = unassign(&world, &["erik"], &[E3]);
    job["asJob"] = json!(true);
    assert_eq!(joined(&world, &admin, &id, "POST", CHANGES, &job).0, 202);
    world.run_until_idle();
    let set = world.read(&admin, &format!("/reseat/v1/changeSets/{id}"));
    assert_eq!((&set["kind"], counts(&set)), (&json!("unassign"), (4, 0, 0)));
    let after = world.read_all(&admin, &format!("/reseat/v1/changeSets/{id}/items"));
    assert_eq!(&after[..2], before.as_slice());
    assert_eq!(after.len(), 4);
    assert_eq!(world.read(&admin, &path(""))["revertedBy"], json!(id));
}

#[test]
fn a_header_that_names_no_change_set_is_refused() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let before = world.export();
    // The last one carries no time, so it would stand anywhere in the history.
    for bad in ["mine", "0d3f5a1e-0000-4000-8000-000000000001"] {
        let (status, error) =
            joined(&world, &admin, bad, "POST", CHANGES, &unassign(&world, &["ben"], &[E3]));
        assert_eq!(status, 400);
        assert!(message(&error).contains("Reseat-Change-Set"), "{error}");
    }
    assert_eq!(world.export(), before);
}

#[test]
fn change_sets_say_who_when_why_and_through_which_face() {
    let world = World::small();
    let person = world.sign_in("licenses");
    let console = world.console("users");
    let app = world.application();
    let body = with(unassign(&world, &["ben"], &[E3]), &json!({"reason": "has E5"}));
    change(&world, &console, &body);
    change(&world, &person, &unassign(&world, &["mei"], &[E3]));
    change(&world, &app, &unassign(&world, &["erik"], &[E3]));
    let graph = json!({"addLicenses": [], "removeLicenses": [world.sku(E3)]});
    world.post(&app, &format!("/v1.0/users/{}/assignLicense", world.id("clara")), &graph);
    let sets = world.read_all(&person, "/reseat/v1/changeSets?$top=2");
    let seen: Vec<(String, String, String)> = sets
        .iter()
        .map(|set| (text(&set["face"]), text(&set["actor"]["kind"]), text(&set["actor"]["displayName"])))
        .collect();
    let line = |face: &str, kind: &str, name: &str| (face.to_owned(), kind.to_owned(), name.to_owned());
    assert_eq!(
        seen,
        [
            line("graph", "app", "Scripts"),
            line("api", "app", "Scripts"),
            line("api", "user", "Linus Vogt"),
            line("adminCenter", "user", "Ulrike Sommer"),
            line("system", "system", "tenant file"),
        ],
        "newest first"
    );
    assert_eq!(sets[3]["reason"], "has E5");
    assert!(text(&sets[0]["createdDateTime"]).starts_with("2026-03-02T"), "domain time");
    assert!(text(&sets[0]["recordedDateTime"]).starts_with("2026-06-01T"), "wall time");
    let of_ben = world.read_all(&person, &format!("/reseat/v1/changeSets?user={}", world.id("ben")));
    let kinds: Vec<String> = of_ben.iter().map(|set| text(&set["kind"])).collect();
    assert_eq!(kinds, ["unassign", "administration"]);
    assert_eq!(of_ben[0]["id"], sets[3]["id"]);
}

#[test]
fn the_history_of_one_person_has_every_set_once_however_long_its_pages_are() {
    let world = World::small();
    let admin = world.sign_in("admin");
    // A set with several results about one person, and a preview's results, which are in no set.
    let id = text(&change(&world, &admin, &assign(&world, &["gwen"], &[E3]))["changeSetId"]);
    for n in 0..4 {
        let body =
            if n % 2 == 0 { unassign(&world, &["gwen"], &[E3]) } else { assign(&world, &["gwen"], &[E3]) };
        assert_eq!(joined(&world, &admin, &id, "POST", CHANGES, &body).0, 200);
        world.clock.advance_seconds(60);
        change(&world, &admin, &assign(&world, &["gwen"], &[BI]));
        change(&world, &admin, &unassign(&world, &["gwen"], &[BI]));
    }
    let path = format!("/reseat/v1/changeSets?user={}", world.id("gwen"));
    let ids = |top: usize| {
        let rows = world.read_all(&admin, &format!("{path}&$top={top}"));
        rows.iter().map(|set| text(&set["id"])).collect::<Vec<_>>()
    };
    let all = ids(999);
    // The tenant's own, the joined one, and eight.
    assert_eq!(all.len(), 10);
    for top in 1..5 {
        assert_eq!(ids(top), all, "$top={top}");
    }
}

#[test]
fn history_goes_after_the_time_that_the_tenant_sets_and_the_rest_still_verifies() {
    let world = World::small();
    let admin = world.sign_in("admin");
    world.send_json(&admin, "PATCH", "/reseat/v1/settings", &json!({"historyDays": 30})).expect(200);
    change(&world, &admin, &unassign(&world, &["ben"], &[E3]));
    world.advance_days(20);
    world.clock.advance_seconds(60);
    let admin = world.sign_in("admin");
    let young = text(&change(&world, &admin, &unassign(&world, &["ben"], &[E5]))["changeSetId"]);
    world.advance_days(15);
    let sets = world.read_all(&admin, "/reseat/v1/changeSets");
    let kinds: Vec<String> = sets.iter().map(|set| text(&set["kind"])).collect();
    assert_eq!(kinds, ["administration", "unassign"], "the change and the second move of the clock");
    assert_eq!(sets[1]["id"], young.as_str());
    let (status, undone) = world.post(&admin, &format!("/reseat/v1/changeSets/{young}/revert"), &json!({}));
    assert_eq!((status, counts(&undone)), (200, (1, 0, 0)));
    world.check();
}

#[test]
fn change_sets_are_found_by_person_actor_face_and_time() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let licenses = world.console("licenses");
    let first = change(&world, &admin, &unassign(&world, &["ben", "mei"], &[E5, BI]))["changeSetId"].clone();
    world.send_json(&admin, "POST", "/reseat/v1/clock", &json!({"advanceDays": 10})).expect(200);
    let second = change(&world, &licenses, &unassign(&world, &["erik"], &[E3]))["changeSetId"].clone();
    let third = change(&world, &admin, &assign(&world, &["ben"], &[E5]))["changeSetId"].clone();
    let find = |query: &str| -> Vec<Value> {
        let mut pages = [50, 1].map(|top| {
            let sets = world.read_all(&admin, &format!("/reseat/v1/changeSets?{query}&$top={top}"));
            sets.iter().map(|set| set["id"].clone()).collect::<Vec<_>>()
        });
        assert_eq!(pages[0], pages[1], "{query}");
        std::mem::take(&mut pages[0])
    };
    assert_eq!(find(&format!("user={}", world.id("ben")))[..2], [third.clone(), first.clone()]);
    assert_eq!(find(&format!("actor={}", world.id("licenses"))), std::slice::from_ref(&second));
    assert_eq!(find("face=adminCenter"), std::slice::from_ref(&second));
    assert!(find(&format!("user={}&face=adminCenter", world.id("ben"))).is_empty());
    let at =
        text(&world.read(&admin, &format!("/reseat/v1/changeSets/{}", text(&second)))["createdDateTime"]);
    assert_eq!(find(&format!("from={at}")), [third.clone(), second.clone()]);
    let before = find(&format!("to={at}"));
    assert!(before.contains(&first) && !before.contains(&second));
    assert_eq!(find(&format!("from={at}&actor={}", world.id("admin"))), [third]);
    for query in ["face=phone", "from=yesterday", "to=1", "actor=x"] {
        assert_eq!(world.get(&admin, &format!("/reseat/v1/changeSets?{query}")).0, 400, "{query}");
    }
}

#[test]
fn a_row_says_which_products_it_changed_and_whom_it_is_about() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let names = |set: &Value| -> Vec<String> {
        set["products"].as_array().unwrap().iter().map(|product| text(&product["skuId"])).collect()
    };
    let one = text(&change(&world, &admin, &unassign(&world, &["ben"], &[E3, E5]))["changeSetId"]);
    let two = text(&change(&world, &admin, &unassign(&world, &["mei", "clara"], &[E3]))["changeSetId"]);
    world.patch(&admin, "/reseat/v1/settings", &json!({"historyDays": 500}));
    let sets = world.read_all(&admin, "/reseat/v1/changeSets?$top=2");
    for set in &sets {
        assert_eq!(world.read(&admin, &format!("/reseat/v1/changeSets/{}", text(&set["id"]))), *set);
    }
    let find = |id: &str| sets.iter().find(|set| set["id"] == id).unwrap();
    let mut both = names(find(&one));
    both.sort();
    let mut expected = [world.sku(E3), world.sku(E5)];
    expected.sort();
    assert_eq!((both.as_slice(), &find(&one)["productCount"]), (expected.as_slice(), &json!(2)));
    assert_eq!(find(&one)["person"]["displayName"], "Ben Okafor");
    assert_eq!((names(find(&two)), &find(&two)["person"]), (vec![world.sku(E3)], &Value::Null));
    assert!(find(&two)["products"][0]["names"]["zh-Hans"].is_string(), "{}", find(&two));
    let settings = &sets[0];
    assert_eq!((&settings["products"], &settings["productCount"]), (&json!([]), &json!(0)));
}
