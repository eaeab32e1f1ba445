//! Deleted people: seats at once, 30 days, and back with what is free (DEL-1, DEL-2, 25.2).

use reseat_testkit::{Who, World};
use serde_json::json;

use crate::support::*;

fn delete(world: &World, who: &Who, name: &str) -> String {
    let id = world.id(name);
    assert_eq!(world.delete(who, &format!("/v1.0/users/{id}")).0, 204);
    id
}

#[test]
fn del_2_seats_are_free_at_once_and_del_1_everything_is_gone_after_30_days() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let ben = delete(&world, &admin, "ben");
    assert_eq!((seats(&world, &admin, E3), seats(&world, &admin, E5)), ((6, 2), (1, 1)));
    assert_eq!(world.get(&admin, &format!("/v1.0/users/{ben}")).0, 404);
    let page = world.read(&admin, &format!("/reseat/v1/people/{ben}"));
    assert!(page["deletedDateTime"].is_string(), "{page}");
    assert_eq!(page["services"]["mailbox"]["state"], "softDeleted");
    let listed = world.read(&admin, "/v1.0/directory/deletedItems/microsoft.graph.user");
    assert_eq!(listed["value"].as_array().unwrap().len(), 1);
    let people = world.read_all(&admin, "/reseat/v1/people");
    assert!(people.iter().all(|row| row["id"] != ben.as_str()));

    world.advance_days(29);
    assert_eq!(world.get(&admin, &format!("/reseat/v1/people/{ben}")).0, 200);
    world.advance_days(1);
    for path in ["/reseat/v1/people/", "/v1.0/directory/deletedItems/", "/v1.0/users/"] {
        assert_eq!(world.get(&admin, &format!("{path}{ben}")).0, 404, "{path}");
    }
    let restore = format!("/v1.0/directory/deletedItems/{ben}/restore");
    assert_eq!(world.post(&admin, &restore, &json!({})).0, 404);
    assert!(!world.export().contains(&ben), "nothing of the person is left");
}

#[test]
fn rule_25_2_a_restored_person_has_back_what_is_free() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let clara = delete(&world, &admin, "clara");
    let dmitri = delete(&world, &admin, "dmitri");
    // Dmitri's seat of Exchange Online is taken meanwhile, Clara's is still there.
    change(&world, &admin, &assign(&world, &["gwen"], &[MAIL]));
    world.advance_days(10);
    for id in [&clara, &dmitri] {
        let (status, body) =
            world.post(&admin, &format!("/v1.0/directory/deletedItems/{id}/restore"), &json!({}));
        assert_eq!(status, 200, "{body}");
    }
    let off = direct(&world, &admin, "clara", E3)["disabledPlans"].as_array().unwrap().len();
    assert_eq!((off, mailbox(&world, &admin, "clara")), (2, "active".to_owned()));
    assert!(!held(&world, &admin, "dmitri").contains(&MAIL.to_owned()));
    assert_eq!(seats(&world, &admin, MAIL), (1, 0));
    let sets = world.read_all(&admin, &format!("/reseat/v1/changeSets?user={dmitri}"));
    assert_eq!(sets[0]["kind"], "restoreUser");
    let items = world.read_all(&admin, &format!("/reseat/v1/changeSets/{}/items", text(&sets[0]["id"])));
    assert_eq!(verdict(&items[0]), is("changed", &["seatNotRestored"]));
    // 25.21: without a mail plan a fresh 30 days begin.
    let mail = person(&world, &admin, "dmitri")["services"]["mailbox"].clone();
    assert_eq!(mail["state"], "disconnected");
    let now = text(&world.read(&admin, "/reseat/v1/clock")["now"]);
    assert!(text(&mail["purgeDateTime"])[..10] > now[..10], "{mail} at {now}");
}

#[test]
fn changes_to_deleted_people_are_refused_with_the_reason() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let ben = delete(&world, &admin, "ben");
    let body = json!({"people": {"ids": [ben]}, "operation": {"kind": "assign", "products": [choice(&world, E3, &[])]}});
    let result = change(&world, &admin, &body);
    assert_eq!(verdict(&result["people"][0]), is("refused", &["userDeleted"]));
}

#[test]
fn rule_25_25_the_last_global_administrator_stays() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let (status, error) = world.delete(&admin, &format!("/v1.0/users/{}", world.id("admin")));
    assert!((400..500).contains(&status), "{status} {error}");
    let path = format!("/v1.0/users/{}", world.id("admin"));
    let (status, error) = world.patch(&admin, &path, &json!({"accountEnabled": false}));
    assert!((400..500).contains(&status), "{status} {error}");
    world.clock.advance_seconds(3);
    assert_eq!(world.get(&admin, "/reseat/v1/session").0, 200);
}

#[test]
fn del_9_a_sign_in_name_that_was_taken_meanwhile_needs_another_on_restore() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let gwen = delete(&world, &admin, "gwen");
    let csv = "Username,Display name\ngwen@quillmark.example,Another Gwen\n";
    let imported =
        world.send(&admin, "POST", "/reseat/v1/people/import", &[("content-type", "text/csv")], csv.into());
    assert_eq!(imported.expect(200)["counts"]["created"], 1);
    let path = format!("/v1.0/directory/deletedItems/{gwen}/restore");
    let (status, error) = world.post(&admin, &path, &json!({}));
    assert!((400..500).contains(&status), "{status} {error}");
    let (status, body) =
        world.post(&admin, &path, &json!({"newUserPrincipalName": "gwen2@quillmark.example"}));
    assert_eq!(status, 200, "{body}");
    assert_eq!(world.id("gwen2"), gwen);
}
