//! What takes longer than one answer: jobs over a writer's crowd, and taking change sets back.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::log::{Answered, Claim, Job, Pending};
use super::model::apply;
use super::writer::{Writer, take};
use crate::common::api::{Answer, Api, Lost};

impl Writer {
    /// Starts a job, looks how far it is, cancels it, or takes one back.
    pub fn go_on_with_job(&mut self, api: &Api) -> Result<(), Lost> {
        let Some(job) = self.job.clone() else {
            // Nothing else may touch the crowd while a job does, or nobody could tell which was first.
            if let Some(set) = self.revertible_jobs.pop().filter(|_| self.rng.bool()) {
                return self.take_back(api, &set);
            }
            let change = self.wish(self.crowd.keys().cloned().collect(), true);
            self.job = Some(Job { change: change.clone(), id: None, cancelled: false });
            let answer = api.post("/reseat/v1/changes", &change.body, Some(&change.key))?;
            self.started(&answer);
            return Ok(());
        };
        let id = job.id.as_deref().expect("a job whose answer was lost is settled before the writers go on");
        if self.rng.u8(0..12) == 0 {
            self.job = Some(Job { cancelled: true, ..job.clone() });
            let answer = api.post(&format!("/reseat/v1/jobs/{id}/cancel"), &json!({}), None)?;
            assert_eq!(answer.status, 200, "cancel {id}: {}", answer.body);
        }
        let answer = api.try_get(&format!("/reseat/v1/jobs/{id}"))?;
        assert_eq!(answer.status, 200, "job {id}: {}", answer.body);
        if matches!(answer.body["status"].as_str(), Some("completed" | "cancelled")) {
            let results = api.try_get(&format!("/reseat/v1/jobs/{id}/results?$top=999"))?;
            self.finished(&answer.body, results.body["value"].as_array().expect("results"));
        }
        Ok(())
    }

    /// Takes over the answer to a job's start.
    pub fn started(&mut self, answer: &Answer) {
        let job = self.job.as_mut().expect("a job");
        assert_eq!(answer.status, 202, "{}: {}", job.change.body, answer.body);
        job.id = Some(answer.body["job"]["id"].as_str().expect("a job's id").to_owned());
    }

    /// Takes over the results of a job that has ended: one for each of its people, or those before it was cancelled.
    pub fn finished(&mut self, row: &Value, results: &[Value]) {
        let job = self.job.take().expect("a job");
        if row["status"] == "completed" {
            let people: BTreeSet<&str> = results.iter().filter_map(|r| r["user"]["id"].as_str()).collect();
            assert!(people.iter().copied().eq(self.crowd.keys()), "a result for everyone once: {row}");
        } else {
            assert!(row["status"] == "cancelled" && job.cancelled, "{row}");
        }
        assert_eq!(
            row["done"].as_u64(),
            Some(results.len() as u64),
            "a result for each row that is done: {row}"
        );
        let mut statuses = Vec::new();
        for outcome in results {
            statuses.push(take(&mut self.crowd, &job.change.operation, outcome));
        }
        if results.is_empty() {
            return;
        }
        let id = row["changeSetId"].as_str().expect("changeSetId").to_owned();
        if row["counts"]["changed"] != 0 {
            self.revertible_jobs.push(id.clone());
        }
        let claim = Claim::Set { id, counts: row["counts"].clone(), statuses };
        let what = format!("job {}", job.change.body["operation"]);
        self.answers.push(Answered { what, request_id: String::new(), claim });
    }

    /// Takes a change set back.
    pub fn take_back(&mut self, api: &Api, set: &str) -> Result<(), Lost> {
        let reason = self.unique();
        self.pending = Some(Pending::Revert { reason: reason.clone() });
        let path = format!("/reseat/v1/changeSets/{set}/revert");
        let answer = api.post(&path, &json!({"reason": reason}), None)?;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        self.reverted(answer.body["changeSetId"].as_str(), answer.body["people"].as_array().expect("people"));
        self.pending = None;
        self.answers.push(Answered::change(format!("revert {set} as {reason}"), &answer));
        Ok(())
    }

    /// Takes over the outcomes of a change set that took another one back.
    pub fn reverted(&mut self, set: Option<&str>, outcomes: &[Value]) {
        for outcome in outcomes {
            let user = outcome["user"]["id"].as_str().expect("a user");
            let of_crowd = self.crowd.contains_key(user);
            let (_, status) = apply(if of_crowd { &mut self.crowd } else { &mut self.people }, outcome);
            let sets = if of_crowd { &mut self.revertible_jobs } else { &mut self.revertible };
            if status == "changed" && sets.last().map(String::as_str) != set {
                sets.extend(set.map(str::to_owned));
            }
        }
    }
}
