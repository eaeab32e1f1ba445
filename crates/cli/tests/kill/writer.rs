//! One of sixteen writers: it changes its own people, contests the scarce seats with everyone, and writes down answers.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Value, json};

use super::log::{Answered, Change, Claim, Job, Pending};
use super::model::{Licenses, Operation, People, Person, Standing, apply, choices};
use super::pulse::Pulse;
use crate::common::api::{Answer, Api, Lost};
use crate::common::tenants::{OFFICE, POWER_BI, PROJECT, VISIO};

/// Users that a writer has made and that are not gone.
const OWN_USERS: usize = 6;

/// A writer, between the lives of the server as well.
pub struct Writer {
    /// Its name in keys and reasons.
    pub name: String,
    /// Its people.
    pub people: People,
    /// Its people who are changed by jobs only.
    pub crowd: People,
    /// Answers since the last comparison.
    pub answers: Vec<Answered>,
    /// The request that was under way when the server was killed.
    pub pending: Option<Pending>,
    /// The job that is under way.
    pub job: Option<Job>,
    /// Its change sets that can be taken back.
    pub revertible: Vec<String>,
    /// Those of its jobs.
    pub revertible_jobs: Vec<String>,
    /// Services of [`OFFICE`] that are switched off at times.
    pub plans: Vec<String>,
    /// What it does next.
    pub rng: Rng,
    serial: u32,
    created: usize,
}

impl Writer {
    /// A writer of people who hold nothing.
    pub fn new(name: String, people: Vec<String>, crowd: Vec<String>, plans: Vec<String>, seed: u64) -> Self {
        let fresh = |ids: Vec<String>| ids.into_iter().map(|id| (id, Person::new())).collect();
        Self {
            name,
            people: fresh(people),
            crowd: fresh(crowd),
            answers: Vec::new(),
            pending: None,
            job: None,
            revertible: Vec::new(),
            revertible_jobs: Vec::new(),
            plans,
            rng: Rng::with_seed(seed),
            serial: 0,
            created: 0,
        }
    }

    /// Works until an answer is lost.
    pub fn work(&mut self, api: &Api, pulse: &Pulse) {
        let mut noted = self.answers.len();
        while self.step(api).is_ok() {
            // Not every step finds something to do.
            (noted..self.answers.len()).for_each(|_| pulse.answered());
            noted = self.answers.len();
        }
    }

    fn step(&mut self, api: &Api) -> Result<(), Lost> {
        match self.rng.u8(0..100) {
            0..=11 if !self.crowd.is_empty() => self.go_on_with_job(api),
            0..=51 => self.assign(api),
            52..=77 => self.change(api),
            78..=87 => self.revert(api),
            88..=90 => self.create(api),
            91..=94 => self.delete(api),
            95..=97 => self.restore(api),
            _ => self.purge(api),
        }
    }

    fn assign(&mut self, api: &Api) -> Result<(), Lost> {
        let Some(user) = self.someone(Standing::Active) else { return Ok(()) };
        let before = self.people[&user].licenses.clone();
        let held: Vec<String> = before.keys().cloned().collect();
        let remove: Vec<String> = held.into_iter().filter(|_| self.rng.u8(0..3) == 0).collect();
        let mut add = Licenses::new();
        if remove.is_empty() || self.rng.bool() {
            let (sku, disabled) = self.license();
            if !remove.contains(&sku) {
                add.insert(sku, disabled);
            }
        }
        let operation = Operation::Update { assign: add.clone(), unassign: remove.clone() };
        let body = json!({"addLicenses": choices(&add), "removeLicenses": remove});
        self.pending = Some(Pending::Assign { user: user.clone() });
        let answer = api.post(&format!("/v1.0/users/{user}/assignLicense"), &body, None)?;
        let what = format!("assignLicense of {user}: {body}");
        let claim = match answer.status {
            200 => {
                let person = self.people.get_mut(&user).expect("one of its people");
                person.licenses = operation.after(&before).unwrap_or_default();
                if person.licenses == before { Claim::Nothing } else { Claim::OnePerson }
            }
            400 if operation.may_refuse(&before) => Claim::Nothing,
            _ => panic!("{what}\n{answer:?}"),
        };
        self.note(what, &answer, claim);
        Ok(())
    }

    fn change(&mut self, api: &Api) -> Result<(), Lost> {
        let mut users: Vec<String> = self.standing(Standing::Active);
        self.rng.shuffle(&mut users);
        users.truncate(self.rng.usize(1..=8));
        if users.is_empty() {
            return Ok(());
        }
        let change = self.wish(users, false);
        self.pending = Some(Pending::Change(change.clone()));
        let answer = api.post("/reseat/v1/changes", &change.body, Some(&change.key))?;
        self.changed(&change, &answer);
        if self.rng.u8(0..6) == 0 {
            // Sent twice, done once: nothing can be lost here.
            let again = api.post("/reseat/v1/changes", &change.body, Some(&change.key))?;
            assert_eq!(again.body["changeSetId"], answer.body["changeSetId"], "{}", change.key);
            assert_eq!(again.body["counts"], answer.body["counts"], "{}", change.key);
        }
        Ok(())
    }

    /// Takes over the answer to a change of several people.
    pub fn changed(&mut self, change: &Change, answer: &Answer) {
        assert_eq!(answer.status, 200, "{}: {}", change.body, answer.body);
        let people = answer.body["people"].as_array().expect("people");
        assert_eq!(people.len(), change.users.len(), "{}", answer.body);
        for outcome in people {
            take(&mut self.people, &change.operation, outcome);
        }
        if answer.body["counts"]["changed"] != 0 {
            self.revertible.extend(answer.body["changeSetId"].as_str().map(str::to_owned));
        }
        self.pending = None;
        self.answers.push(Answered::change(format!("change {}", change.body), answer));
    }

    fn revert(&mut self, api: &Api) -> Result<(), Lost> {
        if self.revertible.is_empty() {
            return Ok(());
        }
        let set = self.revertible.swap_remove(self.rng.usize(0..self.revertible.len()));
        self.take_back(api, &set)
    }

    fn create(&mut self, api: &Api) -> Result<(), Lost> {
        let own = self.people.values().filter(|person| person.standing != Standing::Gone).count();
        if own >= self.created + OWN_USERS {
            return Ok(());
        }
        let upn = format!("{}@test.example", self.unique());
        let body = json!({"accountEnabled": true, "displayName": upn, "mailNickname": "new",
            "userPrincipalName": upn, "usageLocation": "DE",
            "passwordProfile": {"password": "Kill-Test-2026!", "forceChangePasswordNextSignIn": false}});
        self.pending = Some(Pending::Create { upn: upn.clone() });
        let answer = api.post("/v1.0/users", &body, None)?;
        assert_eq!(answer.status, 201, "{body}: {}", answer.body);
        self.people.insert(answer.body["id"].as_str().expect("id").to_owned(), Person::new());
        self.note(format!("create {upn}"), &answer, Claim::OnePerson);
        Ok(())
    }

    fn delete(&mut self, api: &Api) -> Result<(), Lost> {
        let Some(user) = self.someone(Standing::Active) else { return Ok(()) };
        self.pending = Some(Pending::Delete { user: user.clone() });
        let answer = api.delete(&format!("/v1.0/users/{user}"))?;
        assert_eq!(answer.status, 204, "delete {user}: {}", answer.body);
        self.stands(&user, Standing::Deleted);
        self.note(format!("delete {user}"), &answer, Claim::OnePerson);
        Ok(())
    }

    fn restore(&mut self, api: &Api) -> Result<(), Lost> {
        let Some(user) = self.someone(Standing::Deleted) else { return Ok(()) };
        self.pending = Some(Pending::Restore { user: user.clone() });
        let path = format!("/v1.0/directory/deletedItems/{user}/restore");
        let answer = api.post(&path, &json!({}), None)?;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        self.restored(&user);
        self.note(format!("restore {user}"), &answer, Claim::OnePerson);
        if self.people[&user].unsure_of_scarce {
            let read = api.try_get(&format!("/v1.0/users/{user}?$select=id,assignedLicenses"))?;
            self.see(&user, &super::model::licenses_of(&read.body));
        }
        Ok(())
    }

    fn purge(&mut self, api: &Api) -> Result<(), Lost> {
        let Some(user) = self.someone(Standing::Deleted) else { return Ok(()) };
        self.pending = Some(Pending::Purge { user: user.clone() });
        let answer = api.delete(&format!("/v1.0/directory/deletedItems/{user}"))?;
        assert_eq!(answer.status, 204, "purge {user}: {}", answer.body);
        self.stands(&user, Standing::Gone);
        self.note(format!("purge {user}"), &answer, Claim::OnePerson);
        Ok(())
    }

    /// A restored person has what the deletion took; of a scarce product only if a seat was free.
    pub fn restored(&mut self, user: &str) {
        self.stands(user, Standing::Active);
        let person = self.people.get_mut(user).expect("one of its people");
        person.unsure_of_scarce = person.licenses.contains_key(PROJECT);
    }

    /// What a person who was restored really has.
    pub fn see(&mut self, user: &str, licenses: &Licenses) {
        let person = self.people.get_mut(user).expect("one of its people");
        if person.unsure_of_scarce {
            person.unsure_of_scarce = false;
            if !licenses.contains_key(PROJECT) {
                person.licenses.remove(PROJECT);
            }
        }
    }

    /// Changes whether one of its people is there.
    pub fn stands(&mut self, user: &str, standing: Standing) {
        let person = self.people.get_mut(user).expect("one of its people");
        person.standing = standing;
    }

    fn note(&mut self, what: String, answer: &Answer, claim: Claim) {
        self.pending = None;
        self.answers.push(Answered { what, request_id: answer.request_id.clone(), claim });
    }

    fn standing(&self, standing: Standing) -> Vec<String> {
        let found = self.people.iter().filter(|(_, person)| person.standing == standing);
        found.map(|(id, _)| id.clone()).collect()
    }

    fn someone(&mut self, standing: Standing) -> Option<String> {
        let all = self.standing(standing);
        self.rng.choice(all)
    }

    /// A name for one request.
    pub fn unique(&mut self) -> String {
        self.serial += 1;
        format!("{}-{}", self.name, self.serial)
    }

    fn license(&mut self) -> (String, BTreeSet<String>) {
        let sku = self.rng.choice([POWER_BI, POWER_BI, VISIO, OFFICE, PROJECT]).unwrap_or(POWER_BI);
        let plans = if sku == OFFICE { self.plans.as_slice() } else { &[] };
        let disabled = plans.iter().filter(|_| self.rng.bool()).cloned().collect();
        (sku.to_owned(), disabled)
    }

    /// A change that nobody has asked for yet.
    pub fn wish(&mut self, users: Vec<String>, as_job: bool) -> Change {
        let one = self.license();
        let other = self.license();
        let operation = match self.rng.u8(0..10) {
            0..=3 => Operation::Update { assign: [one].into(), unassign: Vec::new() },
            4..=5 => Operation::Update { assign: Licenses::new(), unassign: vec![one.0] },
            6 if one.0 != other.0 => Operation::Update { assign: [one].into(), unassign: vec![other.0] },
            7 => Operation::Replace([one].into()),
            8 if one.0 != other.0 => Operation::Move { from: one.0, to: other },
            _ => Operation::UnassignAll,
        };
        let key = self.unique();
        let body =
            json!({"people": {"ids": users}, "operation": operation.body(), "reason": key, "asJob": as_job});
        Change { users, operation, key, body }
    }
}

/// Takes an outcome over and compares it with what the operation means.
pub fn take(people: &mut People, operation: &Operation, outcome: &Value) -> (String, String) {
    let before = outcome["user"]["id"].as_str().and_then(|id| people.get(id)).map(|p| p.licenses.clone());
    let (user, status) = apply(people, outcome);
    let (before, after) = (before.unwrap_or_default(), &people[&user].licenses);
    match (status.as_str(), operation.after(&before)) {
        ("changed", Some(wanted)) => {
            assert!(*after == wanted && wanted != before, "{operation:?}: {outcome}")
        }
        ("unchanged", Some(wanted)) => assert_eq!(wanted, before, "{operation:?}: {outcome}"),
        ("unchanged" | "refused", None) => {}
        ("refused", Some(_)) => assert!(operation.may_refuse(&before), "{operation:?}: {outcome}"),
        _ => panic!("{operation:?}: {outcome}"),
    }
    (user, status)
}
