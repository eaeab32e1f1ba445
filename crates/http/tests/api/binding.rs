//! A change that carries a preview's token does exactly what was previewed, or leaves the person alone and says so
//! (design section 3, "Preview"). Random requests from fixed seeds.

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use reseat_testkit::{SMALL, Who, World};
use serde_json::{Value, json};

use crate::support::*;

const PRODUCTS: &[&str] = &[E3, E5, MAIL, AUDIO, BI, VISIO_IN_GRACE, VISIO_SELF_SERVICE];
const PLANS: &[&str] = &["SWAY", "YAMMER_ENTERPRISE", "TEAMS1"];

/// One operation by indices into the lists above.
#[derive(Debug, Clone)]
enum Op {
    Unassign(Vec<usize>),
    Assign(usize, Option<usize>),
    Update(usize, usize),
    UnassignAll,
    Replace(Vec<usize>),
    Move(usize, usize),
}

fn op() -> impl Strategy<Value = Op> {
    let product = 0..PRODUCTS.len();
    prop_oneof![
        prop::collection::vec(product.clone(), 1..3).prop_map(Op::Unassign),
        (product.clone(), prop::option::of(0..PLANS.len())).prop_map(|(sku, plan)| Op::Assign(sku, plan)),
        (product.clone(), product.clone()).prop_map(|(give, take)| Op::Update(give, take)),
        Just(Op::UnassignAll),
        prop::collection::vec(product.clone(), 1..3).prop_map(Op::Replace),
        (product.clone(), product).prop_map(|(from, to)| Op::Move(from, to)),
    ]
}

fn people() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..EVERYONE.len(), 1..EVERYONE.len())
}

fn operation(world: &World, op: &Op) -> Value {
    let sku = |n: &usize| world.sku(PRODUCTS[*n]);
    let plain = |n: &usize| json!({"skuId": sku(n)});
    match op {
        Op::Unassign(products) => {
            json!({"kind": "unassign", "products": products.iter().map(sku).collect::<Vec<_>>()})
        }
        Op::Assign(product, off) => {
            let off: Vec<String> = off.iter().map(|n| world.plan(PLANS[*n])).collect();
            json!({"kind": "assign", "products": [{"skuId": sku(product), "disabledPlans": off}]})
        }
        Op::Update(give, take) => json!({"kind": "update", "assign": [plain(give)], "unassign": [sku(take)]}),
        Op::UnassignAll => json!({"kind": "unassignAll"}),
        Op::Replace(with) => json!({"kind": "replace", "with": with.iter().map(plain).collect::<Vec<_>>()}),
        Op::Move(from, to) => json!({"kind": "move", "from": sku(from), "to": plain(to)}),
    }
}

fn names(people: &[usize]) -> Vec<&'static str> {
    let mut seen = BTreeSet::new();
    people.iter().filter(|n| seen.insert(**n)).map(|n| EVERYONE[*n]).collect()
}

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}

/// The seats that a preview promises are those that the Licenses page shows afterwards.
fn check_seats(world: &World, who: &Who, previewed: &Value) -> Result<(), TestCaseError> {
    for seat in previewed["summary"]["seats"].as_array().unwrap() {
        if seat["pool"] == "organization" {
            let product = world.read(who, &format!("/reseat/v1/products/{}", text(&seat["skuId"])));
            prop_assert_eq!(&product["assigned"], &seat["assignedAfter"]);
            prop_assert_eq!(&product["available"], &seat["availableAfter"]);
        }
    }
    Ok(())
}

#[test]
fn a_change_with_the_token_does_exactly_what_was_previewed() {
    let world = World::small();
    let who = world.sign_in("admin");
    world.pace(0);
    // One world: the cases follow each other, so they meet states that no file describes.
    let case = |(steps, atomic): (Vec<(Vec<usize>, Op)>, bool)| {
        for (people, op) in steps {
            let body = request(&world, &names(&people), operation(&world, &op));
            let body = with(body, &json!({"allOrNothing": atomic}));
            let before = world.export();
            let previewed = preview(&world, &who, &body);
            prop_assert_eq!(world.export(), before, "a preview writes nothing");
            let body = with(body, &json!({"previewToken": previewed["previewToken"]}));
            let result = change(&world, &who, &body);
            prop_assert_eq!(&result["people"], &previewed["people"]);
            prop_assert_eq!(&result["counts"], &previewed["counts"]);
            check_seats(&world, &who, &previewed)?;
            prop_assert_eq!(world.findings(), []);
        }
        // Mailboxes whose clocks run are part of the outcomes, so time must pass now and then.
        world.advance_days(3);
        Ok(())
    };
    let steps = prop::collection::vec((people(), op()), 1..4);
    runner(40).run(&(steps, any::<bool>()), case).unwrap();
}

#[test]
fn a_minute_between_preview_and_change_does_not_matter() {
    let world = World::small();
    let who = world.sign_in("admin");
    world.pace(60);
    let case = |(people, op): (Vec<usize>, Op)| {
        let body = request(&world, &names(&people), operation(&world, &op));
        let previewed = preview(&world, &who, &body);
        let body = with(body, &json!({"previewToken": previewed["previewToken"]}));
        let result = change(&world, &who, &body);
        prop_assert_eq!(without_times(&result["people"]), without_times(&previewed["people"]));
        Ok(())
    };
    // A token of the sign-in lives for an hour.
    runner(12).run(&(people(), op()), case).unwrap();
}

#[test]
fn a_change_in_between_skips_exactly_the_people_it_changed() {
    // Seats enough, so that people do not depend on each other.
    let text =
        SMALL.replace("quantity: 6", "quantity: 60").replace("SPE_E5, quantity: 2", "SPE_E5, quantity: 30");
    let text = text.replace("POWER_BI_PRO, quantity: 3", "POWER_BI_PRO, quantity: 30");
    let text = text.replace("EXCHANGESTANDARD, quantity: 1", "EXCHANGESTANDARD, quantity: 30");
    let world = World::from_tenant_yaml(&text.replace("MCOMEETADV, quantity: 5", "MCOMEETADV, quantity: 30"));
    let who = world.sign_in("admin");
    world.pace(0);
    let skipped = Cell::new(0);
    let case = |(people, op, others, other): (Vec<usize>, Op, Vec<usize>, Op)| {
        let body = request(&world, &names(&people), operation(&world, &op));
        let first = preview(&world, &who, &body);
        change(&world, &who, &request(&world, &names(&others), operation(&world, &other)));
        let second = preview(&world, &who, &body);
        let body = with(body, &json!({"previewToken": first["previewToken"]}));
        let result = change(&world, &who, &body);
        let rows = |answer: &Value| answer["people"].as_array().unwrap().clone();
        for ((then, now), done) in rows(&first).iter().zip(&rows(&second)).zip(&rows(&result)) {
            if then == now {
                prop_assert_eq!(done, then);
            } else {
                // Refused, with what it would be by now in the same entry.
                skipped.set(skipped.get() + 1);
                prop_assert_eq!(&done["status"], &json!("refused"));
                prop_assert_eq!(&done["reasons"][0]["code"], &json!("changedSincePreview"));
                prop_assert_eq!(&done["licenses"], &now["licenses"]);
            }
        }
        Ok(())
    };
    runner(60).run(&(people(), op(), people(), op()), case).unwrap();
    assert!(skipped.get() > 10, "only {} people were changed in between", skipped.get());
}
