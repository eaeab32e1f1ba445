//! Manage product licenses > Unassign all (25.13).

use reseat_testkit::World;
use serde_json::json;

use crate::support::*;

#[test]
fn rule_25_13_takes_every_direct_licence_and_leaves_self_service_alone() {
    let world = World::small();
    let admin = world.sign_in("users");
    let body = request(&world, EVERYONE, json!({"kind": "unassignAll"}));
    let previewed = preview(&world, &admin, &body);
    let result = change(&world, &admin, &body);
    assert_eq!(without_times(&previewed["people"]), without_times(&result["people"]));
    for name in ["admin", "licenses", "users", "anna", "ben", "mei", "erik"] {
        assert_eq!(verdict_of(&result, &world, name), is("changed", &[]), "{name}");
        assert_eq!(held(&world, &admin, name), [] as [&str; 0], "{name}");
    }
    for name in ["clara", "dmitri"] {
        assert_eq!(verdict_of(&result, &world, name), is("changed", &["selfService"]), "{name}");
        assert_eq!(held(&world, &admin, name), [VISIO_SELF_SERVICE], "{name}");
    }
    for name in ["reader", "farid", "gwen"] {
        assert_eq!(verdict_of(&result, &world, name), is("unchanged", &["alreadySo"]), "{name}");
    }
    assert_eq!(counts(&result), (9, 3, 0));
    assert_eq!(seats(&world, &admin, E3), (0, 8));
    let product = world.read(&admin, &format!("/reseat/v1/products/{}", world.sku(VISIO_SELF_SERVICE)));
    assert_eq!(product["selfService"][0]["assigned"], 2);

    // Who holds nothing but self-service licences is unchanged, with the reason.
    let again = change(&world, &admin, &body);
    assert_eq!(verdict_of(&again, &world, "clara"), is("unchanged", &["selfService"]));
    assert_eq!((counts(&again), &again["changeSetId"]), ((0, 12, 0), &json!(null)));
}

#[test]
fn rule_25_13_a_dependency_between_two_licences_that_both_go_is_none() {
    let world = World::small();
    let admin = world.sign_in("users");
    let result = change(&world, &admin, &request(&world, &["anna"], json!({"kind": "unassignAll"})));
    assert_eq!(verdict_of(&result, &world, "anna"), is("changed", &[]));
    assert_eq!(row(&result, &world, "anna")["licenses"].as_array().unwrap().len(), 2);
}

#[test]
fn una_40_the_preview_counts_what_follows() {
    let world = World::small();
    let admin = world.sign_in("users");
    let previewed = preview(&world, &admin, &request(&world, EVERYONE, json!({"kind": "unassignAll"})));
    let summary = &previewed["summary"];
    // Everyone with E3, E5 or Exchange Online loses mail: nobody keeps another product.
    assert_eq!(summary["mailboxesDisconnected"], 9);
    let seat =
        summary["seats"].as_array().unwrap().iter().find(|seat| seat["skuId"] == world.sku(E3)).unwrap();
    assert_eq!(
        (&seat["freed"], &seat["taken"], &seat["pool"]),
        (&json!(7), &json!(0), &json!("organization"))
    );
    assert_eq!((&seat["assignedAfter"], &seat["availableAfter"]), (&json!(0), &json!(8)));
    let codes: Vec<String> =
        summary["warnings"].as_array().unwrap().iter().map(|warning| text(&warning["code"])).collect();
    for code in ["mailPurge", "saveMailFirst", "notSearchable", "billUnchanged"] {
        assert!(codes.contains(&code.to_owned()), "{code} in {codes:?}");
    }
    let clock = world.read(&admin, "/reseat/v1/clock");
    assert!(text(&summary["earliestMailboxPurge"]) > text(&clock["now"]));
    // A preview writes nothing.
    assert_eq!(seats(&world, &admin, E3), (7, 1));
}
