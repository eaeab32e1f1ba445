//! After a restart: the log of answers against the API.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::compare;
use super::log::{Answered, Claim, Pending};
use super::model::{Licenses, licenses_of, status_of};
use super::settle::{settle_job, settle_request};
use super::writer::Writer;
use crate::common::api::Api;
use crate::common::server::wait_for;

/// What is remembered from one comparison to the next.
#[derive(Default)]
pub struct Books {
    /// The newest change set of the last comparison.
    newest_set: String,
    /// The number of the last batch in the tenant's log.
    pub head: u64,
    /// Reasons, each of one request, with the change set that has it.
    reasons: HashMap<String, String>,
    /// What the kills have hit.
    pub tally: Tally,
}

/// What the kills have hit: a test that hits nothing proves nothing.
#[derive(Debug, Default)]
pub struct Tally {
    /// Requests that were answered.
    pub answers: usize,
    /// Requests without an answer that had been done.
    pub done_unanswered: usize,
    /// Requests without an answer that had not been done.
    pub not_done: usize,
    /// Jobs that a later server carried on.
    pub jobs_carried_on: usize,
}

impl Books {
    /// The change set that was made for a reason.
    pub fn set_of(&self, reason: &str) -> Option<&str> {
        self.reasons.get(reason).map(String::as_str)
    }
}

/// Change sets that came since the last comparison.
pub struct Sets {
    /// Each set.
    pub by_id: BTreeMap<String, Value>,
    by_request: HashMap<String, String>,
    unclaimed: BTreeSet<String>,
}

impl Sets {
    fn read(api: &Api, books: &mut Books) -> Self {
        let mut sets =
            Self { by_id: BTreeMap::new(), by_request: HashMap::new(), unclaimed: BTreeSet::new() };
        api.pages("/reseat/v1/changeSets?$top=999", |page| {
            let mut all_new = true;
            for set in page {
                let id = string(&set["id"]);
                if id <= books.newest_set {
                    all_new = false;
                } else if set["actor"]["kind"] == "app" && set["kind"] != "administration" {
                    sets.by_request.insert(string(&set["requestId"]), id.clone());
                    if let Some(reason) = set["reason"].as_str() {
                        let other = books.reasons.insert(reason.to_owned(), id.clone());
                        assert_eq!(other, None, "done twice: {set}");
                    }
                    sets.unclaimed.insert(id.clone());
                    sets.by_id.insert(id, set);
                }
            }
            all_new
        });
        if let Some((newest, _)) = sets.by_id.last_key_value() {
            books.newest_set.clone_from(newest);
        }
        sets
    }

    /// Takes a set off the list of those that nobody has asked for.
    pub fn claim(&mut self, id: &str, why: &str) -> &Value {
        assert!(self.unclaimed.remove(id), "change set {id} is missing or claimed twice: {why}");
        &self.by_id[id]
    }

    /// The results of a set.
    pub fn items(api: &Api, id: &str) -> Vec<Value> {
        api.all(&format!("/reseat/v1/changeSets/{id}/items?$top=999"))
    }

    /// Finds the set with one person that a request of these kinds has made, if it has.
    pub fn claim_of_user(&mut self, api: &Api, user: &str, kinds: &[&str]) -> Option<Vec<Value>> {
        let found = self.unclaimed.iter().find_map(|id| {
            let kind = self.by_id[id]["kind"].as_str()?;
            let items = kinds.contains(&kind).then(|| Self::items(api, id))?;
            (items.len() == 1 && items[0]["user"]["id"] == user).then(|| (id.clone(), items))
        });
        let (id, items) = found?;
        self.claim(&id, user);
        Some(items)
    }
}

/// Compares everything. Afterwards nothing is pending but requests to be repeated, which are answered.
pub fn verify(api: &Api, writers: &mut [Writer], books: &mut Books) -> Vec<Pending> {
    let jobs = finished_jobs(api);
    let mut sets = Sets::read(api, books);
    let users = users(api);
    for writer in writers.iter_mut() {
        for answered in &writer.answers {
            check_answer(api, &mut sets, answered);
        }
        books.tally.answers += writer.answers.len();
        writer.answers.clear();
        settle_job(api, &mut sets, books, &jobs, writer);
    }
    let mut repeats = Vec::new();
    for writer in writers.iter_mut() {
        if let Some(pending) = writer.pending.take() {
            let before = sets.unclaimed.len();
            repeats.extend(settle_request(api, &mut sets, books, &users, writer, pending));
            let done = sets.unclaimed.len() < before;
            books.tally.done_unanswered += usize::from(done);
            books.tally.not_done += usize::from(!done);
        }
    }
    let unasked: Vec<&Value> = sets.unclaimed.iter().map(|id| &sets.by_id[id]).collect();
    assert!(unasked.is_empty(), "change sets that nobody asked for: {unasked:#?}");
    compare::people(api, &users, writers);
    compare::seats(api, &users);
    compare::log(api, &sets, books);
    repeats
}

/// Waits until the jobs that the kill interrupted have come to their end.
fn finished_jobs(api: &Api) -> Vec<Value> {
    wait_for("the end of the jobs", || {
        let jobs = api.all("/reseat/v1/jobs");
        let open = |job: &Value| matches!(job["status"].as_str(), Some("queued" | "running"));
        (!jobs.iter().any(open)).then_some(jobs)
    })
}

/// A user as Graph shows them.
pub struct User {
    /// Sign-in name.
    pub upn: String,
    /// What they hold.
    pub licenses: Licenses,
}

fn users(api: &Api) -> BTreeMap<String, User> {
    let rows = api.all("/v1.0/users?$top=999&$select=id,userPrincipalName,assignedLicenses");
    let user = |row: &Value| {
        (string(&row["id"]), User { upn: string(&row["userPrincipalName"]), licenses: licenses_of(row) })
    };
    rows.iter().map(user).collect()
}

/// An answer that was given is true for ever.
pub fn check_answer(api: &Api, sets: &mut Sets, answered: &Answered) {
    match &answered.claim {
        Claim::Nothing => {
            let set = sets.by_request.get(&answered.request_id);
            assert!(set.is_none(), "a change set for nothing: {answered:?}");
        }
        Claim::OnePerson => {
            let id = sets.by_request.get(&answered.request_id).cloned();
            let id = id.unwrap_or_else(|| panic!("answered and lost: {answered:?}"));
            let set = sets.claim(&id, &answered.what);
            assert_eq!(set["counts"]["changed"], 1, "{answered:?}");
        }
        Claim::Set { id, counts, statuses } => {
            let set = sets.claim(id, &answered.what);
            assert_eq!(set["counts"], *counts, "{answered:?}");
            let items = Sets::items(api, id);
            let mut found: Vec<(String, String)> = items.iter().map(status_of).collect();
            let mut wanted = statuses.clone();
            found.sort();
            wanted.sort();
            assert_eq!(found, wanted, "{answered:?}");
        }
    }
}

/// A text in an answer.
pub fn string(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
