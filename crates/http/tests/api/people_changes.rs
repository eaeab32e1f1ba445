//! What was done to one person, for administrators and for the person.

use reseat_testkit::{Who, World};
use serde_json::{Value, json};

use crate::support::*;

fn changes(world: &World, who: &Who, name: &str, query: &str) -> Vec<Value> {
    world.read_all(who, &format!("/reseat/v1/people/{}/changes{query}", world.id(name)))
}

#[test]
fn changes_are_listed_newest_first_with_what_they_did() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let before = changes(&world, &admin, "ben", "");
    let taken = change(&world, &admin, &unassign(&world, &["ben", "mei"], &[E5]));
    change(&world, &admin, &unassign(&world, &["mei"], &[E3]));
    let given = change(&world, &admin, &assign(&world, &["ben"], &[E5]));
    let all = changes(&world, &admin, "ben", "");
    assert_eq!(all.len(), before.len() + 2);
    assert_eq!(all[0]["changeSet"]["id"], given["changeSetId"]);
    assert_eq!(all[1]["changeSet"]["id"], taken["changeSetId"]);
    let [set, outcome] = ["changeSet", "outcome"].map(|name| &all[1][name]);
    assert_eq!((&set["kind"], &set["revertible"]), (&json!("unassign"), &json!(true)));
    assert_eq!(set["actor"]["displayName"], "Greta Adler");
    assert!(set["createdDateTime"].is_string());
    assert_eq!(outcome, row(&taken, &world, "ben"));
    for top in 1..4 {
        assert_eq!(changes(&world, &admin, "ben", &format!("?$top={top}")), all, "{top}");
    }
    let by_name = format!("/reseat/v1/people/{}/changes", world.upn("ben"));
    assert_eq!(world.read_all(&admin, &by_name), all);
}

#[test]
fn everyone_may_read_their_own_and_nobody_elses() {
    let world = World::small();
    let admin = world.sign_in("admin");
    change(&world, &admin, &with(unassign(&world, &["mei"], &[E3]), &json!({"reason": "not for her eyes"})));
    let mei = world.sign_in_for("mei", "User.Read");
    let own = changes(&world, &mei, "mei", "");
    assert_eq!(own, changes(&world, &admin, "mei", ""));
    assert!(!own.is_empty() && !json!(own).to_string().contains("not for her eyes"));
    assert_eq!(world.get(&mei, &format!("/reseat/v1/people/{}/changes", world.id("ben"))).0, 403);
    assert_eq!(world.get(&admin, "/reseat/v1/people/nobody/changes").0, 404);
    let forged = format!("/reseat/v1/people/{}/changes?$skiptoken=x", world.id("ben"));
    assert_eq!(world.get(&admin, &forged).0, 400);
}
