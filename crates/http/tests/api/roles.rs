//! The matrix of roles, readable, with who holds what.

use reseat_testkit::World;
use serde_json::json;

#[test]
fn rule_25_25_every_role_says_what_it_may_do_and_who_holds_it() {
    let world = World::small();
    let admin = world.sign_in("reader");
    let answer = world.read(&admin, "/reseat/v1/roles");
    let actions = answer["actions"].as_array().unwrap();
    let roles = answer["value"].as_array().unwrap();
    let role = |name: &str| roles.iter().find(|role| role["name"] == name).unwrap();
    for row in roles {
        let own = row["actions"].as_object().unwrap();
        assert_eq!(own.len(), actions.len(), "{row}");
        assert!(actions.iter().all(|action| own.contains_key(action.as_str().unwrap())));
    }
    assert_eq!(role("Billing Administrator")["actions"]["license.assign"], "no");
    assert_eq!(role("License Administrator")["actions"]["license.assign"], "yes");
    assert_eq!(role("User Administrator")["actions"]["user.delete"], "limited:7");
    assert_eq!(role("Password Administrator")["actions"]["user.resetPassword"], "limited:9");
    let global = role("Global Administrator");
    assert_eq!(
        (&global["holderCount"], &global["holders"][0]["displayName"]),
        (&json!(1), &json!("Greta Adler"))
    );
    assert_eq!(role("Helpdesk Administrator")["holders"], json!([]));
    // What the table says and what a session says are the same.
    let session = world.read(&world.sign_in("licenses"), "/reseat/v1/session");
    for (action, right) in session["actions"].as_object().unwrap() {
        let word = &role("License Administrator")["actions"][action];
        assert_eq!(*word != "no", right["allowed"] == true, "{action}");
    }
}

#[test]
fn deleted_people_hold_nothing() {
    let world = World::small();
    let admin = world.sign_in("admin");
    assert_eq!(world.delete(&admin, &format!("/v1.0/users/{}", world.id("users"))).0, 204);
    let answer = world.read(&admin, "/reseat/v1/roles");
    let role = answer["value"].as_array().unwrap().iter().find(|role| role["name"] == "User Administrator");
    assert_eq!(role.unwrap()["holderCount"], 0);
}
