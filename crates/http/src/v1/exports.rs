//! `/reseat/v1/changeSets/export` and `/reseat/v1/jobs/export`: everything, as JSON Lines or CSV, page by page.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use reseat_app::history::{ExportPlace, ExportedChange, export_changes};
use reseat_app::jobs::{JobView, export_jobs};
use reseat_formats::defused;
use reseat_graph::GraphError;
use reseat_model::{ChangeSetId, JobId};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::V1;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking, given, query_instant};
use super::wire::{ActorWire, JobWire, face_word, iso, kind_word, status_word};

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    JsonLines,
    Csv,
}

/// In which form, and of which time.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct ExportQuery {
    /// `jsonl` (when absent) or `csv`, whose first page begins with the names of the columns.
    format: Option<String>,
    /// Only change sets that took effect at this instant or later (ISO 8601).
    from: Option<String>,
    /// Only change sets that took effect before this instant.
    to: Option<String>,
}

impl ExportQuery {
    fn form(&self) -> Result<Form, ApiError> {
        match given(self.format.as_deref()) {
            None | Some("jsonl") => Ok(Form::JsonLines),
            Some("csv") => Ok(Form::Csv),
            Some(other) => {
                let message = format!("format: '{other}' is neither jsonl nor csv");
                Err(ApiError(GraphError::bad_request(message)))
            }
        }
    }
}

/// A change set's deed to one person, flat. Lists are joined by blanks.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ChangeRow {
    change_set_id: String,
    created_date_time: String,
    recorded_date_time: String,
    kind: &'static str,
    face: &'static str,
    actor_id: String,
    actor: String,
    reason: String,
    reverts: String,
    reverted_by: String,
    request_id: String,
    number: Option<u64>,
    user_id: String,
    status: &'static str,
    reasons: String,
    assigned: String,
    unassigned: String,
    modified: String,
}

fn actor_name(actor: &ActorWire) -> String {
    actor.user_principal_name.clone().unwrap_or_else(|| actor.display_name.clone())
}

impl From<&ExportedChange> for ChangeRow {
    fn from(row: &ExportedChange) -> Self {
        let actor = ActorWire::from(&row.set.actor);
        let outcome = row.item.as_ref().map(|item| &item.outcome);
        let products = |wanted: (bool, bool)| {
            let licenses = outcome.iter().flat_map(|outcome| &outcome.impact.licenses);
            let fits = licenses.filter(|l| (l.before.is_some(), l.after.is_some()) == wanted);
            fits.map(|l| l.key.sku.to_string()).collect::<Vec<_>>().join(" ")
        };
        Self {
            change_set_id: row.set.id.to_string(),
            actor: actor_name(&actor),
            actor_id: actor.id.unwrap_or_default(),
            created_date_time: iso(row.set.at),
            recorded_date_time: iso(row.set.recorded_at),
            kind: kind_word(row.set.kind),
            face: face_word(row.set.face),
            reason: row.set.reason.clone().unwrap_or_default(),
            reverts: row.set.reverts.map(|id| id.to_string()).unwrap_or_default(),
            reverted_by: row.set.reverted_by.map(|id| id.to_string()).unwrap_or_default(),
            request_id: row.set.request.to_string(),
            number: row.item.as_ref().map(|item| item.number),
            user_id: row.item.as_ref().map(|item| item.user.to_string()).unwrap_or_default(),
            status: outcome.map_or("", |outcome| status_word(outcome.status)),
            reasons: outcome.map_or_else(String::new, |outcome| {
                outcome.reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>().join(" ")
            }),
            assigned: products((false, true)),
            unassigned: products((true, false)),
            modified: products((true, true)),
        }
    }
}

/// A job, flat.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct JobRow {
    id: String,
    status: &'static str,
    kind: &'static str,
    created_date_time: String,
    recorded_date_time: String,
    total: u64,
    done: u64,
    changed: u64,
    unchanged: u64,
    refused: u64,
    change_set_id: String,
    actor_id: String,
    actor: String,
    reason: String,
}

impl From<&JobView> for JobRow {
    fn from(view: &JobView) -> Self {
        let wire = JobWire::from(view);
        Self {
            id: wire.id,
            status: wire.status,
            kind: wire.kind,
            created_date_time: wire.created_date_time,
            recorded_date_time: iso(view.job.recorded_at),
            total: wire.total,
            done: wire.done,
            changed: view.counts.changed,
            unchanged: view.counts.unchanged,
            refused: view.counts.refused,
            change_set_id: wire.change_set_id.unwrap_or_default(),
            actor: actor_name(&wire.created_by),
            actor_id: wire.created_by.id.unwrap_or_default(),
            reason: wire.reason.unwrap_or_default(),
        }
    }
}

/// A row of an export.
trait ExportRow: Serialize {
    /// Makes what people have typed harmless to spreadsheets; ids and codes are so already.
    fn defuse(&mut self);
}

impl ExportRow for ChangeRow {
    fn defuse(&mut self) {
        (self.actor, self.reason) = (defused(&self.actor), defused(&self.reason));
    }
}

impl ExportRow for JobRow {
    fn defuse(&mut self) {
        (self.actor, self.reason) = (defused(&self.actor), defused(&self.reason));
    }
}

/// Rows in the form that was asked for.
fn written<T: ExportRow>(
    rows: Vec<T>,
    form: Form,
    first: bool,
) -> Result<String, Box<dyn std::error::Error>> {
    if form == Form::JsonLines {
        let lines: Result<Vec<String>, _> = rows.iter().map(serde_json::to_string).collect();
        return Ok(lines?.into_iter().map(|line| line + "\n").collect());
    }
    let mut csv = csv::WriterBuilder::new().has_headers(first).from_writer(Vec::new());
    for mut row in rows {
        row.defuse();
        csv.serialize(row)?;
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}

/// The answer, with the address of the next page in `Link`.
fn answer(
    text: Result<String, Box<dyn std::error::Error>>,
    form: Form,
    next: Option<String>,
    (state, headers, uri): (&V1, &HeaderMap, &Uri),
) -> Result<Response, ApiError> {
    let text = text.map_err(|error| ApiError(GraphError::internal(error.as_ref())))?;
    let link = Page::<()>::new(Vec::new(), next, state, headers, uri)?.next_link;
    let link = link.and_then(|link| HeaderValue::from_str(&format!("<{link}>; rel=\"next\"")).ok());
    let kind = match form {
        Form::JsonLines => "application/x-ndjson",
        Form::Csv => "text/csv; charset=utf-8",
    };
    let mut response = ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response();
    response.headers_mut().extend(link.map(|link| (header::LINK, link)));
    Ok(response)
}

/// Change sets, oldest first, a row for each person, as JSON Lines or CSV. The pages put one behind the other are the file;
/// the address of the next one is in the `Link` header.
#[utoipa::path(get, path = "/reseat/v1/changeSets/export", tag = "history", params(ExportQuery, PageParams),
    responses((status = 200, content((String = "application/x-ndjson"), (String = "text/csv")))))]
pub(super) async fn change_sets(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<ExportQuery>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let (form, top) = (query.form()?, page.top()?);
    let span = (query_instant("from", query.from.as_deref())?, query_instant("to", query.to.as_deref())?);
    let after = match &page.skip_token {
        Some(token) => Some(place(token).ok_or_else(|| page.bad_token())?),
        None => None,
    };
    let found = blocking(&state, move |app| export_changes(app, &call, span, after, top)).await?;
    let rows: Vec<ChangeRow> = found.rows.iter().map(ChangeRow::from).collect();
    let next = found.next.map(|next| match next.number {
        Some(number) => format!("{}.{number}", next.set),
        None => next.set.to_string(),
    });
    answer(written(rows, form, after.is_none()), form, next, (&state, &headers, &uri))
}

fn place(token: &str) -> Option<ExportPlace> {
    let (set, number) = match token.split_once('.') {
        Some((set, number)) => (set, Some(number.parse().ok()?)),
        None => (token, None),
    };
    Some(ExportPlace { set: set.parse::<ChangeSetId>().ok()?, number })
}

/// Jobs, oldest first, as JSON Lines or CSV, in pages as those of change sets. What a job did to whom is in its change set.
#[utoipa::path(get, path = "/reseat/v1/jobs/export", tag = "jobs", params(ExportQuery, PageParams),
    responses((status = 200, content((String = "application/x-ndjson"), (String = "text/csv")))))]
pub(super) async fn jobs(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<ExportQuery>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let (form, top) = (query.form()?, page.top()?);
    let after = match &page.skip_token {
        Some(token) => Some(token.parse::<JobId>().map_err(|_| page.bad_token())?),
        None => None,
    };
    let found = blocking(&state, move |app| export_jobs(app, &call, after, top)).await?;
    let rows: Vec<JobRow> = found.iter().map(JobRow::from).collect();
    let next = found.last().filter(|_| found.len() == top).map(|view| view.job.id.to_string());
    answer(written(rows, form, after.is_none()), form, next, (&state, &headers, &uri))
}
