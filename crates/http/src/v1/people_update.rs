//! `POST /reseat/v1/people/update`

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use reseat_app::people::{PeopleAnswer, PeopleEdit, PeopleUpdated, update_many};
use reseat_app::{App, AppError, Call, jobs};
use reseat_graph::Authenticate;
use reseat_model::change_set::Counts;
use reseat_model::outcome::Status;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::V1;
use super::changes::accepted;
use super::request::{ApiError, Body, Caller, IdempotencyParam, blocking};
use super::wire::{
    CodeWire, CountsWire, JobStartedWire, JobWire, NameBook, UserRef, check_reason, people_in, status_word,
    user_ids,
};

/// The same change to several people.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct PeopleUpdateBody {
    /// Whom.
    people: NamedPeople,
    /// What shall be so.
    #[serde(default)]
    set: PeopleSet,
    /// Signs them out everywhere.
    #[serde(default)]
    revoke_sessions: bool,
    /// Why, kept in the history.
    #[serde(default)]
    reason: Option<String>,
}

/// People by object id.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NamedPeople {
    /// Object ids.
    ids: Vec<String>,
}

/// Properties; what is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PeopleSet {
    /// Two letters of ISO 3166.
    #[serde(default)]
    usage_location: Option<String>,
    /// False blocks sign-in.
    #[serde(default)]
    account_enabled: Option<bool>,
}

/// What became of it: one result per person (25.23).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PeopleUpdateWire {
    /// The change set; null when nobody was changed.
    change_set_id: Option<String>,
    /// People by result.
    counts: CountsWire,
    /// In the order asked.
    people: Vec<PersonResultWire>,
}

/// One person's result.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PersonResultWire {
    /// Whom it concerns.
    user: UserRef,
    /// changed, unchanged or refused.
    status: &'static str,
    /// Why something was refused or left alone.
    reasons: Vec<CodeWire>,
    /// Whether they were signed out everywhere.
    signed_out: bool,
}

impl PeopleUpdateBody {
    fn edit(&self) -> Result<PeopleEdit, AppError> {
        check_reason(self.reason.as_deref())?;
        Ok(PeopleEdit {
            usage_location: self.set.usage_location.as_deref().map(str::to_ascii_uppercase),
            account_enabled: self.set.account_enabled,
            revoke_sessions: self.revoke_sessions,
            reason: self.reason.clone(),
        })
    }
}

/// Sets usage location or sign-in of people, or signs them out everywhere: at once up to 1,000, beyond it as a job.
/// Whoever is refused does not keep the others from changing.
#[utoipa::path(post, path = "/reseat/v1/people/update", tag = "people", request_body = PeopleUpdateBody,
    params(IdempotencyParam),
    responses((status = 200, body = PeopleUpdateWire), (status = 202, body = JobStartedWire)))]
pub(super) async fn update(
    State(state): State<V1>,
    Caller(call): Caller,
    body: Body<PeopleUpdateBody>,
) -> Result<Response, ApiError> {
    let gate = std::sync::Arc::clone(&state.gate);
    let ready = blocking(&state, move |app| {
        let ids = user_ids(&body.value.people.ids)?;
        let done = match update_many(app, &call, &ids, &body.value.edit()?, body.key.as_ref())? {
            PeopleAnswer::Done(done) => done,
            PeopleAnswer::Job(job) => {
                return Ok(Ready::Job(Box::new(JobWire::from(&jobs::view(app, call.tenant, *job)?))));
            }
        };
        // Blocked and signed out at once, not when what is known of them has aged.
        let changed = done.outcomes.iter().filter(|outcome| outcome.status == Status::Changed);
        changed.for_each(|outcome| gate.forget_person(call.tenant, outcome.user));
        Ok(Ready::Done(Box::new(answer(app, &call, &done)?)))
    })
    .await?;
    Ok(match ready {
        Ready::Done(wire) => Json(wire).into_response(),
        Ready::Job(job) => accepted(&job),
    })
}

enum Ready {
    Done(Box<PeopleUpdateWire>),
    Job(Box<JobWire>),
}

fn answer(app: &App, call: &Call, done: &PeopleUpdated) -> Result<PeopleUpdateWire, AppError> {
    let book = NameBook::load(app, app.tenant(call.tenant)?, people_in(&done.outcomes))?;
    let mut counts = Counts::default();
    done.outcomes.iter().for_each(|outcome| counts.add(outcome.status));
    let signed_out: std::collections::HashSet<_> = done.signed_out.iter().collect();
    let people = done.outcomes.iter().map(|outcome| PersonResultWire {
        user: book.user(outcome.user),
        status: status_word(outcome.status),
        reasons: outcome.reasons.iter().map(|r| CodeWire::new(&book, r.code(), r.params())).collect(),
        signed_out: signed_out.contains(&outcome.user),
    });
    Ok(PeopleUpdateWire {
        change_set_id: done.change_set.map(|id| id.to_string()),
        counts: counts.into(),
        people: people.collect(),
    })
}
