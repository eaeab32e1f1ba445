//! Seats cannot be raced for, and every answered change is there afterwards (design section 3, issue: 16 clients on one
//! product with too few seats).

use std::collections::BTreeSet;

use reseat_testkit::{Storage, TenantText, Who, World};
use serde_json::{Value, json};

const PEOPLE: usize = 96;
const SEATS: u32 = 40;
const THREADS: usize = 16;
const E3: &str = "ENTERPRISEPACK";

fn text() -> String {
    TenantText::at("seats.example").people(PEOPLE).seats(E3, SEATS).text()
}

fn ids(world: &World) -> Vec<String> {
    (0..PEOPLE).map(|n| world.id(&format!("p{n}"))).collect()
}

/// Runs one client per thread, each with people of its own, and gathers what each says.
fn clients<T: Send>(people: &[String], client: impl Fn(&[String]) -> Vec<T> + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            people.chunks(PEOPLE / THREADS).map(|mine| scope.spawn(|| client(mine))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

fn holders(world: &World, who: &Who) -> BTreeSet<String> {
    let rows = world.read_all(who, &format!("/reseat/v1/products/{}/users?$top=999", world.sku(E3)));
    rows.iter().map(|row| row["user"]["id"].as_str().unwrap().to_owned()).collect()
}

fn assigned(world: &World, who: &Who) -> u64 {
    world.read(who, &format!("/reseat/v1/products/{}", world.sku(E3)))["assigned"].as_u64().unwrap()
}

/// One assignment through Graph or through `/reseat/v1`; whether it was granted.
fn assign(world: &World, who: &Who, id: &str, through_graph: bool) -> bool {
    let sku = world.sku(E3);
    if through_graph {
        let body = json!({"addLicenses": [{"skuId": sku, "disabledPlans": []}], "removeLicenses": []});
        let (status, answer) = world.post(who, &format!("/v1.0/users/{id}/assignLicense"), &body);
        assert!(status == 200 || status == 400, "{status} {answer}");
        return status == 200;
    }
    let body =
        json!({"people": {"ids": [id]}, "operation": {"kind": "assign", "products": [{"skuId": sku}]}});
    let (status, answer) = world.post(who, "/reseat/v1/changes", &body);
    assert_eq!(status, 200, "{answer}");
    answer["counts"]["changed"] == 1
}

#[test]
fn sixteen_clients_on_one_product_with_too_few_seats() {
    for storage in Storage::EVERY {
        let mut world = World::on(&storage, &text());
        let who = world.application();
        let granted: BTreeSet<String> = {
            let (world, who) = (&world, &who);
            let answers = clients(&ids(world), |mine| {
                let one = |(n, id): (usize, &String)| assign(world, who, id, n % 2 == 0).then(|| id.clone());
                mine.iter().enumerate().map(one).collect()
            });
            answers.into_iter().flatten().collect()
        };
        assert_eq!(granted.len() as u64, u64::from(SEATS), "every seat is taken, none twice");
        world.restart();
        assert_eq!(holders(&world, &who), granted, "every answered assignment is there afterwards");
        assert_eq!(assigned(&world, &who), u64::from(SEATS));
        let admin = world.sign_in("admin");
        let records = world.read_all(&admin, "/reseat/v1/audit?$top=999");
        let recorded = records.iter().filter(|record| record["activity"] == "Change user license");
        assert_eq!(recorded.count() as u64, u64::from(SEATS), "and audited once");
    }
}

#[test]
fn clients_that_give_and_take_find_what_they_were_answered() {
    for storage in [Storage::Sqlite, Storage::Postgres] {
        give_and_take(&World::on(&storage, &text()));
    }
}

fn give_and_take(world: &World) {
    let admin = world.sign_in("admin");
    let sku = world.sku(E3);
    let expected: Vec<(String, bool)> = clients(&ids(world), |mine| {
        let mut held = vec![false; mine.len()];
        for round in 0..6 {
            for (n, id) in mine.iter().enumerate() {
                let take = held[n] && (round + n) % 3 != 0;
                let kind = if take {
                    json!({"kind": "unassign", "products": [sku]})
                } else {
                    json!({"kind": "assign", "products": [{"skuId": sku}]})
                };
                let body = json!({"people": {"ids": [id]}, "operation": kind});
                let (status, answer) = world.post(&admin, "/reseat/v1/changes", &body);
                assert_eq!(status, 200, "{answer}");
                match answer["people"][0]["status"].as_str().unwrap() {
                    "changed" => held[n] = !take,
                    "unchanged" => assert!(held[n] && !take, "{answer}"),
                    _ => assert_eq!(answer["people"][0]["reasons"][0]["code"], "noSeats", "{answer}"),
                }
            }
        }
        mine.iter().cloned().zip(held).collect()
    });
    let held: BTreeSet<String> = expected.into_iter().filter(|(_, held)| *held).map(|(id, _)| id).collect();
    assert_eq!(holders(world, &admin), held);
    assert_eq!(assigned(world, &admin), held.len() as u64);
    world.check();
}

#[test]
fn undos_and_jobs_race_with_single_changes_and_the_books_stay_right() {
    let text = TenantText::at("seats.example").people(PEOPLE).seats(E3, PEOPLE as u32).all_hold(E3).text();
    let world = World::from_tenant_yaml(&text);
    let admin = world.sign_in("admin");
    let sku = world.sku(E3);
    let all = ids(&world);
    let job = json!({"people": {"ids": all}, "asJob": true, "operation": {"kind": "unassignAll"}});
    let (status, started) = world.post(&admin, "/reseat/v1/changes", &job);
    assert_eq!(status, 202, "{started}");
    let answers: Vec<Value> = std::thread::scope(|scope| {
        let worker = scope.spawn(|| world.run_until_idle());
        let threads: Vec<_> = all
            .chunks(PEOPLE / 4)
            .map(|mine| {
                let (world, admin, sku) = (&world, &admin, &sku);
                scope.spawn(move || {
                    let body = json!({"people": {"ids": mine}, "operation": {"kind": "unassign", "products": [sku]}});
                    let (_, answer) = world.post(admin, "/reseat/v1/changes", &body);
                    if let Some(set) = answer["changeSetId"].as_str() {
                        let path = format!("/reseat/v1/changeSets/{set}/revert");
                        assert_eq!(world.post(admin, &path, &json!({})).0, 200);
                    }
                    answer
                })
            })
            .collect();
        worker.join().unwrap();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    world.run_until_idle();
    // Whoever was changed by hand has it back by the undo, unless the job came after that.
    let held = holders(&world, &admin);
    assert_eq!(assigned(&world, &admin), held.len() as u64);
    assert_eq!(answers.len(), 4);
    world.check();
}
