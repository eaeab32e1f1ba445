//! Billing > Licenses: its operation and its limit (UNA-10 to UNA-16, 25.17).

use reseat_testkit::{TenantText, World};
use serde_json::json;

use crate::support::*;

fn page(world: &World, part: &str, what: &str) -> String {
    format!("/reseat/v1/products/{}/{what}", world.sku(part))
}

fn alike(n: usize) -> Vec<String> {
    (0..n).map(|n| format!("p{n}")).collect()
}

fn ids(world: &World, people: usize) -> Vec<String> {
    alike(people).iter().map(|name| world.id(name)).collect()
}

#[test]
fn una_10_takes_at_most_20_people_unless_the_setting_says_otherwise() {
    let text = TenantText::at("page.example").people(30).seats(E3, 40).all_hold(E3).text();
    let world = World::from_tenant_yaml(&text);
    let admin = world.sign_in("admin");
    let before = world.export();
    let session = world.read(&admin, "/reseat/v1/session");
    assert_eq!(session["tenant"]["licensesPageUsers"], 20);
    for what in ["unassign", "unassign/preview"] {
        let (status, error) = world.post(&admin, &page(&world, E3, what), &json!({"users": ids(&world, 21)}));
        assert_eq!((status, error["error"]["code"].as_str()), (400, Some("Request_BadRequest")));
        assert!(message(&error).contains("at most 20 users"), "25.17: the limit is in the message: {error}");
        let (status, _) = world.post(&admin, &page(&world, E3, what), &json!({"users": []}));
        assert_eq!(status, 400);
    }
    assert_eq!(world.export(), before);
    let (status, result) =
        world.post(&admin, &page(&world, E3, "unassign"), &json!({"users": ids(&world, 20)}));
    assert_eq!((status, counts(&result)), (200, (20, 0, 0)));
    assert_eq!(seats(&world, &admin, E3), (10, 30));

    let (status, settings) = world.patch(&admin, "/reseat/v1/settings", &json!({"licensesPageUsers": 25}));
    assert_eq!((status, &settings["licensesPageUsers"]), (200, &json!(25)));
    let (status, error) =
        world.post(&admin, &page(&world, E3, "unassign"), &json!({"users": ids(&world, 26)}));
    assert_eq!(status, 400);
    assert!(message(&error).contains("at most 25 users"), "{error}");
    let (status, result) =
        world.post(&admin, &page(&world, E3, "unassign"), &json!({"users": ids(&world, 25)}));
    assert_eq!((status, counts(&result)), (200, (5, 20, 0)), "twenty of them had it taken before");
}

#[test]
fn una_12_takes_exactly_this_product() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let body = json!({"users": world.ids(&["ben"]), "reason": "has E5"});
    let (_, previewed) = world.post(&admin, &page(&world, E3, "unassign/preview"), &body);
    let body = with(body, &json!({"previewToken": previewed["previewToken"]}));
    let (status, result) = world.post(&admin, &page(&world, E3, "unassign"), &body);
    assert_eq!((status, counts(&result)), (200, (1, 0, 0)));
    assert_eq!(without_times(&result["people"]), without_times(&previewed["people"]));
    assert_eq!(held(&world, &admin, "ben"), [E5]);
    let set = world.read(&admin, &format!("/reseat/v1/changeSets/{}", text(&result["changeSetId"])));
    assert_eq!((&set["kind"], &set["reason"]), (&json!("unassign"), &json!("has E5")));
}

#[test]
fn una_14_totals_are_summed_over_the_purchases_of_a_product() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let product = world.read(&admin, &format!("/reseat/v1/products/{}", world.sku(E3)));
    assert_eq!(
        (&product["total"], &product["assigned"], &product["available"]),
        (&json!(8), &json!(7), &json!(1))
    );
    assert_eq!(product["subscriptions"].as_array().unwrap().len(), 2);
    assert_eq!((&product["excess"], &product["inConflict"]), (&json!(0), &json!(false)));
    // 25.3: units in grace count for holders but are not handed out.
    let visio = world.read(&admin, &format!("/reseat/v1/products/{}", world.sku(VISIO_IN_GRACE)));
    assert_eq!((&visio["total"], &visio["warning"], &visio["available"]), (&json!(2), &json!(2), &json!(0)));
}

#[test]
fn una_15_lists_all_holders_by_name_page_by_page() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let names = |path: String| {
        let rows = world.read_all(&admin, &path);
        rows.iter().map(|row| text(&row["user"]["displayName"])).collect::<Vec<_>>()
    };
    let all = names(page(&world, E3, "users"));
    assert_eq!(
        all,
        ["Anna Berg", "Ben Okafor", "Clara Jensen", "Erik Holm", "Linus Vogt", "Ulrike Sommer", "陈美玲"]
    );
    assert_eq!(names(page(&world, E3, "users?$top=2")), all);
    assert_eq!(names(page(&world, E3, "users?search=an")), ["Anna Berg"]);
    let counted = world.read(&admin, &page(&world, E3, "users?$top=1&$count=true"));
    assert_eq!(counted["@odata.count"], 7);
    let bought = world.read(&admin, &page(&world, VISIO_SELF_SERVICE, "users"));
    let path = &bought["value"][1]["paths"][0];
    assert_eq!(
        (&path["kind"], &path["purchaser"]["displayName"]),
        (&json!("selfService"), &json!("Clara Jensen"))
    );
}

#[test]
fn una_16_self_service_products_are_listed_by_purchaser() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let only = world.read(&admin, "/reseat/v1/products?selfService=only");
    assert_eq!(only["value"].as_array().unwrap().len(), 1);
    let product = &only["value"][0];
    assert_eq!(product["skuPartNumber"], VISIO_SELF_SERVICE);
    assert_eq!(
        (&product["assigned"], &product["total"]),
        (&json!(0), &json!(0)),
        "the organisation has none"
    );
    let pool = &product["selfService"][0];
    assert_eq!(pool["purchaser"]["displayName"], "Clara Jensen");
    assert_eq!((&pool["assigned"], &pool["total"], &pool["available"]), (&json!(2), &json!(3), &json!(1)));
    let rest = world.read(&admin, "/reseat/v1/products?selfService=exclude");
    let parts: Vec<String> =
        rest["value"].as_array().unwrap().iter().map(|row| text(&row["skuPartNumber"])).collect();
    assert!(!parts.contains(&VISIO_SELF_SERVICE.to_owned()) && parts.len() == 6, "{parts:?}");
    let found = world.read(&admin, "/reseat/v1/products?search=power%20bi");
    assert_eq!(found["value"][0]["skuPartNumber"], BI);
}

#[test]
fn a_products_users_are_listed_in_every_order_both_ways() {
    let world = World::small();
    let admin = world.sign_in("reader");
    let names = |query: &str| -> Vec<String> {
        let rows = world.read_all(&admin, &format!("{}{query}", page(&world, E3, "users")));
        rows.iter().map(|row| text(&row["user"]["userPrincipalName"]).to_owned()).collect()
    };
    let by_name = names("");
    assert!(by_name.len() > 3, "{by_name:?}");
    let mut by_upn = by_name.clone();
    by_upn.sort();
    for top in [1, 3, 50] {
        for (order, expected) in [("displayName", &by_name), ("userPrincipalName", &by_upn)] {
            assert_eq!(names(&format!("?orderBy={order}&$top={top}")), *expected, "{order} by {top}");
            let mut backwards = names(&format!("?orderBy={order}%20desc&$top={top}"));
            backwards.reverse();
            assert_eq!(backwards, *expected, "{order} desc by {top}");
        }
    }
    let (status, error) = world.get(&admin, &page(&world, E3, "users?orderBy=mail"));
    assert_eq!(status, 400);
    assert!(message(&error).contains("userPrincipalName"), "the words that would do: {error}");
}
