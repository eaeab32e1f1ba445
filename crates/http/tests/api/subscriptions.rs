//! Entering a purchase: seats that can be assigned at once.

use reseat_testkit::World;
use serde_json::json;

use crate::support::*;

const PATH: &str = "/reseat/v1/subscriptions";

#[test]
fn a_purchase_adds_seats_to_those_there_are() {
    let mut world = World::small();
    let admin = world.sign_in("admin");
    let product = format!("/reseat/v1/products/{}", world.sku(E3));
    let before = world.read(&admin, &product);
    let body = json!({"skuId": world.sku(E3), "quantity": 5, "termEndDateTime": "2030-01-01T00:00:00Z"});
    let made = world.send_json(&admin, "POST", PATH, &body).expect(201);
    assert_eq!((&made["quantity"], &made["status"]), (&json!(5), &json!("Enabled")));
    let after = world.read(&admin, &product);
    for (name, more) in [("total", 5), ("available", 5), ("assigned", 0)] {
        assert_eq!(after[name].as_i64(), before[name].as_i64().map(|n| n + more), "{name}");
    }
    let purchases = |product: &serde_json::Value| product["subscriptions"].as_array().unwrap().len();
    assert_eq!(purchases(&after), purchases(&before) + 1);
    world.restart();
    assert_eq!(world.read(&admin, &product), after);
}

#[test]
fn a_product_that_nobody_had_appears_on_the_licenses_page() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let known = world.read_all(&admin, "/reseat/v1/catalog/products");
    let owned = world.read_all(&admin, "/reseat/v1/products");
    let new = known.iter().find(|one| owned.iter().all(|product| product["skuId"] != one["skuId"])).unwrap();
    world.send_json(&admin, "POST", PATH, &json!({"skuId": new["skuId"], "quantity": 2})).expect(201);
    let owned = world.read_all(&admin, "/reseat/v1/products");
    let row = owned.iter().find(|product| product["skuId"] == new["skuId"]).unwrap();
    assert_eq!((row["total"].as_i64(), row["available"].as_i64()), (Some(2), Some(2)));
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_bought() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let sku = world.sku(E3);
    let before = world.read_all(&admin, "/reseat/v1/products");
    for body in [
        json!({"skuId": sku, "quantity": 0}),
        json!({"skuId": sku, "quantity": 10_000_001}),
        json!({"skuId": sku, "quantity": -1}),
        json!({"skuId": "00000000-0000-4000-8000-000000000000", "quantity": 1}),
        json!({"skuId": "E3", "quantity": 1}),
        json!({"skuId": sku, "quantity": 1, "termEndDateTime": "2020-01-01T00:00:00Z"}),
        json!({"skuId": sku, "quantity": 1, "termEndDateTime": "soon"}),
        json!({"skuId": sku, "quantity": 1, "price": 3}),
        json!({"quantity": 1}),
    ] {
        let (status, error) = world.post(&admin, PATH, &body);
        assert_eq!(status, 400, "{body}: {error}");
    }
    assert_eq!(world.read_all(&admin, "/reseat/v1/products"), before);
}
