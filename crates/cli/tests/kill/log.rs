//! The log of answers that is kept outside of the server, and what is not known yet.

use serde_json::Value;

use super::model::{Operation, status_of};
use crate::common::api::Answer;

/// An answer, and what must be found because of it.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The request in short.
    pub what: String,
    /// Header `request-id` of the answer.
    pub request_id: String,
    /// What must be there.
    pub claim: Claim,
}

/// What an answer promised.
#[derive(Debug, Clone)]
pub enum Claim {
    /// No change set: nothing was changed.
    Nothing,
    /// A change set made by this request, with one changed person.
    OnePerson,
    /// This change set, with these results.
    Set { id: String, counts: Value, statuses: Vec<(String, String)> },
}

impl Answered {
    /// The answer to a change of several people, its `changeSetId` null when nothing was changed.
    pub fn change(what: String, answer: &Answer) -> Self {
        let people = answer.body["people"].as_array().expect("people");
        let claim = match answer.body["changeSetId"].as_str() {
            Some(id) => Claim::Set {
                id: id.to_owned(),
                counts: answer.body["counts"].clone(),
                statuses: people.iter().map(status_of).collect(),
            },
            None => {
                assert!(people.iter().all(|person| person["status"] != "changed"), "{}", answer.body);
                Claim::Nothing
            }
        };
        Self { what, request_id: answer.request_id.clone(), claim }
    }
}

/// A request that was sent and not answered: it was done wholly or not at all.
#[derive(Debug, Clone)]
pub enum Pending {
    /// `assignLicense`.
    Assign { user: String },
    /// `/reseat/v1/changes`, to be sent again under its key.
    Change(Change),
    /// A change set taken back.
    Revert { reason: String },
    /// A new user.
    Create { upn: String },
    /// Deleted.
    Delete { user: String },
    /// Restored.
    Restore { user: String },
    /// Deleted for good.
    Purge { user: String },
}

/// A change of several people under an idempotency key. The reason is nobody else's, so it finds the change set.
#[derive(Debug, Clone)]
pub struct Change {
    /// For whom.
    pub users: Vec<String>,
    /// What.
    pub operation: Operation,
    /// Key and reason.
    pub key: String,
    /// The body that is sent, and sent again.
    pub body: Value,
}

/// A job over a writer's crowd.
#[derive(Debug, Clone)]
pub struct Job {
    /// The change.
    pub change: Change,
    /// Its id, when it was answered.
    pub id: Option<String>,
    /// Whether it may end as cancelled.
    pub cancelled: bool,
}
