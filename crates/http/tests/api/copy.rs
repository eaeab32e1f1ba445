//! Copying one person's licences to others.

use reseat_testkit::World;
use serde_json::{Value, json};

use crate::support::*;

fn copy(world: &World, from: &str, to: &[&str]) -> Value {
    request(world, to, json!({"kind": "copy", "from": world.id(from)}))
}

#[test]
fn asg_15_others_get_the_direct_products_with_the_same_apps_off() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let body = copy(&world, "clara", &["gwen", "mei", "farid"]);
    let preview = preview(&world, &admin, &body);
    assert_eq!(verdict_of(&preview, &world, "gwen"), is("changed", &[]));
    let body = with(body, &json!({"previewToken": preview["previewToken"]}));
    let result = change(&world, &admin, &body);
    assert_eq!(counts(&result), (2, 0, 1), "{result}");
    assert_eq!(verdict_of(&result, &world, "farid"), is("refused", &["usageLocationMissing"]));
    // Not the self-service product, which is Clara's own; who holds the product has the same apps off afterwards (API-4).
    assert_eq!(held(&world, &admin, "gwen"), [E3]);
    assert_eq!(held(&world, &admin, "mei"), [E3, BI]);
    let off = direct(&world, &admin, "clara", E3)["disabledPlans"].clone();
    assert_eq!(off.as_array().unwrap().len(), 2);
    for name in ["gwen", "mei"] {
        assert_eq!(direct(&world, &admin, name, E3)["disabledPlans"], off, "{name}");
    }
    let set = world.read(&admin, &format!("/reseat/v1/changeSets/{}", text(&result["changeSetId"])));
    assert_eq!((&set["kind"], &set["revertible"]), (&json!("assign"), &json!(true)));
    // Once more changes nothing, and by sign-in name it is the same person.
    let by_name = request(&world, &["gwen"], json!({"kind": "copy", "from": world.upn("clara")}));
    assert_eq!(counts(&change(&world, &admin, &by_name)), (0, 1, 0));
}

#[test]
fn who_has_nothing_to_copy_or_is_nobody_is_refused() {
    let world = World::small();
    let admin = world.sign_in("admin");
    for path in [CHANGES, PREVIEWS] {
        let (status, error) = world.post(&admin, path, &copy(&world, "gwen", &["ben"]));
        assert_eq!(status, 400);
        assert!(message(&error).contains("gwen@quillmark.example"), "{error}");
        let nobody = request(&world, &["ben"], json!({"kind": "copy", "from": "nobody@quillmark.example"}));
        assert_eq!(world.post(&admin, path, &nobody).0, 404);
    }
    let reader = world.sign_in("reader");
    assert_eq!(world.post(&reader, CHANGES, &copy(&world, "clara", &["gwen"])).0, 403);
}
