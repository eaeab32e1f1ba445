//! `POST /reseat/v1/changes`

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use reseat_app::changes::{self, ChangeAnswer};
use reseat_app::state::TenantState;
use reseat_app::{App, AppError, jobs};

use super::V1;
use super::request::{ApiError, Body, Caller, IdempotencyParam, blocking};
use super::wire::{ChangeBody, ChangeResultWire, JobStartedWire, JobWire};

/// Changes the licences of people: at once up to 1,000, beyond it as a job.
#[utoipa::path(post, path = "/reseat/v1/changes", tag = "changes", request_body = ChangeBody,
    params(IdempotencyParam),
    responses((status = 200, body = ChangeResultWire), (status = 202, body = JobStartedWire)))]
pub(super) async fn change(
    State(state): State<V1>,
    Caller(call): Caller,
    body: Body<ChangeBody>,
) -> Result<Response, ApiError> {
    change_answer(&state, move |app| {
        let request = body.value.request(app, &call)?;
        let answer = changes::change(app, &call, &request, body.key.as_ref())?;
        Ok((app.tenant(call.tenant)?, answer))
    })
    .await
}

enum Ready {
    Done(Box<ChangeResultWire>),
    Job(Box<JobWire>),
}

/// Carries a change out and answers its result, or its job.
pub(super) async fn change_answer(
    state: &V1,
    work: impl FnOnce(&App) -> Result<(Arc<TenantState>, ChangeAnswer), AppError> + Send + 'static,
) -> Result<Response, ApiError> {
    let ready = blocking(state, move |app| {
        let (tenant, answer) = work(app)?;
        Ok(match answer {
            ChangeAnswer::Done(result) => Ready::Done(Box::new(ChangeResultWire::new(app, tenant, &result)?)),
            ChangeAnswer::Job(job) => {
                Ready::Job(Box::new(JobWire::from(&jobs::view(app, tenant.tenant.id, *job)?)))
            }
        })
    })
    .await?;
    Ok(match ready {
        Ready::Done(wire) => Json(wire).into_response(),
        Ready::Job(job) => accepted(&job),
    })
}

/// The answer that a job does it.
pub(super) fn accepted(job: &JobWire) -> Response {
    let location = [("location", format!("/reseat/v1/jobs/{}", job.id))];
    (StatusCode::ACCEPTED, location, Json(JobStartedWire { job })).into_response()
}
