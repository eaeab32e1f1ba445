//! `POST /reseat/v1/people/import`

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use reseat_app::people::{self, ImportStatus};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::V1;
use super::request::{ApiError, Caller, blocking};

/// How to import.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImportQuery {
    /// `true` writes nothing.
    #[serde(default)]
    dry_run: bool,
}

/// What an import did.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PeopleImportWire {
    dry_run: bool,
    counts: ImportCountsWire,
    rows: Vec<ImportRowWire>,
}

/// Rows by what became of them.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct ImportCountsWire {
    created: u64,
    updated: u64,
    unchanged: u64,
    refused: u64,
}

/// One row's result.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImportRowWire {
    line: Option<u64>,
    user_principal_name: String,
    status: &'static str,
    user_id: Option<String>,
    temporary_password: Option<String>,
    problem: Option<String>,
}

/// Imports people from the admin centre's bulk template, at most 1,000 rows per request. Run again it ends the same.
#[utoipa::path(post, path = "/reseat/v1/people/import", tag = "people", params(ImportQuery),
    request_body(content = String, content_type = "text/csv"), responses((status = 200, body = PeopleImportWire)))]
pub(super) async fn import(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<ImportQuery>,
    body: Bytes,
) -> Result<Json<PeopleImportWire>, ApiError> {
    let report = blocking(&state, move |app| people::import(app, &call, &body, query.dry_run)).await?;
    let mut counts = ImportCountsWire::default();
    let rows = report
        .rows
        .into_iter()
        .map(|row| {
            let (status, count) = match row.status {
                ImportStatus::Created => ("created", &mut counts.created),
                ImportStatus::Updated => ("updated", &mut counts.updated),
                ImportStatus::Unchanged => ("unchanged", &mut counts.unchanged),
                ImportStatus::Refused => ("refused", &mut counts.refused),
            };
            *count += 1;
            ImportRowWire {
                line: row.line,
                user_principal_name: row.upn,
                status,
                user_id: row.user.map(|id| id.to_string()),
                temporary_password: row.temporary_password,
                problem: row.problem,
            }
        })
        .collect();
    Ok(Json(PeopleImportWire { dry_run: report.dry_run, counts, rows }))
}
