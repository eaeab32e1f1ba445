//! Two organisations on one server do not see each other (design section 4, "Tenant first").

use reseat_testkit::{TenantText, World};
use serde_json::{Value, json};

use crate::support::*;

fn two() -> World {
    let world = World::small();
    world.add_tenant(&TenantText::at("other.example").people(3).seats(E3, 5).all_hold(E3).text());
    world
}

#[test]
fn nothing_of_one_is_found_through_the_other() {
    let world = two();
    let [ours, theirs] = ["admin", "admin@other.example"].map(|name| world.sign_in(name));
    let set = text(&change(&world, &ours, &unassign(&world, &["ben"], &[E3]))["changeSetId"]);
    let job = with(unassign(&world, &["mei"], &[E3]), &json!({"asJob": true}));
    let job = text(&world.send_json(&ours, "POST", CHANGES, &job).expect(202)["job"]["id"]);
    world.run_until_idle();
    let ben = world.id("ben");
    for path in [
        format!("/reseat/v1/people/{ben}"),
        "/reseat/v1/people/ben@quillmark.example".to_owned(),
        format!("/reseat/v1/changeSets/{set}"),
        format!("/reseat/v1/changeSets/{set}/items"),
        format!("/reseat/v1/jobs/{job}"),
        format!("/reseat/v1/jobs/{job}/results"),
        format!("/reseat/v1/products/{}", world.sku(BI)),
        format!("/v1.0/users/{ben}"),
    ] {
        assert_eq!(world.get(&ours, &path).0, 200, "{path}");
        let (status, error) = world.get(&theirs, &path);
        assert_eq!(
            (status, error["error"]["code"].as_str()),
            (404, Some("Request_ResourceNotFound")),
            "{path}"
        );
    }
    assert_eq!(world.post(&theirs, &format!("/reseat/v1/changeSets/{set}/revert"), &json!({})).0, 404);
    assert_eq!(world.post(&theirs, &format!("/reseat/v1/jobs/{job}/cancel"), &json!({})).0, 404);
    let lists = ["/reseat/v1/people", "/reseat/v1/changeSets", "/reseat/v1/audit", "/reseat/v1/jobs"];
    for path in lists {
        let seen = Value::from(world.read_all(&theirs, &format!("{path}?$top=999"))).to_string();
        assert!(!seen.contains("quillmark") && !seen.contains("Quillmark"), "{path}: {seen}");
    }
}

#[test]
fn a_change_in_one_does_not_touch_the_other() {
    let world = two();
    let theirs = world.sign_in("admin@other.example");
    let ours = world.sign_in("admin");
    let before = world.export();
    let body = unassign(&world, &["ben", "mei"], &[E3]);
    let result = change(&world, &theirs, &body);
    assert!(
        result["people"].as_array().unwrap().iter().all(|row| row["reasons"][0]["code"] == "userNotFound")
    );
    let holders = json!({"people": {"holdersOf": world.sku(E3)}, "operation": {"kind": "unassignAll"}});
    assert_eq!(counts(&change(&world, &theirs, &holders)), (3, 0, 0));
    world.patch(&theirs, "/reseat/v1/settings", &json!({"licensesPageUsers": 5}));
    assert_eq!(world.export(), before);
    assert_eq!(world.read(&ours, "/reseat/v1/session")["tenant"]["licensesPageUsers"], 20);
    // One key in two organisations is two keys.
    let send = |who, body: &Value| {
        let headers = [("content-type", "application/json"), ("idempotency-key", "k")];
        world.send(who, "POST", CHANGES, &headers, body.to_string().into_bytes()).expect(200)
    };
    assert_eq!(counts(&send(&theirs, &holders)), (0, 0, 0));
    assert_eq!(counts(&send(&ours, &body)), (2, 0, 0));
}

#[test]
fn each_has_its_own_application_and_catalogue() {
    let world = two();
    let [ours, theirs] = ["quillmark.example", "other.example"].map(|domain| world.application_of(domain));
    let domain = |who| text(&world.read(who, "/reseat/v1/session")["tenant"]["defaultDomain"]);
    assert_eq!(
        (domain(&ours), domain(&theirs)),
        ("quillmark.example".to_owned(), "other.example".to_owned())
    );
    let admin = world.sign_in("admin");
    let csv = "product_display_name,string_id,guid,service_plan_name,service_plan_id,service_plan_friendly_name\n\
               Ours Alone,OURS_ALONE,a2e41e49-e2a2-4c55-832a-cf13ffba1d6a,OURS_PLAN,7d16094b-4db8-41ff-a182-372a90a85408,Ours\n";
    let answer =
        world.send(&admin, "POST", "/reseat/v1/catalog/import", &[("content-type", "text/csv")], csv.into());
    assert_eq!(answer.expect(200)["products"]["added"], 1);
    let found = |who| {
        let path = "/reseat/v1/catalog/products?search=ours%20alone";
        world.read(who, path)["value"].as_array().unwrap().len()
    };
    assert_eq!((found(&ours), found(&theirs)), (1, 0));
}
