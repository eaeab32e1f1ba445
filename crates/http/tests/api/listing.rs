//! Users > Active users: search, filters, pages; and errors in Graph's form.

use reseat_testkit::{Who, World};
use serde_json::json;

use crate::support::*;

fn names(world: &World, who: &Who, query: &str) -> Vec<String> {
    let rows = world.read_all(who, &format!("/reseat/v1/people{query}"));
    rows.iter().map(|row| text(&row["userPrincipalName"]).split('@').next().unwrap().to_owned()).collect()
}

#[test]
fn people_are_listed_by_name_searched_and_filtered() {
    let world = World::small();
    let admin = world.sign_in("reader");
    let all = [
        "anna", "ben", "clara", "dmitri", "erik", "farid", "admin", "gwen", "licenses", "reader", "users",
        "mei",
    ];
    assert_eq!(names(&world, &admin, ""), all);
    assert_eq!(names(&world, &admin, "?$top=5"), all);
    assert_eq!(names(&world, &admin, "?search=okaf"), ["ben"], "surname");
    assert_eq!(names(&world, &admin, "?search=GREta"), ["admin"], "display name");
    assert_eq!(names(&world, &admin, "?search=licen"), ["licenses"], "sign-in name");
    assert_eq!(names(&world, &admin, "?search=%E9%99%88"), ["mei"]);
    assert_eq!(names(&world, &admin, "?filter=disabled"), ["erik"]);
    assert_eq!(names(&world, &admin, "?filter=unlicensed"), ["farid", "gwen", "reader"]);
    assert_eq!(names(&world, &admin, "?filter=licensed").len(), 9);
    assert_eq!(names(&world, &admin, &format!("?product={}", world.sku(E5))), ["ben", "admin"]);
    let counted = world.read(&admin, "/reseat/v1/people?filter=licensed&$count=true&$top=2");
    assert_eq!((&counted["@odata.count"], counted["value"].as_array().unwrap().len()), (&json!(9), 2));
    let link = text(&counted["@odata.nextLink"]);
    assert!(link.starts_with("http://localhost/reseat/v1/people?filter=licensed"), "{link}");
}

#[test]
fn filters_must_all_hold_and_the_order_pages_both_ways() {
    let world = World::small();
    let admin = world.sign_in("reader");
    assert_eq!(names(&world, &admin, "?filter=licensed,disabled"), ["erik"]);
    assert_eq!(names(&world, &admin, "?filter=unlicensed,enabled"), ["farid", "gwen", "reader"]);
    assert_eq!(names(&world, &admin, "?filter=enabled,disabled"), [""; 0]);
    let none = world.read(&admin, "/reseat/v1/people?filter=licensed,unlicensed&$count=true");
    assert_eq!((&none["@odata.count"], &none["value"]), (&json!(0), &json!([])));
    let all = names(&world, &admin, "");
    let backwards: Vec<String> = all.iter().rev().cloned().collect();
    for top in [1, 5, 50] {
        assert_eq!(names(&world, &admin, &format!("?orderBy=displayName%20desc&$top={top}")), backwards);
        let mut by_upn = names(&world, &admin, &format!("?orderBy=userPrincipalName+desc&$top={top}"));
        by_upn.reverse();
        assert!(by_upn.is_sorted(), "{by_upn:?}");
        assert_eq!(names(&world, &admin, &format!("?orderBy=userPrincipalName&$top={top}")), by_upn);
    }
    for row in world.read_all(&admin, "/reseat/v1/people") {
        let same = |name: &str| {
            let value = row[name].as_str()?;
            Some(names(
                &world,
                &admin,
                &format!("?{name}={}&filter=all", value.to_uppercase().replace(' ', "%20")),
            ))
        };
        let name = text(&row["userPrincipalName"]).split('@').next().unwrap().to_owned();
        for found in ["department", "usageLocation"].map(same).into_iter().flatten() {
            assert!(found.contains(&name), "{row}");
            assert!(found.len() < all.len() || row["department"].is_null(), "{row}");
        }
        let has = |name: &str| row.as_object().unwrap().contains_key(name);
        let columns = ["mail", "city", "country", "officeLocation", "mobilePhone"];
        assert!(columns.iter().all(|name| has(name)) && !has("mailbox"), "{row}");
        assert!(row["createdDateTime"].is_string() && row["userType"].is_string(), "{row}");
    }
    assert_eq!(names(&world, &admin, "?department=No%20such"), [""; 0]);
}

#[test]
fn rows_have_mailboxes_where_they_are_asked_for() {
    let world = World::small();
    let admin = world.sign_in("admin");
    change(&world, &admin, &unassign(&world, &["clara"], &[E3]));
    for row in world.read_all(&admin, "/reseat/v1/people?include=mailbox&$top=5") {
        let person = world.read(&admin, &format!("/reseat/v1/people/{}", text(&row["id"])));
        assert_eq!(row["mailbox"], person["services"]["mailbox"]);
    }
    let clara = &world.read(&admin, "/reseat/v1/people?search=clara&include=mailbox")["value"][0];
    assert_eq!(clara["mailbox"]["state"], "disconnected");
    world.send_json(&admin, "POST", "/reseat/v1/clock", &json!({"advanceDays": 31})).expect(200);
    let clara = &world.read(&admin, "/reseat/v1/people?search=clara&include=mailbox")["value"][0];
    assert_eq!(clara["mailbox"]["state"], "purged", "what is due has happened");
}

#[test]
fn pages_have_limits_and_tokens_are_checked() {
    let world = World::small();
    let admin = world.sign_in("admin");
    for list in ["people", "changeSets", "audit", "catalog/products"] {
        for query in ["?$top=0", "?$top=1000", "?$top=x", "?$skiptoken=forged!"] {
            let (status, error) = world.get(&admin, &format!("/reseat/v1/{list}{query}"));
            assert_eq!(
                (status, error["error"]["code"].as_str()),
                (400, Some("Request_BadRequest")),
                "{list}{query}"
            );
        }
    }
    for query in
        ["orderBy=mail", "orderBy=displayName%20up", "include=drive", "product=E3", "filter=licensed,odd"]
    {
        assert_eq!(world.get(&admin, &format!("/reseat/v1/people?{query}")).0, 400, "{query}");
    }
    let (status, error) = world.get(&admin, "/reseat/v1/people?filter=odd");
    assert_eq!(status, 400);
    assert!(message(&error).contains("unlicensed"), "the words that would do: {error}");
}

#[test]
fn answers_carry_their_request_id_and_errors_graphs_body() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let fine = world.send(&admin, "GET", "/reseat/v1/products", &[], Vec::new());
    assert_eq!((fine.status, fine.header("request-id").len()), (200, 36));
    let sent = "6f9619ff-8b86-d011-b42d-00c04fc964ff";
    let missing =
        world.send(&admin, "GET", "/reseat/v1/people/nobody", &[("client-request-id", sent)], Vec::new());
    assert_eq!(missing.status, 404);
    let inner = &missing.json["error"]["innerError"];
    assert_eq!(inner["request-id"], missing.header("request-id"));
    assert_eq!(inner["client-request-id"], sent);
    assert!(text(&inner["date"]).starts_with("2026-06-01T"));
    for (method, path, status) in [
        ("GET", "/reseat/v1/nothing", 404),
        ("DELETE", "/reseat/v1/people", 405),
        ("GET", "/reseat/v1/changes", 405),
        ("GET", "/reseat/v1/products/x", 404),
        ("GET", "/reseat/v1/changeSets/x", 404),
    ] {
        let answer = world.send(&admin, method, path, &[], Vec::new());
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(
            answer.json["error"]["code"].is_string() && answer.json["error"]["message"].is_string(),
            "{path}"
        );
    }
    let broken = world.send(&admin, "POST", CHANGES, &[("content-type", "application/json")], b"{".to_vec());
    assert_eq!(broken.status, 400);
    let elsewhere = world.send(&admin, "GET", "/reseat/v1/products", &[("host", "evil.example")], Vec::new());
    assert_eq!(elsewhere.status, 421, "only names of this server");
}
