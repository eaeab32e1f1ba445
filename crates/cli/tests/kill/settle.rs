//! What became of the requests and jobs that the kill interrupted: each was done wholly or not at all, and the change
//! sets tell which.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::log::Pending;
use super::model::{Person, Standing, apply};
use super::verify::{Books, Sets, User, check_answer, string};
use super::writer::Writer;
use crate::common::api::{Answer, Api};

/// A job is carried to its end by the next server; one whose start was not answered is there or not.
pub fn settle_job(api: &Api, sets: &mut Sets, books: &mut Books, jobs: &[Value], writer: &mut Writer) {
    let Some(job) = &writer.job else { return };
    let same = |row: &&Value| row["reason"] == job.change.key.as_str();
    let mut found = jobs.iter().filter(same);
    let Some(row) = found.next() else {
        assert!(job.id.is_none(), "a job was answered and lost: {job:?}");
        return;
    };
    assert!(found.next().is_none(), "a job was started twice: {job:?}");
    let id = string(&row["id"]);
    assert!(job.id.as_ref().is_none_or(|answered| *answered == id), "{job:?}: {row}");
    books.tally.jobs_carried_on += 1;
    let unanswered = job.id.is_none().then(|| job.change.clone());
    let results = api.all(&format!("/reseat/v1/jobs/{id}/results?$top=999"));
    writer.finished(row, &results);
    for answered in writer.answers.drain(..) {
        check_answer(api, sets, &answered);
    }
    if let Some(change) = unanswered {
        // Asked for again under its key, the same job answers.
        let again = api.post("/reseat/v1/changes", &change.body, Some(&change.key)).expect("an answer");
        assert_eq!((again.status, &again.body["job"]["id"]), (202, &row["id"]), "{}", again.body);
    }
}

/// Finds out what became of a request without an answer. Answers it when it can be sent again under its key.
pub fn settle_request(
    api: &Api,
    sets: &mut Sets,
    books: &Books,
    users: &BTreeMap<String, User>,
    writer: &mut Writer,
    pending: Pending,
) -> Option<Pending> {
    match &pending {
        Pending::Assign { user } => {
            for outcome in sets.claim_of_user(api, user, &["assign", "unassign"]).into_iter().flatten() {
                apply(&mut writer.people, &outcome);
            }
        }
        Pending::Change(change) => {
            if let Some(id) = books.set_of(&change.key) {
                sets.claim(id, &change.key);
                let body = json!({"changeSetId": id, "counts": sets.by_id[id]["counts"],
                    "people": Sets::items(api, id)});
                let answer = Answer { status: 200, request_id: String::new(), body };
                writer.changed(change, &answer);
                writer.answers.clear();
            }
            return Some(pending);
        }
        Pending::Revert { reason } => {
            if let Some(id) = books.set_of(reason) {
                sets.claim(id, reason);
                writer.reverted(Some(id), &Sets::items(api, id));
            }
        }
        Pending::Create { upn } => {
            if let Some((id, _)) = users.iter().find(|(_, user)| user.upn == *upn) {
                assert!(sets.claim_of_user(api, id, &["createUser"]).is_some(), "{upn} without a change set");
                writer.people.insert(id.clone(), Person::new());
            }
        }
        Pending::Delete { user } => {
            if sets.claim_of_user(api, user, &["deleteUser"]).is_some() {
                writer.stands(user, Standing::Deleted);
            }
        }
        Pending::Restore { user } => {
            if sets.claim_of_user(api, user, &["restoreUser"]).is_some() {
                writer.restored(user);
            }
        }
        Pending::Purge { user } => {
            if sets.claim_of_user(api, user, &["purgeUser"]).is_some() {
                writer.stands(user, Standing::Gone);
            }
        }
    }
    None
}
