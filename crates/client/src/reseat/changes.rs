//! Changing licences: preview, change, jobs, undo.

use serde::{Deserialize, Serialize};

use super::history::Actor;
use super::{Counts, PersonOutcome, Preview, Reseat, Summary};
use crate::page::Pages;
use crate::{Answer, Call, Error, url};

/// What to change, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeRequest {
    /// For whom.
    pub people: PeopleChoice,
    /// What.
    pub operation: Operation,
    /// Whether nobody changes when one person is refused; at most 1,000 people (25.12).
    pub all_or_nothing: bool,
    /// Why, in the administrator's words.
    pub reason: Option<String>,
    /// Binds the change to a preview: people whose outcome has changed since are refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview_token: Option<String>,
}

/// Whom a change concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PeopleChoice {
    /// Object ids.
    Ids(Vec<String>),
    /// Sign-in names.
    UserPrincipalNames(Vec<String>),
    /// Everyone who holds a product.
    HoldersOf(String),
    /// An OData filter on users.
    Filter(String),
}

/// A product with the plans that shall be off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductChoice {
    /// The product.
    pub sku_id: String,
    /// Plans switched off; replaces what was (API-4).
    pub disabled_plans: Vec<String>,
}

/// What to do to each person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Operation {
    /// Make sure that these direct licences are gone.
    Unassign {
        /// Which products.
        products: Vec<String>,
    },
    /// Give these licences directly.
    Assign {
        /// Which products.
        products: Vec<ProductChoice>,
    },
    /// Give and take in one step.
    Update {
        /// What comes, or whose plans change.
        assign: Vec<ProductChoice>,
        /// What goes.
        unassign: Vec<String>,
    },
    /// Every direct licence of the organisation goes (25.13).
    UnassignAll,
    /// Every direct licence goes and these come, as one end state (25.24).
    Replace {
        /// What comes.
        with: Vec<ProductChoice>,
    },
    /// One product for another, as one end state (25.24).
    Move {
        /// What goes.
        from: String,
        /// What comes.
        to: ProductChoice,
    },
    /// What another person holds directly from the organisation, with the same plans switched off (ASG-15).
    Copy {
        /// Whose licences: sign-in name or object id.
        from: String,
    },
}

/// A long-running change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// `queued`, `running`, `completed` or `cancelled`.
    pub status: String,
    /// `licenses`, `people`, `revert` or `preview`.
    pub kind: String,
    /// People in all.
    pub total: u64,
    /// People decided so far.
    pub done: u64,
    /// People by result so far.
    pub counts: Counts,
    /// The change set that its results go into.
    pub change_set_id: Option<String>,
    /// When it was made.
    pub created_date_time: Option<String>,
    /// By whom.
    pub created_by: Option<Actor>,
    /// Why, in the administrator's words.
    pub reason: Option<String>,
    /// Of a finished preview: what binds a change to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview_token: Option<String>,
    /// Of a finished preview: its totals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
}

impl Job {
    /// Whether nothing more will happen.
    pub fn is_over(&self) -> bool {
        matches!(self.status.as_str(), "completed" | "cancelled")
    }
}

/// A preview, or the job that makes it (over 5,000 people).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviewAnswer {
    /// Ready.
    Ready(Box<Preview>),
    /// Being made.
    Job(Box<Job>),
}

/// A result, or the job that makes it (over 1,000 people).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeAnswer {
    /// Done.
    Done(Box<ChangeResult>),
    /// Being done.
    Job(Box<Job>),
}

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ChangeResult {
    /// Its change set, with which it can be undone.
    pub change_set_id: Option<String>,
    /// `completed`.
    pub status: String,
    /// People by result.
    pub counts: Counts,
    /// Person by person.
    pub people: Vec<PersonOutcome>,
}

#[derive(Deserialize)]
struct JobBody {
    job: Job,
}

impl Reseat {
    /// What a change would do.
    ///
    /// # Errors
    /// Everything in [`Error`].
    pub fn preview(&self, request: &ChangeRequest) -> Result<PreviewAnswer, Error> {
        preview_answer(&self.client.send(&Call::post("/reseat/v1/previews", request).repeatable())?)
    }

    /// Makes a change. The same `key` with the same request within 24 hours gives the same answer, so a lost answer
    /// does no harm.
    ///
    /// # Errors
    /// [`Error::Api`] 409 when the key was used for another request.
    pub fn change(&self, request: &ChangeRequest, key: &str) -> Result<ChangeAnswer, Error> {
        change_answer(&self.client.send(&Call::post("/reseat/v1/changes", request).idempotency_key(key))?)
    }

    /// What undoing a change set would do.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is no such change set, 400 when it cannot be undone.
    pub fn preview_revert(&self, change_set: &str) -> Result<PreviewAnswer, Error> {
        let path = format!("{}/revert/preview", change_set_path(change_set));
        preview_answer(&self.client.send(&Call::post(path, &serde_json::json!({})).repeatable())?)
    }

    /// Undoes a change set.
    ///
    /// # Errors
    /// As [`Reseat::preview_revert`] and [`Reseat::change`].
    pub fn revert(
        &self,
        change_set: &str,
        preview_token: Option<&str>,
        reason: Option<&str>,
        key: &str,
    ) -> Result<ChangeAnswer, Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Body<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            preview_token: Option<&'a str>,
            reason: Option<&'a str>,
        }
        let path = format!("{}/revert", change_set_path(change_set));
        change_answer(
            &self.client.send(&Call::post(path, &Body { preview_token, reason }).idempotency_key(key))?,
        )
    }

    /// Jobs, newest first.
    pub fn jobs(&self) -> Pages<Job> {
        self.client.pages(Call::get("/reseat/v1/jobs"))
    }

    /// One job.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is none.
    pub fn job(&self, id: &str) -> Result<Job, Error> {
        self.client.fetch(&Call::get(job_path(id, "")))
    }

    /// A job's results so far, person by person.
    pub fn job_results(&self, id: &str) -> Pages<PersonOutcome> {
        self.client
            .pages(Call::get(url::with_query(&job_path(id, "/results"), &[("$top", "999".to_owned())])))
    }

    /// Stops a job; what is done stays done and can be undone.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is none.
    pub fn cancel_job(&self, id: &str) -> Result<Job, Error> {
        self.client.fetch(&Call::post(job_path(id, "/cancel"), &serde_json::json!({})).repeatable())
    }
}

fn job_path(id: &str, rest: &str) -> String {
    format!("/reseat/v1/jobs/{}{rest}", url::escape(id))
}

pub(super) fn change_set_path(id: &str) -> String {
    format!("/reseat/v1/changeSets/{}", url::escape(id))
}

fn preview_answer(answer: &Answer) -> Result<PreviewAnswer, Error> {
    match answer.status {
        202 => Ok(PreviewAnswer::Job(Box::new(job_of(answer)?))),
        _ => Ok(PreviewAnswer::Ready(Box::new(answer.json()?))),
    }
}

fn change_answer(answer: &Answer) -> Result<ChangeAnswer, Error> {
    match answer.status {
        202 => Ok(ChangeAnswer::Job(Box::new(job_of(answer)?))),
        _ => Ok(ChangeAnswer::Done(Box::new(answer.json()?))),
    }
}

fn job_of(answer: &Answer) -> Result<Job, Error> {
    match answer.json::<JobBody>() {
        Ok(body) => Ok(body.job),
        // A bare job is accepted too.
        Err(_) => answer.json(),
    }
}
