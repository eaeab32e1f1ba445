//! One seeded workload in memory, on SQLite and on PostgreSQL: every answer, the history and the export are equal byte for byte.

use std::sync::Arc;

use reseat_store_sql::{PostgresOptions, PostgresStore};
use reseat_testkit::postgres::{Database, database};
use reseat_testkit::{Storage, TrapStore, Who, World};
use serde_json::{Value, json};

const NAMES: &[&str] =
    &["licenses", "users", "anna", "ben", "clara", "dmitri", "mei", "erik", "farid", "gwen"];
const PRODUCTS: &[&str] =
    &["ENTERPRISEPACK", "SPE_E5", "EXCHANGESTANDARD", "MCOMEETADV", "POWER_BI_PRO", "VISIOCLIENT"];

/// A small generator: the workload must be the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// Worlds on every store that are asked the same.
struct Worlds {
    memory: World,
    others: [World; 2],
    who: Who,
    _database: Database,
}

impl Worlds {
    fn new() -> Self {
        let database = database();
        let postgres = PostgresStore::connect(&database.url(), PostgresOptions::default()).unwrap();
        // As one process alone sees it: several would draw leases, and every draw changes the ids that follow.
        let postgres = Storage::Given(TrapStore::over(Arc::new(postgres)));
        // Worlds of a process share their keys. The first makes them, which costs ids that the others do not draw.
        drop(World::small());
        let memory = World::small_on(&Storage::Memory);
        let others = [Storage::Sqlite, postgres].map(|storage| World::small_on(&storage));
        let who = memory.sign_in("admin");
        for world in &others {
            assert_eq!(world.sign_in("admin"), who);
        }
        Self { memory, others, who, _database: database }
    }

    fn each<T: PartialEq + std::fmt::Debug>(&self, ask: impl Fn(&World) -> T) -> T {
        let answer = ask(&self.memory);
        for world in &self.others {
            assert_eq!(ask(world), answer);
        }
        answer
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.each(|world| world.post(&self.who, path, body)).1
    }

    fn get(&self, path: &str) -> Value {
        self.each(|world| world.get(&self.who, path)).1
    }

    fn step(&self, dice: &mut Dice, ids: &[String], sets: &mut Vec<String>) {
        let sku = |dice: &mut Dice| self.memory.sku(dice.one(PRODUCTS));
        let id = ids[dice.below(ids.len())].clone();
        let people: Vec<&String> = (0..=dice.below(5)).map(|_| &ids[dice.below(ids.len())]).collect();
        let request = |operation: Value| json!({"people": {"ids": people}, "operation": operation});
        let answer = match dice.below(14) {
            0..=2 => {
                let products = vec![json!({"skuId": sku(dice)})];
                self.post("/reseat/v1/changes", &request(json!({"kind": "assign", "products": products})))
            }
            3..=4 => {
                let products = vec![sku(dice)];
                self.post("/reseat/v1/changes", &request(json!({"kind": "unassign", "products": products})))
            }
            5 => {
                let operation = json!({"kind": "move", "from": sku(dice), "to": {"skuId": sku(dice)}});
                let body = request(operation);
                let previewed = self.post("/reseat/v1/previews", &body);
                let mut body = body;
                body["previewToken"] = previewed["previewToken"].clone();
                self.post("/reseat/v1/changes", &body)
            }
            6 => self.post("/reseat/v1/changes", &request(json!({"kind": "unassignAll"}))),
            7 if !sets.is_empty() => {
                let set = sets.swap_remove(dice.below(sets.len()));
                self.post(&format!("/reseat/v1/changeSets/{set}/revert"), &json!({}))
            }
            8 => self.each(|world| world.delete(&self.who, &format!("/v1.0/users/{id}"))).1,
            9 => self.post(&format!("/v1.0/directory/deletedItems/{id}/restore"), &json!({})),
            10 => self.post("/reseat/v1/clock", &json!({"advanceDays": dice.below(12)})),
            11 => {
                let mut body = request(json!({"kind": "unassignAll"}));
                body["asJob"] = json!(true);
                let answer = self.post("/reseat/v1/changes", &body);
                self.each(World::run_until_idle);
                answer["job"].clone()
            }
            12 => {
                let title = json!({"jobTitle": format!("Number {}", dice.below(1_000))});
                self.each(|world| world.patch(&self.who, &format!("/v1.0/users/{id}"), &title)).1
            }
            _ => self.get(&format!("/reseat/v1/people/{id}")),
        };
        sets.extend(answer["changeSetId"].as_str().map(str::to_owned));
    }
}

#[test]
fn every_store_answers_alike_and_ends_alike() {
    for seed in [3, 11] {
        let worlds = Worlds::new();
        let ids: Vec<String> = NAMES.iter().map(|name| worlds.memory.id(name)).collect();
        let (mut dice, mut sets) = (Dice(seed), Vec::new());
        for _ in 0..120 {
            worlds.step(&mut dice, &ids, &mut sets);
        }
        worlds.each(World::run_until_idle);
        worlds.each(World::export);
        for path in [
            "/reseat/v1/people?$top=999&$count=true",
            "/reseat/v1/products",
            "/reseat/v1/changeSets?$top=999",
            "/reseat/v1/audit?$top=999",
            "/reseat/v1/jobs",
            "/v1.0/users?$top=999&$count=true&$orderby=displayName",
            "/v1.0/subscribedSkus",
            "/v1.0/directory/deletedItems/microsoft.graph.user",
        ] {
            let answer = worlds.get(path);
            assert!(answer["value"].is_array(), "{path}: {answer}");
        }
        assert!(sets.len() > 10, "the workload did something");
        assert_eq!(worlds.each(World::findings), []);
    }
}
