//! `POST /reseat/v1/previews`

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use reseat_app::changes::{self, PreviewAnswer};
use reseat_app::state::TenantState;
use reseat_app::{App, AppError, jobs};

use super::V1;
use super::changes::accepted;
use super::request::{ApiError, Body, Caller, blocking};
use super::wire::{ChangeBody, JobStartedWire, JobWire, PreviewWire};

/// What a change would do to whom; nothing is written. Over 5,000 people it is a job.
#[utoipa::path(post, path = "/reseat/v1/previews", tag = "changes", request_body = ChangeBody,
    responses((status = 200, body = PreviewWire), (status = 202, body = JobStartedWire)))]
pub(super) async fn preview(
    State(state): State<V1>,
    Caller(call): Caller,
    body: Body<ChangeBody>,
) -> Result<Response, ApiError> {
    preview_answer(&state, move |app| {
        let request = body.value.request(app, &call)?;
        Ok((app.tenant(call.tenant)?, changes::preview(app, &call, &request)?))
    })
    .await
}

enum Ready {
    Now(Box<PreviewWire>),
    Job(Box<JobWire>),
}

/// Computes a preview and answers it, or its job.
pub(super) async fn preview_answer(
    state: &V1,
    work: impl FnOnce(&App) -> Result<(Arc<TenantState>, PreviewAnswer), AppError> + Send + 'static,
) -> Result<Response, ApiError> {
    let ready = blocking(state, move |app| {
        let (tenant, answer) = work(app)?;
        Ok(match answer {
            PreviewAnswer::Now(preview) => Ready::Now(Box::new(PreviewWire::new(app, tenant, &preview)?)),
            PreviewAnswer::Job(job) => {
                Ready::Job(Box::new(JobWire::from(&jobs::view(app, tenant.tenant.id, *job)?)))
            }
        })
    })
    .await?;
    Ok(match ready {
        Ready::Now(wire) => Json(wire).into_response(),
        Ready::Job(job) => accepted(&job),
    })
}
