//! Clients that contest the seats of one product and write everything down.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use fastrand::Rng;
use serde_json::{Value, json};

use crate::api::{Answer, Api, Lost};
use crate::history::{Act, Ask, Outcome, Recorder, Reply, Scene};

/// How long a client waits after it was turned away, before it tries again elsewhere.
const PAUSE: Duration = Duration::from_millis(50);
/// Most people in one change.
const CROWD: usize = 4;

/// How much is asked: a number of requests, or until it is stopped.
#[derive(Debug)]
pub struct Budget {
    left: AtomicUsize,
    stopped: AtomicBool,
}

impl Budget {
    /// So many requests in all.
    pub fn requests(count: usize) -> Self {
        Self { left: AtomicUsize::new(count), stopped: AtomicBool::new(false) }
    }

    /// Until [`Budget::stop`].
    pub fn unlimited() -> Self {
        Self::requests(usize::MAX)
    }

    /// Lets every client end after the request that it waits for.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn take(&self) -> bool {
        let one_less = |left: usize| left.checked_sub(1);
        !self.stopped.load(Ordering::Relaxed)
            && self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less).is_ok()
    }
}

/// Finds what is contested: everyone in the organisation, and the seats of a product that nobody holds yet.
///
/// # Panics
/// When the organisation cannot be read or someone holds the product.
pub fn scene(api: &Api, product: &str) -> Scene {
    let skus = api.all("/v1.0/subscribedSkus");
    let sku = skus.iter().find(|sku| sku["skuId"] == product).expect("the product is subscribed to");
    assert_eq!(sku["consumedUnits"], 0, "somebody holds the product already: {sku}");
    let seats = sku["prepaidUnits"]["enabled"].as_u64().expect("enabled units");
    let users = api.all("/v1.0/users?$top=999&$select=id");
    let people = users.iter().filter_map(|user| user["id"].as_str().map(str::to_owned)).collect();
    Scene { product: product.to_owned(), seats, people }
}

/// Runs clients to the end of the budget, each through one of the servers, and on through the next when that fails.
///
/// # Errors
/// When the history cannot be written.
pub fn run(
    apis: &[Api],
    clients: usize,
    seed: u64,
    budget: &Budget,
    scene: &Scene,
    recorder: &Recorder,
) -> io::Result<()> {
    let outcome = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..clients)
            .map(|number| {
                let mut client = Client {
                    number,
                    apis: apis.iter().map(Api::another).collect(),
                    server: number % apis.len(),
                    rng: Rng::with_seed(seed ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
                    scene,
                    recorder,
                };
                scope.spawn(move || client.work(budget))
            })
            .collect();
        handles.into_iter().try_for_each(|handle| match handle.join() {
            Ok(worked) => worked,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    });
    recorder.finish()?;
    outcome
}

struct Client<'a> {
    number: usize,
    apis: Vec<Api>,
    server: usize,
    rng: Rng,
    scene: &'a Scene,
    recorder: &'a Recorder,
}

impl Client<'_> {
    fn work(&mut self, budget: &Budget) -> io::Result<()> {
        let mut serial = 0;
        while budget.take() {
            serial += 1;
            let ask = self.wish(serial);
            let op = self.recorder.sent(self.number, self.server, &ask)?;
            let answer = self.send(&ask);
            let at = self.recorder.now();
            let reply = self.understand(&ask, answer);
            let turned_away = matches!(reply, Reply::Unknown { .. } | Reply::Declined { .. });
            self.recorder.answered(op, at, reply)?;
            if turned_away {
                self.server = (self.server + 1) % self.apis.len();
                std::thread::sleep(PAUSE);
            }
        }
        Ok(())
    }

    fn wish(&mut self, serial: u32) -> Ask {
        let person = self.someone();
        match self.rng.u8(0..100) {
            0..=11 => Ask::Holds { person },
            12..=19 => Ask::Count,
            20..=64 => self.change(Act::Assign, person, serial),
            _ => self.change(Act::Unassign, person, serial),
        }
    }

    fn change(&mut self, act: Act, person: String, serial: u32) -> Ask {
        if self.rng.bool() {
            return Ask::Change { act, people: vec![person], reason: None };
        }
        let mut people = vec![person];
        while people.len() < CROWD && self.rng.u8(0..4) == 0 {
            let other = self.someone();
            if !people.contains(&other) {
                people.push(other);
            }
        }
        Ask::Change { act, people, reason: Some(format!("c{}-{serial}", self.number)) }
    }

    fn someone(&mut self) -> String {
        let at = self.rng.usize(0..self.scene.people.len());
        self.scene.people[at].clone()
    }

    fn send(&self, ask: &Ask) -> Result<Answer, Lost> {
        let (api, product) = (&self.apis[self.server], &self.scene.product);
        match ask {
            Ask::Change { act, people, reason: None } => {
                let (add, remove) = match act {
                    Act::Assign => (json!([{"skuId": product, "disabledPlans": []}]), json!([])),
                    Act::Unassign => (json!([]), json!([product])),
                };
                let body = json!({"addLicenses": add, "removeLicenses": remove});
                api.post(&format!("/v1.0/users/{}/assignLicense", people[0]), &body, None)
            }
            Ask::Change { act, people, reason: Some(reason) } => {
                let operation = match act {
                    Act::Assign => {
                        json!({"kind": "update", "assign": [{"skuId": product, "disabledPlans": []}], "unassign": []})
                    }
                    Act::Unassign => json!({"kind": "update", "assign": [], "unassign": [product]}),
                };
                let body = json!({"people": {"ids": people}, "operation": operation, "reason": reason});
                api.post("/reseat/v1/changes", &body, Some(reason))
            }
            Ask::Holds { person } => {
                api.try_get(&format!("/v1.0/users/{person}?$select=id,assignedLicenses"))
            }
            Ask::Count => api.try_get("/v1.0/subscribedSkus?$select=skuId,consumedUnits"),
        }
    }

    fn understand(&self, ask: &Ask, answer: Result<Answer, Lost>) -> Reply {
        let answer = match answer {
            Err(Lost(why)) => return Reply::Unknown { why },
            Ok(answer) => answer,
        };
        let understood = match (ask, answer.status) {
            (_, 429) => Some(Reply::Declined { why: format!("429 {}", answer.body) }),
            (Ask::Change { reason: None, .. }, 200 | 400) => graph_outcome(&answer).map(|outcome| {
                Reply::Outcomes { request: answer.request_id.clone(), outcomes: vec![outcome] }
            }),
            (Ask::Change { people, .. }, 200) => outcomes(people, &answer.body)
                .map(|outcomes| Reply::Outcomes { request: answer.request_id.clone(), outcomes }),
            (Ask::Holds { .. }, 200) => {
                holds(&answer.body, &self.scene.product).map(|held| Reply::Holds { held })
            }
            (Ask::Count, 200) => {
                consumed(&answer.body, &self.scene.product).map(|consumed| Reply::Count { consumed })
            }
            _ => None,
        };
        understood.unwrap_or_else(|| Reply::Unknown { why: format!("{} {}", answer.status, answer.body) })
    }
}

/// Graph says nothing but "done", "no seats" or "not held", in words (graph-contract, assignLicense).
fn graph_outcome(answer: &Answer) -> Option<Outcome> {
    let message = answer.body["error"]["message"].as_str().unwrap_or_default();
    match answer.status {
        200 => Some(Outcome::Done),
        _ if message.contains("does not have any available licenses") => {
            Some(Outcome::NoSeats { consumed: None })
        }
        _ if message.starts_with("User does not have a corresponding license") => Some(Outcome::Unchanged),
        _ => None,
    }
}

fn outcomes(people: &[String], body: &Value) -> Option<Vec<Outcome>> {
    let rows = body["people"].as_array().filter(|rows| rows.len() == people.len())?;
    let of = |person: &String| {
        let row = rows.iter().find(|row| row["user"]["id"] == person.as_str())?;
        let reason = &row["reasons"][0];
        match (row["status"].as_str()?, reason["code"].as_str()) {
            ("changed", _) => Some(Outcome::Changed),
            ("unchanged", _) => Some(Outcome::Unchanged),
            ("refused", Some("noSeats")) => {
                Some(Outcome::NoSeats { consumed: reason["params"]["consumed"].as_u64() })
            }
            _ => None,
        }
    };
    people.iter().map(of).collect()
}

/// Whether a user as Graph shows them holds a product.
pub fn holds(user: &Value, product: &str) -> Option<bool> {
    let licenses = user["assignedLicenses"].as_array()?;
    Some(licenses.iter().any(|license| license["skuId"] == product))
}

/// `consumedUnits` of a product.
pub fn consumed(skus: &Value, product: &str) -> Option<u64> {
    let sku = skus["value"].as_array()?.iter().find(|sku| sku["skuId"] == product)?;
    sku["consumedUnits"].as_u64()
}
