//! Whom a change is about, and one result per person (25.12, 25.23).

use reseat_testkit::World;
use serde_json::json;

use crate::support::*;

#[test]
fn rule_25_23_a_mixed_selection_has_one_result_each() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let nobody = "00000000-0000-4000-8000-000000000001";
    let mut ids = world.ids(EVERYONE);
    ids.push(nobody.to_owned());
    ids.push(world.id("ben"));
    let body = json!({"people": {"ids": ids},
        "operation": {"kind": "unassign", "products": skus(&world, &[E3, VISIO_SELF_SERVICE])}});
    let result = change(&world, &admin, &body);
    let people = result["people"].as_array().unwrap();
    assert_eq!(people.len(), EVERYONE.len() + 1, "everyone once, also who was named twice");
    for name in ["licenses", "users", "ben", "mei", "erik"] {
        assert_eq!(verdict_of(&result, &world, name), is("changed", &[]), "{name}");
    }
    for name in ["admin", "reader", "farid", "gwen"] {
        assert_eq!(
            verdict_of(&result, &world, name),
            is("unchanged", &["alreadySo"]),
            "{name}: ensure absent"
        );
    }
    assert_eq!(verdict_of(&result, &world, "anna"), is("refused", &["planDependency"]));
    // UNA-2: what was bought by self-service is not the administrator's to take; one end state, so E3 stays too.
    for name in ["clara", "dmitri"] {
        assert_eq!(verdict_of(&result, &world, name), is("refused", &["selfService"]), "{name}");
        let purchaser = &row(&result, &world, name)["reasons"][0]["params"]["purchaser"];
        assert_eq!(purchaser["displayName"], "Clara Jensen");
    }
    assert_eq!(verdict(people.last().unwrap()), is("refused", &["userNotFound"]));
    assert_eq!(counts(&result), (5, 4, 4));
    assert_eq!(seats(&world, &admin, E3), (2, 6));
}

#[test]
fn people_are_named_in_four_ways() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let operation = json!({"kind": "unassign", "products": skus(&world, &[E3])});
    let previewed = |people: serde_json::Value| {
        let result = preview(&world, &admin, &json!({"people": people, "operation": operation}));
        let rows = result["people"].as_array().unwrap().clone();
        let mut names: Vec<String> = rows.iter().map(|row| text(&row["user"]["userPrincipalName"])).collect();
        names.sort();
        names
    };
    let upns = |names: &[&str]| names.iter().map(|name| world.upn(name)).collect::<Vec<_>>();
    assert_eq!(previewed(json!({"ids": world.ids(&["ben", "mei"])})), upns(&["ben", "mei"]));
    let shouted = json!({"userPrincipalNames": [world.upn("MEI"), "nobody@quillmark.example"]});
    assert_eq!(previewed(shouted), ["mei@quillmark.example", "nobody@quillmark.example"]);
    let holders = json!({"holdersOf": world.sku(E3)});
    assert_eq!(previewed(holders), upns(&["anna", "ben", "clara", "erik", "licenses", "mei", "users"]));
    let self_service = json!({"holdersOf": world.sku(VISIO_SELF_SERVICE)});
    assert_eq!(previewed(self_service), upns(&["clara", "dmitri"]), "any path counts");
    let filter = json!({"filter": "accountEnabled eq false and usageLocation eq 'SE'"});
    assert_eq!(previewed(filter), upns(&["erik"]));
}

#[test]
fn a_request_that_makes_no_sense_says_what_to_send() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let before = world.export();
    let one = json!({"ids": world.ids(&["ben"])});
    let all = json!({"kind": "unassignAll"});
    let bad = [
        (json!({"people": {}, "operation": all}), "exactly one of"),
        (json!({"people": {"ids": []}, "operation": all}), "exactly one of"),
        (
            json!({"people": {"ids": [world.id("ben")], "filter": "x eq 1"}, "operation": all}),
            "exactly one of",
        ),
        (json!({"people": {"ids": ["ben"]}, "operation": all}), "ben"),
        (json!({"people": {"filter": "nonsense"}, "operation": all}), "people.filter"),
        (json!({"people": one, "operation": {"kind": "unassign", "products": []}}), "no product"),
        (json!({"people": one, "operation": {"kind": "vanish"}}), "vanish"),
        (json!({"people": one}), "operation"),
        (json!({"people": one, "operation": all, "allornothing": true}), "allornothing"),
        (json!({"people": one, "operation": all, "reason": "x".repeat(1_001)}), "1000 characters"),
        (json!({"people": one, "operation": all, "previewToken": "forged"}), "previewToken"),
    ];
    for (body, part) in bad {
        let (status, error) = world.post(&admin, CHANGES, &body);
        assert_eq!((status, error["error"]["code"].as_str()), (400, Some("Request_BadRequest")), "{body}");
        assert!(message(&error).contains(part), "{part}: {error}");
    }
    assert_eq!(world.export(), before);
}

#[test]
fn una_12_takes_exactly_the_product_and_says_what_follows() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let result = change(&world, &admin, &unassign(&world, &["ben", "mei"], &[E3]));
    // Ben has another product with a mailbox: his mail stays (CNT-4). Mei's starts its 30 days (UNA-40).
    let ben = row(&result, &world, "ben");
    assert_eq!((&ben["mailbox"], ben["licenses"].as_array().unwrap().len()), (&json!(null), 1));
    assert!(!ben["servicesKept"].as_array().unwrap().is_empty());
    let mei = row(&result, &world, "mei");
    assert_eq!(mei["mailbox"]["before"], "active");
    assert_eq!(mei["mailbox"]["after"], "disconnected");
    assert_eq!(held(&world, &admin, "mei"), [BI]);
    assert_eq!(held(&world, &admin, "ben"), [E5]);
    assert_eq!(mailbox(&world, &admin, "ben"), "active");
    assert_eq!(mailbox(&world, &admin, "mei"), "disconnected");
    let kept = text(&person(&world, &admin, "mei")["services"]["mailbox"]["purgeDateTime"]);
    assert_eq!(text(&mei["mailbox"]["purgeDateTime"]), kept);
}

#[test]
fn need_10_unassigning_works_in_every_stage_of_a_purchase() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    // In grace nothing is handed out (25.3), but a trial's seats are.
    let result = change(&world, &admin, &assign(&world, &["gwen"], &[VISIO_IN_GRACE]));
    assert_eq!(verdict_of(&result, &world, "gwen"), is("refused", &["noSeats"]));
    let params = &row(&result, &world, "gwen")["reasons"][0]["params"];
    assert_eq!((&params["enabled"], &params["warning"]), (&json!(0), &json!(2)));
    change(&world, &admin, &assign(&world, &["gwen"], &[BI]));
    let result = change(&world, &admin, &unassign(&world, &["gwen"], &[BI]));
    assert_eq!(counts(&result), (1, 0, 0));
}

#[test]
fn voc_7_nothing_can_be_assigned_without_a_usage_location() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let result = change(&world, &admin, &assign(&world, &["farid"], &[E3]));
    assert_eq!(verdict_of(&result, &world, "farid"), is("refused", &["usageLocationMissing"]));
    let path = format!("/v1.0/users/{}", world.id("farid"));
    assert_eq!(world.patch(&admin, &path, &json!({"usageLocation": "AE"})).0, 204);
    let result = change(&world, &admin, &assign(&world, &["farid"], &[E3]));
    assert_eq!(counts(&result), (1, 0, 0));
    assert_eq!(mailbox(&world, &admin, "farid"), "active");
}
